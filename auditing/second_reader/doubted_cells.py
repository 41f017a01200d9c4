"""拿不准的格: 读作什么, 还可能是什么; 它给出表上的哪些值, 换一种读法表成什么样."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar

from attrs import evolve

from indicators.evaluation import Evaluation, FundLine, Indicator, Total
from indicators.place import Place
from indicators.quantity import LONGEST_NUMBER, MARKS, Quantity, Text, plain, read_value
from indicators.records import record

ROW, FUND, TOTAL = "row", "fund", "total"
TEXTS, POINTS = ("target", "actual"), ("weight", "stated")
AMOUNTS: Final = ("initial", "budget", "spent", "rate")
_LEVEL = re.compile(r"level(\d)")
_AMOUNT = re.compile(
    r"[¥￥]?(-?\d+(?:,\d{3})*(?:\.\d+)?)(分|[%‰]|[亿万]?元)?", re.ASCII
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_PART_OF: Final = {"sign": "target", "unit": "target"}
"""A column of its own for a part of a value."""
_NAMES: Final = frozenset((*TEXTS, *POINTS, *AMOUNTS, *_PART_OF))
_OF_POINTS: Final = ("", "分", "%")

ValueKey = tuple[str, int, str]
"""哪个值: 行、资金行、总分, 第几行, 哪一栏."""
Record = Indicator | FundLine | Total
AnyRecord = TypeVar("AnyRecord", Indicator, FundLine, Total)


class NoValueError(ValueError):
    """这一格读作的不是这一类的值."""


@record
class DoubtedCell:
    """图上拿不准的一格: 读作什么, 还可能是什么, 给出哪些值."""

    place: Place
    read: str
    others: tuple[str, ...] = ()
    keys: frozenset[ValueKey] = frozenset()

    @property
    def is_value(self) -> bool:
        """读作的是一个值: a number, a date or a mark, and no bare text."""
        return not isinstance(read_value(self.read), Text)

    def is_beside(self, other: DoubtedCell) -> bool:
        """与另一格在同一行."""
        rows = {key[:2] for key in self.keys}
        return not rows.isdisjoint(key[:2] for key in other.keys)


def located(table: Evaluation, cells: Iterable[DoubtedCell]) -> list[DoubtedCell]:
    """给出值的各格, each with the values that it gives."""
    records: tuple[tuple[str, int, Record], ...] = (
        *((ROW, number, row) for number, row in enumerate(table.indicators)),
        *((FUND, number, line) for number, line in enumerate(table.funds.lines)),
        (TOTAL, 0, table.total),
    )
    by_place: defaultdict[Place, set[ValueKey]] = defaultdict(set)
    for kind, number, record_ in records:
        for what in filter(_is_value, record_.places):
            by_place[record_.places[what]].add((kind, number, what))
    found = (evolve(cell, keys=frozenset(by_place[cell.place])) for cell in cells)
    return [cell for cell in found if cell.keys]


def _is_value(what: str) -> bool:
    return what in _NAMES or _LEVEL.fullmatch(what) is not None


def read_so(table: Evaluation, cell: DoubtedCell, text: str) -> Evaluation:
    """这一格读作 `text` 的表; what the reader held back of the cell counts as read.

    Raises `NoValueError` where that is no value of its kind.
    """
    made = _Read(cell, text)
    lines = made.of(FUND, table.funds.lines)
    (whole,) = made.of(TOTAL, (table.total,))
    return evolve(
        table,
        indicators=made.of(ROW, table.indicators),
        funds=evolve(table.funds, lines=lines),
        total=whole,
    )


@record
class _Read:
    """Reads the values of a cell as another text."""

    cell: DoubtedCell
    text: str

    def of(self, kind: str, records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
        """Records of a kind, those that the cell gives values to read so."""
        made = list(records)
        for key in sorted(self.cell.keys):
            if key[0] == kind:
                made[key[1]] = self._with(made[key[1]], key[2])
        return tuple(made)

    def _with(self, record_: AnyRecord, what: str) -> AnyRecord:
        """A record with one of its values read so."""
        changes = self._changes(record_, what)
        known = _PART_OF.get(what, what)
        unread = tuple(pair for pair in record_.unread if pair[0] != known)
        return evolve(record_, **changes, unread=unread)

    def _changes(self, record_: Record, what: str) -> dict[str, Any]:
        """What a field of a record is where the cell says something else."""
        if what in POINTS:
            return {what: _points(self.text)}
        if what in AMOUNTS:
            return {what: _quantity(self.text)}
        if match := _LEVEL.fullmatch(what):
            return {"path_weights": self._level(record_, int(match[1]))}
        changes = {} if what != "unit" else {"unit": self.text}
        field = _PART_OF.get(what, what)
        return {field: self._replaced(getattr(record_, field) or ""), **changes}

    def _replaced(self, old: str) -> str:
        """A value in which what was read stands once, with the other text in its place."""
        if old.count(self.cell.read) != 1:
            raise NoValueError
        return old.replace(self.cell.read, self.text)

    def _level(self, record_: Record, depth: int) -> tuple[Decimal | None, ...]:
        """The points of a group, which its label prints last: 产出指标（50分）."""
        weights = list(getattr(record_, "path_weights", ()))
        printed, said = map(_NUMBER.findall, (self.cell.read, self.text))
        if not (printed and said) or weights[depth - 1] != Decimal(printed[-1]):
            raise NoValueError
        weights[depth - 1] = Decimal(said[-1])
        return tuple(weights)


def _points(text: str) -> Decimal | None:
    found = _quantity(text)
    if found is not None and found.unit not in _OF_POINTS:
        raise NoValueError
    return None if found is None else found.value


def _quantity(text: str) -> Quantity | None:
    """A number with its unit; None for a mark of nothing.

    1900.1 is an amount here, and no month.

    >>> _quantity("1,900.1万元"), _quantity("—")
    (Quantity(value=Decimal('1900.1'), unit='万元'), None)
    """
    short = plain(text)
    if short in MARKS:
        return None
    match = _AMOUNT.fullmatch(short)
    if match is None or len(short) > LONGEST_NUMBER:
        raise NoValueError
    return Quantity(Decimal(match[1].replace(",", "")), match[2] or "")
