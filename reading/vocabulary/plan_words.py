"""预算说明里的词: 项目的各栏, 各级指标, 指标自己说的话."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from reading.vocabulary.headings import LONGEST, bare, key

_BEHIND: Final = "(?:类|方面|类方面)?(?:的)?(?:绩效)?(?:指标|目标)?(?:方面)?"
_LONGEST: Final = 20


@cache
def plan_words() -> dict[str, Any]:
    """The content of plan_words.toml."""
    text = Path(__file__).with_name("plan_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _fields() -> dict[str, str]:
    fields: dict[str, list[str]] = plan_words()["fields"]
    return {key(word): name for name, words in fields.items() for word in words}


@lru_cache(maxsize=1024)
def field_of(label: str) -> str | None:
    """项目的一栏: what a label introduces.

    >>> field_of("实施主体"), field_of("年度预算安排（万元）"), field_of("数量指标")
    ('unit', 'budget', None)
    """
    return _fields().get(bare(key(label))) if len(label) <= LONGEST else None


@cache
def _levels() -> re.Pattern[str]:
    levels: dict[str, str] = plan_words()["levels"]
    names = (f"(?P<s{n}>{words})" for n, words in enumerate(levels.values()))
    firsts = "|".join(name.removesuffix("指标") for name in levels)
    return re.compile(f"(?:(?P<first>{firsts})|{'|'.join(names)}){_BEHIND}")


@lru_cache(maxsize=1024)
def level_of(label: str) -> tuple[str, bool] | None:
    """指标的级: the first level that a label is, or belongs to, and whether it is it.

    成本指标 and 满意度指标 are first levels and second ones too.

    >>> level_of("效益指标"), level_of("社会效益指标"), level_of("群众满意度")
    (('效益指标', True), ('效益指标', False), ('满意度指标', False))
    >>> level_of("指标值"), level_of("产出方面")
    (None, ('产出指标', True))
    """
    match = _levels().fullmatch(key(label)) if len(label) <= _LONGEST else None
    if match is None:
        return None
    names = list(plan_words()["levels"])
    if match["first"]:
        return f"{match['first']}指标", True
    number = next(n for n in range(len(names)) if match[f"s{n}"])
    return names[number], False


def path_of(label: str) -> tuple[str | None, ...] | None:
    """一组的路径, where nothing else says under which first level it stands.

    成本指标 is a second level then, and 满意度指标 both levels; None for other words.

    >>> path_of("数量指标"), path_of("成本指标"), path_of("满意度指标"), path_of("效益指标")
    (('产出指标', '数量指标'), ('产出指标', '成本指标'), ('满意度指标', '满意度指标'), ('效益指标', None))
    """
    level = level_of(label)
    if level is None:
        return None
    first, is_first = level
    over: dict[str, list[str | None]] = plan_words()["alone"]
    if is_first and first in over:
        return tuple(over[first])
    return (first, None) if is_first else (first, group_name(label))


def group_name(label: str) -> str:
    """组名: as it is printed, with 指标 behind it where only the bare word stands.

    >>> group_name("数量指标"), group_name("产出质量"), group_name("时效方面")
    ('数量指标', '产出质量指标', '时效指标')
    """
    short = re.sub("(?:类|方面|目标)+$", "", key(label))
    return short if short.endswith("指标") else f"{short}指标"


@cache
def item_words(name: str) -> frozenset[str]:
    """The labels inside an item: 指标值, 三级指标; or the words for none."""
    return frozenset(map(key, plan_words()["items"][name]))


@cache
def item_pattern(name: str) -> re.Pattern[str]:
    """A pattern about items: measured, defined."""
    return re.compile(plan_words()["items"][name])
