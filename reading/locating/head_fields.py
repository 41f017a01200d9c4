"""表头以上的各样东西: 一栏的标签与值格、表名、年度."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.place import Place
from indicators.records import record
from reading.grid import Cell, Layout
from reading.locating.value_cells import ValueCell
from reading.vocabulary.headings import role

_NAMES = frozenset(("project", "department", "unit"))


def rows_of_head(layout: Layout, rows: Iterable[int]) -> set[int]:
    """The rows of some that name a project or whose it is.

    项目名称 | 某项目 | 预算金额 | 128 is such a row, whatever else stands there.
    """
    return {
        row
        for row in rows
        if any(role("head", cell.text) in _NAMES for cell in layout.written(row))
    }


@record
class HeadLabel:
    """表头栏的一个标签: 项目名称、主管部门、实施单位、年度.

    `rank` is 0 for the wording that says best what the field is. `text` is the value as
    printed, empty in a blank. `label` is None for a label in a line above the table,
    and `value` is None where label and value share one cell, or no cell is left.
    """

    what: str
    wording: str
    rank: int
    label: Cell | None
    value: ValueCell | None
    text: str
    place: Place | None


@record
class HeadField:
    """表头的一栏: every label of it, in the order in which they stand."""

    labels: tuple[HeadLabel, ...]

    @property
    def best(self) -> HeadLabel:
        """The label that says best what the field is, value cells before none."""
        return min(self.labels, key=lambda label: (label.value is None, label.rank))

    @property
    def label(self) -> Cell | None:
        """The cell of the best label."""
        return self.best.label

    @property
    def value(self) -> ValueCell | None:
        """The value cell of the best label; None where it has none of its own."""
        return self.best.value

    @property
    def inline(self) -> Cell | None:
        """The cell that takes label and value: 项目名称：____, or no cell beside it."""
        best = self.best
        ruled = not {"_", "＿"}.isdisjoint(best.wording)
        return best.label if ruled or best.value is None else None


@record
class TitleSpot:
    """表名: its text and place. `wide` titles hold against narrow ones.

    `cell` is None for a title in a line above the table.
    """

    text: str
    place: Place | None
    wide: bool
    cell: Cell | None = None


@record
class YearSpot:
    """年度的一处: a text that may say the year, and how much that is the table's.

    `trust` is highest for the line below the title, and 0 for a mere mention.
    """

    text: str
    place: Place | None
    trust: int


@record
class YearBlank:
    """写年度的空: from `start` to `end` of the text of a cell.

    `printed` is the year that stands there, None in a blank.
    """

    row: int
    column: int
    text: str
    start: int
    end: int
    place: Place | None
    printed: str | None

    def filled(self, year: int) -> str:
        """The text of the cell with the year in its blank."""
        return f"{self.text[: self.start]}{year}{self.text[self.end :]}"
