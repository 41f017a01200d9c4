#!/usr/bin/env bash
# pandas, python-calamine, odfdo, pyexcel-ods3: three cells of an .ods table that are no plain value.
#
# One would guess: a response time of 36:00, a failed formula and a word with its pinyin cost at most
# the cell that they stand in, and the rest of the sheet is read.
# What happens: pandas cannot read a duration of a day or more and refuses the whole workbook, also
# with dtype=str; a failed formula (#DIV/0! on the page) is an empty text for calamine and odfdo,
# which is what an unfilled cell is; a phonetic guide is glued to its word (绩效jixiao) by calamine
# and odfdo and takes the word with it in pyexcel-ods3.
# Why it matters: 响应时间 and 办理时限 are such durations; a table with one is reported as damaged.
# An error value that turns into a blank makes an auditor write "未填" about a cell that was filled.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 odfdo==3.27.3 pyexcel-ods3==0.6.1
cat > try.py <<'P'
import sys, zipfile
from importlib.metadata import version
import odfdo, pandas
from pyexcel_ods3 import get_data
from python_calamine import CalamineWorkbook

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text"))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"
TEXT = 'office:value-type="string"'
RUBY = "<text:ruby><text:ruby-base>绩效</text:ruby-base><text:ruby-text>jixiao</text:ruby-text></text:ruby>"
DURATION = ('office:value-type="time" office:time-value="PT36H00M00S"', "36:00")
CELLS = [
    ('office:value-type="float" office:value="9.5"', "9.5"),
    (f'table:formula="of:=1/0" {TEXT} office:string-value="" calcext:value-type="error"', "#DIV/0!"),
    (TEXT, RUBY),
]

def write(path, cells):
    row = "".join(f"<table:table-cell {what}><text:p>{text}</text:p></table:table-cell>" for what, text in cells)
    body = f'<table:table table:name="表"><table:table-row>{row}</table:table-row></table:table>'
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'.format
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" '
                      f'manifest:version="1.2">{entry("/", KIND)}{entry("content.xml", "text/xml")}</manifest:manifest>')
        file.writestr("content.xml", f'<office:document-content {NAMES} {CALC} office:version="1.2"><office:body>'
                      f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>")

write("plain.ods", CELLS)
write("duration.ods", [*CELLS, DURATION])
try:
    pandas.read_excel("duration.ods", header=None, engine="odf", dtype=str)
    stopped = "nothing"
except Exception as error:
    stopped = f"{type(error).__name__}: {error}"
got = {
    "python-calamine": CalamineWorkbook.from_path("plain.ods").get_sheet_by_index(0).to_python()[0],
    "odfdo": list(odfdo.Document("plain.ods").body.get_table(0).get_values()[0]),
    "pyexcel-ods3": get_data("plain.ods")["表"][0],
}
print("pandas", version("pandas"), "on a sheet with 36:00 raises", stopped)
for name, row in got.items():
    print(name, version(name), "gives", [str(value) for value in row], "for 9.5, #DIV/0!, 绩效 with pinyin")
as_seen = {
    "python-calamine": ["9.5", "", "绩效jixiao"],
    "odfdo": ["9.5", "", "绩效jixiao"],
    "pyexcel-ods3": ["9.5", "#DIV/0!"],
}
same = {name: [str(value) for value in row] for name, row in got.items()} == as_seen
sys.exit(not (same and stopped.startswith("DateParseError")))
P
venv/bin/python try.py
