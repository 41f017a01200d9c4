"""画在线上的字: 一格的几行印到了上下的格里, 各归各的格; 说不准归谁的, 不当作空白."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from reading.sources.pages.drawing import Char, PageDrawing, Rule, straight
from reading.sources.pages.page import RuledCell, read_page

SIZE, PITCH, ROW = 8.0, 12.0, 11.0
Line = tuple[str, float, float]
"""A text, where it begins, and where its line begins."""


def printed(
    rows: int, lines: list[Line], sides: tuple[float, ...] = (0, 100)
) -> list[RuledCell]:
    """The cells of a page with rows of one height, and lines in the order drawn."""
    box = (-50.0, -50.0, 500.0, 500.0)
    page = PageDrawing(1, box, chars_of(lines), rules_of(rows, ROW, sides))
    (table,) = read_page(page).tables
    return table.boxes


def rules_of(rows: int, height: float, sides: tuple[float, ...]) -> list[Rule]:
    """The rules of a table without merged cells."""
    levels = [height * row for row in range(rows + 1)]
    return [
        *(straight(sides[0], y, sides[-1], y) for y in levels),
        *(straight(x, 0.0, x, levels[-1]) for x in sides),
    ]


def chars_of(lines: list[Line]) -> list[Char]:
    """The characters of lines in the order drawn."""
    chars = [char for line in lines for char in drawn(*line)]
    for order, char in enumerate(chars):
        char["order"] = order
    return chars


def drawn(text: str, left: float, top: float) -> Iterator[Char]:
    for number, sign in enumerate(text):
        x = left + SIZE * number
        made: dict[str, Any] = {"text": sign, "x0": x, "x1": x + SIZE, "clip": None}
        made |= {"top": top, "bottom": top + SIZE, "width": SIZE, "height": SIZE}
        yield {**made, "matrix": (1, 0, 0, 1, 0, 0)}


def centred(text: str, row: int, line: int = 0, of: int = 1) -> Line:
    """A line of a text of some lines in the middle of a row."""
    middle = ROW * (row + 0.5) + PITCH * (line - (of - 1) / 2)
    return text, 50 - SIZE * len(text) / 2, middle - SIZE / 2


def texts(boxes: list[RuledCell]) -> list[str]:
    return [box.text for box in boxes]


def test_a_heading_that_is_broken_by_hand_stands_whole_in_its_cell() -> None:
    """Its lines are not full; above and below it other texts stand."""
    made = printed(
        3,
        [
            centred("浦城区", 0),
            centred("395.0", 2),
            centred("全年预算数", 1, 0, 2),
            centred("调整后", 1, 1, 2),
        ],
    )
    assert texts(made) == ["浦城区", "全年预算数调整后", "395.0"]


def test_three_lines_over_three_rows_are_one_text() -> None:
    made = printed(
        3,
        [
            centred("5", 0),
            centred("部分达成预期指标", 1, 0, 3),
            centred("并具有一定", 1, 1, 3),
            centred("效果", 1, 2, 3),
            centred("6", 2),
        ],
    )
    assert texts(made) == ["5", "部分达成预期指标并具有一定效果", "6"]


def test_texts_of_one_line_each_stay_in_their_rows() -> None:
    """They stand as far apart as the lines of one text, one below the other."""
    made = printed(3, [centred(name, row) for row, name in enumerate("甲乙丙")])
    assert texts(made) == ["甲", "乙", "丙"]
    assert not any(box.crossed or box.uncertain for box in made)


def test_a_value_is_no_line_of_a_text_that_is_drawn_after_it() -> None:
    made = printed(
        4,
        [
            centred("812", 0),
            centred("部分达成预期", 2, 0, 2),
            centred("效果", 2, 1, 2),
            centred("94%", 3),
        ],
    )
    assert texts(made) == ["812", "", "部分达成预期效果", "94%"]


def test_a_cell_whose_text_may_be_that_of_another_is_not_blank() -> None:
    """What is set at the head of its cell may be a line of the value above it."""
    lines = [
        ("36", 42.0, 1.5),
        ("部分达成预期", 26.0, 13.5),
        ("效果", 42.0, 25.5),
        ("7", 46.0, 24.0),
    ]
    made = printed(3, lines)
    assert all(box.text for box in made)
    assert made[0].uncertain or texts(made)[0] == "36"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["1.社区卫生服务中心", "2.家庭医生人数"],
            "1.社区卫生服务中心\n2.家庭医生人数",
        ),
        (["（1）接访批次", "（2）化解件数"], "（1）接访批次\n（2）化解件数"),
        (["人口自然增长率为", "2.5个千分点"], "人口自然增长率为2.5个千分点"),
    ],
)
def test_what_is_numbered_begins_a_line_of_its_own(lines: list[str], text: str) -> None:
    """Several indicators of one cell stay several."""
    drawn_lines = [(line, 2.0, 2 + PITCH * n) for n, line in enumerate(lines)]
    (made,) = [box for box in tall(drawn_lines) if box.lines]
    assert made.text == text


def tall(lines: list[Line]) -> list[RuledCell]:
    """A table of two cells, each high enough for several lines."""
    page = PageDrawing(
        1, (-50.0, -50.0, 500.0, 500.0), chars_of(lines), rules_of(1, 60, (0, 100, 140))
    )
    (table,) = read_page(page).tables
    return table.boxes
