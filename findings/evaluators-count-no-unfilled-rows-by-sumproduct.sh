#!/usr/bin/env bash
# IronCalc, formualizer, LibreOffice: asking every cell of a range what it holds, inside SUMPRODUCT.
#
# One would guess: SUMPRODUCT(--ISBLANK(G12:G29)) is the usual way to count unfilled rows, and an
# engine that evaluates SUMPRODUCT over G12:G29<>"" evaluates it over ISBLANK, ISNUMBER, ISTEXT and
# LEN of the same range as well.
# What happens: LibreOffice asks each cell. IronCalc asks only the cell in the formula's own row, so
# the same formula counts otherwise one row further down, and below the range gives #VALUE!.
# formualizer asks the range as a whole: nothing is blank, a text or a number. Mostly no error shows,
# and comparisons of the range, and COUNT, are right in all three.
# Why it matters: a score sheet counts its unfilled rows by such a formula, to say that its total is
# not final. Checked by one of these engines, "0 rows are missing" stands beside a total that holds
# the filled rows alone. Conditions such as (G12:G29<>"") count the same rows everywhere.
# Needs LibreOffice (soffice) on the machine.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  ironcalc==0.9.1 formualizer==0.13.0 XlsxWriter==3.2.9
cat > try.py <<'P'
import csv, subprocess, sys
from importlib.metadata import version
from pathlib import Path
import formualizer, ironcalc, xlsxwriter

FORMULAS = [
    "SUMPRODUCT(--ISBLANK(A1:A4))",
    "SUMPRODUCT(--ISTEXT(A1:A4))",
    "SUMPRODUCT(--ISNUMBER(A1:A4))",
    "SUMPRODUCT(ISNUMBER(A1:A4)*B1:B4)",
    "SUMPRODUCT((LEN(A1:A4)>0)*1)",
    'SUMPRODUCT((A1:A4="")*1)',
    'SUMPRODUCT((A1:A4<>"")*B1:B4)',
    "COUNT(A1:A4)",
]
# Actual values of four rows: a number, a number typed as text, nothing, zero. Weights beside them.
book = xlsxwriter.Workbook("rows.xlsx")
sheet = book.add_worksheet("rows")
for row, actual in enumerate((9.5, "9.5", None, 0)):
    if actual is not None:
        sheet.write(row, 0, actual)
    sheet.write(row, 1, 10)
for row, formula in enumerate(FORMULAS):
    sheet.write_formula(row, 3, "=" + formula, None, "")  # no result stored: everybody calculates
book.close()

subprocess.run(["soffice", "--headless", f"-env:UserInstallation={Path('office').resolve().as_uri()}",
                "--convert-to", "csv", "rows.xlsx"], check=True, capture_output=True)
shown = [float(row[3]) for row in csv.reader(open("rows.csv", encoding="utf-8"))]
model = ironcalc.load_from_xlsx("rows.xlsx", "en", "UTC", "en")
model.evaluate()
other = formualizer.load_workbook("rows.xlsx")
other.evaluate_all()
office = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.split()[1]
print("LibreOffice", office, "ironcalc", version("ironcalc"), "formualizer", version("formualizer"))
got = {}
for row, (formula, first) in enumerate(zip(FORMULAS, shown, strict=True), 1):
    got[formula] = (first, model.get_cell_value(0, row, 4), other.get_value("rows", row, 4))
    print(f"{formula:36}", *got[formula])
want = [(1, 0, 0), (1, 1, 0), (2, 0, 0), (20, 40, 0), (3, "#VALUE!", 1), (1, 1, 1), (30, 30, 30),
        (2, 2, 2)]
sys.exit(0 if list(got.values()) == want else 1)
P
venv/bin/python try.py
