#!/usr/bin/env bash
# python-calamine: a worksheet of an .xlsx that is written in UTF-16.
#
# One would guess: the packaging standard of Office files (ECMA-376 part 2) lets a part be UTF-8
# or UTF-16, so a reader takes both, or says that it does not.
# What happens: python-calamine reads a worksheet in UTF-16 as an empty one, without any error;
# with UTF-16 in the shared strings it does raise. polars, which reads through another binding of
# the same library, raises for both. openpyxl reads both.
# Why it matters: a filled table becomes a blank one, and a blank one is what a clerk is blamed
# for; a run over a folder counts it as "no rows" and goes on.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 fastexcel==0.20.2 \
    polars==1.35.2 openpyxl==3.1.5 XlsxWriter==3.2.9
cat > try.py <<'P'
import sys, zipfile
from importlib.metadata import version
import openpyxl, polars, python_calamine, xlsxwriter
rows = [["三级指标", "指标值", "完成值"], ["培训人数", "≥200人", "210人"]]
book = xlsxwriter.Workbook("eight.xlsx")
sheet = book.add_worksheet("自评表")
for number, row in enumerate(rows):
    sheet.write_row(number, 0, row)
book.close()
def in_utf_16(part, name):
    with zipfile.ZipFile("eight.xlsx") as old, zipfile.ZipFile(name, "w") as new:
        for each in old.namelist():
            data = old.read(each)
            if each == part:
                body = data.decode().partition("?>")[2]
                head = '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>'
                data = (head + body).encode("utf-16")
            new.writestr(each, data)
def told(read):
    try:
        return read()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
for package in ("python-calamine", "fastexcel", "polars", "openpyxl"):
    print(package, version(package))
in_utf_16("xl/worksheets/sheet1.xml", "sheet.xlsx")
in_utf_16("xl/sharedStrings.xml", "strings.xlsx")
def by_calamine(name):
    return python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()
def by_openpyxl(name):
    return [list(row) for row in openpyxl.load_workbook(name).active.values]
def by_polars(name):
    return polars.read_excel(name, has_header=False, raise_if_empty=False).rows()
found = {}
for name in ("eight.xlsx", "sheet.xlsx", "strings.xlsx"):
    for reader in (by_calamine, by_polars, by_openpyxl):
        found[name, reader.__name__] = got = told(lambda: reader(name))
        print(name, reader.__name__, "->", str(got)[:120])
same = (
    found["eight.xlsx", "by_calamine"] == found["sheet.xlsx", "by_openpyxl"] == rows
    and found["strings.xlsx", "by_openpyxl"] == rows
    and found["sheet.xlsx", "by_calamine"] == []
    and "Error" in found["strings.xlsx", "by_calamine"]
    and "Error" in found["sheet.xlsx", "by_polars"]
)
sys.exit(not same)
P
venv/bin/python try.py
