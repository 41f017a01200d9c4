""".xls / .xlsb: 由 calamine 读取; 它不给数字格式, 所以如实说明."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

from indicators.errors import InputError
from templates.grid import Cell, Grid
from templates.sources.notices import Notices
from templates.sources.number_format import general
from templates.sources.package import encrypted
from templates.sources.worksheet import CELL_LIMIT, column_letters


def read(path: Path) -> tuple[Grid, ...]:
    """Read every sheet."""
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(str(path))
        visible = calamine.SheetVisibleEnum.Visible
        sheets = [(meta.name, meta.visible == visible) for meta in book.sheets_metadata]
        return tuple(
            _grid(path.name, book.get_sheet_by_name(name), name, hidden=not seen)
            for name, seen in sheets
        )
    except calamine.PasswordError as error:
        raise encrypted(path.name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise _broken(path.name, str(error)) from error
    except BaseException as error:
        # A panic of the Rust library derives from BaseException and has no importable
        # name; anything else (an interrupt) goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(path.name, "") from error


def _broken(where: str, detail: str) -> InputError:
    return InputError.of(
        where,
        "工作簿不完整或已损坏",
        value=detail or None,
        remedy="请用 Excel 或 WPS 打开后另存为 .xlsx",
    )


def _grid(where: str, sheet: Any, name: str, *, hidden: bool) -> Grid:
    if sheet.total_height * sheet.total_width > CELL_LIMIT:
        raise InputError.of(
            where,
            f"工作表“{name}”的范围过大",
            value=f"{sheet.total_height} 行 × {sheet.total_width} 列",
            remedy="请另存为 .xlsx，或删除表格以外的空行空列",
        )
    notices = Notices()
    found = {(cell.row, cell.column): cell for cell in _cells(sheet, name, notices)}
    if any(cell.is_number for cell in found.values()):
        notices.add(
            name,
            "数字格式未知，数字按存储值显示（显示为 100% 的格可能读作 1）",
            "请另存为 .xlsx 后再读取，可得到所见的文字",
        )
    for first, last in sheet.merged_cell_ranges or ():
        row, column = first[0] + 1, first[1] + 1
        rows, columns = last[0] - first[0] + 1, last[1] - first[1] + 1
        place = f"{name}!{column_letters(column)}{row}"
        cell = found.get((row, column)) or Cell("", row, column, place)
        found[row, column] = evolve(cell, rows=rows, columns=columns)
    cells = sorted(found.values(), key=lambda cell: (cell.row, cell.column))
    return Grid(
        name,
        tuple(cells),
        height=max((cell.row + cell.rows - 1 for cell in cells), default=0),
        width=max((cell.column + cell.columns - 1 for cell in cells), default=0),
        hidden=hidden,
        warnings=notices.problems(),
    )


def _cells(sheet: Any, name: str, notices: Notices) -> Iterator[Cell]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(values, 1):
            if value == "" and isinstance(value, str):
                continue
            place = f"{name}!{column_letters(column)}{row}"
            text, number = _text(value)
            clean = notices.clean(text, place)
            yield Cell(clean, row, column, place, number=number)


def _text(value: object) -> tuple[str, Decimal | None]:
    """The text of a stored value, and its number if it is one."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return (general(number), number) if number.is_finite() else (str(value), None)
    if isinstance(value, datetime):
        moment = value.isoformat(" ", "seconds")
        return moment.removesuffix(" 00:00:00"), None
    if isinstance(value, date | time):
        return value.isoformat(), None
    if isinstance(value, timedelta):
        return str(value), None
    return str(value), None
