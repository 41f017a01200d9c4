"""项目叫什么, 给多少钱, 哪一年: 标题与各栏里的话."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import chain
from typing import Final

from indicators.evaluation import FundLine, Funds
from indicators.quantity import Quantity
from indicators.records import record
from reading.prose.statements import Said

_AMOUNT: Final = re.compile(
    r"(?P<said>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<unit>亿元|万元|千元|元|亿|万)"
)
_OF_YEAR: Final = "(?:年度?|本年|当年|年初)(?:的)?(?:财政|部门|项目)?(?:预算|安排)"
_SECTION: Final = re.compile(
    "(?:情况|说明|解释|名词|目录|概况|机构|职责|目标|指标|附件|如下)(?:说明|表)?$"
    "|^(?:绩效|项目绩效|重点项目|部门预算|预算绩效)"
)
_SECTIONS: Final = ("重点", "项目绩效", "绩效", "部门预算", "预算绩效")
_PROJECT: Final = re.compile(
    "项目|专项|经费|资金|工程|补助|补贴|运维|维护|建设|服务|活动|整体"
)
_BEHIND_NAME: Final = re.compile(
    "(?:的)?(?:年度)?(?:(?<=项目)支出)?(?:绩效目标|绩效情况|绩效|预算)(?:及绩效指标|和指标|情况|表|如下)*$"
)
_QUOTED: Final = re.compile(
    '[“《"]([^”》"]{2,40})[”》"](?P<kind>(?:建设)?(?:项目|专项|资金|经费)?)'
)
_PARTS: Final = re.compile(
    r"[：:。，,；;]|预算(?=安排|资金|为|\d)|安排(?=资金|预算|\d)"
)
_MONEY_BEHIND: Final = re.compile(r"[(（][^()（）]*\d[^()（）]*元?[)）]$")
_PROJECT_NAME: Final = re.compile(
    "[^，。；：,;:]{2,40}(?:项目|专项|经费|资金|工程|补助|补贴|费)"
)
_LONGEST_NAME: Final = 50
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")
_BUDGET_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年度?[^，。；]{0,16}预算")
UNITS: Final = {"亿": "亿元", "万": "万元"}


@record
class Title:
    """项目的名称, 与标题后面的话."""

    name: str = ""
    said: str = ""


def title_of(leads: Iterable[Said]) -> Title | None:
    """项目名称: from the lines that lead to its first label, the nearest first.

    A heading with a mark goes before a line without; the words below it belong to it.
    """
    lines = list(leads)
    for wanted in (_is_heading, _is_line, _in_sentence):
        for spot in range(len(lines) - 1, -1, -1):
            title = wanted(lines[spot])
            if title:
                below = "".join(line.rest for line in lines[spot + 1 :])
                return Title(title.name, title.said + below)
    return None


def _is_heading(line: Said) -> Title | None:
    """A line with a mark is a name, unless it heads a part of the document."""
    marked = line.mark_kind not in {"", "part", "row"}
    return _named(line.rest) if marked else None


def _is_line(line: Said) -> Title | None:
    """A line without a mark is a name where it speaks of a project."""
    title = _named(line.rest) or Title()
    alone = not title.said or line.rest.removeprefix(title.name)[:1] in "：:"
    return title if alone and _PROJECT.search(title.name) else None


def _in_sentence(line: Said) -> Title | None:
    """Find a name inside a sentence.

    其中“智慧校园”项目预算120万元: the name in quotation marks.
    """
    quoted = _QUOTED.findall(line.rest)
    name = "".join(quoted[0]) if len(quoted) == 1 else ""
    return Title(name, line.rest) if names_project(name) else None


def names_project(text: str) -> bool:
    """Say whether a text is the name of a project and nothing else.

    >>> names_project("养老服务补贴项目"), names_project("完成养老服务补贴项目，改善生活")
    (True, False)
    """
    return _PROJECT_NAME.fullmatch(text) is not None


def _named(text: str) -> Title | None:
    """Take the beginning of a line for a name, unless it heads a section.

    >>> _named("乡村振兴专项资金绩效目标：改善环境").name
    '乡村振兴专项资金'
    >>> _named("国有资产占有使用情况说明") is None
    True
    """
    name, rest = _parted(text)
    if name.startswith(_SECTIONS):
        return None
    name = _BEHIND_NAME.sub("", name).strip("“”《》 　")
    if not 1 < len(name) <= _LONGEST_NAME or _SECTION.search(name):
        return None
    return Title(name, rest)


def _parted(text: str) -> tuple[str, str]:
    """Part a name from what is said behind it: its money, its purpose.

    >>> _parted("教师能力提升专项经费（630万元）"), _parted("抽检费。2024年预算100万元。")
    (('教师能力提升专项经费', '630万元'), ('抽检费', '2024年预算100万元。'))
    """
    part = _PARTS.search(text)
    name = text[: part.start()] if part else text
    rest = text[part.start() :].lstrip("：:。，,；; ") if part else ""
    money = _MONEY_BEHIND.search(name)
    if money:
        name, rest = name[: money.start()], f"{money[0].strip('()（）')}{rest}"
    return name.strip(), rest.strip()


def budget_of(text: str) -> Funds | None:
    """年度预算: the one amount that a text names, or the one of the year.

    >>> budget_of("361万").lines[0].initial, budget_of("361万").unit
    (Quantity(value=Decimal('361'), unit=''), '万元')
    >>> budget_of("总投资500万元，已付120万元") is None
    True
    """
    found = list(_AMOUNT.finditer(text))
    if len(found) > 1:
        found = [
            m
            for m in found
            if re.search(f"{_OF_YEAR}[^，。；]{{0,8}}$", text[: m.start()])
        ]
    if len(found) != 1:
        return None
    said, unit = found[0]["said"].replace(",", ""), found[0]["unit"]
    amount = Quantity(Decimal(said))
    line = FundLine("年度资金总额", initial=amount)
    return Funds((line,), UNITS.get(unit, unit))


def year_of(said: Iterable[str | None], budgets: AbstractSet[str]) -> int | None:
    """年度: the one year of the period, or else of what stands by the title.

    Else it is the one whose budget the text is about.

    >>> year_of(["2023年全年"], set()), year_of(["2023年至2025年"], {"2024"})
    (2023, 2024)
    """
    found = (set(_YEAR.findall(text or "")) for text in said)
    years = next((years for years in found if len(years) == 1), budgets)
    return int(next(iter(years))) if len(years) == 1 else None


def budget_years(lines: Iterable[str]) -> set[str]:
    """The years whose budgets a text is about.

    >>> budget_years(["二、2023年单位预算情况说明", "2022年7月31日"])
    {'2023'}
    """
    return set(chain.from_iterable(map(_BUDGET_YEAR.findall, lines)))
