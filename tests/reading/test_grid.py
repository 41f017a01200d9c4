"""格子: 从任何一处都能找到盖住它的那一格."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import Problem
from indicators.place import Place
from reading.grid import Cell, Grid, sheet_grid, text_grid
from reading.merged_cells import Span, Spans
from reading.sources.notices import Notices

SIDES = st.integers(1, 200)


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(f"{row}-{column}", row, column, Place("table"), rows, columns)


SPANS = st.tuples(SIDES, SIDES, SIDES, SIDES)


def test_a_group_is_found_from_each_row_beside_it() -> None:
    grid = sheet_grid("表", [cell(3, 2), cell(2, 1, rows=100)])
    assert grid.text(101, 1) == "2-1"
    assert grid.text(102, 1) == ""
    assert grid.text(3, 2) == "3-2"
    assert (grid.height, grid.width) == (101, 2)


def test_the_cells_of_a_row_come_from_left_to_right() -> None:
    grid = sheet_grid("表", [cell(5, 2), cell(1, 1), cell(5, 1)])
    assert [c.text for c in grid.layout.begun(5)] == ["5-1", "5-2"]
    assert grid.layout.begun(2) == []


def test_an_empty_grid_has_no_size() -> None:
    grid = sheet_grid("表", [])
    assert (grid.height, grid.width, grid.at(1, 1)) == (0, 0, None)
    assert Grid("表", (), 0, 0).lines == ()


def test_a_text_grid_keeps_blank_lines() -> None:
    assert text_grid("文", ["一", "", "三"]).lines == ("一", "", "三")


@given(SPANS, SPANS)
def test_two_spans_clash_exactly_when_they_share_a_place(
    one: Span, other: Span
) -> None:
    (row, column, rows, columns), (top, left, tall, wide) = one, other
    shared = (max(row, top) < min(row + rows, top + tall)) and (
        max(column, left) < min(column + columns, left + wide)
    )
    assert Spans([one]).add(other) == (one[:2] if shared else None)


@given(st.lists(SPANS, max_size=60), st.integers(1, 400), st.integers(1, 400))
def test_a_place_belongs_to_the_first_span_that_was_taken_over_it(
    spans: list[Span], row: int, column: int
) -> None:
    taken = Spans(spans)
    over = [
        span[:2]
        for span in (*taken.small, *taken.large)
        if span[0] <= row < span[0] + span[2] and span[1] <= column < span[1] + span[3]
    ]
    assert [taken.at(row, column)] == (over or [None])


def test_spans_without_end_are_refused_and_cost_nothing() -> None:
    whole_columns = Spans((1, number, 1 << 20, 1) for number in range(1, 5001))
    assert len(whole_columns.refused) == 5000 - len(whole_columns.large)
    assert whole_columns.at(77, 3) == (1, 3)
    assert whole_columns.at(77, 5000) is None


def test_of_many_like_notices_twenty_are_shown_and_the_rest_counted() -> None:
    notices = Notices()
    for number in range(25):
        notices.add(f"A{number}", "没有结果", "请保存")
    problems = notices.problems()
    assert len(problems) == 21
    assert problems[-1] == Problem("A20", "没有结果（另有 5 处）", remedy="请保存")
