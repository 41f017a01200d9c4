""".xls 由 xlrd 读取, .xlsb 照其记录读取, 数字照格式显示; 读不了的由 calamine 读取.

calamine gives no number formats: a sheet that it read says so.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import define, field

from indicators.errors import InputError
from indicators.place import Place
from reading.grid import Cell, Grid, sheet_grid
from reading.merged_cells import Position, Spans
from reading.sources.encrypted import encrypted
from reading.sources.isolated import ask
from reading.sources.notices import STRUCK, Notices
from reading.sources.sheets.merges import merged_spans
from reading.sources.sheets.number_format import general
from reading.sources.sheets.number_text import dashed, number_text
from reading.sources.sheets.plain_dates import REWRITTEN, redated

_OLE = b"\xd0\xcf\x11\xe0"


def read(path: Path) -> tuple[Grid, ...]:
    """Read every sheet."""
    process = "biff_process" if _is_old(path) else "xlsb_process"
    answer = _asked(path, f"reading.sources.sheets.{process}")
    if "error" in answer or not answer["sheets"]:
        answer = _asked(path, "reading.sources.sheets.calamine_process")
    if "error" in answer or not answer["sheets"]:
        raise _broken(path.name, answer.get("detail"))
    return tuple(_grid(path.name, sheet) for sheet in answer["sheets"])


def _is_old(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_OLE)) == _OLE


def _asked(path: Path, module: str) -> dict[str, Any]:
    answer = ask(module, [str(path.absolute())]) or {"error": "broken"}
    if answer.get("error") == "encrypted":
        raise encrypted(path.name)
    return answer


def _broken(where: str, detail: str | None = None) -> InputError:
    return InputError.of(
        where,
        "工作簿不完整或已损坏",
        value=detail,
        remedy="请用 Excel 或 WPS 打开后另存为 .xlsx",
    )


def _grid(where: str, stated: dict[str, Any]) -> Grid:
    if size := stated.get("too_large"):
        raise InputError.of(
            where,
            f"工作表“{stated['name']}”的范围过大",
            value=f"{size[0]} 行 × {size[1]} 列",
            remedy="请另存为 .xlsx，或删除表格以外的空行空列",
        )
    return _XlsSheet(stated).grid()


@define
class _XlsSheet:
    """One sheet on its way to a grid: what the other process said of it."""

    stated: dict[str, Any]
    notices: Notices = field(factory=Notices)
    _origin: Place = field(init=False)
    _rows: frozenset[int] = field(init=False)
    _columns: frozenset[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._origin = Place("sheet", self.stated["name"])
        self._rows = frozenset(self.stated.get("hidden_rows", ()))
        self._columns = frozenset(self.stated.get("hidden_columns", ()))

    def grid(self) -> Grid:
        """Show and place every cell."""
        for row, column in self.stated.get("struck", ()):
            self.notices.add(self._origin.cell(row, column), STRUCK)
        merged = self._merged()
        blank = {span[:2]: span[2:] for span in (*merged.small, *merged.large)}
        cells = []
        for row, column, kind, text, *code in self.stated["cells"]:
            here = (row, column)
            corner = merged.at(*here)
            if corner not in {None, here}:
                below = self._cell(here, (1, 1), (kind, text), code)
                self.notices.covered(below.place, below.text)
                continue
            size = blank.pop(here, (1, 1))
            cells.append(self._cell(here, size, (kind, text), code))
        cells += [Cell("", *here, self._origin, *blank[here]) for here in blank]
        self._tell_formats(cells)
        return sheet_grid(
            self.stated["name"],
            cells,
            hidden=self.stated["hidden"],
            warnings=self.notices.problems(),
            merged=merged,
        )

    def _tell_formats(self, cells: list[Cell]) -> None:
        unknown = "from_1904" not in self.stated
        if unknown and any(cell.is_number for cell in cells):
            self.notices.add(
                self._origin,
                "数字格式未知，数字按存储值显示（显示为 100% 的格可能读作 1）",
                "请另存为 .xlsx 后再读取，可得到所见的文字",
            )

    def _merged(self) -> Spans:
        spans = (
            (top + 1, left + 1, bottom - top + 1, right - left + 1)
            for (top, left), (bottom, right) in self.stated["merges"]
            if top <= bottom and left <= right
        )
        return merged_spans(spans, self._origin, self.notices)

    def _cell(
        self, here: Position, size: Position, stated: tuple[str, str], code: list[str]
    ) -> Cell:
        place, (kind, text) = self._origin.cell(*here), stated
        number = Decimal(text) if kind == "n" else None
        if number is not None and number.is_finite():
            text = self._shown(number, code[0], place) if code else general(number)
        else:
            number, text = None, self.notices.clean(text, place)
        hidden = here[0] in self._rows or here[1] in self._columns
        return Cell(text, *here, self._origin, *size, number, hidden=hidden)

    def _shown(self, number: Decimal, code: str, place: Place) -> str:
        from_1904 = self.stated["from_1904"]
        text = number_text(number, code, from_1904=from_1904)
        if dashed(number, text):
            return "0"
        date = redated(number, code, text, from_1904=from_1904)
        if date is not None:
            self.notices.once(place, REWRITTEN)
        return date or text
