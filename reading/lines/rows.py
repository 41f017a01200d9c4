"""文字里的指标行: 名称折行、组名竖排、原因断开, 都接回原样."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from unicodedata import east_asian_width

from attrs import define, evolve, field

from indicators.evaluation import Indicator
from indicators.place import Place
from indicators.quantity import MARKS
from reading.doubts import Doubts
from reading.lines.row_ends import (
    RowEnd,
    distance_of_weight,
    is_value,
    merged,
    row_end,
)
from reading.lines.row_words import RowWords, glued, row_words, spelt_alike
from reading.vocabulary.headings import words
from reading.vocabulary.values import grouped

# A line that breaks fills its column but for a word that did not fit.
_FULL, _WIDE = 0.9, 0.6
_NARROWEST = 24
_TWO = 2
_AS_NAME = "这一行之后的文字按名称的续行读取"
_AS_NOTE = "这一行之后的文字按偏差原因读取，也可能是名称的续行"
_BEHIND = {(True, False): _AS_NAME, (True, True): _AS_NOTE, (False, False): _AS_NOTE}
"""What is doubtful about a text behind a row: (its name may go on, a note is expected)."""


def width(text: str) -> int:
    """Columns on paper: a Chinese character takes two."""
    return len(text) + sum(east_asian_width(glyph) in "WFA" for glyph in text)


@cache
def _label() -> re.Pattern[str]:
    levels = words()["levels"]
    names = {n for n in levels["first"] + levels["second"] if n.endswith("指标")}
    known = "|".join(sorted(names, key=len, reverse=True))
    weight = r"(?:[(（]\s*\d+(?:\.\d+)?\s*分?\s*[)）])?"
    return re.compile(rf"(?:{known}){weight}等?")


@define
class TextRows:
    """Takes lines from top to bottom.

    A row is open while its name has begun and its values have not come; short lines
    after a closed row are the rest of its note, or labels of groups.
    """

    columns: list[str]
    doubts: Doubts
    indicators: list[Indicator] = field(factory=list)
    _name: list[str] = field(factory=list)
    _shorts: list[str] = field(factory=list)
    _levels: list[tuple[str | None, Decimal | None]] = field(
        factory=lambda: [(None, None), (None, None)]
    )
    _widest: int = _NARROWEST
    _name_may_go_on: bool = False
    _distance: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._distance = distance_of_weight(self.columns)

    def take(self, text: str, place: Place | None) -> None:
        """Take in a line: one that ends a row, or one of a name, a note, a group."""
        tokens = self._without_groups(text.split())
        end = row_end(tokens, self._distance) or row_end(merged(tokens), self._distance)
        if end is not None:
            self._close(end, place)
        elif tokens:
            self._hold(" ".join(tokens), place)
            if not any(map(is_value, tokens[1:])):
                self._widest = max(self._widest, width(" ".join(tokens)))

    def _hold(self, text: str, place: Place | None) -> None:
        """Keep a line that goes on with a name, begins one, or is a short one."""
        if self._name:
            self._name.append(text)
        elif width(text) >= self._widest * _WIDE:
            self._settle(place)
            self._name = [text]
        else:
            self._shorts.append(text)

    def _without_groups(self, tokens: list[str]) -> list[str]:
        """产出指标 数量指标 甲 100% …: labels may stand before a name."""
        while not self._name and _leads_with_group(tokens):
            self._shorts.append(tokens.pop(0))
        return tokens

    def finish(self) -> None:
        """End the table: short lines that are left belong to the last row."""
        place = self.indicators[-1].place if self.indicators else None
        self._settle(place)
        if self._name:
            self.doubts.note(place, "最后一行没有数值，未读取", glued(self._name))

    def _close(self, end: RowEnd, place: Place | None) -> None:
        """End a row with its values."""
        last_words = merged(end.words)
        shorts = self._settle(place, named=len(last_words) > _TWO)
        found = row_words(self._name, shorts, last_words)
        for message, value in found.doubts:
            self.doubts.note(place, message, value)
        full = self._widest * _FULL
        self._name_may_go_on = bool(self._name) and width(self._name[-1]) >= full
        self._name = []
        self.indicators.append(self._indicator(found, end, place))

    def _indicator(
        self, found: RowWords, end: RowEnd, place: Place | None
    ) -> Indicator:
        names, weights = zip(*self._levels, strict=True)
        same = spelt_alike(found.target, found.actual)
        return Indicator(
            names,
            found.name or "（未写名称）",
            found.target or None,
            (found.target if same else found.actual) or None,
            end.weight,
            end.stated,
            weights,
            end.note or None,
            place,
        )

    def _settle(self, place: Place | None, *, named: bool = True) -> list[str]:
        """Sort the short lines: a note, labels of groups, or a short name.

        Gives the short name where the row has no other (`named` is false).
        """
        text, self._shorts = "".join(self._shorts), []
        labels = _label().findall(text)
        if not labels and not named:
            return [text] if text else []
        note, *between = _label().split(text)
        rest = "".join(between)
        self._add_note(note, place)
        self._enter(labels)
        if rest in MARKS:
            return []
        if not named:
            return [rest]
        self.doubts.note(place, "组名之间有未读懂的文字", rest)
        return []

    def _add_note(self, text: str, place: Place | None) -> None:
        """Put a text behind the last row: its note, or the end of its name.

        Where its last line was full the name may go on; where points were lost, or a
        note has begun, a note is expected.
        """
        if not text:
            return
        if not self.indicators:
            self.doubts.note(place, "第一行之前有未读懂的文字", text)
            return
        last = self.indicators[-1]
        expected = bool(last.variance_note) or last.stated != last.weight
        message = _BEHIND.get((self._name_may_go_on, expected))
        if message:
            self.doubts.note(last.place, message, text)
        if message == _AS_NAME:
            self.indicators[-1] = evolve(last, name=glued([last.name, text]))
        else:
            note = glued([last.variance_note or "", text])
            self.indicators[-1] = evolve(last, variance_note=note)

    def _enter(self, labels: list[str]) -> None:
        """Enter groups: 一级指标 stands before its first 二级指标.

        A name of both levels is a first one where it leads the others.
        """
        known = words()["levels"]
        first, second = set(known["first"]), set(known["second"])
        for number, label in enumerate(labels):
            name, weight = grouped(label)
            leads = number == 0 and len(labels) > 1
            if name in (first if leads else first - second):
                self._levels = [(name, weight), (None, None)]
            else:
                self._levels[1] = (name, weight)


def _leads_with_group(tokens: Sequence[str]) -> bool:
    """Say whether a line begins with the label of a group and goes on with a name."""
    if len(tokens) < _TWO or not _label().fullmatch(tokens[0]):
        return False
    return not is_value(tokens[1])
