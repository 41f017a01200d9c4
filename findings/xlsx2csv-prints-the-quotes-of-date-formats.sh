#!/usr/bin/env bash
# xlsx2csv: dates and signs that a number format shows.
#
# One would guess: 2021年12月31日, typed as a date and shown by yyyy"年"m"月"d"日", comes out as that
# text, and 0.9 shown by "≥"0% as ≥90%; the program does format 0.00% as 98.63%.
# What happens: the quotation marks of the format code are printed (2021"年"12"月"31"日"), a
# percent with a quoted sign becomes the bare 0.9 (sign and percent lost), and a duration shown as
# 6小时 becomes a time of day, 06:00.
# Why it matters: deadlines and thresholds are typed as numbers with such formats; the CSV holds
# texts that no date parser reads and targets that are a hundredth of what the page says.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 XlsxWriter==3.2.9
cat > try.py <<'P'
import csv, subprocess, sys
from importlib.metadata import version
import xlsxwriter
cases = [  # value, format, what a person sees, what comes out
    (44561, 'yyyy"年"m"月"d"日"', "2021年12月31日", '2021"年"12"月"31"日"'),
    (44561, 'm"月底前"', "12月底前", '12"月底前"'),
    (0.9, '"≥"0%', "≥90%", "0.9"),
    (5, '"≤"0"次"', "≤5次", "5"),
    (0.25, 'h"小时"', "6小时", "06:00"),
    (0.98625, "0.00%", "98.63%", "98.63%"),
]
book = xlsxwriter.Workbook("table.xlsx")
sheet = book.add_worksheet()
for row, (value, code, _, _) in enumerate(cases):
    sheet.write_number(row, 0, value, book.add_format({"num_format": code}))
book.close()
subprocess.run(["venv/bin/xlsx2csv", "table.xlsx", "out.csv"], check=True)
print("xlsx2csv", version("xlsx2csv"))
got = [row[0] for row in csv.reader(open("out.csv", encoding="utf-8"))]
for (value, code, seen, _), text in zip(cases, got):
    print(f"{value} as {code}: a person sees {seen}, the CSV says {text}")
sys.exit(got != [case[3] for case in cases])
P
venv/bin/python try.py
