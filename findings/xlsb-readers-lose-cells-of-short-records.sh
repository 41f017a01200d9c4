#!/usr/bin/env bash
# python-calamine, fastexcel, polars: an .xlsb whose cells stand in short records.
#
# One would guess: an .xlsb that a well-known library has written is read whole, or an error says
# that a record is not understood. MS-XLSB has each cell record in two kinds, one of which does
# not repeat the column: the cell stands to the right of the one before it.
# What happens: SheetJS (npm xlsx) writes every cell that is followed by its neighbour in a short
# record; python-calamine reads only the first cell of each row, without any error, and so does
# what is built on it (fastexcel, polars). pyxlsb gives the rows without any cell.
# Why it matters: of a table of eight columns seven are lost, and the rest looks like a table
# that nobody has filled. Number formats come with none of these readers: a date is 44561.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 fastexcel==0.20.2 \
    polars==1.35.2 pyxlsb==1.0.10
npm init -y > /dev/null; npm install --silent --no-audit --no-fund xlsx@0.18.5 > /dev/null
cat > make.js <<'J'
const XLSX = require("xlsx");
const rows = [["三级指标", "指标值", "完成值"], ["培训人数", 200, 210], ["完成时间", 44561, 0.95]];
const sheet = XLSX.utils.aoa_to_sheet(rows), book = XLSX.utils.book_new();
sheet.B3.z = "yyyy/m/d"; sheet.C3.z = "0%";
XLSX.utils.book_append_sheet(book, sheet, "自评表");
XLSX.writeFile(book, "table.xlsb");
const back = XLSX.readFile("table.xlsb").Sheets["自评表"];
console.log("xlsx", XLSX.version, XLSX.utils.sheet_to_csv(back).trim().split("\n").join(" | "));
J
node make.js
cat > try.py <<'P'
import sys
from importlib.metadata import version
import polars, python_calamine, pyxlsb
def by_calamine():
    return python_calamine.CalamineWorkbook.from_path("table.xlsb").get_sheet_by_index(0).to_python()
def by_polars():
    return [list(row) for row in polars.read_excel("table.xlsb", has_header=False).rows()]
def by_pyxlsb():
    with pyxlsb.open_workbook("table.xlsb") as book, book.get_sheet(1) as sheet:
        return [[cell.v for cell in row if cell.v is not None] for row in sheet.rows()]
for package in ("python-calamine", "fastexcel", "polars", "pyxlsb"):
    print(package, version(package))
found = []
for reader in (by_calamine, by_polars, by_pyxlsb):
    try:
        found.append(reader())
    except Exception as error:
        found.append(f"{type(error).__name__}: {error}")
    print(reader.__name__, "->", found[-1])
first = [["三级指标"], ["培训人数"], ["完成时间"]]
sys.exit(found != [first, first, [[], [], []]])
P
venv/bin/python try.py
