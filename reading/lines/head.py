"""文字里表头以上的部分: 表名、年度、项目、单位."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from indicators.place import Place
from reading.doubts import Doubts
from reading.vocabulary.headings import role
from reading.vocabulary.titles import title, year_in

_YEAR = re.compile(r"[(（]?\s*\d{4}\s*年度?\s*[)）]?")
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


def head_of(lines: Sequence[TextLine]) -> tuple[str, int | None, dict[str, str]]:
    """Title, year and fields; a value goes on until the next label."""
    form, year = title(lines[0].text), year_in(lines[0].text)
    fields = _Fields()
    for line in lines[1:]:
        if year is None and _YEAR.fullmatch(line.text):
            year = year_in(line.text)
        else:
            fields.take(line.text)
    return form, year, fields.values


@define
class _Fields:
    """Takes lines, and gives the words after each label to its field."""

    values: dict[str, str] = field(factory=dict)
    _now: str | None = None

    def take(self, text: str) -> None:
        """Take in a line; it may go on with the field of the line before.

        A label of the funds ends the field.
        """
        joint = ""
        for token in labelled(text):
            what = role("head", token)
            if what or role("funds", token):
                self._now = what
            elif self._now:
                old = self.values.get(self._now, "")
                self.values[self._now] = f"{old}{joint}{token}".strip()
            joint = " "


def labelled(text: str) -> Iterator[str]:
    """The words of a line; 项目名称：甲 is two."""
    for token in text.split():
        match = _LABELLED.fullmatch(token)
        if match and role("head", match["label"]):
            yield from filter(None, match.group("label", "rest"))
        else:
            yield token
