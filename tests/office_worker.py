"""填表的手: LibreOffice 里打开工作簿, 逐格键入, 重算, 读出各格.

Run by the Python that LibreOffice's bridge belongs to (python3-uno); jobs come as JSON on
standard input and go out as JSON. A job: ``path``; ``typed`` {"表!G12": "95%"};
``inserted`` [["表", 12, 1]], rows put in before the row with this index, and then the protection
taken off; ``copied`` [["表", 11, 12]], whole rows copied onto others; ``edited`` [["表", "G5", "G6"]],
a cell cut and pasted, or [["表", 12, 1]], rows deleted, or [["表"]], the protection taken off;
``typed_after``, what is typed then; ``kept``, where the result is saved, or null. Everything is typed as at the keyboard, and every
formula is worked out anew, whatever was stored.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

PATIENCE = 60
XLSX = "Calc MS Excel 2007 XML"


def option(name: str, value: object) -> Any:
    """Give an option of loading or storing."""
    return PropertyValue(name, 0, value, 0)


def connect(pipe: str) -> Any:
    """Wait for the office that listens there; give its desktop."""
    local = uno.getComponentContext()
    create = local.ServiceManager.createInstanceWithContext
    resolver = create("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            there = resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            make = there.ServiceManager.createInstanceWithContext
            return make("com.sun.star.frame.Desktop", there)


def done(desktop: Any, job: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """Do one job; the cells of all sheets as they are then."""
    address = Path(job["path"]).as_uri()
    hidden = (option("Hidden", value=True),)
    book = desktop.loadComponentFromURL(address, "_blank", 0, hidden)
    try:
        enter(book, job["typed"])
        for name, row, count in job["inserted"]:
            book.Sheets.getByName(name).Rows.insertByIndex(row, count)
            book.Sheets.getByName(name).unprotect("")
        for name, source, row in job["copied"]:
            copy_row(book.Sheets.getByName(name), source, row)
        edit(book, job["edited"])
        enter(book, job["typed_after"])
        book.calculateAll()
        if job["kept"]:
            target = Path(job["kept"]).as_uri()
            book.storeToURL(target, (option("FilterName", XLSX),))
        return {
            name: cells(book.Sheets.getByName(name))
            for name in book.Sheets.ElementNames
        }
    finally:
        book.close(True)  # noqa: FBT003


def copy_row(sheet: Any, source: int, row: int) -> None:
    """Copy a whole row onto another, as a person does."""
    sheet.copyRange(
        sheet.getCellByPosition(0, row).CellAddress,
        sheet.Rows.getByIndex(source).RangeAddress,
    )


def enter(book: Any, typed: dict[str, str]) -> None:
    """Type into cells, as at the keyboard."""
    for place, text in typed.items():
        name, cell = place.split("!")
        book.Sheets.getByName(name).getCellRangeByName(cell).FormulaLocal = text


def edit(book: Any, edits: list[list[Any]]) -> None:
    """Cut a cell and paste it elsewhere; or take the protection off, and delete rows."""
    for name, *what in edits:
        sheet = book.Sheets.getByName(name)
        match what:
            case [str(source), str(target)]:
                cut = sheet.getCellRangeByName(source).RangeAddress
                sheet.moveRange(sheet.getCellRangeByName(target).CellAddress, cut)
            case [int(row), int(count)]:
                sheet.unprotect("")
                sheet.Rows.removeByIndex(row, count)
            case _:
                sheet.unprotect("")


def cells(sheet: Any) -> list[list[Any]]:
    """Give every cell: a number as it is, anything else as its text."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003
    end = cursor.RangeAddress
    area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    return [list(row) for row in area.DataArray]


def main() -> None:
    """Do all jobs in one office."""
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"ziping{Path(profile).name}"
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile, 'user').as_uri()}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            desktop = connect(pipe)
            json.dump([done(desktop, job) for job in jobs], sys.stdout)
            sys.stdout.flush()
            with suppress(DisposedException):  # the bridge ends with the office
                desktop.terminate()
            office.wait(PATIENCE)
        finally:
            office.kill()


if __name__ == "__main__":
    main()
