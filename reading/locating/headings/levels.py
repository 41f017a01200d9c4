"""级次与名称: 一级、二级指标几列, 哪一列是名称, 哪一列分值是级次的分值."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from reading.locating.headings.columns import LEVELS, TableColumn, TableHeading
from reading.locating.headings.rivals import as_extra, settled
from reading.vocabulary.headings import bare, key

_SERIAL = "序号"


def settle_levels(heading: TableHeading) -> None:
    """Part the levels from the name, and the weights of levels from those of rows."""
    levels = heading.of(*LEVELS)
    named_level = _level_of_names(heading, levels)
    if named_level is not None:
        _rename(heading, named_level)
        levels = [column for column in levels if column is not named_level]
    heading.levels = sorted(levels, key=lambda column: column.role)
    _free_blocks(heading)
    headed = {*LEVELS, "block"}
    heading.columns = [c for c in heading.columns if c.role not in headed]
    _settle_weights(heading)
    heading.columns = settled(heading.columns)


def _level_of_names(
    heading: TableHeading, levels: list[TableColumn]
) -> TableColumn | None:
    """The level that holds the names: the third one, or the last where none is named."""
    deepest = max(levels, key=lambda column: column.role, default=None)
    if not heading.has("name"):
        return deepest or heading.column("block")
    is_third = deepest is not None and deepest.role in LEVELS[2:]
    return deepest if is_third else None


def _rename(heading: TableHeading, level: TableColumn) -> None:
    """The deepest level holds the names; another column of names is an extra one."""
    named = heading.column("name")
    for position, column in enumerate(heading.columns):
        if column is level:
            heading.columns[position] = evolve(column, role="name")
        elif column is named:
            heading.columns[position] = as_extra(column)


def _free_blocks(heading: TableHeading) -> None:
    """绩效目标 right of the names heads no block: it is a column like others."""
    name = heading.column("name")
    edge = name.last if name else max(c.last for c in heading.columns)
    for position, column in enumerate(heading.columns):
        free = column.role == "block" and key(column.title) != _SERIAL
        if free and column.first > edge:
            heading.columns[position] = as_extra(column)


def _settle_weights(heading: TableHeading) -> None:
    """A weight between two levels is the weight of the left one."""
    name = heading.column("name")
    if name is None:
        return
    weights = heading.of("weight")
    for weight in weights:
        left = [i for i, c in enumerate(heading.levels) if c.first < weight.first]
        if left and weight.first < name.first:
            heading.level_weights[left[-1]] = weight
    inner = heading.level_weights.values()
    _keep_one(heading, [weight for weight in weights if weight not in inner])


def _keep_one(heading: TableHeading, weights: list[TableColumn]) -> None:
    """Of the weights of rows one is kept as such; the others are extra columns."""
    kept = _weight_of_rows(weights)
    others = [c for c in heading.columns if c.role != "weight" or c is kept]
    heading.columns = others + [as_extra(c) for c in weights if c is not kept]


def _weight_of_rows(weights: Iterable[TableColumn]) -> TableColumn | None:
    """The column of 指标分值, else the first one."""
    return min(weights, key=lambda c: "指标" not in bare(key(c.title)), default=None)
