"""合并得过长的格: 网页里少了几行, 合并的行数没有跟着少, 下一组的各格就都右移了.

LibreOffice leaves hidden rows out of its pages, and lets a cell that is merged over them
span as many rows as in the sheet (7.4: findings/html-of-libreoffice-spans-hidden-rows.sh).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from reading.sources.documents.flow import DocumentCell

Rows = list[list[DocumentCell]]
_MOST_ROWS = 2000
"""Longer tables are left as they are."""


@frozen
class _Span:
    """A cell that reaches below its row, from 0, in a table of so many rows."""

    box: DocumentCell
    row: int
    height: int

    @property
    def last(self) -> int:
        """The last row that it reaches."""
        return self.row + (self.box.rows or self.height) - 1

    def reaches(self, row: int) -> bool:
        """Say whether it reaches a row."""
        return self.last >= row


def shorten(rows: Rows) -> list[int]:
    """Cut the cells that push those of a row beyond the right edge of the table.

    Only where more rows are as wide as most rows then. Returns the rows in which they
    begin, from 1.
    """
    if len(rows) > _MOST_ROWS:
        return []
    widths = Counter(width for width, _ in _laid_out(rows))
    wide = widths.most_common(1)[0][0] if widths else 0
    cut: list[int] = []
    for row, (width, spans) in enumerate(_laid_out(rows)):
        long = list(_over(spans, width - wide))
        if long and _is_better(rows, long, row, wide):
            cut += [span.row + 1 for span in long]
    return cut


def _over(spans: list[_Span], excess: int) -> Iterator[_Span]:
    """The cells that end first, together as wide as what is over."""
    for span in sorted(spans, key=lambda span: (span.last, -span.row)):
        if span.box.columns <= excess:
            excess -= span.box.columns
            yield span


def _is_better(rows: Rows, spans: list[_Span], row: int, wide: int) -> bool:
    """Let cells end above a row if more rows have their width then."""
    before, stated = _right(rows, wide), [span.box.rows for span in spans]
    for span in spans:
        span.box.rows = row - span.row
    if _right(rows, wide) > before:
        return True
    for span, height in zip(spans, stated, strict=True):
        span.box.rows = height
    return False


def _right(rows: Rows, wide: int) -> int:
    """How many rows are as wide as most are."""
    return sum(width == wide for width, _ in _laid_out(rows))


def _laid_out(rows: Rows) -> Iterator[tuple[int, list[_Span]]]:
    """How many columns each row has, with those spanned into it, and by which cells."""
    spans: list[_Span] = []
    for row, boxes in enumerate(rows):
        spans = [span for span in spans if span.reaches(row)]
        across = (*boxes, *(span.box for span in spans))
        yield sum(box.columns for box in across), list(spans)
        spans += [_Span(box, row, len(rows)) for box in boxes if box.rows != 1]
