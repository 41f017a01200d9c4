"""绩效指标表的各行: 指标、空行、小计; 到总分或附注为止."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define, evolve, field

from indicators.evaluation import Indicator
from indicators.quantity import MARKS
from indicators.reasons import Doubt
from reading.grid import Cell, Layout
from reading.locating.columns import Column, Heading
from reading.tables.cells import CONTENT, Found, Sorter
from reading.tables.indicator import Builder
from reading.tables.levels import Levels, Warn, goes_on
from reading.tables.remarks import is_remark
from reading.tables.stacked import parted
from reading.tables.total import is_subtotal, is_total
from reading.text import single
from reading.vocabulary.headings import bare, index, key, pattern, role, words
from reading.vocabulary.values import grouped

FILLER = re.compile(r"(指标)?[\d一二三四五六七八九十]*[:：.、]?|[.。…·⋯•]+|无")
_DOTS = re.compile(r"[.。…·⋯•]+")
_SHARED = ("target", "actual", "note")
_BELOW_TOTAL = 3


@define
class Rows:
    """读各行. `totals` are the rows of totals that were met on the way."""

    layout: Layout
    heading: Heading
    levels: Levels
    warn: Warn
    end: int
    indicators: list[Indicator] = field(factory=list)
    totals: list[int] = field(factory=list)
    last: int = field(init=False)
    _sorter: Sorter = field(init=False)
    _builder: Builder = field(init=False)
    _name: tuple[int, int] = field(init=False)
    _shareable: list[Column] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.last = self.heading.bottom
        self._sorter = Sorter(self.heading, self.warn)
        self._builder = Builder(self.heading, self.warn)
        name = self.heading.column("name")
        self._name = (name.first, name.last) if name else (1, 1)
        kinds = {*_SHARED, "weight", "stated"}
        self._shareable = [c for c in self.heading.columns if c.role in kinds]

    def read(self) -> None:
        """Read from the heading down to the total, the footnotes or the end."""
        for row in range(self.heading.bottom + 1, self.end + 1):
            cells = self.layout.rows.get(row)
            if cells is None:
                continue
            first = self._first(cells)
            summed = first is not None and self._sums(row, first)
            if summed and self._ends(row):
                break
            if first is not None and not summed and self._stops(first):
                break
            self.last = row
            if not summed:
                self._row(row, cells)

    def _first(self, cells: dict[int, Cell]) -> Cell | None:
        """The leftmost cell of a row that says something about the row."""
        roles = self._sorter.roles
        for column in sorted(cells):
            cell = cells[column]
            text = cell.text.strip()
            if not text:
                continue
            if column in roles or is_total(text) or ends_table(text):
                return cell
            if cell.columns > 1 and role("columns", text) != "block":
                return cell
        return None

    def _sums(self, row: int, first: Cell) -> bool:
        """Say whether a row adds others up: 总分, 小计."""
        if is_total(first.text):
            self.totals.append(row)
            return True
        if is_subtotal(first.text):
            self.warn(first.place, "小计行未作为指标读取", single(first.text))
            return True
        return False

    def _ends(self, row: int) -> bool:
        """Say whether the table ends with a total; it may have groups below it."""
        if not self.totals or self.totals[-1] != row:
            return False
        self.last = row
        levels = self.heading.levels
        below = range(row + 1, min(row + _BELOW_TOTAL, self.end) + 1)
        return not any(goes_on(self.layout, levels, number) for number in below)

    def _stops(self, first: Cell) -> bool:
        """Say whether what stands below the table begins here."""
        left = self._name[0] if self.heading.levels else 1
        last = first.column + first.columns - 1
        outside = first.column < left or last > self._name[1] or left == 1
        return outside and ends_table(first.text)

    def _row(self, row: int, cells: dict[int, Cell]) -> None:
        found = self._sorter.sort(cells)
        held = found.cells
        name_cell = held.get("name") or self._over(row)
        self.levels.step(row, name_cell)
        if self.levels.late:
            self._rename()
        if not held.keys() & CONTENT:
            self._empty(row, cells)
            return
        name = found.text("name")
        if self._is_band(found):
            if not self.levels.open_band(name):
                self.warn(found.place, "整行只有一格，未作为指标读取", name)
        elif self._is_filler(name, found):
            self._report_filler(row, name, found)
        elif self._is_cut(found):
            self._mend(name, found)
        else:
            self._share(row, found)
            path = self.levels.path()
            for part in parted(found, self.warn):
                name = part.text("name") or self._borrowed(row, found)
                self.indicators.append(self._builder.build(name, part, path))

    def _rename(self) -> None:
        """Give the rows of a group the part of its label that came late."""
        depth, old, name, weight = self.levels.late.pop()
        for number in range(len(self.indicators) - 1, -1, -1):
            row = self.indicators[number]
            if row.path[depth] != old:
                break
            path = (*row.path[:depth], name, *row.path[depth + 1 :])
            weights = row.path_weights
            weights = (*weights[:depth], weight, *weights[depth + 1 :])
            self.indicators[number] = evolve(row, path=path, path_weights=weights)

    def _over(self, row: int) -> Cell | None:
        """The name cell that reaches down into this row."""
        cell = self.layout.at(row, self._name[0])
        return cell if cell is not None and cell.text.strip() else None

    def _is_filler(self, name: str, found: Found) -> bool:
        """指标2:、……、/ and blank names without a value are no indicators."""
        if name and name not in MARKS and not FILLER.fullmatch(name):
            return False
        held = found.cells.keys() - {"name", "sign", "unit"}
        texts = (found.text(what) for what in held)
        return all(text in MARKS or _DOTS.fullmatch(text) for text in texts)

    def _is_band(self, found: Found) -> bool:
        """One cell across levels, names and values: a heading inside the table."""
        cell = found.cells.get("name")
        if cell is None or cell.columns == 1 or len(found.cells) > 1 or found.extra:
            return False
        last = max(column.last for column in self.heading.columns)
        return cell.column + cell.columns > last

    def _report_filler(self, row: int, name: str, found: Found) -> None:
        over = self._over(row)
        if name or over is None or over.row == row:
            cell = found.cells.get("name") or next(iter(found.cells.values()))
            self.warn(cell.place, Doubt.UNFILLED_ROW, name or single(cell.text))

    def _empty(self, row: int, cells: dict[int, Cell]) -> None:
        """A group without indicators; one that official forms print says nothing."""
        over = self._over(row)
        texts = [cell for cell in cells.values() if cell.text.strip()]
        if (over is not None and over.row < row) or not texts:
            return
        left = [c for c in texts if key(grouped(c.text)[0]) not in index("levels")]
        filler = next((c for c in left if FILLER.fullmatch(c.text.strip())), None)
        if filler is not None:
            self.warn(filler.place, Doubt.UNFILLED_ROW, single(filler.text))
        elif left:
            group = self.levels.covers(row)
            cell = group or left[0]
            value = single(group.text) if group else None
            self.warn(cell.place, f"第 {row} 行没有三级指标，未读取", value)

    def _is_cut(self, found: Found) -> bool:
        """A row at the head of a PDF page that holds only the end of the row above."""
        if not self.indicators or not found.cells.keys() <= {"name", "note"}:
            return False
        last = self.indicators[-1]
        whole = last.weight is not None or last.stated is not None
        return (
            whole and found.place is not None and found.place.is_parted_from(last.place)
        )

    def _mend(self, name: str, found: Found) -> None:
        last = self.indicators[-1]
        note = found.text("note")
        self.warn(found.place, "像是上一页末行的续行，已接在该行之后", name or note)
        self.indicators[-1] = evolve(
            last,
            name=single(f"{last.name}\n{name}") if name else last.name,
            variance_note=f"{last.variance_note or ''}{note}" or None,
        )

    def _share(self, row: int, found: Found) -> None:
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
                message = f"第 {row} 行的{column.title}与上一行合并，只计在第一行"
                self.warn(cell.place, message, single(cell.text))

    def _borrowed(self, row: int, found: Found) -> str:
        """A row with values but without a name of its own."""
        over = self._over(row)
        if over is not None:
            name = single(over.text)
            found.cells["name"] = over
            self.warn(over.place, f"第 {row} 行与上一行同用一个指标名", name)
            return name
        group = self.levels.covers(row)
        if group is not None and group.row == row and group.rows == 1:
            name = single(group.text)
            found.cells["name"] = group
            self.warn(found.place, "没有三级指标名称，以上级指标为名", name)
            return name
        self.warn(found.place, "有数值而没有指标名称", None)
        return "（未写名称）"


@lru_cache(maxsize=4096)
def ends_table(text: str) -> bool:
    """Say whether a text begins what stands below a table."""
    if role("head", text) in {"project", "department"}:
        return True
    short = key(text)
    exact = words()["footer"]["exact"]
    if short in exact or bare(short) in exact or is_remark(text):
        return True
    return pattern("footer", "start").match(short) is not None
