"""存疑一处不漏: 图片里拿不准的文字, 哪张自评表也没有说到的, 归最近的一张."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from indicators.errors import Problem
from indicators.place import given
from reading.continued import Found
from reading.grid import Grid
from reading.tables.uncertain import uncertain


def with_all_uncertain(found: list[Found], grids: Sequence[Grid]) -> list[Found]:
    """Doubt what no table of a file has doubted: cells below a form, lines far off."""
    told = {w.recognised for _, read in found for w in read.warnings}
    for grid in grids:
        new = [each for each in _uncertain(grid) if each.recognised not in told]
        if new and found:
            told.update(each.recognised for each in new)
            at = _nearest(found, grid, grids)
            on, read = found[at]
            found[at] = on, evolve(read, warnings=(*read.warnings, *new))
    return found


def _uncertain(grid: Grid) -> Iterator[Problem]:
    """What was recognised on a grid, and in the lines around it, and may say else."""
    for cell in grid.cells:
        if cell.uncertain:
            yield uncertain(cell.place, cell.uncertain)
    place = grid.place or given(grid.name)
    yield from (uncertain(place, doubt) for doubt in grid.uncertain)


def _nearest(found: list[Found], grid: Grid, grids: Sequence[Grid]) -> int:
    """Which table stands on a grid, or on the one before it; the first where none does."""
    order = {each.name: number for number, each in enumerate(grids)}
    here = order[grid.name]
    above = [n for n, (on, _) in enumerate(found) if order.get(on.name, 0) <= here]
    return above[-1] if above else 0
