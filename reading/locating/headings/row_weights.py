"""名称左边的分值: 是组的, 还是每行自己的."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from reading.grid import Cell, Layout
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.headings.spread import rows_below
from reading.text import single
from reading.vocabulary.values import points

Named = tuple[Cell | None, Cell | None]


def settle_row_weights(layout: Layout, heading: TableHeading) -> None:
    """一级 | 二级 | 权重 | 三级指标: weights between levels and names may be the rows'.

    They are where no other column holds weights and every name has one of its own.
    """
    deepest = len(heading.levels) - 1
    inner = heading.level_weights.get(deepest)
    if inner is None or heading.has("weight"):
        return
    named = list(_named(layout, heading, inner))
    if named and all(map(_is_own, named)) and not _is_rewritten(named):
        del heading.level_weights[deepest]
        ordered = sorted((*heading.columns, inner), key=lambda column: column.first)
        heading.columns = ordered


def _named(
    layout: Layout, heading: TableHeading, inner: TableColumn
) -> Iterator[Named]:
    """The group and the weight beside every name, as far as they begin in its row."""
    name, group = heading.column("name"), heading.levels[-1]
    for cell in chain.from_iterable(rows_below(layout, heading.bottom)):
        if name is not None and name.first <= cell.column <= name.last:
            row = cell.row
            yield layout.begins(row, group.first), layout.begins(row, inner.first)


def _is_own(named: Named) -> bool:
    weight = named[1]
    return weight is not None and points(weight.text)[0] is not None


def _is_rewritten(named: list[Named]) -> bool:
    """Say whether rows repeat their group and its weight: those are of the group."""
    texts = [[single(cell.text) if cell else "" for cell in pair] for pair in named]
    return any(above == below and below[0] for above, below in pairwise(texts))
