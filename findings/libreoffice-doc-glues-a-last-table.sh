#!/usr/bin/env bash
# LibreOffice: a Word document that ends with a table, saved as Word 97 (.doc).
#
# One would guess: what is saved as .doc holds the tables that were on the page, merged cells and all;
# so does every .docx that Word writes, which always ends with a paragraph.
# What happens: python-docx and other writers may end the body with the table itself. Such a .docx is
# opened and printed right. Saved as .doc by LibreOffice 7.4 it holds no table any more: all the texts
# are one paragraph, cell marks between them, and that is what LibreOffice itself and every reader
# gets back. One empty paragraph behind the table before the conversion, and the table is there again.
# No message, exit code 0. The same document saved as .rtf and as .odt keeps its table.
# Why it matters: a folder of forms made by a script and converted "for the old machines" looks right
# in a list of files and has lost every row and column.
# Needs LibreOffice (soffice) on the machine.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-docx==1.2.0
cat > try.py <<'P'
import subprocess, sys
from importlib.metadata import version
from pathlib import Path
import docx

CELLS = (("指标值", "实际完成值", "得分"), ("≥90%", "95%", "10"))

def convert(path, kind, folder):
    subprocess.run(["soffice", f"-env:UserInstallation={Path('profile').resolve().as_uri()}", "--headless",
                    "--convert-to", kind, "--outdir", folder, path], check=True, capture_output=True)
    return Path(folder, f"{Path(path).stem}.{kind}")

def made(name, paragraph):
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, texts in enumerate(CELLS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    if paragraph:
        document.add_paragraph()
    document.save(name)
    return name

def tables(path):
    document = docx.Document(str(path))
    found = [[tuple(c.text for c in row.cells) for row in t.rows] for t in document.tables]
    return found, [p.text for p in document.paragraphs if p.text]

print("python-docx", version("python-docx"))
print(subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.strip())
whole = list(CELLS)
right = []
for name, paragraph, kind, keeps in (("last", False, "doc", False), ("before", True, "doc", True),
                                     ("last", False, "rtf", True), ("last", False, "odt", True)):
    saved = convert(made(f"{name}.docx", paragraph), kind, f"{name}-{kind}")
    found, texts = tables(convert(saved, "docx", f"{name}-{kind}-back"))
    print(f"table {'before a paragraph' if paragraph else 'last'}, through .{kind}: {len(found)} table(s), paragraphs {texts}")
    right.append((found == [whole]) is keeps)
print("only the last table is lost, only in .doc:", all(right))
sys.exit(0 if all(right) else 1)
P
venv/bin/python try.py
