"""列与表头: 指标表的一列是什么, 表头占哪几行."""

from __future__ import annotations

from attrs import define, field, frozen

from indicators.place import Place
from reading.grid import Cell

LEVELS = ("level1", "level2", "level3", "level4")
VALUES = ("target", "actual", "weight", "stated")
UNKNOWN = "未识别的列，原样保留在附加列中"


@frozen
class Column:
    """一列: what it means, what is written over it, where it stands.

    `doubt` is what is told once about a column that holds something.
    """

    role: str
    title: str
    first: int
    last: int
    place: Place
    hidden: bool = False
    doubt: str | None = None


@define
class Heading:
    """表头: its rows and columns. `levels` are those left of the name, in order."""

    top: int
    bottom: int
    columns: list[Column]
    levels: list[Column] = field(factory=list)
    level_weights: dict[int, Column] = field(factory=dict)
    block: Cell | None = None

    def column(self, wanted: str) -> Column | None:
        """The column of a role."""
        return next((c for c in self.columns if c.role == wanted), None)
