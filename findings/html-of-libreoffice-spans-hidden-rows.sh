#!/usr/bin/env bash
# LibreOffice, saving a sheet as a web page: a merged cell over a hidden row.
#
# One would guess: rows that are hidden are either left out of the page, and then no cell spans them,
# or they are written and hidden by their style. Either way every row of the page has its own cells.
# What happens: the hidden row is left out, and the cell that is merged over it keeps the number of
# rows that it has in the sheet. In the page it reaches one row too far, into the next group, whose
# cells all move one column to the right, as the rules of HTML ask, in pandas.
# Why it matters: 自评表 have their levels merged over the rows of their indicators, and clerks hide
# the rows that do not apply. Saved as a page for the bureau's site, the first row of 效益指标 below
# 产出指标 has its level where the name belongs, its name where the target belongs, and so on.
# Needs LibreOffice (soffice) on the machine.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 lxml==6.0.2 XlsxWriter==3.2.9
cat > try.py <<'P'
import subprocess
from importlib.metadata import version
from pathlib import Path

import pandas
import xlsxwriter
from lxml import html

book = xlsxwriter.Workbook("levels.xlsx")
sheet = book.add_worksheet("levels")
sheet.merge_range("A1:A3", "output")
for row, name in enumerate(("metres", "done by", "passed")):
    sheet.write_row(row, 1, (name, 10 * (row + 1)))
sheet.write_row(3, 0, ("benefit", "people", 40))
sheet.set_row(1, None, None, {"hidden": True})
book.close()
subprocess.run(["soffice", "--headless", f"-env:UserInstallation={Path('office').resolve().as_uri()}",
                "--convert-to", "html", "levels.xlsx"], check=True, capture_output=True)
office = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.split()[1]
page = html.parse("levels.html").getroot()
rows = page.xpath("//table//tr")
spans = [cell.get("rowspan") for row in rows for cell in row.xpath("td[@rowspan]")]
(table,) = pandas.read_html("levels.html")
print("LibreOffice", office, "pandas", version("pandas"))
print("rows written:", len(rows), "  rows that the merged cell spans:", spans)
print(table.to_string(header=False, index=False, na_rep="-"))
assert len(rows) == 3 and spans == ["3"], (len(rows), spans)
assert list(table.iloc[2].fillna("-").astype(str)) == ["output", "benefit", "people", "40.0"], table
print("as found: the row of another group is moved by one column")
P
venv/bin/python try.py
