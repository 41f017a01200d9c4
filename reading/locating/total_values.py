"""总分行的各格: 哪一个数是分值合计, 哪一个是得分, 哪一格是等级."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define, field

from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.text import single
from reading.vocabulary.totals import (
    TotalText,
    asks_for_points,
    is_so_far,
    label_of_total,
    points_in_words,
    total_text,
)
from reading.vocabulary.values import grade, percent, points, scored

_FULL = Decimal(100)
_POINTS = re.compile("[得评]分")
_SUMS = ("weight", "stated")
_ANSWERS = {"weight": "weight", "grade": "stated"}
"""What a number is that stands behind a label of the weight or of the grade."""
Number = tuple[Cell, Decimal]


@define
class TotalValues:
    """What a row of the total says, while its cells are gone through.

    `numbers` and `cells` are what was found, by weight and stated, and the cells of
    these and of the grade; `unread` the cells that stand there and are no number.
    Numbers whose meaning is not said wait in `_waiting`.
    """

    heading: TableHeading
    doubts: Doubts
    numbers: dict[str, Decimal] = field(factory=dict)
    cells: dict[str, Cell] = field(factory=dict)
    unread: dict[str, Cell] = field(factory=dict)
    grade: str | None = None
    _asked: str | None = None
    _sure: bool = False
    _waiting: list[Number] = field(factory=list)

    def take(self, cell: Cell) -> None:
        """Take in a cell: a label of the total, another label, or a value."""
        text = single(cell.text)
        label, graded = total_text(text), grade(text)
        if label is not None:
            self._take_label(label, text, cell)
        elif graded:
            self._put_grade(graded, cell)
        else:
            asked, self._asked = self._asked, None
            self._take_value(text, cell, asked)

    def _take_label(self, label: TotalText, text: str, cell: Cell) -> None:
        """Take in a label of the total with what is written behind it."""
        self._put("weight", label.weight, cell)
        self._put("stated", label.stated, cell)
        if label.grade:
            self._put_grade(label.grade, cell)
        self._sure = asks_for_points(text)
        self._asked = "stated" if self._sure else None

    def _put(self, what: str, number: Decimal | None, cell: Cell) -> None:
        """Keep a number, if there is one, and its cell."""
        if number is None:
            return
        if cell.uncertain:
            self.unread[what] = cell
        else:
            self.numbers[what], self.cells[what] = number, cell

    def _put_grade(self, graded: str, cell: Cell) -> None:
        self.grade, self._asked = graded if cell.is_sure(grade) else None, None
        self.cells["grade"] = cell

    def _take_value(self, text: str, cell: Cell, asked: str | None) -> None:
        """Take in a text that answers what the label before it has `asked`."""
        if cell.uncertain:
            self._put_unread(cell, asked)
            return
        number = self._number(text, cell)
        if number is None:
            self._take_words(text, cell, asked)
        elif asked in _ANSWERS:
            self._put(_ANSWERS[asked], number, cell)
        else:
            self._waiting.append((cell, number))

    def _number(self, text: str, cell: Cell) -> Decimal | None:
        number, doubt = scored(text)
        if number is not None and doubt:
            message = "的百分数按百分制的分数读取" if percent(text) else f"的数{doubt}"
            self.doubts.note(cell.place, f"总分行{message}", text)
        return number

    def _take_words(self, text: str, cell: Cell, asked: str | None) -> None:
        """Take in a text that is no number: a label, a mark, or points among words."""
        self._asked = label_of_total(text)
        if self._asked is None and asked != "grade" and not points(text)[1]:
            self._take_points(text, cell, asked)

    def _take_points(self, text: str, cell: Cell, asked: str | None) -> None:
        """Take in points among words; say where there may be some all the same."""
        if cell.uncomputed:
            self._put_unread(cell, asked)
            return
        if is_so_far(text):
            self.doubts.note(cell.place, "总分还没有定，只是暂计，未读取", text)
            return
        said = points_in_words(text)
        if said is not None:
            self._waiting.append((cell, said[0]))
            self.grade = self.grade or said[1]
        elif cell.columns == 1 or any(map(str.isdigit, text)):
            self.doubts.note(cell.place, "总分行里有未读懂的内容", text)
            self._put_unread(cell, asked)

    def _put_unread(self, cell: Cell, asked: str | None) -> None:
        """Keep a cell where 分值 or 得分 should stand, by its column or its label."""
        over = [each.role for each in self.heading.of(*_SUMS) if each.is_over(cell)]
        what = (*over, asked)[0]
        if what in _SUMS:
            self.unread[what] = cell

    def settle(self) -> None:
        """Tell 分值 from 得分: by the columns they stand in, else by their order."""
        inner = {column.first for column in self.heading.level_weights.values()}
        numbers = [pair for pair in self._waiting if pair[0].column not in inner]
        numbers = [pair for pair in numbers if not self._put_alone(numbers, *pair)]
        self._put_rest([pair for pair in numbers if not self._put_by_column(*pair)])

    def _put_rest(self, numbers: list[Number]) -> None:
        """Put what no column has told: but for sums of other columns, by their order."""
        others = list(filter(self._is_of_others, numbers))
        left = [pair for pair in numbers if pair not in others]
        if self._is_shifted(left):
            self._shift(*left[0])
        else:
            self._put_in_order(left)
        for cell, number in others:
            self._note_more(cell, number)

    def _is_of_others(self, number: Number) -> bool:
        """Tell whether a number adds up a column of other points: 扣分, 复评得分."""
        heading, (cell, _) = self.heading, number
        if cell.columns > 1 or not heading.has("stated"):
            return False
        others = (*heading.of("deduction"), *filter(_of_points, heading.of("extra")))
        return any(column.is_over(cell) for column in others)

    def _put_alone(self, numbers: list[Number], cell: Cell, number: Decimal) -> bool:
        """总分 | 98.56分 | 等级 | 优: a number alone in a wide cell beside the grade.

        Its cell may end below 分值; below 得分 is then the label of the grade.
        """
        held = {*self.numbers, *self.cells}
        alone = (len(numbers), held, number == _FULL) == (1, {"grade"}, False)
        columns = self.heading.of("weight")[:1]
        over = [each.first for each in columns if each.is_over(cell)]
        found = alone and min(over, default=0) > cell.column
        self._put("stated", number if found else None, cell)
        return found

    def _put_by_column(self, cell: Cell, number: Decimal) -> bool:
        """Put a number that stands in the column of 分值 or of 得分, and in that only."""
        over = [
            column.role for column in self.heading.of(*_SUMS) if column.is_over(cell)
        ]
        if len(over) > 1 and len(self._waiting) == 1 and not self._sure:
            message = "总分行的数跨分值、得分两列，按得分读取"
            self.doubts.note(cell.place, message, str(number))
        if len(over) != 1 or over[0] in self.numbers:
            return False
        self._put(over[0], number, cell)
        return True

    def _is_shifted(self, left: list[Number]) -> bool:
        """100 | 96.5 under 得分 | 备注: a span above is a column too wide."""
        after = [column.last + 1 for column in self.heading.of("stated")]
        beside = [cell.column in after and number <= _FULL for cell, number in left]
        full = self.numbers == {"stated": _FULL} and self.heading.has("weight")
        return full and beside == [True]

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
            self.cells.setdefault("stated", cell)
            self.numbers.setdefault("stated", number)
            self._note_more(cell, number)

    def _note_more(self, cell: Cell, number: Decimal) -> None:
        """A number beyond the points is told."""
        if self.numbers.get("stated") != number:
            message = "总分行里多出一个数，未读取"
            self.doubts.note(cell.place, message, str(number))


def _of_points(column: TableColumn) -> bool:
    """Tell whether a column of an unknown kind is one of points."""
    return _POINTS.search(column.title) is not None
