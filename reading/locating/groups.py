"""一级、二级指标: 合并、重复或只写首行的格子, 都还原成每行的路径."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define, field

from indicators.records import record
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.table_map import RowGroups
from reading.text import single
from reading.vocabulary.headings import index, key
from reading.vocabulary.values import grouped, is_mark, is_share_left, points

_ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九\d]{1,2}[)）]?[、.．]?\s*")


@define
class _Level:
    """What holds at one level until something else is printed."""

    name: str | None = None
    weight: Decimal | None = None
    cell: Cell | None = None
    known: bool = False

    def clear(self, cell: Cell | None = None) -> None:
        """Begin a group without a name."""
        self.name, self.weight, self.cell, self.known = None, None, cell, False


@record
class LateName:
    """A label whose foot stands on the next page: what rows before it are to say."""

    depth: int
    old: str | None
    name: str
    weight: Decimal | None


@define
class GroupFinder:
    """路径: takes rows from top to bottom, and gives the groups of each.

    `block` is a goal block (年度绩效目标1) above the first level. `late` are the labels
    that have grown, to be taken by whoever keeps the rows before.
    """

    layout: Layout
    heading: TableHeading
    doubts: Doubts
    block: tuple[str, Decimal | None] | None = None
    late: list[LateName] = field(factory=list)
    _bands: list[_Level] = field(init=False)
    _levels: list[_Level] = field(init=False)
    _groups: RowGroups | None = None
    _simple: list[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._bands = [_Level(*self.block)] if self.block else []
        self._levels = [_Level() for _ in self.heading.levels]
        self._simple = [(c.first, c.last) for c in self.heading.levels]

    def go_on(self, above: GroupFinder) -> None:
        """Begin in the group in which a table with the same levels has ended."""
        if (self.block, self._simple) == (above.block, above._simple):
            self._levels = above._levels

    def step(self, row: int, name_cell: Cell | None) -> None:
        """Take in a row; `name_cell` is the cell of its name."""
        for depth, (first, last) in enumerate(self._simple):
            cell = self._cell(row, first, last)
            if cell is None or cell is self._levels[depth].cell:
                continue
            if not cell.text.strip():
                self._blank(depth, cell)
            elif cell is name_cell:
                self._open(depth, None)
            else:
                self._take(depth, cell, row)

    def open_band(self, text: str, own: Decimal | None = None) -> bool:
        """一、产出指标（50分） across the whole table: the first level of what follows.

        Its `own` points may stand beside it.

        Only where no goal block and no column of first levels stands above it.
        """
        name, weight = grouped(text)
        known = key(_ORDINAL.sub("", name)) in index("levels")
        taken = self.block or any(c.role == "level1" for c in self.heading.levels)
        if not known or taken:
            return False
        weight = own if weight is None else weight
        self._bands, self._groups = [_Level(name, weight)], None
        return True

    def groups(self) -> RowGroups:
        """The groups of the row that was taken in last."""
        if self._groups is None:
            levels = [*self._bands, *self._levels]
            self._groups = RowGroups(
                tuple([level.name for level in levels]),
                tuple([level.weight for level in levels]),
                {
                    f"level{depth}": level.cell
                    for depth, level in enumerate(levels, 1)
                    if level.cell
                },
            )
        return self._groups

    def innermost(self, row: int) -> Cell | None:
        """The innermost level cell with text over a row."""
        levels = reversed(self.heading.levels)
        cells = (self.layout.over(row, column.first) for column in levels)
        return next(filter(None, cells), None)

    def _cell(self, row: int, first: int, last: int) -> Cell | None:
        """The cell of a level over a row: with text where one of its columns has some."""
        cell = self.layout.at(row, first)
        if first == last:
            return cell
        over = (self.layout.over(row, column) for column in range(first, last + 1))
        return next(filter(None, over), cell)

    def _take(self, depth: int, cell: Cell, row: int) -> None:
        """Take in a label of a group that has text."""
        level = self._levels[depth]
        if depth and self._levels[depth - 1].cell is cell:
            self._open(depth, cell)
            return
        name, weight = grouped(cell.text)
        self._note_share(cell, name, weight)
        if not cell.is_sure(_share):
            weight = None
        if self._is_foot(level, cell, name, weight):
            self._lengthen(depth, cell)
            return
        weight = self._own_weight(depth, row, weight)
        level.cell = cell
        # Of a label whose name is not seen only the points are left: it has no name.
        seen = name or None
        if level.known and level.name == seen and weight in {None, level.weight}:
            return
        level.name, level.weight, level.known = seen, weight, True
        self._close_below(depth)

    def _note_share(self, cell: Cell, name: str, weight: Decimal | None) -> None:
        """Say what is doubtful about the points in a name of a group."""
        message = ""
        if weight is None:
            message = "组名里的数未读懂，留在组名里" if is_share_left(name) else ""
        elif key(single(cell.text)).rstrip(")").endswith("%"):
            message = "组名里的百分数，按百分制的分数读取"
        if message:
            self.doubts.note(cell.place, message, single(cell.text))

    def _is_foot(
        self, level: _Level, cell: Cell, name: str, weight: Decimal | None
    ) -> bool:
        """The foot of a label that a page break has cut: （10分）, 指标（10分）.

        Other points than those of the label above are those of a group of its own.
        """
        if level.cell is None or level.name is None:
            return False
        if not name:
            return level.weight in {None, weight}
        known = index("levels")
        # Cells of one sheet have one origin, and need no places to compare.
        one = cell.origin is level.cell.origin
        cut = not one and cell.place.is_parted_from(level.cell.place)
        return cut and key(name) not in known and key(level.name + name) in known

    def _lengthen(self, depth: int, cell: Cell) -> None:
        """Put the foot of a label to its head, in the rows before too."""
        level = self._levels[depth]
        old = level.name
        name, weight = grouped(f"{old or ''}{single(cell.text)}")
        level.name, level.cell = name, cell
        level.weight = weight if level.weight is None else level.weight
        self.late.append(LateName(depth + len(self._bands), old, name, level.weight))
        self._groups = None

    def _own_weight(
        self, depth: int, row: int, weight: Decimal | None
    ) -> Decimal | None:
        """A level may have a column of weights of its own."""
        column = self.heading.level_weights.get(depth)
        cell = self.layout.over(row, column.first) if column else None
        if cell is None:
            return weight
        found, understood = points(cell.certain)
        if not understood:
            self.doubts.note(cell.place, "分值不是数，按空白读取", cell.text)
        return found if found is not None else weight

    def _blank(self, depth: int, cell: Cell) -> None:
        """Nothing is written: the group above goes on, unless this is a cell of its own.

        A merged cell without text below a named one is a group without a name.
        """
        if cell.rows > 1:
            self._open(depth, cell)

    def _open(self, depth: int, cell: Cell | None) -> None:
        self._levels[depth].clear(cell)
        self._close_below(depth)

    def _close_below(self, depth: int) -> None:
        for level in self._levels[depth + 1 :]:
            level.clear()
        self._groups = None


def _share(text: str) -> Decimal | None:
    """The points in the label of a group."""
    return grouped(text)[1]


def goes_on(layout: Layout, columns: list[TableColumn], row: int) -> bool:
    """Say whether a row below the total still belongs to a known group."""
    known = index("levels")
    for column in columns:
        cell = layout.at(row, column.first)
        if cell is not None and cell.row == row and not is_mark(cell.text):
            return key(grouped(cell.text)[0]) in known
    return False
