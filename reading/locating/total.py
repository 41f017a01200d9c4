"""总分行: 哪一格是分值合计, 哪一格是得分, 哪一格是等级."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define, evolve, field

from indicators.place import Place
from indicators.quantity import MARKS
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.columns import TableColumn, TableHeading
from reading.locating.table_map import TotalRow
from reading.locating.value_cells import ValueCell, is_blank
from reading.text import single
from reading.vocabulary.headings import bare, index, key, role
from reading.vocabulary.titles import TOTAL_BESIDE, is_title
from reading.vocabulary.totals import (
    asks_for_points,
    is_total,
    is_total_of_form,
    total_text,
)
from reading.vocabulary.values import grade, is_graded, percent, points

_LABEL = 20
_FULL = 100
_POINTS_IN_WORDS = re.compile(
    r"(?:得分|自评得分|自评分)?:?(\d+(?:\.\d+)?)分?(?:[/,、(]?[优良中差][秀好等]?)?\)?"
)
_GRADE_BEHIND = re.compile(r"(优秀|良好|中等|优|良|中|差)\)?$")
Number = tuple[Cell, Decimal]


def find_total(
    layout: Layout, heading: TableHeading, rows: list[int]
) -> TotalRow | None:
    """Find the row of the total; of several, the last one that prints points."""
    found = [_row(layout, heading, row) for row in rows]
    if not found:
        return None
    scored = [total for total in found if total.stated is not None]
    doubts = Doubts()
    for total in found:
        doubts.add(total.doubts)
    if len({total.stated for total in scored}) > 1:
        values = "、".join(str(total.stated) for total in scored)
        doubts.note(scored[-1].place, "有几行合计，读取最后一行", values)
    return evolve((scored or found)[-1], doubts=doubts.taken())


def total_rows(
    layout: Layout, totals: tuple[int, ...], last: int, end: int
) -> list[int]:
    """The rows of the total: met on the way, or somewhat below the last indicator."""
    found = list(totals)
    for row in range(last + 1, end + 1):
        cells = layout.begun(row)
        if any(role("head", cell.text) == "project" for cell in cells):
            break
        if any(is_total(cell.text) for cell in cells):
            found.append(row)
    return found


def total_above(layout: Layout, heading: TableHeading, first: int) -> TotalRow | None:
    """项目总得分 may stand above the indicators, in a row or behind the title."""
    for row in range(first, heading.top):
        cells = layout.begun(row)
        named = any(is_total_of_form(cell.text) for cell in cells)
        if named and not any(role("funds", cell.text) == "spent" for cell in cells):
            return _row(layout, heading, row)
        for cell in cells:
            match = TOTAL_BESIDE.search(cell.text) if is_title(cell.text) else None
            if match and match[1]:
                stated = Decimal(match[1])
                return TotalRow(row, cell, {}, stated=stated, place=cell.place)
    return None


def grade_below(layout: Layout, first: int, last: int) -> Cell | None:
    """自评等级 | 优, in a row of its own; None where several do not agree."""
    found: dict[str | None, Cell] = {}
    for row in range(first, last + 1):
        for label in layout.begun(row):
            cell = _graded(layout, label)
            if cell is not None:
                found.setdefault(grade(cell.text), cell)
    return next(iter(found.values())) if len(found) == 1 else None


def _graded(layout: Layout, label: Cell) -> Cell | None:
    """The cell of the grade beside a label, or the label that holds the grade itself."""
    if len(label.text) > _LABEL:
        return None
    right = layout.right_of(label)
    if role("total", label.text) == "grade" and right is not None:
        return right if grade(right.text) else None
    return label if is_graded(label.text) and grade(label.text) else None


def _row(layout: Layout, heading: TableHeading, row: int) -> TotalRow:
    cells = layout.begun(row)
    label = next((cell for cell in cells if is_total(cell.text)), None)
    draft = _Draft(heading)
    for cell in _from_label(cells, label):
        draft.take(cell)
    draft.settle()
    if draft.place is None and cells:
        draft.place = cells[0].place
    return TotalRow(
        row,
        label,
        _cells(layout, heading, row, label) | draft.cells(label),
        draft.weight,
        draft.stated,
        draft.grade,
        draft.place,
        draft.doubts.taken(),
    )


def _from_label(cells: list[Cell], label: Cell | None) -> list[Cell]:
    """The cells of a row from the label of the total on, to another field's label."""
    found = cells[cells.index(label) :] if label else cells
    ends = (i for i, cell in enumerate(found) if i and role("head", cell.text))
    return [cell for cell in found[: next(ends, len(found))] if single(cell.text)]


def _cells(
    layout: Layout, heading: TableHeading, row: int, label: Cell | None
) -> dict[str, ValueCell]:
    """The value cells: 分值 and 得分 in their columns, the grade right of them."""
    if label is None:
        return {}
    first, width = label.column + label.columns, layout.grid.width
    columns = {what: heading.column(what) for what in ("weight", "stated")}
    places = {what: c.first for what, c in columns.items() if c and c.first >= first}
    if "stated" not in places and first <= width:
        places["stated"] = first
    if places:
        last = places.get("stated", places.get("weight", first))
        over = layout.at(row, last)
        after = last + (over.columns if over else 1)
        if after <= width and is_blank(layout, row, after):
            places["grade"] = after
    return {
        what: ValueCell(row, column, layout.at(row, column))
        for what, column in places.items()
    }


@define
class _Draft:
    """What has been found in a row, while its cells are gone through.

    `asked` is what the label before a cell asks for. Numbers wait until all are known.
    """

    heading: TableHeading
    weight: Decimal | None = None
    stated: Decimal | None = None
    grade: str | None = None
    place: Place | None = None
    doubts: Doubts = field(factory=Doubts)
    _sure: bool = False
    _asked: str | None = None
    _numbers: list[Number] = field(factory=list)
    _held: dict[str, Cell] = field(factory=dict)

    def cells(self, label: Cell | None) -> dict[str, ValueCell]:
        """The cells that hold what was found, but for the label itself."""
        return {
            what: ValueCell(cell.row, cell.column, cell)
            for what, cell in self._held.items()
            if cell is not label
        }

    def take(self, cell: Cell) -> None:
        """Take in a cell: a label of the total, another label, or a value."""
        text = single(cell.text)
        if is_total(text):
            self._take_label(text, cell)
        elif graded := grade(text):
            self._grade(graded, cell)
        else:
            self._take_value(text, cell)

    def _take_label(self, text: str, cell: Cell) -> None:
        said = total_text(text)
        if said and said.weight is not None:
            self.weight = said.weight
        if said and said.stated is not None:
            self._put("stated", said.stated, cell)
        if said and said.grade:
            self._grade(said.grade, cell)
        self._sure = asks_for_points(text)
        self._asked = "stated" if self._sure else None

    def _grade(self, graded: str, cell: Cell) -> None:
        self.grade, self._asked = graded, None
        self._held["grade"] = cell

    def _take_value(self, text: str, cell: Cell) -> None:
        asked, self._asked = self._asked, None
        value = self._number(text, cell)
        if value is not None:
            if asked in {"weight", "grade"}:
                self._put(asked, value, cell)
            else:
                self._numbers.append((cell, value))
        elif label := index("total").get(bare(key(text))) or index("total").get(
            key(text)
        ):
            self._asked = label
        elif not (points(text)[1] or text in MARKS or asked == "grade"):
            self._take_words(text, cell)

    def _number(self, text: str, cell: Cell) -> Decimal | None:
        value = points(text)[0]
        if value is None and (value := percent(text)) is not None:
            message = "总分行的百分数按百分制的分数读取"
            self.doubts.note(cell.place, message, text)
        return value

    def _take_words(self, text: str, cell: Cell) -> None:
        """得分：96分 or 96（优）: a cell with one number and words that say no more."""
        match = _POINTS_IN_WORDS.fullmatch(key(text))
        if match:
            self._numbers.append((cell, Decimal(match[1])))
            graded = _GRADE_BEHIND.search(key(text))
            self.grade = self.grade or (graded[1] if graded else None)
        elif cell.columns == 1 or any(glyph.isdigit() for glyph in text):
            self.doubts.note(cell.place, "总分行里有未读懂的内容", text)

    def _put(self, what: str, value: Decimal, cell: Cell) -> None:
        self._held["weight" if what == "weight" else "stated"] = cell
        if what == "weight":
            self.weight = value
        else:
            self.stated, self.place = value, cell.place

    def settle(self) -> None:
        """Tell 分值 from 得分: by the columns they stand in, else by their order."""
        inner = {column.first for column in self.heading.level_weights.values()}
        numbers = [pair for pair in self._numbers if pair[0].column not in inner]
        left = [pair for pair in numbers if not self._put_by_column(*pair)]
        if not self._is_shifted(left):
            self._in_order(left)
            return
        ((cell, value),) = left
        message = "总分行错开一格，两个数依次按分值、得分读取"
        self.doubts.note(cell.place, message, str(value))
        self.weight = self.stated
        if "stated" in self._held:
            self._held["weight"] = self._held["stated"]
        self._put("stated", value, cell)

    def _put_by_column(self, cell: Cell, value: Decimal) -> bool:
        """Put a number that stands in the column of 分值 or of 得分, and in that only."""
        over = [
            what
            for what in ("weight", "stated")
            if _covers(self.heading.column(what), cell)
        ]
        if len(over) > 1 and len(self._numbers) == 1 and not self._sure:
            message = "总分行的数跨分值、得分两列，按得分读取"
            self.doubts.note(cell.place, message, str(value))
        if len(over) != 1 or getattr(self, over[0]) is not None:
            return False
        self._put(over[0], value, cell)
        return True

    def _is_shifted(self, left: list[Number]) -> bool:
        """100 | 96.5 under 得分 | 备注: a span above is a column too wide."""
        stated = self.heading.column("stated")
        if stated is None or not self.heading.has("weight") or len(left) != 1:
            return False
        ((cell, value),) = left
        beside = cell.column == stated.last + 1 and value <= _FULL
        return beside and self.weight is None and self.stated == _FULL

    def _in_order(self, left: list[Number]) -> None:
        if len(left) > 1 and self.weight is None and self.stated is None:
            (first, weight), *left = left
            self._put("weight", weight, first)
        for cell, value in left:
            if self.stated is None:
                self._put("stated", value, cell)
            elif value != self.stated:
                self.doubts.note(cell.place, "总分行里多出一个数，未读取", str(value))


def _covers(column: TableColumn | None, cell: Cell) -> bool:
    """Say whether a cell stands in a column, if only in part of it."""
    if column is None:
        return False
    return cell.column <= column.last and column.first < cell.column + cell.columns
