"""坏的合并区: openpyxl 打开之前先理好, 与读表时的算法一样.

One-cell merges, merges that overlap an earlier one, and merges over whole columns make
openpyxl lose its way or fill the memory. The sheets are rewritten without them; nothing
else of the package changes, and each merge that goes is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from indicators.errors import Problem
from indicators.place import column_letters
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


@contextmanager
def mended_file(path: Path) -> Iterator[Path]:
    """理好的工作簿作为文件: what is read from it stands where it will be written."""
    source: Path | BytesIO = path
    with suppress(BadZipFile, OSError):
        source, _ = mended(path)
    if isinstance(source, Path):
        yield source
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(source.getvalue())
        yield copy


def _notice(path: Path, gone: list[str]) -> Problem:
    shown = "、".join(gone[:MOST_SHOWN])
    more = f" 等 {len(gone)} 处" if len(gone) > MOST_SHOWN else ""
    message = "合并区只有一格、互相重叠、写反或过大，已理好"
    return Problem(path.name, message, f"{shown}{more}")


def _mended_parts(
    package: ZipFile,
) -> Iterator[tuple[str, tuple[bytes, tuple[str, ...]]]]:
    """The sheets to rewrite: name, new content, and the areas that go."""
    for info in package.infolist():
        if _SHEET.fullmatch(info.filename) and info.file_size <= LARGEST_PART:
            text = package.read(info)
            fates = _fates(text) if b"mergeCell" in text else {}
            if fates:
                areas = tuple(area for area, _ in fates.values())
                yield info.filename, (_rewritten(text, fates), areas)


def _fates(text: bytes) -> dict[int, tuple[str, bytes]]:
    """The merges that cannot stay as they are: where, its area, what takes its place.

    One that is written backwards is turned; of two that overlap the first holds.
    """
    spans, fates = Spans(), {}
    for match in _MERGE.finditer(text):
        area = match[2].decode("utf-8", "replace")
        span = _span(area)
        if span is None or not _holds(span, spans):
            fates[match.start()] = area, b""
        elif (right := _written(span)) != area.replace("$", ""):
            turned = match[0].replace(match[2], right.encode())
            fates[match.start()] = area, turned
    return fates


def _holds(span: Span, spans: Spans) -> bool:
    """Say whether a span is one of several cells that lies over no earlier one."""
    if not 1 < span[2] * span[3] <= WIDEST:
        return False
    refused = len(spans.refused)
    return spans.add(span) is None and len(spans.refused) == refused


def _written(span: Span) -> str:
    row, column, rows, columns = span
    first = f"{column_letters(column)}{row}"
    return f"{first}:{column_letters(column + columns - 1)}{row + rows - 1}"


def _span(area: str) -> Span | None:
    """Read A1:C2; None for what is no area of cells.

    >>> _span("B2:D2"), _span("A8:A5"), _span("A:A")
    ((2, 2, 1, 3), (5, 1, 4, 1), None)
    """
    match = _AREA.fullmatch(area.strip())
    if match is None:
        return None
    left, right = sorted((_column(match[1]), _column(match[3] or match[1])))
    top, bottom = sorted((int(match[2]), int(match[4] or match[2])))
    return top, left, bottom - top + 1, right - left + 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _rewritten(text: bytes, fates: dict[int, tuple[str, bytes]]) -> bytes:
    """Take merges out or turn them; a list of none goes too, with the count of any."""

    def fate(match: re.Match[bytes]) -> bytes:
        return fates.get(match.start(), ("", match[0]))[1]

    return _COUNT.sub(rb"\1", _LIST.sub(b"", _MERGE.sub(fate, text)))
