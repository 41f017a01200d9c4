#!/usr/bin/env bash
# openpyxl and python-docx: saving a file on a computer whose clock stands at 1970.
#
# One would guess: the file is saved, with a wrong date at worst; the date of a part of a package is
# nothing that anybody asked for.
# What happens: both give the clock to Python's zipfile for every part, and a package holds 1980 to
# 2107: ValueError ("ZIP does not support timestamps before 1980"), or struct.error far in the future.
# openpyxl leaves a file of no use behind: what stood under that name before is gone. XlsxWriter
# writes 1980 into every part and saves.
# Why it matters: old office computers without their battery start in 1970 or later than 2107 after a
# slip; a script that fills or annotates tables in place then destroys the table.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-docx==1.2.0 XlsxWriter==3.2.9
cat > try.py <<'P'
import sys, time, zipfile
from importlib.metadata import version
import docx, openpyxl, xlsxwriter

local = time.localtime
def set_clock(moment):
    time.time = lambda: moment
    time.localtime = lambda at=moment: local(at)

def by_openpyxl(path):
    book = openpyxl.Workbook()
    book.active["A1"] = "自评表"
    book.save(path)

def by_docx(path):
    docx.Document().save(path)

def by_xlsxwriter(path):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write("A1", "自评表")

print(*(f"{name} {version(name)}" for name in ("openpyxl", "python-docx", "XlsxWriter")))
got = {}
for moment in (86_400, 9_000_000_000):
    for save, path in ((by_openpyxl, "a.xlsx"), (by_docx, "b.docx"), (by_xlsxwriter, "c.xlsx")):
        set_clock(1_600_000_000)
        save(path)
        set_clock(moment)
        try:
            save(path)
            said = "saved"
        except Exception as error:
            said = type(error).__name__
        try:
            kept = bool(zipfile.ZipFile(path).namelist())
        except zipfile.BadZipFile:
            kept = False
        got[moment, save.__name__] = said, kept
        print(f"clock at {moment}: {save.__name__} {said}; the file of before or after is {'there' if kept else 'gone'}")
sys.exit(got != {
    (86_400, "by_openpyxl"): ("ValueError", False),
    (86_400, "by_docx"): ("ValueError", False),
    (86_400, "by_xlsxwriter"): ("saved", True),
    (9_000_000_000, "by_openpyxl"): ("error", False),
    (9_000_000_000, "by_docx"): ("error", False),
    (9_000_000_000, "by_xlsxwriter"): ("saved", True),
})
P
venv/bin/python try.py
