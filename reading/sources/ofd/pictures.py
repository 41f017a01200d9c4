"""OFD 的扫描页: 每页占满一页的那幅图在哪个部件里, 画上去时转了几个直角."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, pi

from attrs import frozen

from indicators.errors import InputError
from reading.sources.ofd.reader import OfdPages
from reading.sources.ofd.structure import documents
from reading.sources.ofd.transforms import Matrix
from reading.sources.package import Package
from reading.sources.pages.document import ORIGINAL


@frozen
class PagePicture:
    """一页的图: `part` is the part that holds it, None where no picture is the page.

    It is shown upside down first if it is `mirrored`, and then turned by so many right
    angles, clockwise.
    """

    number: int
    part: str | None = None
    turns: int = 0
    mirrored: bool = False


def page_pictures(
    package: Package, pages: Sequence[int] = ()
) -> tuple[int, list[PagePicture]]:
    """How many pages there are, and the pictures of all that are not blank, or of some.

    Pages are counted through all documents of the package.

    Raises:
        InputError: some pages are asked for where each of several documents counts its own.

    """
    found = [OfdPages(package.where, each) for each in documents(package)]
    if pages and len(found) > 1:
        raise InputError.of(package.where, "文件里有几份文档", remedy=ORIGINAL)
    every = [(each, n) for each in found for n in range(1, len(each.texts) + 1)]
    return len(every), [
        _picture(document, place, number)
        for number, (document, place) in enumerate(every, 1)
        if (number in pages if pages else not document.is_blank(place))
    ]


def _picture(document: OfdPages, place: int, number: int) -> PagePicture:
    placed = document.picture(place)
    if placed is None:
        return PagePicture(number)
    graphic, matrix = placed
    key = graphic.given.get("ResourceID", "")
    part = document.document.media.get(key, f"ResourceID={key}")
    return PagePicture(number, part, *_shown(matrix))


def _shown(matrix: Matrix) -> tuple[int, bool]:
    """By how many right angles a matrix turns, and whether it mirrors.

    >>> _shown((2, 0, 0, 3, 0, 0)), _shown((0, 3, -2, 0, 2, 0)), _shown((2, 0, 0, -3, 0, 3))
    ((0, False), (1, False), (0, True))
    """
    a, b, c, d, *_ = matrix
    return round(atan2(b, a) / (pi / 2)) % 4, a * d < b * c
