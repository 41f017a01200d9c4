#!/usr/bin/env bash
# ofdkit: an OFD in which one TextCode holds the texts of several cells.
#
# One would guess: a reader of OFD (GB/T 33190) knows where each character stands, since the format
# says it: TextCode has X, Y and, in DeltaX, the step from each character to the next.
# What happens: ofdkit 0.2.0 takes the X of a TextCode alone and passes over DeltaX. Where a producer
# writes a printed line as one TextCode, with wide steps from cell to cell, the texts of the cells are
# glued together without a warning: target 10, actual 8, weight 10 and points 8 become 108108, and
# "≥90%", "95%", "10" become ≥90%95%10. With a TextCode for each cell the same page reads right.
# Why it matters: weights and points are short numbers that stand side by side; glued they are other
# numbers, and nothing shows that there were several.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ofdkit==0.2.0
cat > try.py <<'P'
import sys, zipfile
from importlib.metadata import version
import ofdkit

SIZE, COLUMNS = 3.5, (20, 60, 100, 140)

def code(cells):
    """One TextCode: characters stand close in a cell, and a column apart between cells."""
    places = [x + n * SIZE / 2 for x, cell in zip(COLUMNS, cells) for n, _ in enumerate(cell)]
    steps = " ".join(f"{b - a:g}" for a, b in zip(places, places[1:]))
    return f'<ofd:TextCode X="{places[0]}" Y="50" DeltaX="{steps}">{"".join(cells)}</ofd:TextCode>'

def single(cells):
    """A TextCode for each cell."""
    return "".join(f'<ofd:TextCode X="{x}" Y="50" DeltaX="{" ".join(["1.75"] * (len(cell) - 1))}">{cell}</ofd:TextCode>'
                   for x, cell in zip(COLUMNS, cells))

def text_of(codes):
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    text = f'<ofd:TextObject ID="7" Font="1" Size="{SIZE}" Boundary="0 0 210 297">'
    parts = {
        "OFD.xml": f"<ofd:OFD {name}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {name}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        '</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/>'
        "</ofd:Pages></ofd:Document>",
        "Doc_0/P.xml": f'<ofd:Page {name}><ofd:Content><ofd:Layer ID="2">{text}{codes}</ofd:TextObject>'
        "</ofd:Layer></ofd:Content></ofd:Page>",
    }
    with zipfile.ZipFile("a.ofd", "w") as package:
        for part, body in parts.items():
            package.writestr(part, body)
    with ofdkit.open("a.ofd") as document:
        return document.text().strip(), list(document.warnings)

print("ofdkit", version("ofdkit"))
glued = True
for cells in (("10", "8", "10", "8"), ("≥90%", "95%", "10")):
    (one, said), (each, _) = text_of(code(cells)), text_of(single(cells))
    print(f"cells {cells}: one code {one!r} (warnings: {said}), a code each {each!r}")
    glued = glued and one == "".join(cells) and each.split() == list(cells)
print("glued without a warning:", glued)
sys.exit(0 if glued else 1)
P
venv/bin/python try.py
