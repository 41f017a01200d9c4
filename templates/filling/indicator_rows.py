"""填指标行: 每个指标的各栏, 与空表没有印的组名."""

from __future__ import annotations

from attrs import define, field

from indicators.evaluation import Indicator
from reading.locating.headings.columns import TableHeading
from reading.locating.value_cells import Position
from templates.filling.allotting import Seat
from templates.workbooks.merges import is_covered
from templates.workbooks.pen import Pen
from templates.writing import contents
from templates.writing.contents import Content

_PLAIN = ("name", "actual", "weight", "stated", "note", "deduction")
_ONE_TARGET = {"target": "target"}
_PARTED_TARGET = {"sign": "sign", "target": "value", "unit": "unit"}
"""Where sign and unit have columns of their own the target shows its value alone."""


@define
class RowWriter:
    """Writes indicators into the rows of a table."""

    pen: Pen
    heading: TableHeading
    _columns: dict[str, int] = field(init=False)
    _extras: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        columns = self.heading.columns
        self._columns = {column.role: column.first for column in columns}
        extras = [column for column in columns if column.role == "extra"]
        # Of two columns with one title the left one is written to.
        self._extras = {column.title: column.first for column in reversed(extras)}

    def write(self, indicator: Indicator, seat: Seat, row: int) -> None:
        """Write every column of a row; a name that the blank prints stays."""
        printed = seat.open_row.name is not None and not seat.extra
        for role, name in self._shown().items():
            if role in self._columns and not (role == "name" and printed):
                content = contents.of_indicator(indicator, name)
                self.pen.put((row, self._columns[role]), content)
        for title, text in indicator.extra:
            if title in self._extras:
                self.pen.put((row, self._extras[title]), Content(text))
        levels = self.heading.levels[: len(indicator.path)]
        for depth in range(seat.depth, len(levels)):
            self._write_level((row, levels[depth].first), indicator, depth)

    def _shown(self) -> dict[str, str]:
        """Roles of columns → what of an indicator each shows."""
        parted = "sign" in self._columns or "unit" in self._columns
        target = _PARTED_TARGET if parted else _ONE_TARGET
        return {role: role for role in _PLAIN} | target

    def _write_level(self, position: Position, row: Indicator, depth: int) -> None:
        """Write the name of a group that the blank does not print."""
        if not is_covered(self.pen.sheet.cell(*position)):
            content = contents.level(row.path[depth], row.path_weights[depth])
            self.pen.put(position, content)
