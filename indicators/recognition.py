"""识别: 从图片里认出的一处文字, 为什么拿不准, 还可能是什么, 在图上哪里.

A doubt about a text out of a picture is an `UncertainText`. `reading.grid.Cell.uncertain`
has that of a cell, `reading.grid.Grid.uncertain` those of the lines around a table, and
`indicators.errors.Problem.recognised` that of a warning, whose `where` is the place of
the cell. Who shows the picture cuts it out with `reading.sources.scans.spots.cut_out`.
"""

from __future__ import annotations

from indicators.records import record

WHOLE = 10_000
"""A page is so many units wide, and so many high, whatever picture it is drawn in."""


@record
class PictureSpot:
    """图上的一处: 第几页, 四边在页面上的万分之几.

    The page is as it lies in the file (a PDF's with its own rotation): whoever draws it,
    at any resolution, finds the spot. `turned` says by how many quarters of a circle
    the page must be turned clockwise to be read.
    """

    page: int
    left: int
    top: int
    right: int
    bottom: int
    turned: int = 0


@record
class UncertainText:
    """拿不准的一处文字: 读成了什么, 为什么拿不准, 还可能是什么, 在图上哪里.

    `others` are the known readings that the whole text may have instead, the likeliest
    first; none of them is ever taken silently. Empty: what else it may be is not known.
    """

    read: str
    why: str
    others: tuple[str, ...] = ()
    spot: PictureSpot | None = None
