"""漏出格子的字: 行高不够时, 一格的头几行、末几行印到了别的格里或表外; 照画出的次序收回.

A program that does not clip draws a text line below line, wherever that is. A line that
stands in another cell, or above or below the table, belongs to the cell of its neighbours
where that cell holds nothing else, is as wide as the text, and the text is wrapped there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from operator import attrgetter, itemgetter

from attrs import frozen

from reading.sources.pages.drawing import Char, Corners
from reading.sources.pages.overlaps import Owned
from reading.sources.pages.rules import TOLERANCE
from reading.sources.pages.text import PrintedLine, follows, is_wrapped, lines_of

# From one line of a text to the next, in heights of a line.
_NEXT_LINE = (0.8, 1.6)
_TWO = 2
# So much of a character between two of them is more than within a word.
_GAP = 0.3
_LINE, _CHARS, _OWNERS = map(attrgetter, ("line", "chars", "owners"))
Owner = Corners | None
"""Where a character stands: its cell, None outside of the tables."""


@frozen
class _DrawnLine:
    """A line as it was drawn, and the cells over which it stands."""

    line: PrintedLine
    chars: tuple[Char, ...]
    owners: frozenset[Owner]


def bring_back(owned: Owned, rest: list[Char]) -> tuple[list[Char], set[Corners]]:
    """Give lines that stand outside of their cell back to it.

    Returns what stands in no cell after that, and the cells that gained or lost a line.
    """
    drawn = _Drawn(owned, rest)
    changed: set[Corners] = set()
    taken: set[int] = set()
    for text in drawn.texts():
        home = drawn.home(text)
        if home is not None:
            changed |= {home, *filter(None, chain.from_iterable(map(_OWNERS, text)))}
            taken |= {id(char) for char in chain.from_iterable(map(_CHARS, text))}
            _move(owned, home, text)
    return [char for char in rest if id(char) not in taken], changed


def _move(owned: Owned, home: Corners, text: list[_DrawnLine]) -> None:
    moved = list(chain.from_iterable(map(_CHARS, text)))
    gone = set(map(id, moved))
    for cell in owned:
        owned[cell] = [char for char in owned[cell] if id(char) not in gone]
    owned[home] = moved


class _Drawn:
    """What a page draws, in its order, with the cells in which it stands."""

    def __init__(self, owned: Owned, rest: Iterable[Char]) -> None:
        pairs: list[tuple[Char, Owner]] = [(char, None) for char in rest]
        pairs += [(char, cell) for cell, chars in owned.items() for char in chars]
        self._pairs = sorted(pairs, key=lambda pair: int(pair[0]["order"]))
        self._owner = {id(char): owner for char, owner in self._pairs}
        self._number = {id(pair[0]): n for n, pair in enumerate(self._pairs)}
        self._count = dict(zip(owned, map(len, owned.values()), strict=True))

    def texts(self) -> Iterator[list[_DrawnLine]]:
        """The texts of several lines that stand in several places."""
        text: list[_DrawnLine] = []
        for line in self._lines():
            if text and not _goes_down(text[-1].line, line.line):
                yield from _scattered(text)
                text = []
            text.append(line)
        yield from _scattered(text)

    def _lines(self) -> Iterator[_DrawnLine]:
        """Characters that stand behind one another, without a gap from cell to cell."""
        parts: list[list[Char]] = []
        for char in map(itemgetter(0), self._pairs):
            if not parts or not self._follows(parts[-1][-1], char):
                parts.append([])
            parts[-1].append(char)
        for part in parts:
            owners = frozenset(self._owner[id(char)] for char in part)
            for line in lines_of(part)[:1]:
                yield _DrawnLine(line, tuple(part), owners)

    def _follows(self, last: Char, char: Char) -> bool:
        apart = char["x0"] - last["x1"] > _GAP * char["width"]
        other = self._owner[id(last)] != self._owner[id(char)]
        return follows(last, char) and not (apart and other)

    def home(self, text: list[_DrawnLine]) -> Corners | None:
        """The one cell that holds nothing but lines of the text; None without one."""
        chars = list(chain.from_iterable(map(_CHARS, text)))
        owners = {*filter(None, chain.from_iterable(map(_OWNERS, text)))}
        whole = {cell for cell in owners if self._holds_only(cell, chars)}
        homes = [cell for cell in whole if _is_wide(cell, text)]
        strayed = all(self._has_strayed(each, chars) for each in owners - whole)
        one = strayed and len(homes) == 1 and _is_one(homes[0], text)
        return homes[0] if one else None

    def _holds_only(self, cell: Corners, chars: list[Char]) -> bool:
        inside = sum(self._owner[id(char)] == cell for char in chars)
        return inside == self._count[cell]

    def _has_strayed(self, cell: Corners, chars: list[Char]) -> bool:
        """Say whether what stands in a cell was not drawn with its own text."""
        numbers = [self._number[id(c)] for c in chars if self._owner[id(c)] == cell]
        first, last = min(numbers), max(numbers)
        before = self._pairs[max(first - 1, 0) : first]
        after = self._pairs[last + 1 : last + 2]
        return all(owner != cell for _, owner in (*before, *after))


def _scattered(text: list[_DrawnLine]) -> Iterator[list[_DrawnLine]]:
    if len(text) >= _TWO and len(set(map(_OWNERS, text))) > 1:
        yield text


def _goes_down(last: PrintedLine, line: PrintedLine) -> bool:
    """Say whether a line stands right below another."""
    down = (line.bottom - last.bottom) / max(line.bottom - line.top, 1)
    beside = line.left < last.right and last.left < line.right
    return beside and _NEXT_LINE[0] <= down <= _NEXT_LINE[1]


def _is_wide(cell: Corners, text: list[_DrawnLine]) -> bool:
    """Say whether all lines of a text stand between the sides of a cell."""
    left, right = cell[0] - TOLERANCE, cell[2] + TOLERANCE
    return all(left <= each.line.left and each.line.right <= right for each in text)


def _is_one(cell: Corners, text: list[_DrawnLine]) -> bool:
    """Say whether the text is wrapped at the sides of the cell wherever it leaves it."""
    seams = pairwise(text)
    return all(
        one.owners == other.owners
        or is_wrapped(one.line, other.line, cell[2] - cell[0])
        for one, other in seams
    )
