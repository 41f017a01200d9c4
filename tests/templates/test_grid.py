"""格子: 从任何一处都能找到盖住它的那一格."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import Problem
from templates.grid import Cell, Grid, Spans, sheet_grid, text_grid
from templates.sources.notices import Notices

SIDES = st.integers(1, 200)


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(f"{row}-{column}", row, column, f"{row}-{column}", rows, columns)


SPANS = st.builds(cell, SIDES, SIDES, SIDES, SIDES)


def test_a_group_is_found_from_each_row_beside_it() -> None:
    grid = sheet_grid("表", [cell(3, 2), cell(2, 1, rows=100)])
    assert grid.text(101, 1) == "2-1"
    assert grid.text(102, 1) == ""
    assert grid.text(3, 2) == "3-2"
    assert (grid.height, grid.width) == (101, 2)


def test_the_rows_come_in_order_and_empty_ones_are_left_out() -> None:
    grid = sheet_grid("表", [cell(5, 2), cell(1, 1), cell(5, 1)])
    assert [[c.text for c in row] for row in grid.rows()] == [["1-1"], ["5-1", "5-2"]]


def test_an_empty_grid_has_no_size() -> None:
    grid = sheet_grid("表", [])
    assert (grid.height, grid.width, grid.at(1, 1)) == (0, 0, None)
    assert Grid("表", (), 0, 0).lines == ()


def test_a_text_grid_keeps_blank_lines() -> None:
    assert text_grid("文", ["一", "", "三"]).lines == ("一", "", "三")


@given(SPANS, SPANS)
def test_two_spans_clash_exactly_when_they_share_a_place(
    one: Cell, other: Cell
) -> None:
    shared = (
        max(one.row, other.row) < min(one.row + one.rows, other.row + other.rows)
    ) and (
        max(one.column, other.column)
        < min(one.column + one.columns, other.column + other.columns)
    )
    assert (Spans([one]).clash(other) is one) == shared


def test_of_many_like_notices_twenty_are_shown_and_the_rest_counted() -> None:
    notices = Notices()
    for number in range(25):
        notices.add(f"A{number}", "没有结果", "请保存")
    problems = notices.problems()
    assert len(problems) == 21
    assert problems[-1] == Problem("A20", "没有结果（另有 5 处）", remedy="请保存")
