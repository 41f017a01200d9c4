"""数据文件里的单子: 中文的键, 一组一个名单.

项目名称 = "党政信息网运行维护"
年度预算 = "97.62万元"

[指标]
数量指标 = ["联网单位数量≥100家", "线路带宽"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from indicators import kinds
from indicators.documents import parse_document, read_document
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from reading.grid import text_grid
from reading.prose.recognise import recognise_prose
from reading.vocabulary.plan_words import field_of, level_of

_ROWS, _PROJECTS, _YEAR = "指标", "项目", "年度"
_BARE: Final = re.compile(
    r"^\s*(?:\[{1,2}[^\"'\[\]\n]+\]{1,2}|[\u4e00-\u9fff][^\s=\"']*\s*(?==))",
    re.MULTILINE,
)
_SHAPE: Final = '请写成：数量指标 = ["名称≥指标值", …]'
_KEYS: Final = (
    "可写 项目名称、主管部门、实施单位、年度预算、年度、总体目标、立项依据等，与 [指标]"
)


def read_list(path: Path) -> dict[str, Any]:
    """读数据文件; keys in Chinese may stand without the quotation marks of TOML."""
    try:
        return read_document(path)
    except InputError:
        if path.suffix.lower() != ".toml":
            raise
        text = _BARE.sub(_quoted, path.read_text("utf-8-sig", errors="replace"))
        try:
            return parse_document(text, str(path))
        except InputError:
            pass
        raise


def _quoted(found: re.Match[str]) -> str:
    """Put every bare key of a line into quotation marks."""
    return re.sub(r"[^\s.\[\]=\"']+", r'"\g<0>"', found[0])


def is_list(document: Mapping[str, Any]) -> bool:
    """Say whether a data file is a list of indicators under Chinese keys."""
    return not {_ROWS, _PROJECTS}.isdisjoint(document)


def listed_in(document: Mapping[str, Any], where: str) -> tuple[Evaluation, ...]:
    """Read every project of a list; all its problems at once, with their keys."""
    projects = document.get(_PROJECTS, [document])
    if not isinstance(projects, list):
        raise InputError.of(f"{where} {_PROJECTS}", "应写成 [[项目]]")
    problems: list[Problem] = []
    found = [_project(project, where, problems) for project in projects]
    if problems:
        raise InputError(problems)
    return tuple(chain.from_iterable(found))


def _project(
    project: Mapping[str, Any], where: str, problems: list[Problem]
) -> tuple[Evaluation, ...]:
    """Write a project as the lines of a text, and read these."""
    lines = list(_fields(project, where, problems))
    lines += _groups(project.get(_ROWS, {}), f"{where} {_ROWS}", problems)
    read = recognise_prose(text_grid(where, lines))
    year = kinds.whole(project[_YEAR]) if _YEAR in project else None
    return tuple(_unplaced(evolve(each, year=year or each.year)) for each in read)


def _unplaced(read: Evaluation) -> Evaluation:
    """The lines were made up here: their numbers are no places."""
    rows = tuple(evolve(row, place=None) for row in read.indicators)
    return evolve(read, indicators=rows)


def _fields(
    project: Mapping[str, Any], where: str, problems: list[Problem]
) -> Iterator[str]:
    """项目的各栏, each a line of its own."""
    for key, value in project.items():
        if key in {_ROWS, _PROJECTS, _YEAR}:
            continue
        if field_of(key) is None:
            problems.append(Problem(f"{where} {key}", "不认识的键", None, _KEYS))
        else:
            yield f"{key}：{str(value).replace(chr(10), '')}"


def _groups(groups: object, where: str, problems: list[Problem]) -> Iterator[str]:
    """各组指标, 可以套在一级指标之下."""
    if not isinstance(groups, Mapping):
        problems.append(Problem(where, "应写成一组名单", None, _SHAPE))
        return
    for key, rows in groups.items():
        if level_of(key) is None:
            problems.append(Problem(f"{where}.{key}", "不认识的指标类别", None, _SHAPE))
        yield f"{key}："
        if isinstance(rows, Mapping):
            yield from _groups(rows, f"{where}.{key}", problems)
        elif isinstance(rows, list) and all(isinstance(row, str) for row in rows):
            yield from (f"•{row}" for row in rows)
        else:
            problems.append(Problem(f"{where}.{key}", "应是名单", None, _SHAPE))
