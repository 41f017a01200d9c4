"""没有一格悄悄丢掉: 每个有字的格, 或读进了表, 或留在附加列, 或有一处存疑说到它."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators import Evaluation, dump
from reading.grid import Cell, Grid
from reading.sources import load
from reading.tables.recognise import recognise
from reading.vocabulary.funds import is_fund_line
from reading.vocabulary.headings import role
from reading.vocabulary.known_words import asks, is_known
from reading.vocabulary.titles import title
from reading.vocabulary.totals import is_total
from reading.vocabulary.values import grade, grouped, points
from templates.forms.blank import blank
from templates.forms.form import form_ids, load_form
from templates.writing.writer import write
from tests.published.rendering import Style, as_xlsx, rendered
from tests.published.tables import NAMES, table
from tests.reading.test_clean_forms import FILLED
from tests.reading.test_reading_law import evaluations, styles
from tests.reading.test_unseen_tables import CASES, parsed
from tests.templates.forms_data import kept

ALL = (*NAMES, "nanchang-2021")
ODD = ("另见第七号卷宗", "七零八落", "7531.97", "约 7531 有余", "第七卷：见附件")
"""Texts that no published table holds and no vocabulary knows."""
READ_OTHERWISE = {
    # headings of several rows whose meaning is taken, the number of a row, a score and
    # a grade in one cell, the label of a block
    "03-split-names-and-three-value-columns": {"4"},
    "04-half-year-and-year": {"全年"},
    "11-hunan-department": {"年度预算申请（万元）"},
    "20-planned-and-real-under-one-heading": {"评分", "实际"},
    "33-scores-written-as-fractions": {"95/优"},
}
LAYOUTS = tuple(parsed(path)[0] for path in CASES)


def plain(text: str) -> str:
    """A text without the white and the marks that reading puts in or takes out."""
    return re.sub(r"[\s；：:,，｜]", "", text)


def leaves(value: Any) -> Iterator[str]:
    """Every text of what was read."""
    if isinstance(value, dict):
        yield from chain.from_iterable(map(leaves, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(leaves, value))
    elif value is not None:
        yield str(value)


def said(evaluation: Evaluation) -> list[str]:
    """What was taken, kept, or quoted by a doubt."""
    return [plain(text) for text in leaves(dump(evaluation))]


def quoted(evaluations: tuple[Evaluation, ...]) -> str:
    """Everything that the tables say and that their doubts quote, as one text."""
    doubts = (doubt.value or "" for each in evaluations for doubt in each.warnings)
    return "\n".join((*chain(*map(said, evaluations)), *map(plain, doubts)))


def is_told(grid: Grid, cell: Cell, evaluations: tuple[Evaluation, ...]) -> bool:
    """Say whether a doubt points to a cell, or to its column as a whole."""
    doubts = [doubt for each in evaluations for doubt in each.warnings]
    columns = {doubt.where for doubt in doubts if "未识别的列" in doubt.message}
    above = (grid.at(row, cell.column) for row in range(cell.row, 0, -1))
    return cell.place in {doubt.where for doubt in doubts} or any(
        each is not None and each.place in columns for each in above
    )


def needs_no_word(grid: Grid, cell: Cell) -> bool:
    """A label, a note of the form, or the answer to a label that nobody reads."""
    before = (grid.text(cell.row, column) for column in range(cell.column - 1, 0, -1))
    label = next(filter(str.strip, before), "")
    return (
        is_known(cell.text)
        or asks(label)
        or "中央" in label
        or "（    年度）" in cell.text
        or is_heading(grid, cell)
        or is_below_kept(grid, cell)
    )


def is_heading(grid: Grid, cell: Cell) -> bool:
    """Say whether a cell is one of the headings of columns that hold nothing."""
    rows = range(cell.row - 1, cell.row + 2)
    roles = [
        {role("columns", grid.text(row, column)) for column in range(1, grid.width + 1)}
        for row in rows
    ]
    across = range(cell.column, cell.column + cell.columns)
    below = (
        grid.text(r, c) for r in range(cell.row + 2, grid.height + 1) for c in across
    )
    named = any("level1" in found or "level2" in found for found in roles)
    return named and not any(map(str.strip, below))


def is_below_kept(grid: Grid, cell: Cell) -> bool:
    """Say whether a cell of the funds stands below 得分计算方法, 备注, 完成情况."""
    for row in range(cell.row - 1, 0, -1):
        texts = [grid.text(row, column) for column in range(1, grid.width + 1)]
        if any(
            role("goals", text) or role("columns", text) == "level1" for text in texts
        ):
            return False
        if role("funds", grid.text(row, cell.column)) == "kept":
            return True
    return False


def is_said(cell: Cell, everything: str) -> bool:
    """Say whether the text of a cell, or the number in it, stands in what is said."""
    text, number = cell.text, points(cell.text)[0]
    behind = re.split("[:：]", text, maxsplit=1)[-1]
    texts = {plain(t) for t in (text, behind, grouped(text)[0], title(text))}
    return (
        any(text in everything for text in texts)
        or grade(text) is not None
        or (number is not None and str(number) in everything)
    )


def lost(grid: Grid) -> list[str]:
    """The cells of a grid that are neither taken nor kept nor doubted."""
    found = recognise(grid)
    if not found:
        return []
    everything = quoted(found)
    return [
        cell.text
        for cell in grid.cells
        if cell.text.strip()
        and not needs_no_word(grid, cell)
        and not is_said(cell, everything)
        and not is_told(grid, cell, found)
    ]


@cache
def published(name: str) -> Grid:
    evaluation, style = table(name)
    with TemporaryDirectory() as folder:
        path = as_xlsx(rendered(evaluation, style), Path(folder) / "自评表.xlsx")
        return load(path)[0]


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_a_published_table_is_lost(name: str) -> None:
    assert lost(published(name)) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nothing_of_an_unseen_layout_is_lost(path: Path) -> None:
    assert set(lost(parsed(path)[0])) <= READ_OTHERWISE.get(path.stem, set())


@pytest.mark.parametrize("name", form_ids())
def test_nothing_of_an_official_form_is_lost(name: str, tmp_path: Path) -> None:
    form, path = load_form(name), tmp_path / "表.xlsx"
    for content in (blank(form), kept(FILLED, form)):
        path.write_bytes(write(content, form))
        left = lost(load(path)[0])
        assert [text for text in left if not is_fund_line(text)] == []


def free(grid: Grid) -> list[tuple[int, int]]:
    """The places of a grid where nothing is written."""
    return [
        (row, column)
        for row in range(1, grid.height + 1)
        for column in range(1, grid.width + 1)
        if not grid.text(row, column).strip()
    ]


def with_text(grid: Grid, row: int, column: int, text: str) -> tuple[Grid, Cell]:
    """The grid with a text in one of its free places, and the cell of it."""
    old = grid.at(row, column)
    cell = evolve(old or Cell("", row, column, grid.cells[0].origin), text=text)
    others = (each for each in grid.cells if each is not old)
    cells = sorted((*others, cell), key=lambda each: (each.row, each.column))
    return evolve(grid, cells=tuple(cells)), cell


def is_lost(grid: Grid, cell: Cell) -> bool:
    found = recognise(grid)
    return not (
        needs_no_word(grid, cell)
        or is_said(cell, quoted(found))
        or is_told(grid, cell, found)
    )


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_text_in_any_free_cell_is_taken_kept_or_doubted(data: st.DataObject) -> None:
    grid = data.draw(st.sampled_from((*map(published, ALL), *LAYOUTS)))
    assume(free(grid))
    row, column = data.draw(st.sampled_from(free(grid)))
    text = data.draw(st.sampled_from(ODD))
    assert not is_lost(*with_text(grid, row, column, text))


def generated(evaluation: Evaluation, style: Style) -> Grid:
    with TemporaryDirectory() as folder:
        path = as_xlsx(rendered(evaluation, style), Path(folder) / "自评表.xlsx")
        return load(path)[0]


@settings(deadline=None, max_examples=40)
@given(evaluations, styles, st.data())
def test_nothing_of_a_generated_table_is_lost(
    evaluation: Evaluation, style: Style, data: st.DataObject
) -> None:
    grid = generated(evaluation, style)
    assert lost(grid) == []
    row, column = data.draw(st.sampled_from(free(grid)))
    text = data.draw(st.sampled_from(ODD))
    assert not is_lost(*with_text(grid, row, column, text))


@pytest.mark.parametrize("name", NAMES)
def test_a_text_left_of_the_headings_of_the_funds_is_told(name: str) -> None:
    """The label of the funds is not whatever stands first in their row."""
    evaluation, style = table(name)
    grid = generated(evaluation, evolve(style, left=3))
    funds = next((cell for cell in grid.cells if "资金" in cell.text), None)
    assert funds is not None
    for column in range(1, funds.column):
        assert not is_lost(*with_text(grid, funds.row, column, "另见第七号卷宗"))


def test_a_number_left_of_the_label_of_the_total_is_told() -> None:
    """The sums of a row of totals stand from its label on."""
    tried = 0
    for evaluation, style in map(table, NAMES):
        grid = generated(evaluation, evolve(style, left=3))
        for total in [cell for cell in grid.cells if is_total(cell.text)][:1]:
            for column in range(1, total.column):
                assert not is_lost(*with_text(grid, total.row, column, "7531.97"))
                tried += 1
    assert tried
