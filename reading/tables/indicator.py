"""一行格子 → 一个三级指标."""

from __future__ import annotations

from decimal import Decimal

from attrs import define, evolve, field

from indicators.evaluation import (
    NOWHERE,
    CellPlaces,
    Deduction,
    Indicator,
    Unread,
)
from indicators.notation.note_marks import parted
from indicators.place import Place
from indicators.quantity import MARKS
from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.table_map import RowCells, RowGroups
from reading.tables.places import RowPlaces
from reading.tables.shown import behind, changed_by_rounding
from reading.tables.unread import is_standard, standards, suspected, unread
from reading.text import lines, single
from reading.vocabulary.placed import is_worded
from reading.vocabulary.signs import combined, is_nature, is_sign
from reading.vocabulary.values import is_error, key_of_number, pointed, scored

_TEXTS = ("target", "actual")
_NAMELESS = "（未写名称）"
_TITLES = {"weight": "分值", "stated": "得分", "deduction": "扣减分数"}


@define
class Builder:
    """Makes indicators out of the cells of rows."""

    heading: TableHeading
    doubts: Doubts
    _noted: set[str] = field(factory=set)
    _three: bool = field(init=False)
    _worded: bool = field(init=False)
    _told: TableColumn | None = field(init=False)
    _standards: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        unit = self.heading.column("unit")
        self._three = bool(self.heading.column("sign") or unit)
        self._worded = unit is not None and is_worded(unit.title)
        actual = self.heading.column("actual")
        self._told = actual if actual and actual.doubt else None
        titled = self.heading.of("extra") if self.heading.has("target") else ()
        self._standards = any(map(is_standard, titled))

    def build(
        self,
        found: RowCells,
        place: Place | None,
        groups: RowGroups,
        blank: CellPlaces = NOWHERE,
    ) -> Indicator:
        """Read every field of a row; `blank` are its values that nobody filled."""
        if None in groups.names:
            self._note_nameless(groups.names, place)
        note = None
        if "note" in found.cells:
            note = lines(found.raw("note"))
            self._note_column(self.heading.column("note"))
        if self._told and "actual" in found.cells:
            self._note_column(self._told)
        self._note_odd(found)
        found, source = self._with_initial(found)
        name, weight = self._named(found)
        target, direction = self._target(found)
        told = (*unread(found.cells), *suspected(found.extra))
        if self._standards and target is None:
            told = (*told, *standards(found.extra))
        row = Indicator(
            groups.names,
            name or _NAMELESS,
            target,
            _text(found, "actual"),
            weight,
            self._points(found, "stated"),
            groups.weights,
            note,
            place,
            direction,
            self._deduction(found),
            self._extra(found),
            _text(found, "unit"),
            RowPlaces(found.cells, groups.cells),
            unread=told,
            blank=_left_blank(blank, target, direction, told) if blank else blank,
            target_from=source,
        )
        return self._with_stored(row, found.cells.get("actual"))

    def _with_stored(self, row: Indicator, cell: Cell | None) -> Indicator:
        """A stored figure that gives another result than the printed one is kept.

        Where it decides whether the target is met, that is noted.
        """
        stored = behind(cell, row)
        if cell is None or stored is None:
            return row
        if doubt := changed_by_rounding(row, stored):
            self.doubts.note(cell.place, doubt, cell.text)
        return evolve(row, actual_stored=str(stored))

    def _with_initial(self, found: RowCells) -> tuple[RowCells, str | None]:
        """年初指标值: it counts where the adjusted one is blank; the title of its column."""
        if self.heading.initial is None or found.text("target") not in MARKS:
            return found, None
        for column, cell in found.extra:
            if column == self.heading.initial:
                cells = {**found.cells, "target": cell}
                return evolve(found, cells=cells), _title(column)
        return found, None

    def _named(self, found: RowCells) -> tuple[str, Decimal | None]:
        """验收合格率（10分）: the name and the weight, which a cell of its own may hold.

        Points that the target names too are those of what is measured.
        """
        name = found.text("name")
        if "weight" in found.cells:
            return name, self._points(found, "weight")
        shorter, weight = pointed(name)
        if (
            weight is None
            or f"{weight:f}分" in f"{key_of_number(found.text('target'))}分"
        ):
            return name, None
        return shorter, weight

    def _note_odd(self, found: RowCells) -> None:
        """An error value is noted, and the mark of a note behind a value."""
        for what in _TEXTS:
            cell = found.cells.get(what)
            if cell is None:
                continue
            if is_error(cell.text):
                self.doubts.note(cell.place, "是错误值，不知道应是什么", cell.text)
            elif mark := parted(cell.text)[1]:
                message = f"“{mark}”是注释标记，不算在值里"
                self.doubts.note(cell.place, message, cell.text)

    def _note_nameless(self, path: tuple[str | None, ...], place: Place | None) -> None:
        """A level without a name is noted once."""
        titles = [column.title for column in self.heading.levels]
        missing = len(titles) - 1 - path[::-1].index(None)
        if missing < 0:
            return
        message = f"从这一行起有的行没有{titles[missing]}名称"
        self._note_once(titles[missing], place, message, None)

    def _target(self, found: RowCells) -> tuple[str | None, str | None]:
        if not self._three:
            return _text(found, "target"), None
        sign, unit = map(found.text, ("sign", "unit"))
        value, unit = self._worth(_text(found, "target") or "", sign, unit)
        if not is_nature(sign):
            place = found.cells["sign"].place
            self._note_once("sign", place, "指标性质不是符号，未并入指标值", sign)
        target, direction, doubt = combined(sign, value, unit)
        if doubt:
            place = found.cells["target"].place
            self.doubts.note(place, doubt, f"{sign}|{value}|{unit}")
        if sign + unit and not (target or direction):
            place = (found.cells.get("sign") or found.cells["unit"]).place
            self.doubts.note(place, "只有符号或单位，没有指标值", sign + unit)
        return target, direction

    def _worth(self, value: str, sign: str, unit: str) -> tuple[str, str]:
        """Value and unit: words under 单位（文字描述） are the value where there is none."""
        worded = self._worded and not value and not is_sign(sign)
        return (unit, "") if worded else (value, unit)

    def _points(self, found: RowCells, what: str) -> Decimal | None:
        cell = found.cells.get(what)
        if cell is None:
            return None
        value, doubt = scored("" if cell.uncertain else cell.text)
        if doubt and not cell.uncomputed:
            self.doubts.note(cell.place, f"{_TITLES[what]}{doubt}", single(cell.text))
        return value

    def _deduction(self, found: RowCells) -> Deduction | None:
        value = self._points(found, "deduction")
        return Deduction(abs(value)) if value else None

    def _extra(self, found: RowCells) -> tuple[tuple[str, str], ...]:
        """Columns that an evaluation has no field for are kept with their titles."""
        if not found.extra:
            return ()
        pairs = []
        for column, cell in sorted(found.extra, key=lambda pair: pair[1].column):
            self._note_column(column)
            pairs.append((_title(column), single(cell.text)))
        return tuple(pairs)

    def _note_column(self, column: TableColumn | None) -> None:
        """What is doubtful about a column that holds something."""
        if column and column.doubt:
            about, title = str(column.place), _title(column)
            self._note_once(about, column.place, column.doubt, title)

    def _note_once(
        self, about: str, place: Place | None, message: str, value: str | None
    ) -> None:
        if about not in self._noted:
            self._noted.add(about)
            self.doubts.note(place, message, value)


def _left_blank(
    blank: CellPlaces, target: str | None, direction: str | None, told: Unread
) -> CellPlaces:
    """What is left of the blank cells: another column may say the target."""
    if target is None and direction is None and "target" not in dict(told):
        return blank
    return {what: place for what, place in blank.items() if what != "target"}


def _title(column: TableColumn) -> str:
    return column.title or "（无列名）"


def _text(found: RowCells, what: str) -> str | None:
    """The text of a role in one line; None where nothing stands, or nothing computed."""
    cell = found.cells.get(what)
    return None if cell is None or cell.uncomputed else found.text(what) or None
