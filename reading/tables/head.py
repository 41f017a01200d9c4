"""表头以上: 表名、年度、项目名称、主管部门、实施单位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import define, field

from indicators.place import Place
from reading.grid import Cell, Layout
from reading.tables.levels import Warn
from reading.text import single
from reading.vocabulary.headings import bare, index, key, rank, role
from reading.vocabulary.titles import (
    is_line,
    is_sure,
    is_title,
    number_in,
    numbered,
    title,
    year_in,
)

_WIDEST_GAP = 3
_LABEL_LIKE = re.compile(
    r"(名称|部门|单位|负责人|联系人|电话|日期|时间|代码|编码|编号|类别|类型|属性|性质|期限)"
    r"(\(.*\))?:?$|:$"
)
FIELDS = ("project", "department", "unit", "year")


BELOW, TITLED, LABELLED, MENTIONED = 4, 3, 2, 1
"""How much a year is the table's: the line below the title says it best."""


@define
class _Field:
    """一栏: its text, the label that gave it and how good that is, its place."""

    rank: int
    label: str
    text: str
    place: Place | None


@define
class Head:
    """What stands above the tables. Of several labels of a field the best one wins."""

    warn: Warn
    form: str | None = None
    number: str | None = None
    year: int | None = None
    values: dict[str, _Field] = field(factory=dict)
    _trust: int = 0

    def value(self, what: str) -> str | None:
        """The text of a head field."""
        found = self.values.get(what)
        return found.text if found else None

    @property
    def title(self) -> str | None:
        """表名, 带报表编号."""
        return numbered(self.form, self.number)

    def name(self, text: str, place: Place | None, *, wide: bool = True) -> None:
        """Note a title and its year."""
        self.form = title(text) if wide or not self.form else self.form
        self.date(text, place, TITLED if is_sure(text) else MENTIONED)

    def date(self, text: str, place: Place | None, trust: int) -> None:
        """Note a year, unless a better one is known; two that differ are told."""
        year = year_in(text)
        if year is None:
            return
        old, doubted = self.year, bool(trust and self._trust)
        if trust >= self._trust:
            self.year, self._trust = year, trust
        if old not in {None, year} and doubted:
            message = f"年度写法不一，取 {self.year} 年度"
            self.warn(place, message, f"{old}、{year}")

    def put(self, what: str, label: str, text: str, place: Place | None) -> None:
        """Note a field, unless a better label has given it already."""
        order = rank(what)
        short = key(label)
        found = order.get(short, order.get(bare(short), len(order)))
        new = _Field(found, single(label).rstrip(":："), single(text), place)
        old = self.values.get(what)
        if not new.text:
            return
        if old is None or found < old.rank:
            self.values[what] = new
        if old is not None and what == "department":
            self._tell_other(old, new)

    def _tell_other(self, old: _Field, new: _Field) -> None:
        """自治区主管部门 beside 市县主管部门: one is read, the other is told."""
        kept = self.values["department"]
        other = new if kept is old else old
        if kept.text != other.text and "中央" not in other.label:
            message = f"主管部门有几栏，取“{kept.label}”，“{other.label}”未读取"
            self.warn(other.place, message, other.text)


def head_of(layout: Layout, first: int, last: int, taken: set[int], warn: Warn) -> Head:
    """Read the rows above the tables, and before them the lines above the table."""
    head = Head(warn)
    if first == 1:
        _lines(head, list(layout.grid.before), layout.grid.place)
    for row in range(first, last + 1):
        if row not in taken and row in layout.rows:
            _row(head, layout, [c for c in layout.begun(row) if c.text.strip()])
    found = head.values.get("year")
    if found:
        head.date(found.text, found.place, LABELLED)
    return head


def _lines(head: Head, before: list[str], place: Place | None) -> None:
    """The lines above a table: those from its title on."""
    start = next(
        (i for i in range(len(before) - 1, -1, -1) if is_title(before[i])), None
    )
    near = before[-3:] if start is None else before[start + 1 :]
    if start is not None:
        head.name(before[start], place)
        near = before[start - 1 : start] * bool(start) + near
    for line in near:
        head.number = number_in(line) or head.number
        if is_line([line]):
            head.date(line, place, BELOW)
    for line in near[bool(start) :]:
        for what, label, text in _inside(line):
            head.put(what, label, text, place)


def _row(head: Head, layout: Layout, cells: list[Cell]) -> None:
    below = is_line(cell.text for cell in cells)
    for cell in cells:
        head.number = number_in(cell.text) or head.number
        if below:
            head.date(cell.text, cell.place, BELOW)
        else:
            _cell(head, layout, cell, leads=cell is cells[0])


def _cell(head: Head, layout: Layout, cell: Cell, *, leads: bool) -> None:
    text = cell.text
    only_year = is_line([text])
    what = None if only_year else role("head", text)
    if what in FIELDS:
        value = layout.right_of(cell)
        if value is not None and not _is_label(value.text) and _is_next(cell, value):
            head.put(what, text, value.text, value.place)
        return
    pairs = list(_inside(text))
    for what, label, value_text in pairs:
        head.put(what, label, value_text, cell.place)
    if pairs:
        return
    if leads and is_title(text):
        head.name(text, cell.place, wide=cell.columns > 1)
    elif only_year and head.year is None:
        head.date(text, cell.place, 0)


def _is_label(text: str) -> bool:
    return role("head", text) is not None or bool(list(_inside(text)))


def _is_next(cell: Cell, value: Cell) -> bool:
    """Say whether a text answers a label: beside it, or a little further off.

    Across a gap, what looks like a label itself is none of its business.
    """
    gap = value.column - cell.column - cell.columns
    if gap <= 0:
        return True
    return gap <= _WIDEST_GAP and not _LABEL_LIKE.search(key(value.text))


@cache
def _labels() -> re.Pattern[str]:
    """All labels of head fields, each before a colon."""
    labels = sorted(index("head"), key=len, reverse=True)
    # One blank may stand between its letters, and (盖章) behind it.
    spread = "|".join("[ 　]?".join(map(_letter, label)) for label in labels)
    stamp = "(?:[ 　]*[(（][^()（）]{1,12}[)）])?"
    return re.compile(rf"(?<![^\s:：;；,，。])({spread}){stamp}[ 　]*[:：]")


def _letter(glyph: str) -> str:
    return {"(": "[(（]", ")": "[)）]"}.get(glyph, re.escape(glyph))


def _inside(text: str) -> Iterator[tuple[str, str, str]]:
    """项目名称：甲　主管部门：乙 in one text: (field, label, value) for each."""
    if ":" not in text and "：" not in text:
        return
    found = list(_labels().finditer(text))
    if not found or text[: found[0].start()].strip(" 　\n"):
        return
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        what = role("head", match[1])
        if what in FIELDS:
            yield what, match[1], text[match.end() : end].strip()
