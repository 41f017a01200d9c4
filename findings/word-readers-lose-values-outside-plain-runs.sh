#!/usr/bin/env bash
# python-docx, mammoth, docx2python: values of a Word table that do not stand in a plain run.
#
# One would guess: the text of a cell is what Word shows in it, whatever the text is wrapped in.
# What happens: a sign inserted as a symbol, points in a content control, in a computed field or in
# a tracked insertion, and words with a phonetic guide are each dropped or changed by one reader or
# another, and none of them warns. python-docx gives 90天 for ≤90天 and an empty cell for a computed
# or a corrected score; mammoth an empty cell for a computed score and for 绩效 with its pinyin;
# docx2python writes £ for ≤ (the code of the symbol font read as a letter) and 202206 for 2022-06.
# Why it matters: bureaus type ≤ from the symbol table, totals are fields (=SUM(ABOVE)), corrected
# tables come back with tracked changes, forms use content controls. A target without its sign is a
# target in the other direction; an empty total looks like a table that nobody filled.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1
cat > try.py <<'P'
import html, re, sys
from importlib.metadata import version
import docx, mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

RUN = "<w:r><w:t>{}</w:t></w:r>".format
SYMBOL = '<w:r><w:sym w:font="Symbol" w:char="{}"/><w:t>{}</w:t></w:r>'.format
TRACKED = 'w:id="{}" w:author="甲" w:date="2022-01-10T00:00:00Z"'.format
RUBY = ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>jixiao</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>绩效</w:t></w:r></w:rubyBase></w:ruby></w:r>")
cases = [  # name, what a person sees, the paragraph, what the three readers give
    ("a sign from the symbol table", "≤90天", SYMBOL("F0A3", "90天"), ("90天", "≤90天", "£90天")),
    ("another one", "≥95%", SYMBOL("F0B3", "95%"), ("95%", "≥95%", "³95%")),
    ("a computed score", "97.74", f'<w:fldSimple w:instr="=SUM(ABOVE)">{RUN("97.74")}</w:fldSimple>',
     ("", "", "97.74")),
    ("points in a content control", "96.5", f"<w:sdt><w:sdtContent>{RUN('96.5')}</w:sdtContent></w:sdt>",
     ("", "96.5", "96.5")),
    ("9 corrected to 8, tracked", "8",
     f"<w:del {TRACKED(1)}><w:r><w:delText>9</w:delText></w:r></w:del><w:ins {TRACKED(2)}>{RUN('8')}</w:ins>",
     ("", "8", "8")),
    ("a word with its pinyin", "绩效", RUBY, ("", "", "jixiao绩效")),
    ("a month with a hyphen that does not break", "2022-06",
     "<w:r><w:t>2022</w:t><w:noBreakHyphen/><w:t>06</w:t></w:r>", ("2022-06", "2022\u201106", "202206")),
]
document = docx.Document()
table = document.add_table(len(cases), 1)
for row, (_, _, xml, _) in enumerate(cases):
    cell = table.cell(row, 0)._tc
    cell.remove(cell.p_lst[0])
    cell.append(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
document.save("table.docx")

plain = lambda text: html.unescape(re.sub("<[^>]+>", "", text))
first = [row.cells[0].text for row in docx.Document("table.docx").tables[0].rows]
page = mammoth.convert_to_html(open("table.docx", "rb")).value
second = [plain(row) for row in re.findall("<tr>(.*?)</tr>", page)]
third = [plain("".join(row[0])) for row in docx2python("table.docx").body[0]]
names = ("python-docx", "mammoth", "docx2python")
print(*(f"{name} {version(name)}" for name in names), sep=", ")
got = list(zip(first, second, third))
for (name, seen, _, _), texts in zip(cases, got):
    print(f"{name}: a person sees {seen};", ", ".join(f"{n} {t!r}" for n, t in zip(names, texts)))
sys.exit(got != [case[3] for case in cases])
P
venv/bin/python try.py
