"""位置所指的单元格: 在工作簿里按地址, 在照抄件里按原件的行列."""

from __future__ import annotations

from typing import Any, Protocol

from attrs import frozen

from indicators.place import Place, Places
from templates.annotating.notes import cells_at


class Located(Protocol):
    """找得到位置的工作簿."""

    @property
    def book(self) -> Any:
        """The workbook."""

    def cells(self, place: Place | Places | None) -> list[Any]:
        """The cells that a place names: none, one or several."""

    def printed(self, place: Place | Places | None) -> str | None:
        """A place as a person reads it who has this workbook open."""


@frozen
class InWorkbook:
    """原件的副本: 位置就是地址."""

    book: Any

    def cells(self, place: Place | Places | None) -> list[Any]:
        """The cells at the addresses."""
        return cells_at(self.book, place)

    def printed(self, place: Place | Places | None) -> str | None:
        """The addresses."""
        return None if place is None else str(place)
