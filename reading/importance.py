"""轻重与已定的分值: 一个名单, 各列由列名认 (名称, 重要性, 分值)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from indicators.errors import InputError, Problem
from indicators.exact import Fraction
from reading.grid import Cell, Grid
from reading.sources import load
from reading.text import single
from reading.vocabulary.headings import key, role
from reading.vocabulary.values import points

_NAMES: Final = frozenset(("name", "level1", "level2", "level3"))
_IMPORTANCE: Final = frozenset(("重要性", "重要程度", "轻重", "相对重要性", "重要度"))
_REMEDY: Final = "列名可写：指标、重要性、分值"
Wanted = tuple[dict[str, Fraction], dict[str, Decimal]]


def read_importance(path: str | Path) -> Wanted:
    """读出各名称的轻重与已定的分值; names are those of groups or of indicators.

    Raises `InputError` for a file without such columns, and for every cell that holds
    no number above 0.
    """
    grid = load(path)[0]
    columns = {_role(cell.text): cell.column for cell in grid.layout.written(1)}
    if "name" not in columns or columns.keys().isdisjoint({"importance", "weight"}):
        raise InputError.of(Path(path).name, "不是重要性或分值的名单", remedy=_REMEDY)
    problems: list[Problem] = []
    important = _column(grid, columns, "importance", problems)
    fixed = _column(grid, columns, "weight", problems)
    if problems:
        raise InputError(problems)
    return {name: Fraction(number) for name, number in important.items()}, fixed


def _role(title: str) -> str:
    """What a column holds, by its title."""
    short = key(title)
    if short in _IMPORTANCE:
        return "importance"
    said = role("columns", title) or ""
    return "name" if said in _NAMES or short in {"名称", "指标"} else said


def _column(
    grid: Grid, columns: dict[str, int], wanted: str, problems: list[Problem]
) -> dict[str, Decimal]:
    """The numbers of a column by the names of their rows."""
    found: dict[str, Decimal] = {}
    for name, cell in _cells(grid, columns, wanted):
        number, _ = points(cell.text)
        if number is None or number <= 0:
            problems.append(Problem(cell.place, "不是大于 0 的数", cell.text))
        else:
            found[name] = number
    return found


def _cells(
    grid: Grid, columns: dict[str, int], wanted: str
) -> Iterator[tuple[str, Cell]]:
    """The cells of a column that hold something, with the names of their rows."""
    for row in range(2, grid.height + 1):
        name = single(grid.text(row, columns["name"]))
        cell = grid.at(row, columns.get(wanted, 0))
        if name and cell and cell.text.strip():
            yield name, cell
