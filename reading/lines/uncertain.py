"""文字里拿不准的行: 一行文字拿不准, 其中的值就都没有读懂."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import evolve

from indicators.evaluation import Evaluation, FundLine, Indicator, Total
from indicators.place import Place
from reading.grid import Cell, Grid

_VALUES: Mapping[type, tuple[str, ...]] = {
    Indicator: ("target", "actual", "weight", "stated"),
    FundLine: ("initial", "budget", "spent", "weight", "rate", "stated"),
    Total: ("weight", "stated"),
}
_POINTS = ("weight", "stated")
_Record = TypeVar("_Record", Indicator, FundLine, Total)


def with_lines_unread(read: Evaluation, grid: Grid) -> Evaluation:
    """A table in which the values of uncertain lines count as not understood."""
    doubted = {cell.place: cell for cell in grid.cells if cell.uncertain}
    if not doubted:
        return read
    return evolve(
        read,
        indicators=tuple(_unread(row, doubted) for row in read.indicators),
        funds=evolve(
            read.funds, lines=tuple(_unread(line, doubted) for line in read.funds.lines)
        ),
        total=_unread(read.total, doubted),
    )


def _unread(record: _Record, doubted: Mapping[Place, Cell]) -> _Record:
    """A record without the points of its line, which are named as unread."""
    if record.place is None or record.place not in doubted:
        return record
    line: str = doubted[record.place].text
    names: tuple[str, ...] = _VALUES[type(record)]
    said: list[str] = [name for name in names if getattr(record, name) is not None]
    changed: dict[str, Any] = {what: None for what in _POINTS if what in said}
    changed["unread"] = (*record.unread, *((what, line) for what in said))
    return evolve(record, **changed)
