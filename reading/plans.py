"""读计划: 任何文件 → 其中每一个项目与它的指标, 没有完成值的也要.

A project may stand in a table (绩效目标申报表, 自评表), in a list of indicators, in a data
file, or in running text. Tables are read as always; what is on none of them is searched
for projects in prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from indicators.codec import structure
from indicators.errors import InputError
from indicators.evaluation import Evaluation
from indicators.place import given
from reading.grid import Cell, Grid
from reading.prose.data_lists import is_list, listed_in, read_list
from reading.prose.lists import listed, placed
from reading.prose.recognise import recognise_prose
from reading.prose.rows import row_lines
from reading.reader import found_on
from reading.sources import load

_NONE = "没有找到指标"
_REMEDY = (
    "请确认文中写有“数量指标：…；…”这样的各组指标，或表中有指标名称一列；"
    "也可以写成单子（CSV：二级指标,三级指标,指标值）"
)
_DATA = (".toml", ".json")
_OF_TEXT = ("text", "scan")


def read_plans(path: str | Path) -> tuple[Evaluation, ...]:
    """读出文件里的每一个项目: those in tables first, then those in prose.

    Raises `InputError` when the file cannot be read or holds no indicators.
    """
    path = Path(path)
    if path.suffix.lower() in _DATA:
        found = _of_data(path)
    else:
        found = tuple(_of_grids(load(path, running=True)))
    if not found:
        raise InputError.of(path.name, _NONE, remedy=_REMEDY)
    return tuple(map(_grouped, found))


def _of_data(path: Path) -> tuple[Evaluation, ...]:
    """A list under Chinese keys, or an evaluation as the program writes it."""
    document = read_list(path)
    if is_list(document):
        return listed_in(document, str(path))
    found = structure(document, Evaluation, str(path))
    return (found,) if found.indicators else ()


def _of_grids(grids: tuple[Grid, ...]) -> Iterator[Evaluation]:
    """Lists and tables first; the rest of a document is running text."""
    lists = {id(grid): found for grid in grids if (found := _list_on(grid))}
    for found in lists.values():
        yield from found
    others = tuple(grid for grid in grids if id(grid) not in lists)
    tables = found_on(others) if others else []
    yield from (evaluation for _, evaluation in tables)
    taken = {id(grid) for grid, _ in tables} | lists.keys()
    text = _running(grids, taken)
    if text is not None:
        yield from recognise_prose(text)


def _list_on(grid: Grid) -> tuple[Evaluation, ...]:
    return () if grid.kind in _OF_TEXT else listed(grid)


def _running(grids: tuple[Grid, ...], taken: set[int]) -> Grid | None:
    """The running text of a file: its lines, and the rows of tables not yet read."""
    texts = [g for g in grids if g.kind in _OF_TEXT and id(g) not in taken]
    tables = [g for g in grids if g.kind not in _OF_TEXT]
    if texts and not tables:
        return texts[0]
    lines: list[str] = []
    for grid in tables:
        lines += () if texts else grid.before
        lines += () if id(grid) in taken else row_lines(grid)
    if tables and not texts:
        lines += tables[-1].after
    if texts:
        return evolve(
            texts[0],
            cells=(*texts[0].cells, *_body("", lines, texts[0].height).cells),
            height=texts[0].height + len(lines),
        )
    return _body(grids[0].name, lines) if lines else None


def _body(name: str, lines: list[str], above: int = 0) -> Grid:
    """Lines and rows of a document: where they stand on a page is not known."""
    place = given("正文")
    cells = tuple(
        Cell(line, row, 1, place) for row, line in enumerate(lines, above + 1)
    )
    return Grid(name, cells, height=len(lines), width=1, kind="text")


def _grouped(plan: Evaluation) -> Evaluation:
    """Put second levels under their first ones, and rows of one group together."""
    rows = [evolve(row, path=placed(row.path)) for row in plan.indicators]
    firsts: dict[str | None, int] = {}
    paths: dict[tuple[str | None, ...], int] = {}
    for row in rows:
        firsts.setdefault(next(iter(row.path), None), len(firsts))
        paths.setdefault(row.path, len(paths))
    rows.sort(key=lambda row: (firsts[next(iter(row.path), None)], paths[row.path]))
    return evolve(plan, indicators=tuple(rows))
