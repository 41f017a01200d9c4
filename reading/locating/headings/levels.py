"""级次与名称: 一级、二级指标几列, 哪一列是名称, 哪一列分值是级次的分值."""

from __future__ import annotations

from attrs import evolve

from reading.locating.headings.columns import LEVELS, TableColumn, TableHeading
from reading.locating.headings.extras import settle_extras
from reading.vocabulary.headings import bare, key, role

_SERIAL = "序号"
_TARGET = "目标"
_THIRD = LEVELS[2:]
_MAY_NAME = ("block", *LEVELS)
"""What holds the names beside a column of names, and where none is headed so."""


def settle_levels(heading: TableHeading) -> None:
    """Part the levels from the name, and the weights of levels from those of rows.

    A heading of which no column may hold names stays as it is.
    """
    _settle_names(heading)
    name = heading.column("name")
    if name is None:
        return
    heading.levels = sorted(heading.of(*LEVELS), key=lambda level: level.role)
    for block in heading.of("block"):
        # 绩效目标 right of the names heads no block: it is a column like others.
        if block.first > name.last and key(block.title) != _SERIAL:
            _settle_block(heading, block)
        elif _TARGET in key(block.title) and _lists_projects(heading):
            heading.keep_extra(block)
    for headed in heading.of("block", *LEVELS):
        heading.replace(headed)
    _settle_weights(heading, name)
    settle_extras(heading, name)


def _lists_projects(heading: TableHeading) -> bool:
    """项目名称 | 项目绩效目标 | 一级指标: the goal of the project is a column like others."""
    return any(role("head", other.title) == "project" for other in heading.of("extra"))


def _settle_block(heading: TableHeading, block: TableColumn) -> None:
    """指标名称 | 绩效目标 | 完成情况: the targets, where no other column holds them."""
    if _TARGET in key(block.title) and not heading.has("target"):
        heading.name(block, "target")
    else:
        heading.keep_extra(block)


def _settle_names(heading: TableHeading) -> None:
    """The third level holds the names, or the deepest one where none is headed so.

    Another column of names is an extra one.
    """
    headed = heading.of("name")
    roles = _THIRD if headed else _MAY_NAME
    levels = heading.of(*roles)
    deepest = max(levels, key=lambda level: roles.index(level.role), default=None)
    if deepest is None:
        return
    for column in headed:
        heading.keep_extra(column)
    heading.replace(deepest, evolve(deepest, role="name"))


def _settle_weights(heading: TableHeading, name: TableColumn) -> None:
    """A weight left of the names is that of the level beside it; the rows have one."""
    for weight in heading.of("weight"):
        left = [i for i, c in enumerate(heading.levels) if c.first < weight.first]
        if left and weight.first < name.first:
            heading.level_weights[left[-1]] = weight
    for inner in heading.level_weights.values():
        heading.replace(inner)
    for other in sorted(heading.of("weight"), key=_is_vague)[1:]:
        heading.keep_extra(other)


def _is_vague(weight: TableColumn) -> bool:
    """Say whether a column of weights is not headed as those of the indicators."""
    return "指标" not in bare(key(weight.title))
