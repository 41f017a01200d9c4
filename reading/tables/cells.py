"""一行里的格子各属哪一列: 宽格、拆开的格、列外的格."""

from __future__ import annotations

import re

from attrs import define, field

from indicators.place import Place
from reading.grid import Cell
from reading.locating.columns import Column, Heading
from reading.tables.levels import Warn
from reading.text import single
from reading.vocabulary.headings import role

CONTENT = frozenset(("name", "target", "actual", "weight", "stated", "note"))
_SERIAL = re.compile(r"\d{1,3}[.、]?")
_POINTS = frozenset(("weight", "stated", "deduction"))


@define
class Found:
    """一行: the cell of each column, those of unknown columns, and joined texts."""

    cells: dict[str, Cell] = field(factory=dict)
    extra: list[tuple[Column, Cell]] = field(factory=list)
    joined: dict[str, str] | None = None
    place: Place | None = None

    def raw(self, what: str) -> str:
        """The text of a column as it stands in the cell."""
        cell = self.cells.get(what)
        if cell is None:
            return ""
        return self.joined.get(what, cell.text) if self.joined else cell.text

    def text(self, what: str) -> str:
        """The text of a column in one line."""
        cell = self.cells.get(what)
        if cell is None:
            return ""
        return single(self.joined.get(what, cell.text) if self.joined else cell.text)

    def settle(self) -> None:
        """得分、完成值 or 名称 of the row itself: where findings about it point."""
        cells = self.cells
        for what in ("stated", "actual", "name"):
            if what in cells:
                self.place = cells[what].place
                return
        if cells:
            self.place = next(iter(cells.values())).place


@define
class Sorter:
    """Gives each cell that begins in a row to its column."""

    heading: Heading
    warn: Warn
    roles: dict[int, Column] = field(init=False)
    _told_hidden: bool = False

    def __attrs_post_init__(self) -> None:
        self.roles = {
            number: column
            for column in (*self.heading.columns, *self.heading.levels)
            for number in range(column.first, column.last + 1)
        }

    def sort(self, cells: dict[int, Cell]) -> Found:
        """Read a row."""
        found = Found()
        held = found.cells
        for number, cell in cells.items():
            if not cell.text or cell.text.isspace():
                continue
            column = self.roles.get(number)
            if column is None or number + cell.columns > column.last + 1:
                column = self._owner(cell)
                if column is None:
                    self._stray(cell)
                    continue
            what = column.role
            if what == "extra":
                found.extra.append((column, cell))
            elif what in held:
                self._join(found, what, cell)
            elif not what.startswith("level"):
                held[what] = cell
            if cell.hidden and not self._told_hidden:
                self._told_hidden = True
                self.warn(cell.place, "有隐藏的行或列，已照读", None)
        found.settle()
        return found

    def _owner(self, cell: Cell) -> Column | None:
        """The column of a wide cell; over several columns it is the first one's."""
        over: list[Column] = []
        for number in range(cell.column, cell.column + cell.columns):
            column = self.roles.get(number)
            if column is not None and column not in over:
                over.append(column)
        if not over:
            return None
        if len(over) == 1:
            return over[0]
        values = [c for c in over if not c.role.startswith("level")]
        chosen = next((c for c in over if c.role == "name"), over[0])
        across = len(over) == len({c.first for c in self.roles.values()})
        if len(over) > 1 and not across and [c for c in values if c is not chosen]:
            titles = "、".join(column.title for column in over)
            message = f"一格跨了几列（{titles}），按{chosen.title}读取"
            self.warn(cell.place, message, single(cell.text))
        return chosen

    def _stray(self, cell: Cell) -> None:
        """A cell under no heading; serial numbers and block labels say nothing."""
        known = role("columns", cell.text) == "block"
        if not known and not re.fullmatch(r"\d{1,3}", cell.text):
            self.warn(cell.place, "这一格不在任何列名之下，未读取", single(cell.text))

    def _join(self, found: Found, what: str, more: Cell) -> None:
        """Two cells under one heading are one text; two numbers are not."""
        seen = found.raw(what)
        if what == "name" and _SERIAL.fullmatch(seen):
            found.cells[what] = more
        elif what in _POINTS:
            self.warn(more.place, "同一列名下有两格，只读左边一格", more.text)
        elif more.text != seen:
            found.joined = {**(found.joined or {}), what: seen + more.text}
