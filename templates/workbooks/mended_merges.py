"""坏的合并区: openpyxl 打开之前先理好, 与读表时的算法一样.

One-cell merges, merges that overlap an earlier one, and merges over whole columns make
openpyxl lose its way or fill the memory. The sheets are rewritten without them; nothing
else of the package changes, and each merge that goes is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from indicators.errors import Problem
from reading.merged_cells import WIDEST, Span, Spans
from templates.workbooks.losses import LARGEST_PART

MOST_SHOWN = 5
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MERGE = re.compile(
    rb"<(\w+:)?mergeCell\s[^>]*?\bref=[\"']([^\"']*)[\"'][^>]*?"
    rb"(?:/>|>\s*</(?:\w+:)?mergeCell\s*>)"
)
_LIST = re.compile(rb"<(?:\w+:)?mergeCells\b[^>]*(?:/>|>\s*</(?:\w+:)?mergeCells\s*>)")
_COUNT = re.compile(rb"(<(?:\w+:)?mergeCells\b[^>]*?)\s+count=[\"']\d*[\"']")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


def mended(path: Path) -> tuple[Path | BytesIO, tuple[Problem, ...]]:
    """理好的工作簿: the file itself where nothing is wrong; and what was taken out."""
    with ZipFile(path) as package:
        new = dict(_mended_parts(package))
        if not new:
            return path, ()
        stream = BytesIO()
        with ZipFile(stream, "w") as copy:
            for info in package.infolist():
                content, _ = new.get(info.filename, (None, ()))
                kept = package.read(info) if content is None else content
                copy.writestr(info, kept)
    stream.seek(0)
    gone = [area for _, areas in new.values() for area in areas]
    return stream, (_notice(path, gone),)


def _notice(path: Path, gone: list[str]) -> Problem:
    shown = "、".join(gone[:MOST_SHOWN])
    more = f" 等 {len(gone)} 处" if len(gone) > MOST_SHOWN else ""
    message = "合并区只有一格、互相重叠或过大，新文件里不再合并"
    return Problem(path.name, message, f"{shown}{more}")


def _mended_parts(
    package: ZipFile,
) -> Iterator[tuple[str, tuple[bytes, tuple[str, ...]]]]:
    """The sheets to rewrite: name, new content, and the areas that go."""
    for info in package.infolist():
        if _SHEET.fullmatch(info.filename) and info.file_size <= LARGEST_PART:
            text = package.read(info)
            gone = _wrong(text) if b"mergeCell" in text else []
            if gone:
                places = {match.start() for match in gone}
                areas = tuple(match[2].decode("utf-8", "replace") for match in gone)
                yield info.filename, (_without(text, places), areas)


def _wrong(text: bytes) -> list[re.Match[bytes]]:
    """The merges of a sheet that are none; of two that overlap the first holds."""
    spans = Spans()
    return [match for match in _MERGE.finditer(text) if not _holds(match[2], spans)]


def _holds(area: bytes, spans: Spans) -> bool:
    span = _span(area.decode("utf-8", "replace"))
    if span is None or not 1 < span[2] * span[3] <= WIDEST:
        return False
    refused = len(spans.refused)
    return spans.add(span) is None and len(spans.refused) == refused


def _span(area: str) -> Span | None:
    """Read A1:C2; None for what is no area of cells.

    >>> _span("B2:D2"), _span("A8:A5"), _span("A:A")
    ((2, 2, 1, 3), None, None)
    """
    match = _AREA.fullmatch(area.strip())
    if match is None:
        return None
    left, top = _column(match[1]), int(match[2])
    right, bottom = _column(match[3] or match[1]), int(match[4] or match[2])
    if right < left or bottom < top:
        return None
    return top, left, bottom - top + 1, right - left + 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _without(text: bytes, places: set[int]) -> bytes:
    """Take merges out; a list of none goes too, and no count contradicts its list."""
    kept = _MERGE.sub(lambda m: b"" if m.start() in places else m[0], text)
    return _COUNT.sub(rb"\1", _LIST.sub(b"", kept))
