"""照抄件里的座次: 原件的一处在照抄件的哪一格."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from indicators.place import Place, Places
from reading.text import single
from templates.workbooks.merges import corner


@frozen
class _Seat:
    """A cell of the transcript."""

    sheet: Any
    row: int
    column: int

    @property
    def cell(self) -> Any:
        return corner(self.sheet, self.row, self.column)


@define
class Seats:
    """原件的各处与照抄件的各格."""

    _cells: dict[Place, _Seat] = field(factory=dict)
    _rows: dict[Place, dict[int, tuple[_Seat, Place]]] = field(factory=dict)
    _lines: dict[str, _Seat] = field(factory=dict)

    def take(self, place: Place, sheet: Any, row: int, column: int) -> None:
        """A cell of the file has its seat."""
        seat = _Seat(sheet, row, column)
        self._cells.setdefault(place, seat)
        if place.row:
            rows = self._rows.setdefault(place.whole, {})
            rows.setdefault(place.row, (seat, place))

    def take_line(self, text: str, sheet: Any, row: int) -> None:
        """A line around a table, which has no place of its own."""
        self._lines.setdefault(single(text), _Seat(sheet, row, 1))

    def of_line(self, text: str) -> Any | None:
        """The cell of a line around a table."""
        seat = self._lines.get(single(text))
        return seat and seat.cell

    def of(self, place: Place | Places | None) -> list[Any]:
        """The cells of one place or of several."""
        places = place.places if isinstance(place, Places) else (place,)
        return [cell for each in places if each and (cell := self._of_one(each))]

    def _of_one(self, place: Place) -> Any | None:
        """The cell of a place; one that says nothing stands among its neighbours.

        Where only the row is known it is the first of the row.
        """
        if place in self._cells:
            return self._cells[place].cell
        rows = self._rows.get(place.whole)
        if not rows or not place.row:
            return None
        wanted, column = place.row, place.column or 1
        near = min(rows, key=lambda row: (abs(row - wanted), row))
        seat, known = rows[near]
        down, right = wanted - near, column - (known.column or 1)
        row, across = seat.row + down, seat.column + right
        return corner(seat.sheet, row, across) if min(row, across) > 0 else None
