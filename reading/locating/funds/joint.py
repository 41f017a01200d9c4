"""一栏两值: 执行率／得分、分值／得分 — 一个列名之下的几个值, 在一格里或并排."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from indicators.records import record
from reading.grid import Cell
from reading.locating.headings.columns import TableColumn
from reading.locating.value_cells import ValueCell
from reading.text import single
from reading.vocabulary.amounts import is_amount
from reading.vocabulary.funds import parts_of


@record
class JointColumn:
    """一栏两值的列: the column, and what its values are, in their order."""

    column: TableColumn
    roles: tuple[str, ...]

    def cells(self, row: Iterable[Cell]) -> list[Cell]:
        """The cells of a row that stand below its heading."""
        return [cell for cell in row if self.column.is_over(cell)]


def joint_values(roles: Sequence[str], cells: Sequence[Cell]) -> dict[str, ValueCell]:
    """Each value with its cell: one of its own, or a part of the text of one cell.

    Nothing where the values are not as many as the heading says.
    """
    parts = [evolve(c, text=part) for c in cells for part in parts_of(single(c.text))]
    if len(parts) != len(roles) or not all(is_amount(part.text) for part in parts):
        return {}
    return dict(zip(roles, map(ValueCell.of, parts), strict=True))
