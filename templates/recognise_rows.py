"""绩效指标表的各行: 指标、空行、小计; 到总分或附注为止."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define, evolve, field

from indicators.evaluation import Deduction, Indicator
from indicators.quantity import MARKS
from templates.grid import Cell
from templates.headings import bare, key, pattern, role, words
from templates.layout import Layout, lines, single
from templates.recognise_columns import Column, Heading
from templates.recognise_levels import Levels, Warn, goes_on
from templates.recognise_total import is_subtotal, is_total
from templates.recognise_values import combined, percent, points

FILLER = re.compile(r"(指标)?[\d一二三四五六七八九十]*[:：.、]?|[.。…·⋯•]+|无")
_PAGE = re.compile(r"第(\d+)页")
SHARED = ("target", "actual", "note")
Found = dict[str, Cell]


@define
class Rows:
    """读各行. `total` is the row of the total, if one was met."""

    layout: Layout
    heading: Heading
    levels: Levels
    warn: Warn
    end: int
    indicators: list[Indicator] = field(factory=list)
    totals: list[int] = field(factory=list)
    last: int = 0
    _roles: dict[int, Column] = field(init=False)
    _told: set[str] = field(factory=set)
    _joined: dict[str, str] = field(factory=dict)
    _extras: list[Column] = field(init=False)
    _three: bool = field(init=False)
    _name_from: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        columns = [*self.heading.columns, *self.heading.levels]
        self._roles = {
            number: column
            for column in columns
            for number in range(column.first, column.last + 1)
        }
        self._extras = [c for c in self.heading.columns if c.role == "extra"]
        name = self.heading.column("name")
        self._name_from = name.first if name and self.heading.levels else 1
        self._three = bool(self.heading.column("sign") or self.heading.column("unit"))

    def read(self) -> None:
        """Read from the heading down to the total, the footnotes or the end."""
        for row in range(self.heading.bottom + 1, self.end + 1):
            cells = self.layout.rows.get(row)
            if cells is None:
                continue
            first = self._first(cells)
            if first is not None and self._stops(row, first):
                break
            self.last = row
            if first is None or is_total(first.text) or is_subtotal(first.text):
                continue
            self._row(row, cells)

    def _first(self, cells: dict[int, Cell]) -> Cell | None:
        """The leftmost cell of a row that says something."""
        for column in sorted(cells):
            cell = cells[column]
            if cell.text and not cell.text.isspace() and column in self._roles:
                return cell
            text = cell.text.strip()
            if text and role("columns", text) != "block" and cell.columns > 1:
                return cell
            if text and (is_total(text) or is_subtotal(text) or _ends(text)):
                return cell
        return None

    def _stops(self, row: int, first: Cell) -> bool:
        """Say whether the table ends here; a total may have groups below it."""
        text = first.text
        if is_total(text):
            self.totals.append(row)
            rest = range(row + 1, min(row + 3, self.end) + 1)
            if any(goes_on(self.layout, self.heading.levels, below) for below in rest):
                return False
            self.last = row
            return True
        if is_subtotal(text):
            self.warn(first.place, "小计行未作为指标读取", single(text))
            return False
        left = self._name_from
        return (first.column < left or first.columns > 1 or left == 1) and _ends(text)

    def _row(self, row: int, cells: dict[int, Cell]) -> None:
        found, extra = self._assign(row, cells)
        name_cell = found.get("name") or self._over(row)
        self.levels.step(row, name_cell)
        name = self._text(found, "name")
        if not any(
            r in found for r in ("name", "target", "actual", "weight", "stated", "note")
        ):
            self._empty(row, cells)
            return
        if self._is_filler(name, found):
            self._report_filler(row, name, found)
            return
        if self._is_cut(found):
            self._mend(name, found)
            return
        self._share(row, found)
        if not name:
            name = self._borrowed(row, found)
        self._add(name, found, extra)

    def _assign(self, row: int, cells: dict[int, Cell]) -> tuple[Found, list[Cell]]:
        """Give each cell that begins in this row to its column."""
        found: Found = {}
        extra: list[Cell] = []
        self._joined.clear()
        for number, cell in cells.items():
            text = cell.text
            if not text or text.isspace():
                continue
            column = self._roles.get(number)
            if column is None or cell.columns > 1:
                column = self._owner(cell)
            if column is None:
                self._stray(cell)
                continue
            what = column.role
            if what in found:
                self._join(what, found[what], cell)
            elif what == "extra":
                extra.append(cell)
            elif not what.startswith("level"):
                found[what] = cell
            if cell.hidden:
                self._tell_once("隐藏", cell.place, "隐藏的行或列，已照读", None)
        return found, extra

    def _owner(self, cell: Cell) -> Column | None:
        """The column of a wide cell; over several columns it is the first one's."""
        over: list[Column] = []
        for number in range(cell.column, cell.column + cell.columns):
            column = self._roles.get(number)
            if column is not None and column not in over:
                over.append(column)
        if not over:
            return None
        named = [c for c in over if c.role == "name"]
        if named:
            if any(not c.role.startswith("level") and c.role != "name" for c in over):
                self.warn(cell.place, "一格跨了几列，按三级指标读取", single(cell.text))
            return named[0]
        if len(over) > 1 and any(not c.role.startswith("level") for c in over):
            titles = "、".join(c.title for c in over)
            self.warn(cell.place, f"一格跨了几列（{titles}），按第一列读取", cell.text)
        return over[0]

    def _stray(self, cell: Cell) -> None:
        if role("columns", cell.text) != "block" and not re.fullmatch(
            r"\d{1,3}", cell.text
        ):
            self.warn(cell.place, "这一格不在任何列名之下，未读取", single(cell.text))

    def _join(self, what: str, first: Cell, more: Cell) -> None:
        """Two cells under one heading are one text."""
        seen = self._joined.get(what, first.text)
        if what in {"weight", "stated", "deduction"}:
            self.warn(more.place, "同一列名下有两格，只读左边一格", more.text)
        elif more.text != seen:
            self._joined[what] = seen + more.text

    def _text(self, found: Found, what: str) -> str:
        cell = found.get(what)
        if cell is None:
            return ""
        return single(self._joined.get(what, cell.text) if self._joined else cell.text)

    def _over(self, row: int) -> Cell | None:
        """The name cell that reaches down into this row."""
        name = self.heading.column("name")
        cell = self.layout.at(row, name.first) if name else None
        return cell if cell is not None and cell.text.strip() else None

    def _is_filler(self, name: str, found: Found) -> bool:
        """指标2:、……、/ and blank names without a value are no indicators."""
        if name and name not in MARKS and not FILLER.fullmatch(name):
            return False
        held = [
            self._text(found, r) for r in found if r not in {"name", "sign", "unit"}
        ]
        return all(text in MARKS or FILLER.fullmatch(text) for text in held)

    def _report_filler(self, row: int, name: str, found: Found) -> None:
        cell = found.get("name") or next(iter(found.values()))
        over = self._over(row)
        if name == "" and over is not None and over.row < row:
            return
        self.warn(cell.place, "空行未作为指标读取", name or None)

    def _empty(self, row: int, cells: dict[int, Cell]) -> None:
        """A group without indicators."""
        over = self._over(row)
        if over is not None and over.row < row:
            return
        group = self.levels.covers(row)
        place = group.place if group else next(iter(cells.values())).place
        if group is not None or any(cell.text.strip() for cell in cells.values()):
            value = single(group.text) if group else None
            self.warn(place, f"第 {row} 行没有三级指标，未读取", value)

    def _is_cut(self, found: Found) -> bool:
        """A row at the head of a PDF page that holds only the end of the row above."""
        if not self.indicators or not set(found) <= {"name", "note"}:
            return False
        last = self.indicators[-1]
        here = _PAGE.match(next(iter(found.values())).place)
        above = _PAGE.match(last.place or "")
        whole = last.weight is not None or last.stated is not None
        return bool(here and above and here[1] != above[1] and whole)

    def _mend(self, name: str, found: Found) -> None:
        last = self.indicators[-1]
        joined = single(f"{last.name}\n{name}") if name else last.name
        note = self._text(found, "note")
        place = next(iter(found.values())).place
        self.warn(place, "像是上一页末行的续行，已接在该行之后", name or note)
        self.indicators[-1] = evolve(
            last,
            name=joined,
            variance_note=f"{last.variance_note or ''}{note}" or None,
        )

    def _share(self, row: int, found: Found) -> None:
        """What a cell says that reaches down from the row above holds here too.

        Points do not: a merged 分值 or 得分 is counted once, in its first row.
        """
        for column in self.heading.columns:
            if column.role in found or column.role not in {*SHARED, "weight", "stated"}:
                continue
            cell = self.layout.at(row, column.first)
            if cell is None or cell.row == row or not cell.text.strip():
                continue
            if column.role in SHARED:
                found[column.role] = cell
            else:
                message = f"{column.title}与上一行合并，只计在第一行"
                self.warn(cell.place, f"第 {row} 行的{message}", cell.text)

    def _borrowed(self, row: int, found: Found) -> str:
        """A row with values but without a name of its own."""
        over = self._over(row)
        if over is not None:
            self.warn(
                over.place, f"第 {row} 行与上一行同用一个指标名", single(over.text)
            )
            return single(over.text)
        place = next(iter(found.values())).place
        group = self.levels.covers(row)
        if group is not None and group.row == row and group.rows == 1:
            self.warn(place, "没有三级指标名称，以上级指标为名", single(group.text))
            return single(group.text)
        self.warn(place, "有数值而没有指标名称", None)
        return "（未写名称）"

    def _add(self, name: str, found: Found, extra: list[Cell]) -> None:
        path, weights = self.levels.path()
        if None in path:
            self._nameless(path, found)
        target, direction = self._target(found)
        stated = self._points(found, "stated")
        note = found.get("note")
        cell = found.get("stated") or found.get("actual") or found.get("name")
        self.indicators.append(
            Indicator(
                path,
                name,
                target,
                self._text(found, "actual") or None,
                self._points(found, "weight"),
                stated,
                weights,
                lines(self._joined.get("note", note.text)) if note else None,
                cell.place if cell else next(iter(found.values())).place,
                direction,
                self._deduction(found),
                self._extra(extra) if extra else (),
            )
        )

    def _nameless(self, path: tuple[str | None, ...], found: Found) -> None:
        """A level without a name is told once."""
        depth = path.index(None)
        if self.heading.levels and found.get("name") is not None:
            titles = [column.title for column in self.heading.levels]
            title = titles[min(depth, len(titles) - 1)]
            place = found["name"].place
            self._tell_once(f"level{depth}", place, f"从这一行起有的行没有{title}名称", None)

    def _target(self, found: Found) -> tuple[str | None, str | None]:
        value = self._text(found, "target")
        if not self._three:
            return value or None, None
        sign, unit = self._text(found, "sign"), self._text(found, "unit")
        target, direction = combined(sign, value, unit)
        if target is None and (sign or unit) and direction is None:
            cell = found.get("sign") or found["unit"]
            self.warn(cell.place, "只有符号或单位，没有指标值", f"{sign}{unit}")
        return target, direction

    def _points(self, found: Found, what: str) -> Decimal | None:
        cell = found.get(what)
        if cell is None:
            return None
        value, understood = points(cell.text)
        if not understood:
            value = percent(cell.text)
            how = (
                "是百分数，按百分制的分数读取"
                if value is not None
                else "不是数，未读取"
            )
            title = "分值" if what == "weight" else "得分"
            self.warn(cell.place, f"{title}{how}", single(cell.text))
        return value

    def _deduction(self, found: Found) -> Deduction | None:
        value = self._points(found, "deduction")
        return Deduction(abs(value)) if value else None

    def _extra(self, cells: list[Cell]) -> tuple[tuple[str, str], ...]:
        """Columns that an evaluation has no field for are kept with their titles."""
        pairs = []
        for cell in sorted(cells, key=lambda cell: cell.column):
            column = self._roles[cell.column]
            title = column.title or "（无列名）"
            self._tell_once(
                title, column.place, "未识别的列，原样保留在附加列中", title
            )
            pairs.append((title, single(cell.text)))
        return tuple(pairs)

    def _tell_once(
        self, about: str, place: str, message: str, value: str | None
    ) -> None:
        if about not in self._told:
            self._told.add(about)
            self.warn(place, message, value)


def _ends(text: str) -> bool:
    """Say whether a text begins what stands below a table."""
    if role("head", text) in {"project", "department"}:
        return True
    short = key(text)
    footer = words()["footer"]
    return (
        bare(short) in footer["exact"]
        or short in footer["exact"]
        or pattern("footer", "start").match(short) is not None
    )
