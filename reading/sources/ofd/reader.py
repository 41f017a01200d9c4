""".ofd: 页面上的字和线 → 格子; 表和换页与 PDF 同一套办法."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from indicators.errors import Problem
from reading.grid import Grid
from reading.sources.look_alikes import usual
from reading.sources.notices import Notices
from reading.sources.ofd.characters import NO_CODE, characters, narrowed
from reading.sources.ofd.content import OBJECT_LIMIT, Graphic, too_many
from reading.sources.ofd.rules import rules
from reading.sources.ofd.structure import A4, OfdDocument, documents
from reading.sources.ofd.transforms import (
    POINTS,
    Matrix,
    box_of,
    box_under,
    matrix_of,
    moved,
    within,
)
from reading.sources.package import Package
from reading.sources.pages.document import ORIGINAL, grids_of
from reading.sources.pages.drawing import (
    Char,
    Corners,
    PageDrawing,
    Rule,
    is_covered,
)
from reading.sources.pages.labels import Labels

_DEEPEST: Final = 5
Placed = tuple[Graphic, Matrix]
"""What is drawn, and the matrix that places it on the page, in points."""
_WITHOUT_CODE: Final = "有的字只存了字形，没有存是哪个字，无法读取"
_ONLY_PICTURES: Final = "文件里另有 {} 份文档是扫描件，没有可读文字，未读取"


def read_document(
    path: Path, labels: Labels, *, running: bool = False
) -> tuple[Grid, ...]:
    """Read the tables of an OFD, or its lines of text; if `running`, both.

    Each document of the package counts its own pages.
    """
    with Package(path) as package:
        found = [OfdPages(path.name, each) for each in documents(package)]
    written = [each for each in found if each.has_text]
    grids: list[Grid] = []
    for each in written or found[:1]:
        grids += grids_of(each, labels, running=running)
    unread = _unread(path.name, written, len(found) - len(written))
    return (evolve(grids[0], warnings=(*unread, *grids[0].warnings)), *grids[1:])


def _unread(
    name: str, written: Sequence[OfdPages], pictures: int
) -> tuple[Problem, ...]:
    """What a person sees that could not be read."""
    notices = Notices()
    if pictures:
        notices.once(name, _ONLY_PICTURES.format(pictures), ORIGINAL)
    if any(NO_CODE in text for each in written for text in each.texts):
        notices.once(name, _WITHOUT_CODE, ORIGINAL)
    return notices.problems()


@frozen(slots=False)
class OfdPages:
    """The pages of one document: their texts, and what they show."""

    name: str
    document: OfdDocument

    @cached_property
    def texts(self) -> Sequence[str]:
        """The text of each page."""
        count = len(self.document.pages)
        return [_text(self._placed(number)) for number in range(1, count + 1)]

    @property
    def has_text(self) -> bool:
        """Say whether any page says anything."""
        return any(map(str.strip, self.texts))

    def drawn(self, number: int) -> PageDrawing:
        """What a page shows, in points from its left upper corner."""
        placed = self._placed(number)
        box = self._box(number)
        covered = is_covered(box, sum(map(_picture, placed)))
        return PageDrawing(number, box, self._chars(placed), _edges(placed), covered)

    def is_blank(self, number: int) -> bool:
        """Say whether nothing is drawn on a page."""
        return not self._placed(number)

    def picture(self, number: int) -> Placed | None:
        """The largest picture of a page and how it is placed, if it is the page."""
        largest = max(self._placed(number), key=_picture, default=None)
        is_page = largest and is_covered(self._box(number), _picture(largest))
        return largest if is_page else None

    def _box(self, number: int) -> Corners:
        left, top, right, bottom = self._area(number)
        return 0, 0, (right - left) * POINTS, (bottom - top) * POINTS

    def _area(self, number: int) -> Corners:
        """The rectangle of a page in its own coordinates."""
        return box_of(self.document.pages[number - 1].area) or A4

    def _placed(self, number: int) -> list[Placed]:
        """All that is drawn on a page, with where."""
        left, top, *_ = self._area(number)
        placing = POINTS, 0, 0, POINTS, -left * POINTS, -top * POINTS
        graphics = self.document.pages[number - 1].graphics
        most = islice(self._inside(graphics, placing, 0), OBJECT_LIMIT + 1)
        if len(placed := list(most)) > OBJECT_LIMIT:
            raise too_many(self.name)
        return placed

    def _inside(
        self, graphics: list[Graphic], placing: Matrix, depth: int
    ) -> Iterator[Placed]:
        """What is drawn, and behind a reference what it refers to."""
        for graphic in graphics:
            matrix = within(_own(graphic), placing)
            yield graphic, matrix
            unit = self.document.units.get(graphic.given.get("ResourceID", ""), [])
            if graphic.kind == "CompositeObject" and depth < _DEEPEST:
                yield from self._inside(unit, matrix, depth + 1)

    def _chars(self, placed: list[Placed]) -> list[Char]:
        fonts = self.document.fonts
        found = [
            char
            for graphic, matrix in placed
            if graphic.kind == "TextObject"
            for char in characters(
                graphic, fonts.get(graphic.given.get("Font", ""), ""), matrix
            )
        ]
        for order, char in enumerate(found):
            char["order"] = order
        return narrowed(found)


def _text(placed: list[Placed]) -> str:
    codes = (code.text for graphic, _ in placed for code in graphic.codes)
    return usual("\n".join(codes))


def _own(graphic: Graphic) -> Matrix:
    """From the coordinates of an object to those around it."""
    matrix = matrix_of(graphic.given.get("CTM", ""))
    corner = box_of(graphic.given.get("Boundary", ""))
    return within(matrix, moved(*corner[:2])) if corner else matrix


def _edges(placed: list[Placed]) -> list[Rule]:
    return [
        rule
        for graphic, matrix in placed
        if graphic.kind == "PathObject"
        for rule in rules(graphic, matrix)
    ]


def _picture(placed: Placed) -> float:
    """How much a picture covers: it is drawn over a square of the size of one."""
    graphic, matrix = placed
    if graphic.kind != "ImageObject":
        return 0
    box = box_of(graphic.given.get("Boundary", "")) or (0, 0, 1, 1)
    size = (0, 0, box[2] - box[0], box[3] - box[1])
    one = (0, 0, 1, 1) if "CTM" in graphic.given else size
    left, top, right, bottom = box_under(matrix, one)
    return (right - left) * (bottom - top)
