"""总分行的各格: 哪一个数是分值合计, 哪一个是得分, 哪一格是等级."""

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from indicators.quantity import MARKS
from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.text import single
from reading.vocabulary.totals import (
    asks_for_points,
    is_total,
    label_of_total,
    points_in_words,
    total_text,
)
from reading.vocabulary.values import grade, percent, points

_FULL = 100
_SUMS = ("weight", "stated")
Number = tuple[Cell, Decimal]


@define
class TotalValues:
    """What a row of the total says, while its cells are gone through.

    `numbers` and `cells` are what was found, by weight and stated, and the cells of
    these and of the grade; `unread` what stands there and is no number. Numbers whose meaning is not said wait in `_waiting`.
    """

    heading: TableHeading
    numbers: dict[str, Decimal] = field(factory=dict)
    cells: dict[str, Cell] = field(factory=dict)
    unread: dict[str, str] = field(factory=dict)
    grade: str | None = None
    doubts: Doubts = field(factory=Doubts)
    _asked: str | None = None
    _sure: bool = False
    _waiting: list[Number] = field(factory=list)

    def take(self, cell: Cell) -> None:
        """Take in a cell: a label of the total, another label, or a value."""
        text = single(cell.text)
        if is_total(text):
            self._take_label(text, cell)
        elif graded := grade(text):
            self._put_grade(graded, cell)
        else:
            asked, self._asked = self._asked, None
            self._take_value(text, cell, asked)

    def _take_label(self, text: str, cell: Cell) -> None:
        said = total_text(text)
        for what in _SUMS:
            number = getattr(said, what)
            if number is not None:
                self._put(what, number, cell)
        if said and said.grade:
            self._put_grade(said.grade, cell)
        self._sure = asks_for_points(text)
        self._asked = "stated" if self._sure else None

    def _put(self, what: str, number: Decimal, cell: Cell) -> None:
        self.numbers[what], self.cells[what] = number, cell

    def _put_grade(self, graded: str, cell: Cell) -> None:
        self.grade, self._asked = graded, None
        self.cells["grade"] = cell

    def _take_value(self, text: str, cell: Cell, asked: str | None) -> None:
        """Take in a text that answers what the label before it has `asked`."""
        number = self._number(text, cell)
        if number is None:
            self._take_words(text, cell, asked)
        elif asked in {"weight", "grade"}:
            self._put("weight" if asked == "weight" else "stated", number, cell)
        else:
            self._waiting.append((cell, number))

    def _number(self, text: str, cell: Cell) -> Decimal | None:
        number = points(text)[0]
        if number is None and (number := percent(text)) is not None:
            message = "总分行的百分数按百分制的分数读取"
            self.doubts.note(cell.place, message, text)
        return number

    def _take_words(self, text: str, cell: Cell, asked: str | None) -> None:
        """Take in a text that is no number: a label, a mark, or points among words."""
        self._asked = label_of_total(text)
        silent = asked == "grade" or text in MARKS or points(text)[1]
        if not (self._asked or silent):
            self._take_points(text, cell, asked)

    def _take_points(self, text: str, cell: Cell, asked: str | None) -> None:
        """Take in points among words; of what is not understood the text is kept."""
        if cell.uncomputed:
            self._put_unread(text, cell, asked)
            return
        said = points_in_words(text)
        if said and said.stated is not None:
            self._waiting.append((cell, said.stated))
            self.grade = self.grade or said.grade
        elif cell.columns == 1 or any(glyph.isdigit() for glyph in text):
            self.doubts.note(cell.place, "总分行里有未读懂的内容", text)
            self._put_unread(text, cell, asked)

    def _put_unread(self, text: str, cell: Cell, asked: str | None) -> None:
        """Keep a text where 分值 or 得分 should stand, by its column or its label."""
        over = (what for what in _SUMS if _covers(self.heading.column(what), cell))
        if what := next(over, asked if asked in _SUMS else None):
            self.unread[what] = text
            self.cells.setdefault(what, cell)

    def settle(self) -> None:
        """Tell 分值 from 得分: by the columns they stand in, else by their order."""
        inner = {column.first for column in self.heading.level_weights.values()}
        numbers = [pair for pair in self._waiting if pair[0].column not in inner]
        left = [pair for pair in numbers if not self._put_by_column(*pair)]
        if self._is_shifted(left):
            self._shift(*left[0])
        else:
            self._put_in_order(left)

    def _put_by_column(self, cell: Cell, number: Decimal) -> bool:
        """Put a number that stands in the column of 分值 or of 得分, and in that only."""
        over = [what for what in _SUMS if _covers(self.heading.column(what), cell)]
        if len(over) > 1 and len(self._waiting) == 1 and not self._sure:
            message = "总分行的数跨分值、得分两列，按得分读取"
            self.doubts.note(cell.place, message, str(number))
        if len(over) != 1 or over[0] in self.numbers:
            return False
        self._put(over[0], number, cell)
        return True

    def _is_shifted(self, left: list[Number]) -> bool:
        """100 | 96.5 under 得分 | 备注: a span above is a column too wide."""
        stated = self.heading.column("stated")
        if stated is None or not self.heading.has("weight") or len(left) != 1:
            return False
        ((cell, number),) = left
        beside = cell.column == stated.last + 1 and number <= _FULL
        return beside and self.numbers == {"stated": Decimal(_FULL)}

    def _shift(self, cell: Cell, number: Decimal) -> None:
        message = "总分行错开一格，两个数依次按分值、得分读取"
        self.doubts.note(cell.place, message, str(number))
        self._put("weight", self.numbers["stated"], self.cells["stated"])
        self._put("stated", number, cell)

    def _put_in_order(self, left: list[Number]) -> None:
        if len(left) > 1 and not self.numbers:
            (first, weight), *left = left
            self._put("weight", weight, first)
        for cell, number in left:
            stated = self.numbers.get("stated")
            if stated is None:
                self._put("stated", number, cell)
            elif number != stated:
                message = "总分行里多出一个数，未读取"
                self.doubts.note(cell.place, message, str(number))


def _covers(column: TableColumn | None, cell: Cell) -> bool:
    """Say whether a cell stands in a column, if only in part of it."""
    if column is None:
        return False
    return cell.column <= column.last and column.first < cell.column + cell.columns
