"""复核情况单: 发给一个单位的一张, 写明它的各张表、要先看的几处, 留出意见与签收."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from templates.writing.contents import Content, number, words
from templates.writing.page import Box, Style, spread
from templates.writing.workbook import pack

TITLE, SHEET = "绩效自评复核情况单", "复核情况单"
SHOWN = 12
"""So many findings are named on the sheet; all stand in the report."""
_WIDTHS = (5, 30, 7, 11, 13, 15, 6, 7, 6, 6, 30)
_HEADINGS = (
    "序号",
    "项目",
    "年度",
    "填报总分",
    "重算总分",
    "结论",
    "错误",
    "不一致",
    "提醒",
    "提示",
    "附件与说明",
)
_TABLE: tuple[Style, ...] = (
    *("center", "text", "center", "number", "center", "center"),
    *("number", "number", "number", "number", "text"),
)
_POINTS = ("序号", "项目与指标", "编号", "位置", "填报", "应为", "发现与办法")
_SPANS = (0, 1, 2, 3, 4, 5, 6, 11)
"""Where the columns of the findings begin, among those of the tables."""
_POINT: tuple[Style, ...] = (
    *("center", "text", "center", "text", "center", "center"),
    "text",
)
_LABELS: tuple[Style, ...] = tuple("label" for _ in _HEADINGS)
_NOTES = (
    "每一分都按“审核报告”所列的评分办法重算；差额、依据、办法，报告里逐处写明。所列是表内数据的不一致，不代替人的判断。",
    "请逐处核对原始资料：填错的改正后重报；没有错的，在下面写明理由。",
)
_SIGNED = (
    "单位意见（逐处写明：改正，或不改的理由）：\n\n\n\n签收人：　　　　　　　　　　日期：　　　　年　　月　　日",
    "复核人：　　　　　　　　　　复核日期：　　　　年　　月　　日",
)
_ROOM = 110.0


@frozen
class CoverTable:
    """一张表: 项目、年度、两个总分、结论、各种轻重的发现几处、附件."""

    project: str
    year: int | None
    stated: Decimal | None
    due: str
    verdict: str
    counts: Sequence[int]
    remark: str


@frozen
class CoverPoint:
    """要先看的一处."""

    name: str
    code: str
    place: str
    stated: str
    expected: str
    message: str


@frozen
class Cover:
    """给一个单位的: `more` is how many findings are not named."""

    unit: str
    summary: str
    tables: tuple[CoverTable, ...]
    points: tuple[CoverPoint, ...]
    more: int


def write_cover(cover: Cover) -> bytes:
    """写出一个 .xlsx."""
    boxes = [
        _whole(0, TITLE, "title"),
        _whole(1, f"单位：{cover.unit}", "subtitle"),
        _whole(2, cover.summary, "note"),
        *_row(3, map(words, _HEADINGS), _LABELS[: len(_HEADINGS)]),
    ]
    for place, table in enumerate(cover.tables):
        boxes += _row(4 + place, _told(place, table), _TABLE)
    after = 4 + len(cover.tables)
    boxes += _pointed(after, cover)
    after = boxes[-1].row + 1
    boxes += [_whole(after + n, note, "note") for n, note in enumerate(_NOTES)]
    first, last = _SIGNED
    after += len(_NOTES)
    room = Box(after, 0, 1, len(_WIDTHS), words(first), "text", least=_ROOM)
    boxes += [room, _whole(after + 1, last, "text")]
    return pack({SHEET: spread(boxes, _WIDTHS, (3, 3))}, f"{TITLE}：{cover.unit}")


def _told(place: int, table: CoverTable) -> Iterator[Content]:
    yield words(str(place + 1))
    yield words(table.project)
    yield words("" if table.year is None else str(table.year))
    yield number(table.stated)
    yield from map(words, (table.due, table.verdict))
    yield from (number(Decimal(n) if n else None) for n in table.counts)
    yield words(table.remark)


def _pointed(row: int, cover: Cover) -> Iterator[Box]:
    """The findings to look at first; a line says so where there are none."""
    if not cover.points:
        yield _whole(row, "没有要改的发现。", "note")
        return
    more = f"，另有 {cover.more} 处见审核报告" if cover.more else ""
    yield _whole(row, f"先看这 {len(cover.points)} 处{more}", "note")
    yield from _row(row + 1, map(words, _POINTS), _LABELS[: len(_POINTS)], _SPANS)
    for place, each in enumerate(cover.points):
        texts = (
            str(place + 1),
            *(each.name, each.code, each.place, each.stated, each.expected),
            each.message,
        )
        yield from _row(row + 2 + place, map(words, texts), _POINT, _SPANS)


def _row(
    row: int,
    contents: Iterator[Content],
    styles: Sequence[Style],
    edges: Sequence[int] = tuple(range(len(_WIDTHS) + 1)),
) -> Iterator[Box]:
    """Boxes beside one another, from edge to edge."""
    for content, style, (left, right) in zip(
        contents, styles, pairwise(edges), strict=True
    ):
        yield Box(row, left, 1, right - left, content, style)


def _whole(row: int, text: str, style: Style) -> Box:
    return Box(row, 0, 1, len(_WIDTHS), words(text), style)
