"""漏出格子的字: 行高不够时, 一格的头几行、末几行印到了别的格里或表外; 照画出的次序收回.

A program that does not clip draws a text line below line, wherever that is. A line that
stands in another cell, or above or below the table, belongs to the cell of its neighbours
where that cell holds nothing else, is as wide as the text, and the text is wrapped there.
A text that stands over rules, right in the middle of one cell, is that cell's.
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
# A line that stands over a rule by more than this part of it does not stand in its cell.
_TOUCH = 0.12
# Lines that have so much of their height in common stand over one another.
_OVER = 0.3
# So much of a line a text may stand beside the middle of its cell.
_ASKEW = 0.15
# Heights and distances of lines that differ by no more of a line are the same; where
# they stand may differ by more: signs at their ends are narrower than they look.
_EQUAL, _ALIKE = 0.05, 0.3
_LINE, _CHARS, _OWNERS = map(attrgetter, ("line", "chars", "owners"))
_LEFT, _RIGHT, _TOP = map(attrgetter, ("left", "right", "top"))
_HEIGHT, _CENTRE = map(attrgetter, ("height", "centre"))
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
    homes = ((drawn.home(text), text) for text in drawn.texts())
    return _moved(owned, rest, ((home, text) for home, text in homes if home))


def bring_to_middles(owned: Owned, rest: list[Char]) -> tuple[list[Char], set[Corners]]:
    """Give texts that stand over rules to the cells in whose middle they stand.

    Returns as `bring_back`. What else stood in such a cell stays there.
    """
    drawn = _Drawn(owned, rest)
    homes = chain.from_iterable(map(drawn.in_middles, drawn.texts()))
    return _moved(owned, rest, homes)


def _moved(
    owned: Owned, rest: list[Char], homes: Iterable[tuple[Corners, list[_DrawnLine]]]
) -> tuple[list[Char], set[Corners]]:
    """Take each text from wherever it stands, and put it into its cell."""
    changed: set[Corners] = set()
    taken: set[int] = set()
    for home, text in list(homes):
        chars = list(chain.from_iterable(map(_CHARS, text)))
        owners = {*filter(None, chain.from_iterable(map(_OWNERS, text)))}
        gone = set(map(id, chars))
        for cell in {home, *owners}:
            owned[cell] = [char for char in owned[cell] if id(char) not in gone]
        owned[home] += chars
        changed |= {home, *owners}
        taken |= gone
    return [char for char in rest if id(char) not in taken], changed


def _is_part(longer: list[_DrawnLine], part: list[_DrawnLine]) -> bool:
    """Say whether a line before or after a part is one of its text too."""
    lines, inner = list(map(_LINE, longer)), list(map(_LINE, part))
    ends = lines[: lines.index(inner[0])], lines[lines.index(inner[-1]) + 1 :]
    return any(end and _is_one_text(sorted([*inner, *end], key=_TOP)) for end in ends)


def _around(lines: list[PrintedLine], cells: list[Corners]) -> Corners | None:
    """The smallest cell in whose middle some lines stand."""
    x = (min(map(_LEFT, lines)) + max(map(_RIGHT, lines))) / _TWO
    y = (lines[0].top + lines[-1].bottom) / _TWO
    around = [c for c in cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]]
    found = min(around, key=lambda c: (c[2] - c[0]) * (c[3] - c[1]), default=None)
    if found is None:
        return None
    askew = abs(y - (found[1] + found[3]) / _TWO)
    return found if askew <= _ASKEW * lines[0].height else None


def _overlap(one: PrintedLine, other: PrintedLine) -> bool:
    """Say whether two lines stand over one another."""
    slack = _OVER * one.height
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return down > slack and one.left < other.right and other.left < one.right


def _is_over_rule(line: PrintedLine, cells: list[Corners]) -> bool:
    """Say whether a line stands over the head or the foot of a cell."""
    slack = _TOUCH * line.height
    top, bottom = line.top + slack, line.bottom - slack
    beside = (c for c in cells if c[0] < line.right and line.left < c[2])
    return any(top < c[1] < bottom or top < c[3] < bottom for c in beside)


def _is_one_text(lines: list[PrintedLine]) -> bool:
    """Say whether lines are as high and as far apart, and begin, end or stand alike."""
    heights = list(map(_HEIGHT, lines))
    steps = [other.bottom - one.bottom for one, other in pairwise(lines)]
    sides = (list(map(side, lines)) for side in (_LEFT, _RIGHT, _CENTRE))
    even = max(_spread(heights), _spread(steps)) <= _EQUAL * heights[0]
    return even and bool(min(map(_spread, sides)) <= _ALIKE * heights[0])


def _spread(numbers: list[float]) -> float:
    return max(numbers) - min(numbers)


class _Drawn:
    """What a page draws, in its order, with the cells in which it stands."""

    def __init__(self, owned: Owned, rest: Iterable[Char]) -> None:
        pairs: list[tuple[Char, Owner]] = [(char, None) for char in rest]
        pairs += [(char, cell) for cell, chars in owned.items() for char in chars]
        self._pairs = sorted(pairs, key=lambda pair: int(pair[0]["order"]))
        self._owner = {id(char): owner for char, owner in self._pairs}
        self._number = {id(pair[0]): n for n, pair in enumerate(self._pairs)}
        self._count = dict(zip(owned, map(len, owned.values()), strict=True))
        self._cells = list(owned)
        self._lines = list(self._found())

    def texts(self) -> Iterator[list[_DrawnLine]]:
        """The texts of several lines that stand in several places."""
        text: list[_DrawnLine] = []
        for line in self._lines:
            if text and not _goes_down(text[-1].line, line.line):
                yield from _scattered(text)
                text = []
            text.append(line)
        yield from _scattered(text)

    def _found(self) -> Iterator[_DrawnLine]:
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

    def in_middles(
        self, text: list[_DrawnLine]
    ) -> Iterator[tuple[Corners, list[_DrawnLine]]]:
        """The longest parts of a text that stand in the middle of a cell, with it."""
        for length in range(len(text), 1, -1):
            for first in range(len(text) - length + 1):
                part = text[first : first + length]
                longer = text[max(first - 1, 0) : first + length + 1]
                home = None if _is_part(longer, part) else self._middle_of(part)
                if home:
                    yield from self.in_middles(text[:first])
                    yield home, part
                    yield from self.in_middles(text[first + length :])
                    return

    def _middle_of(self, text: list[_DrawnLine]) -> Corners | None:
        """The cell in whose middle a text stands that is not where its lines are."""
        lines = list(map(_LINE, text))
        if len(set(map(_OWNERS, text))) == 1 or not _is_one_text(lines):
            return None
        home = _around(lines, self._cells)
        over = home and _is_wide(home, text) and self._is_over(home, text)
        return home if over else None

    def _is_over(self, home: Corners, text: list[_DrawnLine]) -> bool:
        """Say whether lines stand over rules, over other texts, or outside the table."""
        outside = {None} & set().union(*map(_OWNERS, text)) and _is_one(home, text)
        over = (_is_over_rule(each.line, self._cells) for each in text)
        return bool(outside) or any(over) or self._is_over_text(text)

    def _is_over_text(self, text: list[_DrawnLine]) -> bool:
        """Say whether a line stands over one that is not of the text."""
        return any(
            _overlap(one.line, other.line)
            for other in self._lines
            if not any(other is one for one in text)
            for one in text
        )

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
