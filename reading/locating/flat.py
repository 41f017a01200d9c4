"""平铺表: 系统导出的表, 每行重复项目、资金、总分; 几个项目一张表的, 分成几张."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define, evolve

from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.form_map import FormMap, GoalField
from reading.locating.funds.block import FundBlock, FundRow
from reading.locating.funds.columns import AMOUNTS
from reading.locating.head_fields import HeadField, HeadLabel
from reading.locating.headings.columns import UNKNOWN, TableColumn
from reading.locating.table_map import IndicatorTable, TableRow, TotalRow
from reading.locating.total import find_total
from reading.locating.value_cells import ValueCell
from reading.text import single
from reading.vocabulary.funds import unit_in_brackets
from reading.vocabulary.headings import key, pattern, role
from reading.vocabulary.values import scored

_HEAD = frozenset(("project", "department", "unit", "year"))
_GOALS = ("block", "expected")
_FUNDS = frozenset((*AMOUNTS, "weight", "stated"))
_CODE = "code"
_GOAL = "expected"
_PER_PROJECT = frozenset((*AMOUNTS, "total", _CODE, _GOAL))
"""What says, repeated in every row, that the rows are those of a project."""


@define
class _Project:
    """The rows of one project, and by role what all of them repeat."""

    rows: list[TableRow]
    columns: dict[str, TableColumn]
    held: dict[str, Cell]

    def of(self, roles: frozenset[str]) -> dict[str, TableColumn]:
        """The columns of some roles."""
        return {what: self.columns[what] for what in self.columns if what in roles}


def parted(form: FormMap) -> tuple[FormMap, ...]:
    """Part a flat table into a form for each project; any other form stays one.

    What stands above it of the department is said of all projects.
    """
    if "project" in form.head or form.funds or form.goals or len(form.tables) != 1:
        return (form,)
    columns = _columns(form.tables[0])
    if "project" not in columns or _PER_PROJECT.isdisjoint(columns):
        return (form,)
    projects = _projects(form.tables[0], columns)
    parts = tuple(map(_form, _spans(form, projects), projects))
    return parts if _holds(parts, form.total) else (form,)


def _holds(parts: Sequence[FormMap], total: TotalRow | None) -> bool:
    """Tell whether the parts make the table: its total is that of each, or of none."""
    return bool(parts) and (total is None or None not in [each.total for each in parts])


def is_flat(form: FormMap) -> bool:
    """Say whether a form is a flat table, which repeats its project in every row."""
    return parted(form)[0] is not form


def _spans(form: FormMap, projects: Sequence[_Project]) -> Iterator[FormMap]:
    """The rows of a form that are those of each project.

    What stands above belongs to the first, what stands below to the last of them.
    """
    starts = [form.first, *(each.rows[0].number for each in projects[1:])]
    ends = [*(start - 1 for start in starts[1:]), form.last]
    for first, last in zip(starts, ends, strict=True):
        yield evolve(form, first=first, last=last)


def _columns(table: IndicatorTable) -> dict[str, TableColumn]:
    """What the unknown columns of a table say of its projects; the first of each."""
    found: dict[str, TableColumn] = {}
    for column in table.heading.of("extra"):
        what = _what(column.title) if column.doubt == UNKNOWN else None
        if what is not None:
            found.setdefault(what, column)
    return found


def _what(title: str) -> str | None:
    """What a column repeats in every row of a project."""
    if pattern("placed", _CODE).match(key(title)):
        return _CODE
    if role("total", title) == "total":
        return "total"
    if role("goals", title) in _GOALS:
        return _GOAL
    head, funds = role("head", title), role("funds", title)
    return head if head in _HEAD else funds if funds in _FUNDS else None


def _projects(table: IndicatorTable, columns: dict[str, TableColumn]) -> list[_Project]:
    """The rows by project, from top to bottom; none where they are not such rows.

    Every row names its project, and all rows of one repeat the same.
    """
    names = [what for what in ("project", _CODE) if what in columns]
    found: list[_Project] = []
    held = {row.number: _held(table.layout, row, columns) for row in table.rows}
    keys = set()
    for told, group in groupby(table.rows, lambda row: _told(held[row.number], names)):
        rows = list(group)
        same = {_told(held[row.number], list(columns)) for row in rows}
        if len(same) > 1 or not told[0] or told in keys:
            return []
        keys.add(told)
        found.append(_Project(rows, columns, held[rows[0].number]))
    return found


def _told(held: dict[str, Cell], names: Sequence[str]) -> tuple[str, ...]:
    """What a row says in some columns."""
    return tuple(single(held[what].text) if what in held else "" for what in names)


def _held(
    layout: Layout, row: TableRow, columns: dict[str, TableColumn]
) -> dict[str, Cell]:
    """The cells over a row that say something of its project, merged or repeated."""
    over = {
        what: layout.over(row.number, column.first) for what, column in columns.items()
    }
    return {what: cell for what, cell in over.items() if cell is not None}


def _form(form: FormMap, project: _Project) -> FormMap:
    """The map of one project: what its rows repeat is its head, funds and total."""
    (table,) = form.tables
    last = project.rows[-1].number
    sums = _sums(table, project)
    below = find_total(table.layout, table.heading, sums)
    read = {column.first for what, column in project.columns.items() if what != _CODE}
    rows = tuple(
        _without(row, read, project.columns.get(_CODE)) for row in project.rows
    )
    return evolve(
        form,
        head={**form.head, **{w: _field(w, project) for w in project.of(_HEAD)}},
        goals=_goals(table, project),
        funds=_funds(project),
        tables=(
            evolve(table, rows=rows, last=last, end=last + 1, totals=sums, total=None),
        ),
        total=_total(project) or below,
    )


def _sums(table: IndicatorTable, project: _Project) -> tuple[int, ...]:
    """The rows of 小计 below the indicators of a project, which its name is merged over."""
    name = project.held["project"]
    return tuple(r for r in table.totals if name.row <= r < name.row + name.rows)


def _without(row: TableRow, read: set[int], code: TableColumn | None) -> TableRow:
    """A row without what is read for its project; its code is kept without a doubt."""
    extra = tuple(
        (evolve(column, doubt=None) if column == code else column, cell)
        for column, cell in row.found.extra
        if column.first not in read
    )
    return evolve(row, found=evolve(row.found, extra=extra))


def _field(what: str, project: _Project) -> HeadField:
    column, cell = project.columns[what], project.held.get(what)
    value = ValueCell.of(cell) if cell else None
    text = cell.text if cell else ""
    label = HeadLabel(what, column.title, 0, None, value, text, column.place)
    return HeadField((label,))


def _goals(table: IndicatorTable, project: _Project) -> dict[str, GoalField]:
    """项目绩效目标: the text beside the rows of a project."""
    text = project.held.get(_GOAL)
    label = text and table.layout.over(table.heading.bottom, text.column)
    if not text or not label:
        return {}
    return {_GOAL: GoalField(label, ValueCell.of(text), (text,))}


def _funds(project: _Project) -> FundBlock | None:
    """One line of the funds, without a label: 年度资金总额."""
    columns = tuple(project.of(_FUNDS).values())
    cells = {
        what: ValueCell.of(cell)
        for what, cell in project.held.items()
        if what in _FUNDS
    }
    if not cells:
        return None
    unit = next(filter(None, (unit_in_brackets(c.title) for c in columns)), None)
    line = FundRow(project.rows[0].number, None, "", cells)
    return FundBlock("headed", columns, (line,), frozenset(), unit)


def _total(project: _Project) -> TotalRow | None:
    cell = project.held.get("total")
    if cell is None:
        return None
    stated, doubt = scored(cell.certain)
    strange = stated is None and doubt is not None
    doubts = Doubts()
    if doubt:
        doubts.note(cell.place, f"总分{doubt}", single(cell.text))
    return TotalRow(
        cell.row,
        None,
        {"stated": ValueCell.of(cell)},
        stated=stated,
        place=cell.place,
        doubts=doubts.taken(),
        unread=(("stated", single(cell.text)),) if strange or cell.uncertain else (),
    )
