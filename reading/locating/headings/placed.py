"""由位置认列: 二级指标左边的“分解目标”是级次, 级次右边的“目标内容”是名称."""

from __future__ import annotations

from reading.grid import Layout
from reading.locating.headings.columns import LEVELS, TableColumn, TableHeading
from reading.locating.headings.rivals import chosen
from reading.vocabulary.placed import are_groups, are_signs, holds_groups, may_hold

_LOOKED_AT = 12
_TOP, _SECOND, *_DEEPER = LEVELS
_NAMES = ("name", *_DEEPER)


def settle_placed(layout: Layout, heading: TableHeading) -> None:
    """Tell the columns of groups and of names that only their place tells."""
    if not heading.has(*_NAMES):
        _take_name(layout, heading)
    if not heading.has(_TOP):
        _take_level(layout, heading, _TOP)
    elif not heading.has(_SECOND):
        _take_level(layout, heading, _SECOND)
    if not heading.has("sign"):
        _take_sign(layout, heading)


def _take_sign(layout: Layout, heading: TableHeading) -> None:
    """≥, ≤, 定性 under a title of unknown words: a column of signs."""
    for column in heading.of("extra"):
        if are_signs(_texts(layout, heading, column)):
            heading.name(column, "sign")
            return


def _take_level(layout: Layout, heading: TableHeading, missing: str) -> None:
    """What stands left of a level or of the names holds the groups of the level above.

    The nearest column that may hold groups counts: a level that is known ends the search.
    """
    right = heading.column(_SECOND) or _name(heading)
    left = heading.left_of(right) if right else ()
    for column in left:
        if holds_groups(column.title, _texts(layout, heading, column)):
            # One title over several columns is parted by what stands below it.
            if column.role not in LEVELS and column.first == column.last:
                heading.name(column, missing)
            return


def _name(heading: TableHeading) -> TableColumn | None:
    """The column that will hold the names: the third level, or the best one so headed."""
    third = heading.column(LEVELS[2])
    return third or chosen(heading.of("name")).get("name")


def _take_name(layout: Layout, heading: TableHeading) -> None:
    """目标内容 right of 数量指标: it names the rows where no other column does."""
    levels = heading.of(_TOP, _SECOND)[-1:]
    for level in levels:
        groups = are_groups(_texts(layout, heading, level))
        column = next(heading.right_of(level, without="weight"), level)
        if groups and column.role == "extra" and may_hold("name", column.title):
            heading.name(column, "name")


def _texts(layout: Layout, heading: TableHeading, column: TableColumn) -> list[str]:
    """What begins below the title of a column, in the first rows of the table."""
    rows = range(heading.bottom + 1, heading.bottom + _LOOKED_AT)
    cells = (layout.begins(row, column.first) for row in rows)
    return [cell.text.strip() for cell in filter(None, cells)]
