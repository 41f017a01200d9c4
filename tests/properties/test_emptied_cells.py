"""没有填完的表不算审完: 任取一张公开的表, 空出一格, 那一格就是发现, 结论是未填完."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from app.views.verdicts import verdict
from auditing.audit import AuditResult, audit
from indicators import Evaluation
from indicators.place import Place, Places
from reading import read_all
from reading.grid import Cell, Grid
from reading.locating.locate import locate
from reading.sources import load
from reading.tables.recognise import recognise
from tests.properties.test_unread import ALL, published

CODES = {"stated": "C801", "actual": "C802", "total": "C803"}


def emptied_cells(grid: Grid) -> Iterator[tuple[str, Cell]]:
    """The cells of points, actual values and the total that count, with their kind."""
    form = locate(grid)[0]
    (table,) = form.tables
    weighed = any("weight" in row.cells for row in table.rows)
    for row in table.rows:
        if weighed and "weight" not in row.cells:
            continue
        for what in ("stated", "actual"):
            if what in row.cells and row.cells[what].text.strip():
                yield what, row.cells[what]
    for line in form.funds.lines[:1] if form.funds else ():
        if "stated" in line.held:
            yield "stated", line.held["stated"]
    value = form.total and form.total.cells.get("stated")
    if value and value.cell:
        yield "total", value.cell


def without(grid: Grid, gone: Cell, *, left: bool) -> Evaluation:
    """The table without what stands in a cell; the cell itself may be left."""
    spans = gone.rows > 1 or gone.columns > 1
    kept = (evolve(gone, text="", number=None),) if left or spans else ()
    cells = (kept if cell is gone else (cell,) for cell in grid.cells)
    return recognise(evolve(grid, cells=tuple(c for each in cells for c in each)))[0]


def places(result: AuditResult, code: str) -> set[Place]:
    found: set[Place] = set()
    for finding in result.of(code):
        place = finding.place
        found |= set(place.places if isinstance(place, Places) else (place,))  # type: ignore[arg-type]
    return found


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_an_emptied_cell_is_told_and_the_table_is_not_called_right(
    data: st.DataObject,
) -> None:
    grid = published(data.draw(st.sampled_from(ALL)))
    what, cell = data.draw(st.sampled_from(list(emptied_cells(grid))))
    before = audit(recognise(grid)[0])
    assert cell.place not in places(before, CODES[what])
    result = audit(without(grid, cell, left=data.draw(st.booleans())))
    assert cell.place in places(result, CODES[what]), (what, cell)
    told = verdict(result, result.findings)
    assert told.word == "未填完"
    assert "一致" not in told.sentence.replace("不一致", "")
    assert "没有发现" not in told.counts
    assert not result.finished


BLANK_ON_PURPOSE = {
    *("h61", "x75", "x76", "d79", "o81", "p86"),
    *("x107", "d110", "h118", "s120"),
}
"""Drawn tables that were not filled to their end: their truths say so."""


def label(path: Path) -> str:
    """The letter and the number at the head of a drawn file's name."""
    return path.name.split("-")[0]


DRAWN = sorted(
    path
    for path in (Path(__file__).parents[1] / "drawn/files").iterdir()
    if path.suffix != ".json" and label(path) not in BLANK_ON_PURPOSE
)


@cache
def grids(path: Path) -> tuple[Grid, ...]:
    return load(path)


LACKING = {"h61": [("C802", "表2第14行第6列")]}
"""What drawn tables lack indeed, as their truths say."""
OTHERWISE = {
    "o51": "一格很宽, 空了之后总分的格算在得分一列",
    "p56": "执行率与得分同在一格",
    "x55": "分值与得分在名称下各占半格",
    "x103": "自评结论一句里还有总分",
    "x105": "两方评分，另一方的总分还在",
    "x127": "左右两半，右半没有读，总分只说没有印",
    "d150": "分值与得分同在一列，没有读",
    "x153": "“得分：10”名目与数同在一格",
    **dict.fromkeys(("x137", "p146"), "监控表，年中的空格不是没有填完"),
}
"""Cells that are no cells of their own when they are blank, or stand elsewhere too."""
MARKS = {"/", "／", "—"}
"""What says that nothing applies."""


@pytest.mark.parametrize("path", DRAWN, ids=label)
def test_a_table_that_was_filled_to_its_end_lacks_nothing(path: Path) -> None:
    found = [f for table in read_all(path) for f in audit(table).unfilled]
    lacking = LACKING.get(label(path), [])
    assert [(f.code, str(f.place)) for f in found] == lacking, found


def of_both_ends(grid: Grid) -> Iterator[tuple[str, Cell]]:
    """The first and the last cell of each kind; marks that nothing applies are none."""
    cells = [(w, c) for w, c in emptied_cells(grid) if c.text.strip() not in MARKS]
    for kind in CODES:
        every = [pair for pair in cells if pair[0] == kind]
        yield from dict.fromkeys((*every[:1], *every[-1:]))


@pytest.mark.parametrize("path", DRAWN, ids=label)
def test_an_emptied_cell_of_a_drawn_table_is_told(path: Path) -> None:
    """Layouts that nobody had in mind: totals in the head, three columns of points …."""
    for grid in grids(path):
        forms = locate(grid)
        alone = len(forms) == 1 and len(recognise(grid)) == 1
        if not alone or len(forms[0].tables) != 1 or label(path) in OTHERWISE:
            continue
        for what, cell in of_both_ends(grid):
            result = audit(without(grid, cell, left=False))
            assert cell.place in places(result, CODES[what]), (what, cell)
            assert verdict(result, result.findings).word == "未填完"
