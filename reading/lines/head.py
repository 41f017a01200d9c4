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
_END = "end"
"""What begins where a label of the funds stands: no field of the head."""


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
    return form, year, {k: v for k, v in fields.values.items() if k != _END}


@define
class _Fields:
    """Takes lines, and gives the words after each label to its field."""

    values: dict[str, str] = field(factory=dict)
    _now: str | None = None

    def take(self, text: str) -> None:
        """Take in a line; it may go on with the field of the line before."""
        goes_on = True
        for token in labelled(text):
            what = role("head", token) or (_END if role("funds", token) else None)
            if what:
                self._now = what
            elif self._now:
                self._append(self._now, token, "" if goes_on else " ")
            goes_on = False

    def _append(self, what: str, token: str, joint: str) -> None:
        old = self.values.get(what, "")
        self.values[what] = old + joint + token if old else token


def labelled(text: str) -> Iterator[str]:
    """The words of a line; 项目名称：甲 is two."""
    for token in text.split():
        match = _LABELLED.fullmatch(token)
        if match and role("head", match["label"]):
            yield from filter(None, match.group("label", "rest"))
        else:
            yield token
