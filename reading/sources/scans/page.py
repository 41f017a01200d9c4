"""扫描的一页: 扶正、去红章、找线框、逐格识别, 给出与 PDF 的一页同样的东西."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

import numpy as np
from attrs import define, evolve, field, frozen

from indicators.reasons import UncertainText
from reading.sources.pages.drawing import Corners, PageDrawing, Rule, bounds
from reading.sources.pages.page import (
    PageTable,
    PrintedPage,
    RuledCell,
    found_tables,
    surround,
)
from reading.sources.pages.rules import Rules
from reading.sources.pages.text import PrintedLine
from reading.sources.scans.holes import holes
from reading.sources.scans.ill_seen import IllSeen, SeenLine
from reading.sources.scans.ink import (
    Black,
    Mask,
    dark_in_red,
    ink_of,
)
from reading.sources.scans.parts import Box, InkParts, outlined
from reading.sources.scans.recogniser import ReadLine, Recogniser
from reading.sources.scans.rules import rules_of
from reading.sources.scans.signs.certainty import SettledText, settled
from reading.sources.scans.signs.legibility import edge_of, legibility
from reading.sources.scans.small_pictures import SmallPictures
from reading.sources.scans.spots import Straightened
from reading.sources.scans.straight import LOOKED_AT, Grey, Picture, skew
from reading.sources.scans.text_lines import TextLines, bars_in, crop, size_of

LONG_SIDE: Final = 842.0
"""Points of the longer side of a page: that of A4."""
_INSET: Final = 0.8
_SMALLEST: Final = 16.0
"""Points: no table is smaller, for no line of text fits its cells."""
_WORD_GAP, _LINE_GAP = 1.6, 0.2
_SHORTEST, _LOWEST = 0.3, 0.5
_ACROSS: Final = 0.8
_CROSSED: Final = "格中有一道线，可能是两格"
_OPEN: Final = "格线没有认全，照旁边的格分"


@frozen
class _Cell:
    """A cell with the lines that stand in it, and a doubt whether it is one."""

    corners: Corners
    lines: tuple[Box, ...]
    doubt: str = ""


@define
class ScannedPage:
    """A page whose rules and lines are found, and not read yet."""

    view: Straightened
    picture: Picture
    grey: Grey
    ink: Grey
    drawn: Grey
    stamped: Mask
    scale: float
    tables: list[list[_Cell]]
    size: float
    edge: float
    outside: list[Box] = field(factory=list)
    bars: list[Box] = field(factory=list)
    small: SmallPictures = field(factory=SmallPictures)

    @classmethod
    def of(cls, picture: Picture, number: int, turned: int = 0) -> ScannedPage:
        """Find the rules and the lines of a page, which was `turned` so many quarters."""
        import cv2

        # Each step is so short that a second processor waits more than it works.
        cv2.setNumThreads(1)
        scale = max(picture.shape) / LONG_SIDE
        degrees = skew(dark_in_red(picture, LOOKED_AT))
        black = Black.of(picture, degrees)
        rules, drawn = rules_of(black.of_rules, scale)
        boxed = found_tables(Rules(_drawing(number, picture, scale, rules)))
        found = [cells for cells in boxed if not _is_character(cells)]
        for cells in filter(_is_character, boxed):
            left, top, right, bottom = (round(x * scale) for x in bounds(cells))
            drawn[top - 2 : bottom + 3, left - 2 : right + 3] = 0
        ink = ink_of(black, scale) & (1 - drawn)
        grey = np.maximum(black.even, drawn * np.uint8(255))
        parts = InkParts.of(ink)
        size = size_of(parts, scale)
        height, width = picture.shape[:2]
        view = Straightened(number, width, height, degrees, turned)
        page = cls(
            view,
            picture,
            grey,
            ink,
            drawn,
            black.stamped,
            scale,
            [],
            size,
            edge_of(black.even, parts, size),
        )
        page.bars = bars_in(parts, size)
        page.tables = [[page._cell(corners) for corners in table] for table in found]
        page.outside = list(page._lines_outside(found))
        page._close(found)
        return page

    def _close(self, found: list[list[Corners]]) -> None:
        """Make cells of what stands within a table in none: its rules are lost."""
        lines = [
            (left / self.scale, top / self.scale, right / self.scale, low / self.scale)
            for left, top, right, low in self.outside
        ]
        lost = [holes(ruled, lines) for ruled in found]
        for cells, more in zip(self.tables, lost, strict=True):
            cells += [evolve(self._cell(corners), doubt=_OPEN) for corners in more]
        if any(lost):
            self.outside = list(self._lines_outside([*found, *lost]))

    def _cell(self, corners: Corners) -> _Cell:
        inset = _INSET * self.scale
        left, top = (int(edge * self.scale + inset) for edge in corners[:2])
        right, bottom = (int(edge * self.scale - inset) for edge in corners[2:])
        lines = TextLines(self.ink, self.size).within(left, top, right, bottom)
        crossed = any(_crosses(bar, (left, top, right, bottom)) for bar in self.bars)
        doubt = _CROSSED if crossed else ""
        return _Cell(corners, tuple(filter(self._is_text, lines)), doubt)

    def _is_text(self, box: Box) -> bool:
        """Say whether ink is more than a speck."""
        left, top, right, bottom = box
        return max(right - left, bottom - top) >= self.size * _SHORTEST

    def _lines_outside(self, tables: list[list[Corners]]) -> Iterator[Box]:
        """The lines of text above, below and beside the tables."""
        import cv2

        rest = self.ink.copy()
        for table in tables:
            for corners in table:
                left, top, right, bottom = (int(x * self.scale) for x in corners)
                rest[top - 2 : bottom + 3, left - 2 : right + 3] = 0
        width = int(self.size * _WORD_GAP) | 1
        joined = cv2.dilate(
            rest, np.ones((max(1, int(self.size * _LINE_GAP)), width), np.uint8)
        )
        lines, lowest = TextLines(rest, self.size), self.size * _LOWEST
        for part in outlined(np.asarray(joined, np.uint8)):
            right, bottom = part.left + part.width, part.top + part.height
            if part.height >= lowest and part.width > width + lowest:
                within = lines.within(part.left, part.top, right, bottom)
                yield from filter(self._is_text, within)

    @property
    def boxes(self) -> list[Box]:
        """All lines of the page."""
        cells = (cell for table in self.tables for cell in table)
        return [*(box for cell in cells for box in cell.lines), *self.outside]

    def crops(self, boxes: Sequence[Box]) -> list[Grey]:
        """The pictures of lines."""
        return [crop(self.grey, box, self.size) for box in boxes]

    def read(self, recogniser: Recogniser) -> PrintedPage:
        """Read every line, each for itself; `small` pictures show what is doubted."""
        crops = self.crops(self.boxes)
        return self.printed(recogniser.read(crops), crops, recogniser)

    def printed(
        self, read: Sequence[ReadLine], crops: Sequence[Grey], recogniser: Recogniser
    ) -> PrintedPage:
        """The page with what was read of its lines, each with its picture."""
        texts = (line.text.strip() for line in read)
        seen = legibility(zip(texts, crops, strict=True), self.size, self.edge)
        reread = recogniser.reread
        found = {
            box: settled(line, picture, reread, seen.least)
            for box, line, picture in zip(self.boxes, read, crops, strict=True)
        }
        lines_of_text = (
            SeenLine(box, line, picture, found[box])
            for box, line, picture in zip(self.boxes, read, crops, strict=True)
        )
        ill_seen = IllSeen(self.drawn, self.stamped, seen)
        found |= dict(ill_seen.doubted(lines_of_text, recogniser))
        tables = [
            PageTable(
                self.view.number, order, [self._box(cell, found) for cell in table]
            )
            for order, table in enumerate(self.tables, 1)
        ]
        lines = list(self._printed(self.outside, found))
        surround(tables, lines)
        return PrintedPage(self.view.number, tables, lines)

    def _box(self, cell: _Cell, found: dict[Box, SettledText]) -> RuledCell:
        lines = tuple(self._printed(cell.lines, found))
        if cell.doubt and lines and not any(line.doubt for line in lines):
            doubted = SettledText(lines[0].text, cell.doubt)
            left, top, right, bottom = (round(x * self.scale) for x in cell.corners)
            doubt = self._doubt(doubted, (left, top, right, bottom))
            lines = (evolve(lines[0], doubt=doubt), *lines[1:])
        return RuledCell(*cell.corners, lines)

    def _printed(
        self, boxes: tuple[Box, ...] | list[Box], found: dict[Box, SettledText]
    ) -> Iterator[PrintedLine]:
        for box in boxes:
            if text := found[box].text.strip():
                left, top, right, bottom = (edge / self.scale for edge in box)
                lead = (right - left) * _lead(text)
                doubt = self._doubt(found[box], box)
                yield PrintedLine(text, left, right, top, bottom, lead, doubt)

    def _doubt(self, settled: SettledText, box: Box) -> UncertainText | None:
        if not settled.doubt:
            return None
        read, why, others = settled.text.strip(), settled.doubt, settled.others
        picture = self.small.of(self.picture, box, self.view.degrees)
        return UncertainText(read, why, others, self.view.spot(box), picture)


def _is_character(cells: list[Corners]) -> bool:
    """Say whether a table is the strokes of a character: 管 has two boxes in it."""
    left, top, right, bottom = bounds(cells)
    return max(right - left, bottom - top) < _SMALLEST


def _crosses(bar: Box, cell: Box) -> bool:
    """Say whether a stroke runs across a cell, from one side to the other."""
    left, top, right, bottom = cell
    x, y = (bar[0] + bar[2]) // 2, (bar[1] + bar[3]) // 2
    if not (left <= x <= right and top <= y <= bottom):
        return False
    across = (bar[2] - bar[0]) / (right - left), (bar[3] - bar[1]) / (bottom - top)
    return max(across) >= _ACROSS


def _drawing(
    number: int, picture: Picture, scale: float, rules: list[Rule]
) -> PageDrawing:
    """The rules of a page, as the finder of cells asks for them."""
    height, width = picture.shape[:2]
    box = (0.0, 0.0, width / scale, height / scale)
    return PageDrawing(number, box, [], rules, is_picture=True)


def _lead(text: str) -> float:
    """What part of a line its first word is; a Chinese character is a word."""
    weights = [1 if sign.isascii() else 2 for sign in text]
    word = len(list(takewhile(str.isascii, text.split(" ", maxsplit=1)[0]))) or 1
    return sum(weights[:word]) / sum(weights)
