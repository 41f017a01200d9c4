"""表头以上: 表名、年度、项目名称、主管部门、实施单位, 各在哪一格."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from attrs import define, field

from indicators.place import Place
from reading.grid import Cell, Layout
from reading.locating.head_fields import (
    HeadField,
    HeadLabel,
    TitleSpot,
    YearBlank,
    YearSpot,
)
from reading.locating.value_cells import ValueCell, beside, is_any_label
from reading.locating.years import leaves_year_open, year_blank
from reading.text import single
from reading.vocabulary.amounts import is_amount
from reading.vocabulary.funds import is_fund_line
from reading.vocabulary.goals import heads_tasks
from reading.vocabulary.head_labels import (
    FIELDS,
    fields_in,
    looks_like_label,
    rank_of,
)
from reading.vocabulary.headings import key, role
from reading.vocabulary.titles import is_line, is_sure, is_title, number_in
from reading.vocabulary.totals import is_total, label_of_total

_PROJECT = "项目"
_WIDEST_GAP = 3
_LINES_NEAR = 3
BELOW, TITLED, MENTIONED, FALLBACK = 4, 3, 1, 0
"""How much a year is the table's: the line below the title says it best."""


@define
class HeadParts:
    """What the head of a form holds, in the order in which it stands."""

    layout: Layout
    titles: list[TitleSpot] = field(factory=list)
    years: list[YearSpot] = field(factory=list)
    year_blank: YearBlank | None = None
    year_open: Place | None = None
    number: str | None = None
    labels: dict[str, list[HeadLabel]] = field(factory=dict)

    @property
    def fields(self) -> dict[str, HeadField]:
        """The fields by what they are."""
        return {what: HeadField(tuple(of)) for what, of in self.labels.items()}

    def add_title(
        self, text: str, place: Place | None, cell: Cell | None = None
    ) -> None:
        """Note a title and the year in it; of a cell it is wide if the cell is."""
        wide = cell is None or cell.columns > 1
        self.titles.append(TitleSpot(text, place, wide, cell))
        self.years.append(YearSpot(text, place, TITLED if is_sure(text) else MENTIONED))

    def add_number(self, text: str) -> None:
        """Note the number of the form in a text, if there is one."""
        self.number = number_in(text) or self.number

    def add_inside(
        self, text: str, place: Place | None, label: Cell | None = None
    ) -> bool:
        """Note the fields that one text holds with their labels; False for none."""
        found = list(fields_in(text))
        for what, wording, value in found:
            rank = rank_of(what, wording)
            here = label.place if label else place
            spot = HeadLabel(what, wording, rank, label, None, value, here)
            self.labels.setdefault(what, []).append(spot)
        return bool(found)

    def add_label(self, what: str, label: Cell) -> None:
        """Note a label in a cell of its own, with the cell that answers it."""
        answer = self._answer(label)
        if answer is None:
            value = beside(self.layout, label)
        else:
            value = None if is_any_label(answer.text) else ValueCell.of(answer)
        rank, text = rank_of(what, label.text), answer.text if answer else ""
        place = (answer or label).place
        spot = HeadLabel(what, label.text, rank, label, value, text, place)
        self.labels.setdefault(what, []).append(spot)

    def _answer(self, label: Cell) -> Cell | None:
        """The text that answers a label: beside it, or a little further off.

        Across a gap, what looks like a label itself is none of its business.
        """
        value = self.layout.right_of(label)
        if value is None or role("head", value.text) or any(fields_in(value.text)):
            return None
        gap = value.column - label.column - label.columns
        if gap > 0 and (gap > _WIDEST_GAP or _is_label(value.text)):
            return None
        return value


def _is_label(text: str) -> bool:
    """Say whether a text looks like the label of another field: 联系电话, 自评总分."""
    return looks_like_label(text) or label_of_total(text) is not None or is_total(text)


def find_head(
    layout: Layout, first: int, last: int, taken: Collection[int]
) -> HeadParts:
    """Find the head between two rows, and in the lines above the table.

    Rows that the funds have `taken` are left out.
    """
    parts = HeadParts(layout)
    if first == 1:
        _lines(parts, layout.grid.before, layout.grid.place)
    rows = [row for row in range(first, last + 1) if row not in taken]
    for row in rows:
        _row(parts, layout.written(row))
    if "project" not in parts.labels:
        _bare_project(parts, layout, rows)
    parts.year_blank = year_blank(layout, rows, parts.labels.get("year", ()))
    return parts


def _lines(parts: HeadParts, before: Sequence[str], place: Place | None) -> None:
    """The lines above a table: those from its title on."""
    titles = [number for number, line in enumerate(before) if is_title(line)]
    below = near = headed = before[-_LINES_NEAR:]
    if titles:
        start = titles[-1]
        headed = before[start:]
        parts.add_title(before[start], place)
        below = before[start + 1 :]
        near = (*before[max(0, start - 1) : start], *below)
    if any(map(leaves_year_open, headed)):
        parts.year_open = place
    for line in near:
        parts.add_number(line)
        if is_line([line]):
            parts.years.append(YearSpot(line, place, BELOW))
    for line in below:
        parts.add_inside(line, place)


def _bare_project(parts: HeadParts, layout: Layout, rows: Sequence[int]) -> None:
    """项目 | 某工程 | 填报单位 | 某局: a mere 项目 is a label among those of the head.

    It stands left of another label of the head, or alone with its value above or below
    a row that begins with one.
    """
    firsts = chain(*(layout.written(row)[:1] for row in rows))
    for label in filter(_is_bare_project, firsts):
        beside = layout.written(label.row)[2:3]
        near = beside or [
            *layout.written(label.row - 1)[:1],
            *layout.written(label.row + 1)[:1],
        ]
        value = layout.right_of(label)
        named = value and _may_be_name(value.text, among_labels=bool(beside))
        if named and any(map(_is_field, near)):
            parts.add_label("project", label)
            return


def _is_bare_project(cell: Cell) -> bool:
    return key(cell.text) == _PROJECT


def _is_field(cell: Cell) -> bool:
    return role("head", cell.text) in FIELDS


def _may_be_name(text: str, *, among_labels: bool) -> bool:
    """Say whether a text is neither a label nor an amount nor a source of funds.

    `among_labels` of the head 医疗保险财政补助 is the name of a project.
    """
    if is_any_label(text) or is_amount(single(text)):
        return False
    return among_labels or not is_fund_line(text)


def _row(parts: HeadParts, cells: list[Cell]) -> None:
    if heads_tasks([cell.text for cell in cells]):
        return
    below = is_line(cell.text for cell in cells)
    for cell in cells:
        parts.add_number(cell.text)
        if below:
            parts.years.append(YearSpot(cell.text, cell.place, BELOW))
        else:
            _cell(parts, cell, leads=cell is cells[0])


def _cell(parts: HeadParts, cell: Cell, *, leads: bool) -> None:
    """Note what one cell is: a label, labels with values, a title, a mere year."""
    text = cell.text
    only_year = is_line([text])
    what = None if only_year else role("head", text)
    if what in FIELDS:
        parts.add_label(what, cell)
    elif parts.add_inside(text, None, cell):
        return
    elif leads and is_title(text):
        parts.add_title(text, cell.place, cell)
    elif only_year:
        parts.years.append(YearSpot(text, cell.place, FALLBACK))
