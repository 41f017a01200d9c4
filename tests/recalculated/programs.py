"""重算的程序: 一个工作簿, 各程序各算一遍, 交出每格的结果.

What a program gives is made comparable: a number becomes the Decimal of its shortest
text, an empty cell None; an error its name (#DIV/0!).
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from templates.live.shapes import CellFormula, TypedCell

SHEET = "表"
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice trusts stored results unless its profile says: always recalculate."""
STALE = "没有重算"
PLACES = 9
"""Results are compared to so many decimals: far more than a cent, less than binary noise."""
Row = Sequence[object]
Results = list[list[object]]
CellValue = Callable[[str, int, int], object]
"""Sheet, row and column (from 1) → what stands there."""


def write(path: Path, rows: Sequence[Row], *, stored: bool = False) -> Path:
    """Write rows of cells: numbers, texts, truths, formulas, typed cells.

    A formula's stored result is a wrong one, so that a program that does not
    recalculate is found out, unless the real ones are to be `stored`.
    """
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        for index, row in enumerate(rows):
            for column, value in enumerate(row):
                _write(book, sheet, (index, column), value, stored=stored)
    return path


def _write(
    book: Any, sheet: Any, cell: tuple[int, int], value: object, *, stored: bool
) -> None:
    if isinstance(value, CellFormula):
        result = value.value if stored else STALE
        sheet.write_formula(*cell, value.text, None, result)
    elif isinstance(value, TypedCell):
        look = book.add_format({"num_format": value.format})
        if value.number is None:
            sheet.write_string(*cell, value.text, look)
        else:
            sheet.write_number(*cell, value.number, look)
    elif isinstance(value, bool):
        sheet.write_boolean(*cell, value)
    elif isinstance(value, Decimal | int):
        sheet.write_number(*cell, value)
    elif value is not None:
        sheet.write_string(*cell, str(value))


def libreoffice(path: Path, *, kind: str = "xlsx") -> Path:
    """Convert with LibreOffice, with a profile of its own that always recalculates."""
    folder = path.parent / "office"
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(RECALCULATE, "utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind]
    command += ["--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)
    return folder / f"{path.stem}.{kind}"


def by_libreoffice(path: Path) -> Results:
    """What LibreOffice makes of a workbook."""
    book = openpyxl.load_workbook(libreoffice(path), data_only=True, read_only=True)
    sheet = book[SHEET]
    results = [[plain(value) for value in row] for row in sheet.values]
    book.close()
    return results


def ironcalc_cells(path: Path) -> CellValue:
    """What IronCalc makes of each cell."""
    import ironcalc

    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    return lambda sheet, row, column: model.get_cell_value(
        names.index(sheet), row, column
    )


def formualizer_cells(path: Path) -> CellValue:
    """What formualizer makes of each cell."""
    import formualizer

    book = formualizer.load_workbook(str(path))
    book.evaluate_all()
    get_value: CellValue = book.get_value
    return get_value


def formulon_cells(path: Path) -> CellValue:
    """What formulon makes of each cell."""
    import formulon

    book = formulon.Workbook.load(path.read_bytes())
    book.recalc()
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    return lambda sheet, row, column: book.get_value(
        names.index(sheet), row - 1, column - 1
    ).to_python()


CELL_VALUES: dict[str, Callable[[Path], CellValue]] = {
    "ironcalc": ironcalc_cells,
    "formualizer": formualizer_cells,
    "formulon": formulon_cells,
}


def by_evaluator(name: str) -> Callable[[Path], Results]:
    """What an evaluator makes of a workbook of one sheet."""

    def read(path: Path) -> Results:
        value_at = CELL_VALUES[name](path)
        rows, columns = _size(path)
        return [[plain(value_at(SHEET, r, c)) for c in columns] for r in rows]

    return read


EVALUATORS = {name: by_evaluator(name) for name in CELL_VALUES}


def _size(path: Path) -> tuple[range, range]:
    book = openpyxl.load_workbook(path, read_only=True)
    sheet = book[SHEET]
    rows, columns = sheet.max_row, sheet.max_column
    book.close()
    return range(1, rows + 1), range(1, columns + 1)


def plain(value: object) -> object:
    """Make a result comparable."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return round(Decimal(repr(value)), PLACES).normalize() + 0
    return None if value == "" else value
