"""文字里表头以上的部分: 表名、年度、项目、单位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from indicators.place import Place
from reading.doubts import Doubts
from reading.vocabulary.funds import unit_in_brackets
from reading.vocabulary.headings import role
from reading.vocabulary.known_words import is_known
from reading.vocabulary.titles import title, year_in

_YEAR = re.compile(r"[(（]?\s*\d{4}\s*年度?\s*[)）]?")
_LETTERS = "年度总体绩效目标指项资金"
_PAIR = 2
_LABELLED = re.compile(r"(?P<label>[^:：]*)[:：](?P<rest>.*)", re.DOTALL)


@frozen
class TextLine:
    """一行字和它的位置."""

    text: str
    place: Place | None


@define
class TableLines:
    """The lines of one table, and what was doubtful about them so far."""

    lines: list[TextLine]
    doubts: Doubts = field(factory=Doubts)

    def note_left(self, lines: Iterable[TextLine]) -> None:
        """Doubt lines that were not read and say something."""
        for line in lines:
            if not (_is_letters(line.text) or is_known(line.text)):
                self.doubts.note(line.place, "这一行没有读到", line.text)


def _is_letters(text: str) -> bool:
    """The letters of a label, one below the other: 年, 度, 总体; a blank line, a unit."""
    letters = len(text) <= _PAIR and all(letter in _LETTERS for letter in text)
    return letters or unit_in_brackets(text) is not None


def head_of(table: TableLines, end: int) -> tuple[str, int | None, dict[str, str]]:
    """Title, year and fields above a line; a value goes on until the next label."""
    lines = table.lines[:end]
    form, year = title(lines[0].text), year_in(lines[0].text)
    fields = _Fields()
    for line in lines[1:]:
        if year is None and _YEAR.fullmatch(line.text):
            year = year_in(line.text)
        elif not fields.take(line.text):
            table.note_left([line])
    return form, year, fields.values


@define
class _Fields:
    """Takes lines, and gives the words after each label to its field."""

    values: dict[str, str] = field(factory=dict)
    _now: str | None = None

    def take(self, text: str) -> bool:
        """Take in a line; it may go on with the field of the line before.

        A label of the funds ends the field. Says whether every word was taken.
        """
        joint, taken = "", True
        for token in labelled(text):
            what = role("head", token)
            if what or role("funds", token):
                self._now = what
            elif self._now:
                old = self.values.get(self._now, "")
                self.values[self._now] = f"{old}{joint}{token}".strip()
            else:
                taken = False
            joint = " "
        return taken


def labelled(text: str) -> Iterator[str]:
    """The words of a line; 项目名称：甲 is two."""
    for token in text.split():
        match = _LABELLED.fullmatch(token)
        if match and role("head", match["label"]):
            yield from filter(None, match.group("label", "rest"))
        else:
            yield token
