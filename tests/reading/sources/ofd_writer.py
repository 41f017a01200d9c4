"""手写的 OFD: 照 GB/T 33190 的写法, 各家软件怎样写就怎样写一遍.

A page is given as characters and lines in millimetres; `HABITS` are ways to write it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

import pdfplumber
from attrs import field, frozen

from reading.sources.pdf.characters import drawing

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
POINT = 25.4 / 72
Line = tuple[float, float, float, float]


@frozen
class Letter:
    """A character: where it begins, its base line, its height."""

    text: str
    x: float
    base: float
    size: float


@frozen
class Sheet:
    """A page: its size, letters in the order of reading, level and upright lines.

    `more` stands on the page too, and `below` on its template.
    """

    width: float
    height: float
    letters: Sequence[Letter] = ()
    lines: Sequence[Line] = ()
    more: str = ""
    below: str = ""


def printed(path: Path) -> list[Sheet]:
    """The pages of a PDF as they are to be written."""
    with pdfplumber.open(path) as document:
        return [_sheet(page, n) for n, page in enumerate(document.pages, 1)]


def _sheet(page: pdfplumber.page.Page, number: int) -> Sheet:
    shown = drawing(page, number)
    letters = [
        Letter(
            char["text"],
            char["x0"] * POINT,
            (page.height - char["matrix"][5]) * POINT,
            char["size"] * POINT,
        )
        for char in shown.chars
    ]
    lines = [
        tuple(edge[side] * POINT for side in ("x0", "top", "x1", "bottom"))
        for edge in shown.edges
    ]
    return Sheet(page.width * POINT, page.height * POINT, letters, lines)


def runs(letters: Iterable[Letter], *, gap: float) -> Iterator[list[Letter]]:
    """Letters that stand behind one another, at most so many heights apart."""
    run: list[Letter] = []
    for letter in letters:
        if run and not _follows(run[-1], letter, gap):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _follows(last: Letter, letter: Letter, gap: float) -> bool:
    same = abs(letter.base - last.base) < 0.05 and abs(letter.size - last.size) < 0.05
    return same and 0 < letter.x - last.x <= gap * last.size


def deltas(run: Sequence[Letter], scale: float = 1) -> str:
    """The steps of a run, those that are equal put together: g 3 4.2."""
    steps = [f"{(b.x - a.x) / scale:.3f}" for a, b in pairwise(run)]
    groups = [(step, len(list(same))) for step, same in groupby(steps)]
    return " ".join(s if n == 1 else f"g {n} {s}" for s, n in groups)


def _text(run: Sequence[Letter]) -> str:
    return escape("".join(letter.text for letter in run))


def _delta(run: Sequence[Letter], scale: float = 1) -> str:
    return f' DeltaX="{deltas(run, scale)}"' if len(run) > 1 else ""


def by_runs(sheet: Sheet) -> tuple[str, str]:
    """One text object a line of a cell, tightly bounded, with repeated steps."""
    texts = "".join(
        f'<ofd:TextObject ID="{n}" Font="1" Size="{run[0].size:.4f}" Boundary="'
        f"{run[0].x:.3f} {run[0].base - 0.9 * run[0].size:.3f} "
        f'{run[-1].x - run[0].x + run[0].size:.3f} {run[0].size:.3f}">'
        f'<ofd:TextCode X="0" Y="{0.9 * run[0].size:.4f}"{_delta(run)}>'
        f"{_text(run)}</ofd:TextCode></ofd:TextObject>"
        for n, run in enumerate(runs(sheet.letters, gap=1.5), 100)
    )
    lines = "".join(
        f'<ofd:PathObject ID="{n}" LineWidth="0.18" Boundary="{x0:.3f} {y0:.3f} '
        f'{x1 - x0 + 0.2:.3f} {y1 - y0 + 0.2:.3f}"><ofd:AbbreviatedData>M 0 0 L '
        f"{x1 - x0:.3f} {y1 - y0:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        for n, (x0, y0, x1, y1) in enumerate(sheet.lines, 9000)
    )
    return lines + texts, ""


def by_characters(sheet: Sheet) -> tuple[str, str]:
    """One text object a character; lines are thin filled rectangles."""
    texts = "".join(
        f'<ofd:TextObject ID="{n}" Font="1" Size="{letter.size:.3f}" '
        f'Boundary="0 0 {sheet.width:.2f} {sheet.height:.2f}"><ofd:TextCode '
        f'X="{letter.x:.3f}" Y="{letter.base:.3f}">{escape(letter.text)}'
        "</ofd:TextCode></ofd:TextObject>"
        for n, letter in enumerate(sheet.letters, 100)
    )
    lines = "".join(
        f'<ofd:PathObject ID="{n}" Stroke="false" Fill="true" Boundary="{x0:.3f} '
        f'{y0:.3f} {x1 - x0 + 0.25:.3f} {y1 - y0 + 0.25:.3f}"><ofd:FillColor '
        f'Value="0 0 0"/><ofd:AbbreviatedData>S 0 0 L {x1 - x0 + 0.25:.3f} 0 L '
        f"{x1 - x0 + 0.25:.3f} {y1 - y0 + 0.25:.3f} L 0 {y1 - y0 + 0.25:.3f} C"
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for n, (x0, y0, x1, y1) in enumerate(sheet.lines, 9000)
    )
    return lines + texts, ""


def by_points(sheet: Sheet) -> tuple[str, str]:
    """Points under a matrix, several cells in one object; lines in a template."""
    ctm = f'CTM="{POINT:.6f} 0 0 {POINT:.6f} 0 0"'
    whole = f'Boundary="0 0 {sheet.width:.3f} {sheet.height:.3f}"'
    codes = [
        f'<ofd:TextCode X="{run[0].x / POINT:.3f}" Y="{run[0].base / POINT:.3f}"'
        f"{_delta(run, POINT)}>{_text(run)}</ofd:TextCode>"
        for run in runs(sheet.letters, gap=1.5)
    ]
    sizes = [run[0].size / POINT for run in runs(sheet.letters, gap=1.5)]
    texts = "".join(
        f'<ofd:TextObject ID="{n}" Font="1" Size="{size:.3f}" {ctm} {whole}>'
        f"{''.join(code for _, code in same)}</ofd:TextObject>"
        for n, (size, same) in enumerate(
            groupby(zip(sizes, codes, strict=True), key=lambda pair: round(pair[0], 3)),
            100,
        )
    )
    path = " ".join(
        f"M {x0 / POINT:.3f} {y0 / POINT:.3f} L {x1 / POINT:.3f} {y1 / POINT:.3f}"
        for x0, y0, x1, y1 in sheet.lines
    )
    lines = (
        f'<ofd:PathObject ID="9000" {ctm} {whole}><ofd:AbbreviatedData>{path}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    return texts, lines


def by_rows(sheet: Sheet) -> tuple[str, str]:
    """All cells of a row in one code, with glyphs; lines in a unit that is referred to."""
    texts = "".join(
        f'<ofd:TextObject ID="{n}" Font="1" Size="{run[0].size:.4f}" '
        f'Boundary="0 0 {sheet.width:.3f} {sheet.height:.3f}"><ofd:CGTransform '
        f'CodePosition="0" CodeCount="{len(run)}" GlyphCount="{len(run)}"><ofd:Glyphs>'
        f"{' '.join(str(number + 3) for number in range(len(run)))}</ofd:Glyphs>"
        f'</ofd:CGTransform><ofd:TextCode X="{run[0].x:.3f}" Y="{run[0].base:.3f}"'
        f"{_delta(run)}>{_text(run)}</ofd:TextCode></ofd:TextObject>"
        for n, run in enumerate(runs(sheet.letters, gap=999), 100)
    )
    path = " ".join(
        f"M {a:.3f} {b:.3f} L {c:.3f} {d:.3f}" for a, b, c, d in sheet.lines
    )
    lines = (
        f'<ofd:PathObject ID="9000" Boundary="0 0 {sheet.width:.3f} {sheet.height:.3f}">'
        f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
    )
    unit = (
        '<ofd:CompositeObject ID="9001" ResourceID="{}" '
        f'Boundary="0 0 {sheet.width:.3f} {sheet.height:.3f}"/>'
    )
    return unit + texts, f"unit{lines}"


HABITS: dict[str, Callable[[Sheet], tuple[str, str]]] = {
    "runs": by_runs,
    "characters": by_characters,
    "points": by_points,
    "rows": by_rows,
}
"""How a page is written: what stands on it, and what on its template or in a unit."""


@frozen
class Book:
    """The parts of one document."""

    folder: str
    parts: dict[str, str] = field(factory=dict)

    def add(self, name: str, body: str) -> None:
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        self.parts[f"{self.folder}/{name}"] = head + body


def page_part(area: str, content: str, template: str = "") -> str:
    """A page, or a template."""
    layer = f'<ofd:Content><ofd:Layer ID="2" Type="Body">{content}</ofd:Layer></ofd:Content>'
    stated = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>"
    return f"<ofd:Page {NAMESPACE}>{stated if area else ''}{template}{layer}</ofd:Page>"


FIRST_PICTURE = 700
"""The resource of the first picture of a package; those of the others follow."""


def document(
    folder: str, sheets: Sequence[Sheet], habit: str, pictures: Iterable[str] = ()
) -> dict[str, str]:
    """The parts of a document."""
    book, pages, templates, units = Book(folder), "", "", ""
    for number, sheet in enumerate(sheets):
        content, below = HABITS[habit](sheet)
        below += sheet.below
        template = ""
        if below.startswith("unit"):
            key = 500 + number
            content = content.format(key) if "{}" in content else content
            units += (
                f'<ofd:CompositeGraphicUnit ID="{key}" Width="{sheet.width}" '
                f'Height="{sheet.height}"><ofd:Content>{below[4:]}</ofd:Content>'
                "</ofd:CompositeGraphicUnit>"
            )
        elif below:
            key = 500 + number
            book.add(f"Tpls/Tpl_{number}/Content.xml", page_part("", below))
            templates += f'<ofd:TemplatePage ID="{key}" BaseLoc="Tpls/Tpl_{number}/Content.xml"/>'
            template = f'<ofd:Template TemplateID="{key}" ZOrder="Background"/>'
        area = f"0 0 {sheet.width:.3f} {sheet.height:.3f}" if number % 2 else ""
        at = f"Pages/Page_{number}/Content.xml"
        book.add(at, page_part(area, content + sheet.more, template))
        location = f"/{folder}/{at}" if habit == "rows" else at
        pages += f'<ofd:Page ID="{number + 10}" BaseLoc="{location}"/>'
    size = f"0 0 {sheets[0].width:.3f} {sheets[0].height:.3f}" if sheets else "0 0 1 1"
    book.add(
        "Document.xml",
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{templates}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
    )
    book.add(
        "PublicRes.xml",
        f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" '
        'FontName="宋体"/><ofd:Font ID="2" FontName="Symbol"/></ofd:Fonts>'
        f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>",
    )
    media = "".join(
        f'<ofd:MultiMedia ID="{n}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for n, name in enumerate(pictures, FIRST_PICTURE)
    )
    book.add(
        "DocumentRes.xml",
        f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias>{media}'
        "</ofd:MultiMedias></ofd:Res>",
    )
    return book.parts


def write_ofd(
    path: Path,
    sheets: Sequence[Sheet],
    habit: str = "runs",
    *,
    others: Sequence[Sequence[Sheet]] = (),
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> Path:
    """Write an OFD of one document, or of several; `pictures` belong to each."""
    folders = [f"Doc_{number}" for number in range(1 + len(others))]
    books = zip(folders, (sheets, *others), strict=True)
    parts = {
        k: v for f, book in books for k, v in document(f, book, habit, pictures).items()
    }
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocRoot>{folder}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for folder in folders
    )
    root = f'<ofd:OFD {NAMESPACE} Version="1.1" DocType="OFD">{bodies}</ofd:OFD>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("OFD.xml", root)
        for name, body in parts.items():
            package.writestr(name, body)
        for folder in folders:
            for name, data in pictures.items():
                package.writestr(f"{folder}/Res/{name}", data)
    return path
