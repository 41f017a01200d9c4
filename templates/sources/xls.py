""".xls / .xlsb: 由 calamine 读取; 它不给数字格式, 所以如实说明."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

from indicators.errors import InputError
from templates.grid import Cell, Grid, sheet_grid
from templates.sources.isolated import ask
from templates.sources.notices import Notices
from templates.sources.number_format import general
from templates.sources.package import encrypted
from templates.sources.worksheet import column_letters


def read(path: Path) -> tuple[Grid, ...]:
    """Read every sheet."""
    answer = ask("calamine_process", [str(path.resolve())])
    if answer is None:
        raise _broken(path.name)
    if answer.get("error") == "encrypted":
        raise encrypted(path.name)
    if "error" in answer or not answer["sheets"]:
        raise _broken(path.name, answer.get("detail"))
    return tuple(_grid(path.name, sheet) for sheet in answer["sheets"])


def _broken(where: str, detail: str | None = None) -> InputError:
    return InputError.of(
        where,
        "工作簿不完整或已损坏",
        value=detail,
        remedy="请用 Excel 或 WPS 打开后另存为 .xlsx",
    )


def _grid(where: str, sheet: dict[str, Any]) -> Grid:
    name = sheet["name"]
    if size := sheet.get("too_large"):
        raise InputError.of(
            where,
            f"工作表“{name}”的范围过大",
            value=f"{size[0]} 行 × {size[1]} 列",
            remedy="请另存为 .xlsx，或删除表格以外的空行空列",
        )
    notices = Notices()
    found = {
        (row, column): _cell(name, (row, column), (kind, text), notices)
        for row, column, kind, text in sheet["cells"]
    }
    if any(cell.is_number for cell in found.values()):
        notices.add(
            name,
            "数字格式未知，数字按存储值显示（显示为 100% 的格可能读作 1）",
            "请另存为 .xlsx 后再读取，可得到所见的文字",
        )
    for first, last in sheet["merges"]:
        _merge(name, found, first, last)
    return sheet_grid(
        name, found.values(), hidden=sheet["hidden"], warnings=notices.problems()
    )


def _cell(
    name: str, where: tuple[int, int], stated: tuple[str, str], notices: Notices
) -> Cell:
    row, column = where
    kind, text = stated
    place = f"{name}!{column_letters(column)}{row}"
    number = Decimal(text) if kind == "n" else None
    if number is not None and number.is_finite():
        return Cell(general(number), row, column, place, number=number)
    return Cell(notices.clean(text, place), row, column, place)


def _merge(
    name: str, found: dict[tuple[int, int], Cell], first: list[int], last: list[int]
) -> None:
    """Let the cell at the corner span the range; what it covers is not seen."""
    row, column = first[0] + 1, first[1] + 1
    rows, columns = last[0] - first[0] + 1, last[1] - first[1] + 1
    if rows < 1 or columns < 1:
        return
    place = f"{name}!{column_letters(column)}{row}"
    cell = found.get((row, column)) or Cell("", row, column, place)
    found[row, column] = evolve(cell, rows=rows, columns=columns)
