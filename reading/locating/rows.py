"""绩效指标表的各行: 指标、样行、小计 …, 各是什么行, 在哪一组; 到总分或附注为止."""

from __future__ import annotations

from decimal import Decimal

from attrs import define, evolve, field

from indicators.place import Place
from indicators.quantity import MARKS
from indicators.reasons import Doubt
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.groups import GroupFinder, LateName, goes_on
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.row_cells import Sorter
from reading.locating.table_map import (
    NO_GROUPS,
    IndicatorTable,
    RowCells,
    RowGroups,
    RowKind,
    TableRow,
)
from reading.locating.total import find_total, is_row_of_total, total_rows
from reading.text import single
from reading.vocabulary.fillers import is_empty, is_filler
from reading.vocabulary.footnotes import ends_table
from reading.vocabulary.headings import index, key, role
from reading.vocabulary.totals import is_subtotal, is_total
from reading.vocabulary.values import grouped, scored

CONTENT = frozenset(("name", "target", "actual", "weight", "stated", "note"))
_SHARED = ("target", "actual", "note")
_POINTS = ("weight", "stated")
_GROUP = {"name", "weight"}
_BESIDE_NAME = frozenset(("name", "sign", "unit"))
_BELOW_TOTAL = 3
Block = tuple[str, Decimal | None]


@define
class RowFinder:
    """Goes through the rows of a table from its heading down to `end` at the furthest."""

    layout: Layout
    heading: TableHeading
    end: int
    block: Block | None = None
    rows: list[TableRow] = field(factory=list)
    totals: list[int] = field(factory=list)
    _doubts: Doubts = field(factory=Doubts)
    _sorter: Sorter = field(init=False)
    _groups: GroupFinder = field(init=False)
    _name: tuple[int, int] = field(init=False)
    _shareable: list[TableColumn] = field(init=False)
    _above: TableRow | None = None

    def __attrs_post_init__(self) -> None:
        self._sorter = Sorter(self.heading, self._doubts)
        self._groups = GroupFinder(self.layout, self.heading, self._doubts, self.block)
        name = self.heading.column("name")
        self._name = (name.first, name.last) if name else (1, 1)
        kinds = {*_SHARED, *_POINTS}
        self._shareable = [c for c in self.heading.columns if c.role in kinds]

    def go_on(self, above: RowFinder | None) -> None:
        """Begin in the group in which the table above has ended without a total."""
        if above is not None and not above.totals:
            self._groups.go_on(above._groups)  # noqa: SLF001 - one of its kind

    def find(self) -> IndicatorTable:
        """Find the rows, down to the total, the footnotes or the end."""
        last, stop = self.heading.bottom, max(self.end, self.heading.bottom + 1) + 1
        for row in range(self.heading.bottom + 1, self.end + 1):
            cells = self.layout.rows.get(row)
            if cells is None:
                continue
            first = self._first(cells)
            if first is not None and is_row_of_total(self.heading, first, cells):
                self.totals.append(row)
                last = row
                if self._is_last_total(row):
                    stop = row
                    break
            elif first is not None and is_subtotal(first.text):
                last = row
                self._add_subtotal(row, first)
            elif first is not None and self._stops(first):
                stop = row
                break
            else:
                last = row
                self._add(row, cells)
        totals = total_rows(self.layout, self.totals, last, self.end)
        return IndicatorTable(
            self.heading,
            tuple(self.rows),
            stop,
            last,
            tuple(self.totals),
            find_total(self.layout, self.heading, totals),
            layout=self.layout,
        )

    def _first(self, cells: dict[int, Cell]) -> Cell | None:
        """The leftmost cell of a row that says something about the row."""
        columns = self._sorter.columns
        for number in sorted(cells):
            cell = cells[number]
            text = cell.text.strip()
            if not text:
                continue
            if number in columns or is_total(text) or ends_table(text):
                return cell
            if cell.columns > 1 and role("columns", text) != "block":
                return cell
        return None

    def _is_last_total(self, row: int) -> bool:
        """Say whether a total ends the table; there may be groups below it."""
        below = range(row + 1, min(row + _BELOW_TOTAL, self.end) + 1)
        levels = self.heading.levels
        return not any(goes_on(self.layout, levels, number) for number in below)

    def _stops(self, first: Cell) -> bool:
        """Say whether what stands below the table begins here."""
        left = self._name[0] if self.heading.levels else 1
        last = first.column + first.columns - 1
        outside = first.column < left or last > self._name[1] or left == 1
        return outside and ends_table(first.text)

    def _add_subtotal(self, row: int, first: Cell) -> None:
        self._doubts.note(first.place, "小计行未作为指标读取", single(first.text))
        self._keep(row, "subtotal", RowCells({}), first.place)

    def _add(self, row: int, cells: dict[int, Cell]) -> None:
        """Take in a row that adds nothing up: say what kind it is."""
        found = self._sorter.sort(cells)
        over = self._over(row)
        self._groups.step(row, found.cells.get("name") or over)
        while self._groups.late:
            self._rename(self._groups.late.pop())
        if CONTENT.isdisjoint(found.cells):
            if over is None or over.row == row:
                self._note_empty(row, cells)
            self._keep(row, "group", found, None)
        elif self._is_band(found):
            self._add_band(row, found)
        elif self._opens_group(found):
            self._keep(row, "band", found, found.place)
        elif _is_unfilled(found):
            self._note_filler(row, found, over)
            self._keep(row, "filler", found, found.place)
        elif self._is_continuation(found):
            self._keep(row, "continuation", found, found.place)
        else:
            self._add_indicator(row, found, over)

    def _keep(
        self,
        row: int,
        kind: RowKind,
        found: RowCells,
        place: Place | None,
        *,
        groups: RowGroups = NO_GROUPS,
        borrowed: Cell | None = None,
    ) -> TableRow:
        doubts = self._doubts.taken()
        kept = TableRow(row, kind, found, place, groups, borrowed, doubts)
        self.rows.append(kept)
        return kept

    def _add_band(self, row: int, found: RowCells) -> None:
        name = found.text("name")
        if not self._groups.open_band(name):
            self._doubts.note(found.place, "整行只有一格，未作为指标读取", name)
        self._keep(row, "band", found, found.place)

    def _add_indicator(self, row: int, found: RowCells, over: Cell | None) -> None:
        place = found.place
        self._share(row, found)
        named = "name" in found.cells
        borrowed = None if named else self._borrowed(row, place, over)
        groups = self._groups.groups()
        self._above = self._keep(
            row, "indicator", found, place, groups=groups, borrowed=borrowed
        )

    def _borrowed(self, row: int, place: Place, over: Cell | None) -> Cell | None:
        """The cell that names a row with values but without a name of its own."""
        if over is not None:
            message = f"第 {row} 行与上一行同用一个指标名"
            self._doubts.note(over.place, message, single(over.text))
            return over
        group = self._groups.innermost(row)
        if group is not None and group.row == row and group.rows == 1:
            message = "没有三级指标名称，以上级指标为名"
            self._doubts.note(place, message, single(group.text))
            return group
        self._doubts.note(place, "有数值而没有指标名称")
        return None

    def _rename(self, late: LateName) -> None:
        """Give the rows of a group the part of its label that came late."""
        depth = late.depth
        for number in range(len(self.rows) - 1, -1, -1):
            row = self.rows[number]
            if row.kind != "indicator":
                continue
            names, weights = row.groups.names, row.groups.weights
            if names[depth] != late.old:
                break
            groups = evolve(
                row.groups,
                names=(*names[:depth], late.name, *names[depth + 1 :]),
                weights=(*weights[:depth], late.weight, *weights[depth + 1 :]),
            )
            self.rows[number] = evolve(row, groups=groups)

    def _over(self, row: int) -> Cell | None:
        """The name cell that reaches down into this row."""
        return self.layout.over(row, self._name[0])

    def _is_band(self, found: RowCells) -> bool:
        """One cell across levels, names and values: a heading inside the table."""
        cell = found.cells.get("name")
        if cell is None or cell.columns == 1 or len(found.cells) > 1 or found.extra:
            return False
        last = max(column.last for column in self.heading.columns)
        return cell.column + cell.columns > last

    def _opens_group(self, found: RowCells) -> bool:
        """二、产出指标 | 50: a group and its points, where there are no columns of groups."""
        if self.heading.levels or found.cells.keys() != _GROUP or found.extra:
            return False
        weight, known = scored(found.text("weight"))[0], found.text("name")
        return weight is not None and self._groups.open_band(known, weight)

    def _note_filler(self, row: int, found: RowCells, over: Cell | None) -> None:
        name = found.text("name")
        if name or over is None or over.row == row:
            cell = found.cells.get("name") or next(iter(found.cells.values()))
            self._doubts.note(cell.place, Doubt.UNFILLED_ROW, name or single(cell.text))

    def _note_empty(self, row: int, cells: dict[int, Cell]) -> None:
        """A group without indicators; one that official forms print says nothing."""
        left = [cell for cell in cells.values() if _is_unknown(cell)]
        fillers = [cell for cell in left if is_filler(cell.text.strip())]
        group = self._groups.innermost(row)
        if fillers:
            text = single(fillers[0].text)
            self._doubts.note(fillers[0].place, Doubt.UNFILLED_ROW, text)
        elif left:
            value = single(group.text) if group else None
            message = f"第 {row} 行没有三级指标，未读取"
            self._doubts.note((group or left[0]).place, message, value)

    def _is_continuation(self, found: RowCells) -> bool:
        """A row at the head of a PDF page that holds only the end of the row above."""
        above = self._above
        if above is None or not found.cells.keys() <= {"name", "note"}:
            return False
        texts = map(above.found.raw, _POINTS)
        whole = any(scored(text)[0] is not None for text in texts)
        return whole and found.place.is_parted_from(above.place)

    def _share(self, row: int, found: RowCells) -> None:
        """What a cell says that reaches down from the row above holds here too.

        Points do not: a merged 分值 or 得分 is counted once, in its first row.
        """
        for column in self._shareable:
            what = column.role
            if what in found.cells:
                continue
            cell = self.layout.at(row, column.first)
            if cell is None or cell.row == row or not cell.text.strip():
                continue
            if what in _SHARED:
                found.cells[what] = cell
            else:
                found.cells[what] = evolve(cell, text="")
                message = f"第 {row} 行的{column.title}与上一行合并，只计在第一行"
                self._doubts.note(cell.place, message, single(cell.text))


def _is_unknown(cell: Cell) -> bool:
    """Say whether a cell holds something else than the name of an official group."""
    named = key(grouped(cell.text)[0]) in index("levels")
    return bool(cell.text.strip()) and not named


def _is_unfilled(found: RowCells) -> bool:
    """指标2:、……、/ and blank names without a value are no indicators."""
    name = found.text("name")
    if name and name not in MARKS and not is_filler(name):
        return False
    return all(is_empty(found.text(what)) for what in found.cells.keys() - _BESIDE_NAME)
