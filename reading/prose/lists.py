"""单子: 一行一个指标的表, 没有表名与完成值; 各列由列名认, 项目可以有几个."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from indicators.direction import QUALITATIVE
from indicators.errors import Problem
from indicators.evaluation import Evaluation, Funds, Goals, Indicator
from indicators.place import Place
from reading.grid import Cell, Grid
from reading.prose.head import budget_of
from reading.prose.values import SplitItem, named
from reading.text import has_digit, single
from reading.vocabulary.headings import role
from reading.vocabulary.plan_words import field_of, level_of, path_of
from reading.vocabulary.titles import year_in
from reading.vocabulary.values import scored

_HEAD: Final = {"project", "department", "unit", "budget", "goal", "year"}
_COLUMNS: Final = {
    **{name: name for name in ("level1", "level2", "name", "target", "sign", "weight")},
    "level3": "name",
    "unit": "measure",
}
"""Role of a column in a table → what it is in a list."""
_CARRIED: Final = frozenset((*_HEAD, "level", "level1", "level2"))
"""Columns in which a blank cell means what stands above it."""
_FAR_DOWN: Final = 3
_MONEY: Final = re.compile("[万亿]?元")
_BARE: Final = re.compile(r"[0-9][0-9,]*(\.[0-9]+)?")
Row = dict[str, str]


def listed(grid: Grid) -> tuple[Evaluation, ...]:
    """Read a list of indicators: one evaluation per project; () where it is none.

    Above the names of its columns nothing stands but a title.
    """
    rows = range(1, min(grid.height, _FAR_DOWN) + 1)
    first = next((n for n in rows if len(grid.layout.written(n)) > 1), 1)
    columns = _columns(grid, first)
    return () if columns is None else tuple(_projects(grid, first, columns))


def _columns(grid: Grid, row: int) -> dict[int, str] | None:
    """The columns by their roles; None for a row that does not head a list."""
    cells = grid.layout.written(row)
    found = {cell.column: _role(cell.text) or _below(grid, cell) for cell in cells}
    roles = list(found.values())
    whole = "name" in roles and "" not in roles and len(set(roles)) == len(roles)
    return found if whole else None


def _role(text: str) -> str:
    """What a column holds, by its title; '' for a title that is not known.

    >>> _role("三级指标"), _role("实施单位"), _role("度量单位"), _role("实际完成值")
    ('name', 'unit', 'measure', '')
    """
    said = _COLUMNS.get(role("columns", text) or "")
    of_head = field_of(single(text)) or role("head", text)
    return said or (of_head if of_head in _HEAD else None) or ""


def _below(grid: Grid, head: Cell) -> str:
    """指标类别: a column under any title whose cells are the names of groups."""
    rows = range(head.row + 1, grid.height + 1)
    said = set(filter(None, (single(grid.text(row, head.column)) for row in rows)))
    return "level" if said and all(map(level_of, said)) else ""


def _projects(grid: Grid, head: int, columns: dict[int, str]) -> Iterator[Evaluation]:
    """The rows of each project, in the order in which it is first named."""
    projects: dict[str, Evaluation] = {}
    indicators: defaultdict[str, list[Indicator]] = defaultdict(list)
    doubts: defaultdict[str, list[Problem]] = defaultdict(list)
    row: Row = {}
    unit = _unit_of_money(grid, head, columns)
    for number in range(head + 1, grid.height + 1):
        row = _carried(row, _said(grid, number, columns, unit))
        if "name" in row:
            project, place = row.get("project", ""), _place(grid, number, columns)
            if project not in projects:
                projects[project] = _headed(row)
                doubts[project] += _unread_budget(row, projects[project], place)
            indicators[project].append(_indicator(row, place))
            doubts[project] += _doubts(row, place)
    for name, project_ in projects.items():
        rows, told = tuple(indicators[name]), tuple(doubts[name])
        yield evolve(project_, indicators=rows, warnings=told)


def _carried(above: Row, said: Row) -> Row:
    """A row with what it takes from the one above: nothing of another project or group.

    >>> _carried({"level1": "产出指标", "level2": "质量指标"}, {"level1": "满意度指标"})
    {'level1': '满意度指标'}
    """
    inner = {"level2", "level"} if "level1" in said else set()
    kept = frozenset() if "project" in said else _CARRIED - inner
    return {name: text for name, text in above.items() if name in kept} | said


def _doubts(row: Row, place: Place | None) -> Iterator[Problem]:
    """What stands in the column of weights and is no number."""
    weight, doubt = scored(row.get("weight", ""))
    if doubt and weight is None:
        yield Problem(place or "", f"分值{doubt}", row["weight"])


def _unread_budget(
    row: Row, head: Evaluation, place: Place | None
) -> Iterator[Problem]:
    """A budget that is no amount of money with its unit."""
    if row.get("budget") and not head.funds.lines:
        message, remedy = "年度预算没有读懂，未读取", "请写上单位，如 50万元"
        yield Problem(place or "", message, row["budget"], remedy)


def _unit_of_money(grid: Grid, head: int, columns: dict[int, str]) -> str:
    """年度预算（万元）: the unit that the heading of the budget gives; '' for none."""
    titles = (grid.text(head, at) for at, name in columns.items() if name == "budget")
    found = _MONEY.search("".join(titles))
    return found[0] if found else ""


def _said(grid: Grid, number: int, columns: dict[int, str], unit: str) -> Row:
    """What stands in the columns of a row, without those in which nothing does."""
    texts = {name: single(grid.text(number, at)) for at, name in columns.items()}
    if _BARE.fullmatch(texts.get("budget", "")):
        texts["budget"] += unit
    return {name: text for name, text in texts.items() if text}


def _place(grid: Grid, number: int, columns: dict[int, str]) -> Place | None:
    """Where the name of a row stands."""
    column = next(at for at, name in columns.items() if name == "name")
    cell = grid.at(number, column)
    return cell.place if cell else None


def _headed(row: Row) -> Evaluation:
    """What a row says about its project."""
    return Evaluation(
        year=year_in(row.get("year", "")),
        project=row.get("project"),
        department=row.get("department"),
        unit=row.get("unit"),
        funds=budget_of(row.get("budget", "")) or Funds(),
        goals=Goals(row.get("goal")),
    )


def _indicator(row: Row, place: Place | None) -> Indicator:
    """One row; where the target has no column, the name may hold it."""
    found = (
        SplitItem(row["name"], _target(row)) if "target" in row else named(row["name"])
    )
    levels = (row[name] for name in ("level1", "level2", "level") if name in row)
    return Indicator(
        placed(tuple(levels)),
        found.name,
        found.target,
        weight=scored(row.get("weight", ""))[0],
        direction=QUALITATIVE if row.get("sign") == QUALITATIVE else None,
        place=place,
    )


def _target(row: Row) -> str:
    """符号、指标值、度量单位 in one; a target in words has neither sign nor unit.

    >>> _target({"target": "95", "sign": "≥", "measure": "%"})
    '≥95%'
    """
    value, measure = row["target"], row.get("measure", "")
    sign = row.get("sign", "").replace(QUALITATIVE, "")
    if not has_digit(value):
        return value
    return f"{sign}{value.removeprefix(sign).removesuffix(measure)}{measure}"


def placed(path: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """补上一级指标: a second level alone is put under its first one.

    >>> placed(("数量指标",)), placed(("效益指标", "社会效益指标")), placed(("决策",))
    (('产出指标', '数量指标'), ('效益指标', '社会效益指标'), ('决策',))
    """
    return path_of(path[0] or "") or path if len(path) == 1 else path
