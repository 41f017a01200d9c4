"""写成 .docx 与 .html: 标题几行在表格之上, 合并的格照各自的写法."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from tests.oracle.page import Merge, Page
from tests.oracle.rendering.packing import packed
from tests.oracle.rendering.shown import shown

Pages = Sequence[tuple[str, Page]]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def text_of(page: Page, row: int, column: int) -> str:
    spot = row, column
    return shown(page.values.get(spot), page.formats.get(spot, ""))


def lead_of(page: Page) -> list[str]:
    """The lines above the table."""
    return [text_of(page, row, 1) for row in range(1, page.lead + 1)]


def spans(page: Page) -> dict[tuple[int, int], Merge]:
    """Every cell that a merge covers, and the merge."""
    return {
        (row, column): merge
        for merge in page.merges
        for row in range(merge[0], merge[2] + 1)
        for column in range(merge[1], merge[3] + 1)
    }


def as_docx(pages: Pages, path: Path) -> None:
    body = "".join(part for _, page in pages for part in _word_parts(page))
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
    }
    packed(path, parts)


def _paragraph(text: str) -> str:
    lines = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def _word_parts(page: Page) -> Iterator[str]:
    yield from map(_paragraph, lead_of(page))
    known, width = spans(page), page.width
    grid = '<w:gridCol w:w="1200"/>' * width
    yield f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>"
    for row in range(page.lead + 1, page.height + 1):
        yield f"<w:tr>{''.join(_word_cells(page, known, row, width))}</w:tr>"
    yield "</w:tbl>" + _paragraph("")


def _word_cells(
    page: Page, known: dict[tuple[int, int], Merge], row: int, width: int
) -> Iterator[str]:
    column = 1
    while column <= width:
        top, left, bottom, right = known.get((row, column), (row, column, row, column))
        wide = f'<w:gridSpan w:val="{right - left + 1}"/>' if right > left else ""
        start = ' w:val="restart"' if row == top else ""
        tall = f"<w:vMerge{start}/>" if bottom > top else ""
        text = text_of(page, row, column) if row == top else ""
        yield f"<w:tc><w:tcPr>{wide}{tall}</w:tcPr>{_paragraph(text)}</w:tc>"
        column = right + 1


def as_html(pages: Pages, path: Path) -> None:
    body = "".join(part for _, page in pages for part in _web_parts(page))
    head = '<meta charset="utf-8"><title>自评表</title>'
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8")


def _web_parts(page: Page) -> Iterator[str]:
    for text in lead_of(page):
        yield f"<p align=center>{_broken(text)}</p>\n"
    known = spans(page)
    yield '<table border="1">\n'
    for row in range(page.lead + 1, page.height + 1):
        yield f"<tr>{''.join(_web_cells(page, known, row))}</tr>\n"
    yield "</table>\n"


def _web_cells(
    page: Page, known: dict[tuple[int, int], Merge], row: int
) -> Iterator[str]:
    for column in range(1, page.width + 1):
        top, left, bottom, right = known.get((row, column), (row, column, row, column))
        if (top, left) != (row, column):
            continue
        wide = f' colspan="{right - left + 1}"' if right > left else ""
        tall = f' rowspan="{bottom - top + 1}"' if bottom > top else ""
        yield f"<td{wide}{tall}>{_broken(text_of(page, row, column))}</td>"


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")
