"""没有读懂的格不是空格: 任取一张公开的表的一格, 换成读不懂的内容, 不多出一处发现."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from auditing.audit import audit
from indicators import Evaluation
from reading.grid import Cell, Grid
from reading.locating.locate import locate
from reading.sources import load
from reading.tables.recognise import recognise
from tests.published.rendering import as_xlsx, rendered
from tests.published.tables import NAMES, table

ALL = (*NAMES, "nanchang-2021")
ODD = ("暂缺，见附件", "约九十分上下", "#REF!", "十万八千余元")
ERRORS = ("#DIV/0!", "#N/A", "####")
FORMULA = "H6*I6/J6"


@cache
def published(name: str) -> Grid:
    evaluation, style = table(name)
    with TemporaryDirectory() as folder:
        path = as_xlsx(rendered(evaluation, style), Path(folder) / "自评表.xlsx")
        return load(path)[0]


def value_cells(grid: Grid) -> Iterator[tuple[str, Cell]]:
    """The cells of points, amounts, targets and actual values, with their kind."""
    form = locate(grid)[0]
    for line in form.funds.lines if form.funds else ():
        for what, value in line.cells.items():
            if value.cell and value.cell.text.strip():
                yield what, value.cell
    for row in form.tables[0].rows:
        for what in ("target", "actual", "weight", "stated"):
            if what in row.cells and row.cells[what].text.strip():
                yield what, row.cells[what]
    if form.total:
        for what in ("weight", "stated"):
            value = form.total.cells.get(what)
            if value and value.cell and value.cell.text.strip():
                yield what, value.cell


def with_cell(grid: Grid, old: Cell, new: Cell) -> Evaluation:
    cells = tuple(new if cell is old else cell for cell in grid.cells)
    return recognise(evolve(grid, cells=cells))[0]


def accusations(evaluation: Evaluation) -> set[tuple[str, str]]:
    return {(f.code, f.spot.name) for f in audit(evaluation).findings}


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_what_is_not_understood_is_never_reported(data: st.DataObject) -> None:
    grid = published(data.draw(st.sampled_from(ALL)))
    before = recognise(grid)[0]
    what, cell = data.draw(st.sampled_from(list(value_cells(grid))))
    contents = ERRORS if what in {"target", "actual"} else (*ODD, *ERRORS)
    content = data.draw(st.sampled_from((*contents, FORMULA)))
    if content == FORMULA:
        new = evolve(cell, text=f"={FORMULA}", number=None, formula=FORMULA)
    else:
        new = evolve(cell, text=content, number=None, formula=None)
    after = with_cell(grid, cell, new)
    assert accusations(after) <= accusations(before)
    if content != FORMULA:  # the source itself notes a formula without a result
        doubts = [doubt for doubt in after.warnings if doubt.value == content]
        assert doubts, (what, content, after.warnings)
