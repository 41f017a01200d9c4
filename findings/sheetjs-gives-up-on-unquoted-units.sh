#!/usr/bin/env bash
# SheetJS (npm xlsx): number formats with a character that is not in quotation marks.
#
# One would guess: ≥0%, 0个 and ¥#,##0.00 are shown as the spreadsheet programs show them, or an
# error says that the format is not understood.
# What happens: reading the workbook swallows the failure; the cell has no formatted text at all
# (w is undefined), and sheet_to_csv falls back to the stored number: 0.9 for ≥90%, 5 for 5个.
# SSF.format, called by hand, does raise. The same code with quotes ("≥"0%) works.
# Why it matters: libraries write the format code as it is given to them, so tables made by
# scripts carry unquoted units and signs; a web page that reads uploads with this library then
# compares 0.95 with 90.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.2.9
npm init -y > /dev/null; npm install --silent --no-audit --no-fund xlsx@0.18.5 > /dev/null
cat > make.py <<'P'
import xlsxwriter
book = xlsxwriter.Workbook("table.xlsx")
sheet = book.add_worksheet()
cases = [(0.9, "≥0%"), (5, "0个"), (10072.59, "¥#,##0.00"), (0.9, '"≥"0%'), (5, '0"个"')]
for row, (value, code) in enumerate(cases):
    sheet.write_number(row, 0, value, book.add_format({"num_format": code}))
book.close()
P
venv/bin/python make.py
cat > try.js <<'J'
const XLSX = require("xlsx");
console.log("xlsx", XLSX.version);
const sheet = Object.values(XLSX.readFile("table.xlsx", {cellNF: true}).Sheets)[0];
const shown = ["A1", "A2", "A3", "A4", "A5"].map(a => {
  console.log(sheet[a].z, "->", sheet[a].w);
  return sheet[a].w;
});
const csv = XLSX.utils.sheet_to_csv(sheet).trim().split("\n");
console.log("csv:", csv.join(" | "));
let raised = false;
try { XLSX.SSF.format("≥0%", 0.9); } catch (e) { raised = true; console.log("SSF.format:", e.message); }
const same = JSON.stringify(shown) === JSON.stringify([undefined, undefined, undefined, "≥90%", "5个"])
  && csv[0] === "0.9" && csv[1] === "5" && raised;
process.exit(same ? 0 : 1);
J
node try.js
