"""由位置认列: 二级指标左边的“分解目标”是级次, 级次右边的“目标内容”是名称."""

from __future__ import annotations

from attrs import evolve

from reading.grid import Layout
from reading.locating.headings.columns import LEVELS, TableColumn, TableHeading
from reading.locating.headings.rivals import chosen
from reading.vocabulary.headings import bare, index, key, pattern
from reading.vocabulary.signs import is_nature
from reading.vocabulary.values import grouped

_LOOKED_AT = 12
_TOP, _SECOND, *_THIRD = LEVELS
_NAMES = ("name", *_THIRD)


def settle_placed(layout: Layout, heading: TableHeading) -> None:
    """Tell the columns of groups and of names that only their place tells."""
    if not heading.has(*_NAMES):
        _take_name(layout, heading)
    named = heading.of(*_NAMES)
    if named and not heading.has(_TOP, _SECOND):
        _take_level(layout, heading, _TOP, 1, _last_name(heading))
    elif named and not heading.has(_SECOND):
        first = heading.of(_TOP)[0].last + 1
        _take_level(layout, heading, _SECOND, first, _last_name(heading))
    if heading.has(_SECOND) and not heading.has(_TOP):
        _take_level(layout, heading, _TOP, 1, heading.of(_SECOND)[0])


def _last_name(heading: TableHeading) -> TableColumn:
    """The column that will hold the names: the third level, or the best one so headed."""
    levels = heading.of(*_THIRD)
    return levels[-1] if levels else chosen(heading.of("name"))["name"]


def _take_level(
    layout: Layout, heading: TableHeading, role: str, first: int, right: TableColumn
) -> None:
    """The column just left of another one holds the groups of a level without a title."""
    left = [c for c in heading.columns if first <= c.first and c.last < right.first]
    for column in left[::-1]:
        texts = _texts(layout, heading, column)
        if _are_groups(texts) or _may_be_level(column, texts):
            heading.replace(column, evolve(column, role=role, doubt=None))
            return


def _take_name(layout: Layout, heading: TableHeading) -> None:
    """目标内容 right of 数量指标: it names the rows where no other column does."""
    levels = heading.of(_TOP, _SECOND)
    if not levels or not _are_groups(_texts(layout, heading, levels[-1])):
        return
    for column in heading.columns[heading.columns.index(levels[-1]) + 1 :]:
        if column.role == "extra" and _is_worded(column, "name"):
            heading.replace(column, evolve(column, role="name", doubt=None))
        if column.role != "weight":
            return


def _texts(layout: Layout, heading: TableHeading, column: TableColumn) -> list[str]:
    """What begins below the title of a column, in the first rows of the table."""
    rows = range(heading.bottom + 1, heading.bottom + _LOOKED_AT)
    cells = (layout.begins(row, column.first) for row in rows)
    return [cell.text.strip() for cell in cells if cell]


def _are_groups(texts: list[str]) -> bool:
    """Say whether the first names are those of groups that forms print."""
    known = index("levels")
    return bool(texts) and key(grouped(texts[0])[0]) in known


def _may_be_level(column: TableColumn, texts: list[str]) -> bool:
    """An unknown column, or one of signs, whose title may be that of groups."""
    if column.role not in {"extra", "sign"} or not texts:
        return False
    return _is_worded(column, "level") and not any(map(is_nature, texts))


def _is_worded(column: TableColumn, what: str) -> bool:
    return pattern("placed", what).match(bare(key(column.title))) is not None
