"""写成 .ods: 合并的格留一个跨度, 被盖住的格写作 covered-table-cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from tests.oracle.page import Merge, Page
from tests.oracle.rendering.documents import spans, text_of
from tests.oracle.rendering.packing import packed

Pages = Sequence[tuple[str, Page]]
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{NAMESPACE}:manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{MIMETYPE}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def as_ods(pages: Pages, path: Path) -> None:
    sheets = "".join(part for name, page in pages for part in _parts(name, page))
    names = "".join(
        f' xmlns:{short}="{NAMESPACE}:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<office:document-content{names} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": MIMETYPE,
        "content.xml": content,
        "META-INF/manifest.xml": MANIFEST,
    }
    packed(path, parts)


def _parts(name: str, page: Page) -> Iterator[str]:
    yield f'<table:table table:name="{escape(name)}">'
    known = spans(page)
    for row in range(1, page.height + 1):
        yield f"<table:table-row>{''.join(_cells(page, known, row))}</table:table-row>"
    yield "</table:table>"


def _cells(page: Page, known: dict[tuple[int, int], Merge], row: int) -> Iterator[str]:
    for column in range(1, page.width + 1):
        top, left, bottom, right = known.get((row, column), (row, column, row, column))
        if (top, left) != (row, column):
            yield "<table:covered-table-cell/>"
            continue
        span = (
            f' table:number-columns-spanned="{right - left + 1}"'
            f' table:number-rows-spanned="{bottom - top + 1}"'
        )
        said = text_of(page, row, column)
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in said.split("\n"))
        own = span if (bottom, right) != (top, left) else ""
        yield (
            f'<table:table-cell{own} office:value-type="string">{lines}'
            "</table:table-cell>"
        )
