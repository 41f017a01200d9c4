#!/usr/bin/env bash
# LibreOffice, XlsxWriter, openpyxl, python-calamine: a formula whose stored result is the empty text.
#
# One would guess: a program that trusts the stored results of a workbook trusts all of them, the
# empty text of a row that is open (=IF(actual="","",points)) like the number of any other row.
# What happens: LibreOffice calculates on loading just those cells whose stored result is empty, with
# t="str", the type of a text, or without any type as XlsxWriter stores value="", and
# trusts the results beside them. Points and the sum below them are then of two different states:
# 8 and 5 in one row of points, their total 5. openpyxl (data_only) gives None for such a cell, which
# is also what it gives for a formula that nobody ever calculated; calamine gives ''.
# Why it matters: in a score sheet an unfilled row has the empty text as its points. A sheet that was
# filled by a script and printed from the office shows points that its own total does not hold, and
# a reader cannot tell "nothing is earned yet" from "never calculated".
# Needs LibreOffice (soffice) on the machine.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  XlsxWriter==3.2.9 openpyxl==3.1.5 python-calamine==0.9.1
cat > try.py <<'P'
import csv, re, subprocess, sys, zipfile
from importlib.metadata import version
from pathlib import Path
import openpyxl, xlsxwriter
from python_calamine import CalamineWorkbook

SHEET = "xl/worksheets/sheet1.xml"

def write(path):
    """Actual, weight, points; the stored results are those of the time before 80 was typed."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("points")
    sheet.write_row("A1", [80, 10])
    sheet.write_formula("C1", '=IF(A1="","",B1*A1/100)', None, "")
    sheet.write_row("A2", [100, 5])
    sheet.write_formula("C2", '=IF(A2="","",B2*A2/100)', None, 5)
    sheet.write_formula("C3", "=SUM(C1:C2)", None, 5)
    book.close()

def with_type(path, out):
    """The same book, its empty result marked as a text."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == SHEET:
                text = text.replace(b'<c r="C1">', b'<c r="C1" t="str">')
            new.writestr(name, text)

def third(path):
    """What each program shows in C1 and C3."""
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation={Path('office').resolve().as_uri()}",
                    "--convert-to", "csv", path], check=True, capture_output=True)
    shown = [row[2] for row in csv.reader(open(Path(path).stem + ".csv", encoding="utf-8"))]
    cells = openpyxl.load_workbook(path, data_only=True).active
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return {"LibreOffice": (shown[0], shown[2]), "openpyxl": (cells["C1"].value, cells["C3"].value),
            "calamine": (rows[0][2], rows[2][2])}

write("plain.xlsx")
with_type("plain.xlsx", "typed.xlsx")
stored = re.search(r'<c r="C1".*?</c>', zipfile.ZipFile("plain.xlsx").read(SHEET).decode()).group()
got = {"as XlsxWriter stores it": third("plain.xlsx"), 'with t="str"': third("typed.xlsx")}
office = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.split()[1]
print("XlsxWriter", version("XlsxWriter"), "openpyxl", version("openpyxl"),
      "calamine", version("python-calamine"), "LibreOffice", office)
print("stored:", stored)
for how, seen in got.items():
    print(how, "(C1, C3):", seen)
want = {
    "as XlsxWriter stores it": {"LibreOffice": ("8", "5"), "openpyxl": (None, 5), "calamine": ("", 5.0)},
    'with t="str"': {"LibreOffice": ("8", "5"), "openpyxl": (None, 5), "calamine": ("", 5.0)},
}
sys.exit(0 if got == want and "t=" not in stored else 1)
P
venv/bin/python try.py
