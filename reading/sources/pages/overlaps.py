"""重叠的字: 行高不够时, 一格的字印到了上下的格里; 按画出的次序和位置分回各格.

A program that does not clip draws the lines of a text over the cells above and below.
What it draws for one cell comes in one go, line below line: a text belongs to the cell
in which its middle stands, or its foot, or its head, whichever leaves no two lines over one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, filterfalse, pairwise
from operator import attrgetter, itemgetter

from attrs import frozen
from pdfplumber.utils.geometry import objects_to_bbox

from reading.sources.pages.directions import lines_in
from reading.sources.pages.drawing import Char, Corners
from reading.sources.pages.rules import TOLERANCE, is_near
from reading.sources.pages.text import follows

Owned = dict[Corners, list[Char]]
# So much of a line may stand over a rule or another line.
_SLACK = 0.3
# A line that stands over a rule by more than this part does not stand in its cell.
_TOUCH = 0.12
# From one line of a text to the next, in heights of a line.
_NEXT_LINE = (0.8, 1.6)
_CHARS, _CLIP = attrgetter("chars"), itemgetter("clip")


@frozen
class _Text:
    """Characters that were drawn in one go: a line, or lines below one another."""

    chars: tuple[Char, ...]

    @property
    def corners(self) -> Corners:
        """The rectangle round it."""
        left, top, right, bottom = objects_to_bbox(list(self.chars))
        return left, top, right, bottom

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.corners[1] + self.corners[3]) / 2

    @property
    def head(self) -> float:
        """How far down the middle of its first line is."""
        return float(self.chars[0]["top"] + self.chars[0]["bottom"]) / 2

    @property
    def foot(self) -> float:
        """How far down the middle of its last line is."""
        return float(self.chars[-1]["top"] + self.chars[-1]["bottom"]) / 2


def tell_apart(owned: Owned, settled: set[Corners]) -> set[Corners]:
    """Give the texts of crowded cells to the cells that they were drawn for.

    Those of `settled` have theirs. Returns the cells whose text is not what stands in
    them, or is not certain.
    """
    doubtful: set[Corners] = set()
    for column in _columns(owned, settled):
        crowded = {cell for cell in column if _is_crowded(cell, owned[cell])}
        around = [
            cell for cell in column if any(_touches(cell, other) for other in crowded)
        ]
        doubtful |= _shared_anew(around, crowded, owned)
    return doubtful


def _columns(owned: Owned, settled: set[Corners]) -> list[list[Corners]]:
    """The cells with the same sides, from the top down.

    What is clipped by its cell is surely drawn for it.
    """

    def clipped(cell: Corners) -> bool:
        height = cell[3] - cell[1] + TOLERANCE
        clips = filter(None, map(_CLIP, owned[cell]))
        return cell in settled or any(clip[3] - clip[1] <= height for clip in clips)

    columns: defaultdict[tuple[int, int], list[Corners]] = defaultdict(list)
    for cell in sorted(filterfalse(clipped, owned), key=itemgetter(1)):
        columns[round(cell[0]), round(cell[2])].append(cell)
    return list(columns.values())


def _touches(cell: Corners, other: Corners) -> bool:
    """Say whether two cells of a column are the same one, or neighbours."""
    return cell == other or is_near(cell[1], other[3]) or is_near(cell[3], other[1])


def _is_crowded(cell: Corners, chars: Sequence[Char]) -> bool:
    """Say whether lines lie over one another, or over the top or foot of their cell."""
    lines = lines_in(chars)
    if not lines:
        return False
    slack = _SLACK * (lines[0].bottom - lines[0].top)
    beyond = lines[0].top < cell[1] - slack or lines[-1].bottom > cell[3] + slack
    return beyond or _overlap(chars)


def _overlap(chars: Sequence[Char]) -> bool:
    lines = lines_in(chars)
    return any(
        last.bottom - line.top > _SLACK * (line.bottom - line.top)
        for last, line in pairwise(lines)
    )


def _shared_anew(
    cells: list[Corners], crowded: set[Corners], owned: Owned
) -> set[Corners]:
    """Share the texts of neighbours out anew; says which cells are doubtful."""
    drawn = sorted((c for cell in cells for c in owned[cell]), key=itemgetter("order"))
    texts = _texts(drawn, cells)
    for height in map(attrgetter, ("middle", "foot", "head")):
        shared = _by_height(cells, texts, height)
        if shared and not any(map(_overlap, shared.values())):
            moved = {cell for cell in cells if _differ(shared[cell], owned[cell])}
            owned.update(shared)
            return moved
    return {cell for cell in crowded if _overlap(owned[cell])}


def _by_height(
    cells: list[Corners], texts: list[_Text], height: Callable[[_Text], float]
) -> Owned:
    """Give each text to the cell at its height; nothing where one stands outside."""
    shared: Owned = {cell: [] for cell in cells}
    for text in texts:
        y = height(text)
        owner = next((cell for cell in cells if cell[1] <= y <= cell[3]), None)
        if owner is None:
            return {}
        shared[owner] += text.chars
    return shared


def _differ(one: list[Char], other: list[Char]) -> bool:
    return sorted(map(_order, one)) != sorted(map(_order, other))


def _order(char: Char) -> int:
    return int(char["order"])


def _texts(drawn: list[Char], cells: list[Corners]) -> list[_Text]:
    """Put together the lines that go on in the next one."""
    lines = _lines(drawn)
    texts: list[list[_Text]] = []
    for line in lines:
        if not texts or not _goes_on(texts[-1][-1], line, lines, cells):
            texts.append([])
        texts[-1].append(line)
    return [_Text(tuple(chain.from_iterable(map(_CHARS, text)))) for text in texts]


def _lines(drawn: list[Char]) -> list[_Text]:
    """Put together the characters that stand behind one another."""
    parts: list[list[Char]] = []
    for char in drawn:
        if not parts or not follows(parts[-1][-1], char):
            parts.append([])
        parts[-1].append(char)
    return [_Text(tuple(part)) for part in parts]


def _goes_on(
    last: _Text, line: _Text, lines: list[_Text], cells: list[Corners]
) -> bool:
    """Say whether a line is the next of a text.

    From one cell to another it goes on only where a line stands over a rule, or where
    the upper one stands over another text.
    """
    (_, _, right, foot), (x, top, _, bottom) = last.corners, line.corners
    down = (bottom - foot) / (bottom - top)
    if not (_NEXT_LINE[0] <= down <= _NEXT_LINE[1] and x < right):
        return False
    owners = [_within(text, cells) for text in (last, line)]
    return None in owners or owners[0] == owners[1] or _is_covered(last, lines)


def _within(text: _Text, cells: list[Corners]) -> Corners | None:
    """The cell in which a line stands without touching another."""
    _, top, _, bottom = text.corners
    slack = _TOUCH * (bottom - top)
    inside = (c for c in cells if c[1] - slack <= top and bottom <= c[3] + slack)
    return next(inside, None)


def _is_covered(line: _Text, lines: list[_Text]) -> bool:
    """Say whether another line stands over this one."""
    _, top, _, bottom = line.corners
    slack = _SLACK * (bottom - top)
    others = (other.corners for other in lines if other is not line)
    return any(o[1] < bottom - slack and top + slack < o[3] for o in others)
