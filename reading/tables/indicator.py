"""一行格子 → 一个三级指标."""

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from indicators.evaluation import Deduction, Indicator
from indicators.place import Place
from reading.doubts import Doubts
from reading.locating.headings.columns import TableColumn, TableHeading
from reading.locating.table_map import RowCells, RowGroups
from reading.text import lines, single
from reading.vocabulary.signs import combined, is_nature
from reading.vocabulary.values import points, scored

_TITLES = {"weight": "分值", "stated": "得分", "deduction": "扣减分数"}


@define
class Builder:
    """Makes indicators out of the cells of rows."""

    heading: TableHeading
    doubts: Doubts
    _noted: set[str] = field(factory=set)
    _three: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._three = bool(self.heading.column("sign") or self.heading.column("unit"))

    def build(
        self, name: str, found: RowCells, place: Place | None, groups: RowGroups
    ) -> Indicator:
        """Read every field of a row."""
        if None in groups.names:
            self._note_nameless(groups.names, place)
        target, direction = self._target(found)
        note = self.heading.column("note") if "note" in found.cells else None
        if note is not None:
            self._note_column(note)
        return Indicator(
            groups.names,
            name,
            target,
            found.text("actual") or None,
            self._points(found, "weight"),
            self._points(found, "stated"),
            groups.weights,
            lines(found.raw("note")) if note else None,
            place,
            direction,
            self._deduction(found),
            self._extra(found) if found.extra else (),
            (found.text("unit") or None) if self._three else None,
            _places(found, groups),
        )

    def _note_nameless(self, path: tuple[str | None, ...], place: Place | None) -> None:
        """A level without a name is noted once."""
        titles = [column.title for column in self.heading.levels]
        missing = len(path) - 1 - path[::-1].index(None) - (len(path) - len(titles))
        if missing < 0:
            return
        message = f"从这一行起有的行没有{titles[missing]}名称"
        self._note_once(titles[missing], place, message, None)

    def _target(self, found: RowCells) -> tuple[str | None, str | None]:
        value = found.text("target")
        if not self._three:
            return value or None, None
        sign, unit = found.text("sign"), found.text("unit")
        if not is_nature(sign):
            place = found.cells["sign"].place
            self._note_once("sign", place, "指标性质不是符号，未并入指标值", sign)
        target, direction, doubt = combined(sign, value, unit)
        if doubt:
            self.doubts.note(
                found.cells["target"].place, doubt, f"{sign}|{value}|{unit}"
            )
        if target is None and direction is None and (sign or unit):
            place = (found.cells.get("sign") or found.cells["unit"]).place
            self.doubts.note(place, "只有符号或单位，没有指标值", f"{sign}{unit}")
        return target, direction

    def _points(self, found: RowCells, what: str) -> Decimal | None:
        cell = found.cells.get(what)
        if cell is None:
            return None
        value, understood = points(cell.text)
        if not understood:
            value, doubt = scored(cell.text)
            self.doubts.note(cell.place, f"{_TITLES[what]}{doubt}", single(cell.text))
        return value

    def _deduction(self, found: RowCells) -> Deduction | None:
        value = self._points(found, "deduction")
        return Deduction(abs(value)) if value else None

    def _extra(self, found: RowCells) -> tuple[tuple[str, str], ...]:
        """Columns that an evaluation has no field for are kept with their titles."""
        pairs = []
        for column, cell in sorted(found.extra, key=lambda pair: pair[1].column):
            title = column.title or "（无列名）"
            self._note_column(column)
            pairs.append((title, single(cell.text)))
        return tuple(pairs)

    def _note_column(self, column: TableColumn) -> None:
        """What is doubtful about a column that holds something."""
        if column.doubt:
            title = column.title or "（无列名）"
            self._note_once(str(column.place), column.place, column.doubt, title)

    def _note_once(
        self, about: str, place: Place | None, message: str, value: str | None
    ) -> None:
        if about not in self._noted:
            self._noted.add(about)
            self.doubts.note(place, message, value)


def _places(found: RowCells, groups: RowGroups) -> dict[str, Place]:
    """Where each value of a row stands, its groups included."""
    places = {what: cell.place for what, cell in found.cells.items()}
    if "note" in places:
        places["variance_note"] = places.pop("note")
    return {**groups.places, **places}
