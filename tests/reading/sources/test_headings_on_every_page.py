"""每一页都印表头的表: 左边的“绩效指标”从表头一直合并到底, 表头仍只算一次."""

from __future__ import annotations

from reading.locating.page_labels import PageLabels
from reading.sources.notices import Notices
from reading.sources.pages.page import PageTable, PrintedPage, RuledCell
from reading.sources.pages.page_breaks import joined_tables
from reading.sources.pages.text import PrintedLine

HEADING = ("一级指标", "二级指标", "三级指标", "分值")


def box(
    text: str, column: int, row: int, *, tall: int = 1, cut: bool = False
) -> RuledCell:
    """A cell of 60 by 20 points; where it is `cut`, no rule stands below it."""
    left, top = 60.0 * column, 20.0 * row
    middle = top + 10 * tall
    lines = (PrintedLine(text, left + 5, left + 45, middle - 5, middle + 5, 10),)
    corners = left, top, left + 60, top + 20 * tall
    return RuledCell(*corners, lines if text else (), below=cut)


def page(number: int, side: str, boxes: list[RuledCell], *, cut: bool) -> PrintedPage:
    rows = max(each.bottom for each in boxes) / 20
    beside = box(side, 0, 0, tall=int(rows), cut=cut)
    heading = [box(text, n + 1, 0) for n, text in enumerate(HEADING)]
    return PrintedPage(number, [PageTable(number, 1, [beside, *heading, *boxes])], [])


def test_a_heading_beside_a_label_of_all_rows_is_printed_once() -> None:
    above = [
        box("产出指标", 1, 1, cut=True),
        *(box(text, n + 2, 1) for n, text in enumerate(("数量指标", "甲", "10"))),
    ]
    below = [
        box("", 1, 1),
        *(box(text, n + 2, 1) for n, text in enumerate(("质量指标", "乙", "10"))),
        *(
            box(text, n + 1, 2)
            for n, text in enumerate(("效益指标", "社会效益", "丙", "10"))
        ),
    ]
    pages = [page(1, "", above, cut=True), page(2, "绩效指标", below, cut=False)]
    (grid,) = joined_tables(pages, Notices(), PageLabels())
    rows = [[grid.text(row, column) for column in range(1, 6)] for row in (1, 2, 3, 4)]
    assert rows == [
        ["绩效指标", *HEADING],
        ["绩效指标", "产出指标", "数量指标", "甲", "10"],
        ["绩效指标", "产出指标", "质量指标", "乙", "10"],
        ["绩效指标", "效益指标", "社会效益", "丙", "10"],
    ]
