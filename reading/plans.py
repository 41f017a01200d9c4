"""读计划: 任何文件 → 其中每一个项目与它的指标, 没有完成值的也要.

A project may stand in a table (绩效目标申报表, 自评表), in a list of indicators, in a data
file, or in running text. Tables are read as always; what is on none of them is searched
for projects in prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from attrs import evolve

from indicators.errors import InputError
from indicators.evaluation import Evaluation, Indicator
from reading.data_tables import data_of
from reading.grid import Grid
from reading.prose.data_lists import is_list, listed_in, read_list
from reading.prose.lists import listed, placed
from reading.prose.recognise import head_above, recognise_prose
from reading.prose.running import LINES, running_text
from reading.reader import found_on
from reading.sources import load
from reading.vocabulary.titles import is_title

_NONE = "没有找到指标"
_REMEDY = (
    "请确认文中写有“数量指标：…；…”这样的各组指标，或表中有指标名称一列；"
    "也可以写成单子（CSV：二级指标,三级指标,指标值）"
)
_DATA = (".toml", ".json")


def read_plans(path: str | Path) -> tuple[Evaluation, ...]:
    """读出文件里的每一个项目: those in tables first, then those in prose.

    Raises `InputError` when the file cannot be read or holds no indicators.
    """
    path = Path(path)
    if path.suffix.lower() in _DATA:
        found = _of_data(path)
    else:
        found = tuple(_of_grids(load(path, running=True)))
    found = tuple(plan for plan in found if plan.indicators)
    if not found:
        raise InputError.of(path.name, _NONE, remedy=_REMEDY)
    return found


def _of_data(path: Path) -> tuple[Evaluation, ...]:
    """A list under Chinese keys, or an evaluation as the program writes it."""
    document = read_list(path)
    if is_list(document):
        return tuple(map(_grouped, listed_in(document, str(path))))
    return (_placed(data_of(document, str(path))),)


def _of_grids(grids: tuple[Grid, ...]) -> Iterator[Evaluation]:
    """Lists and tables first; the rest of a document is running text.

    The other sheets of a workbook that has a table or a list say something about it.
    """
    lists = {id(grid): listed for grid in grids if (listed := _list_on(grid))}
    yield from map(_grouped, chain.from_iterable(lists.values()))
    others = tuple(grid for grid in grids if id(grid) not in lists)
    tables = found_on(others) if others else []
    yield from (_placed(_named(evaluation, grid)) for grid, evaluation in tables)
    taken = {id(grid) for grid, _ in tables} | set(lists)
    if not _is_workbook_of(grids, taken):
        yield from map(_grouped, recognise_prose(running_text(grids, taken)))


def _is_workbook_of(grids: tuple[Grid, ...], taken: set[int]) -> bool:
    """Tell whether a table or a list stands on a sheet."""
    return any(grid.kind == "sheet" and id(grid) in taken for grid in grids)


def _list_on(grid: Grid) -> tuple[Evaluation, ...]:
    """The list that stands on a sheet or in a table."""
    found = () if grid.kind in LINES else listed(grid)
    return tuple(_named(evaluation, grid) for evaluation in found)


def _named(plan: Evaluation, grid: Grid) -> Evaluation:
    """A table that does not say whose it is belongs to the project above it."""
    if plan.project is not None or not grid.before:
        return plan
    head = head_above(grid.before)
    return evolve(
        plan,
        year=plan.year or head.year,
        project=None if is_title(head.project or "") else head.project,
        department=plan.department or head.department,
        unit=plan.unit or head.unit,
        funds=plan.funds if plan.funds.lines else head.funds,
        goals=plan.goals if plan.goals.expected else head.goals,
        remarks=(*plan.remarks, *head.remarks),
    )


def _placed(plan: Evaluation) -> Evaluation:
    """Put second levels under their first ones; the rows of a table keep their order."""
    return evolve(plan, indicators=tuple(map(_below_its_first, plan.indicators)))


def _below_its_first(row: Indicator) -> Indicator:
    """A row below both levels; the weight that its own group prints stays with that."""
    path = placed(row.path)
    if path == row.path:
        return row
    inner = path[0] != row.path[0] and path[-1] is not None
    above = (None,) if inner else ()
    return evolve(row, path=path, path_weights=(*above, *row.path_weights))


def _grouped(plan: Evaluation) -> Evaluation:
    """Put second levels under their first ones, and rows of one group together."""
    rows = list(map(_below_its_first, plan.indicators))
    firsts: dict[str | None, int] = {}
    paths: dict[tuple[str | None, ...], int] = {}
    for row in rows:
        firsts.setdefault(next(iter(row.path), None), len(firsts))
        paths.setdefault(row.path, len(paths))
    rows.sort(key=lambda row: (firsts[next(iter(row.path), None)], paths[row.path]))
    return evolve(plan, indicators=tuple(rows))
