"""先看一眼: 文件里的文字, 不排版, 不认表; 只为知道值不值得细读.

What cannot be seen at once (a PDF, a damaged or encrypted file) shows nothing here: the
name of the file is all that is known of it.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from indicators.errors import InputError
from reading.sources.detect import opened
from reading.sources.office.shelf import KINDS as OFFICE_KINDS
from reading.sources.office.shelf import taken
from reading.sources.package import Package

_MOST = 1 << 18
"""So many bytes of a part, or of a file that has none, are looked at."""
_WORKBOOK = 8 << 20
_TAG = re.compile(r"<[^>]*>")
_PARTS = re.compile(
    r"xl/sharedstrings\.xml|xl/worksheets/[^/]+\.xml|word/document\.xml|content\.xml"
    r"|doc_\d+/pages/[^/]+/content\.xml"
)
_SHEETS = 8


def glimpse(path: Path) -> str:
    """看一眼: the name of the file and what text is seen at its beginning."""
    try:
        return f"{path.stem}\n{_seen(path)}"
    except (InputError, OSError):
        return path.stem


def _seen(path: Path) -> str:
    kind, package = opened(path)
    if package is not None:
        with package:
            return _of_package(package)
    if kind in OFFICE_KINDS and (made := taken(path)) is not None:
        with Package(made) as package:
            return _of_package(package)
    if kind in {"xls", "doc"}:
        return _of_utf16(path)
    if kind in {"pdf", "picture"}:
        return ""
    with path.open("rb") as file:
        return _TAG.sub("", _decoded(file.read(_MOST)))


def _of_package(package: Package) -> str:
    """The texts of a package, whose runs are parted by tags."""
    names = islice(filter(_PARTS.fullmatch, package.names()), _SHEETS)
    texts = (package.begin(name, _MOST).decode(errors="ignore") for name in names)
    return "\n".join(_TAG.sub("", text) for text in texts)


def _of_utf16(path: Path) -> str:
    """An old workbook or document has its texts in UTF-16, at even places or odd ones."""
    with path.open("rb") as file:
        data = file.read(_WORKBOOK)
    return "\n".join(part.decode("utf-16-le", "ignore") for part in (data, data[1:]))


def _decoded(data: bytes) -> str:
    """A text in the encoding that it seems to have."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "ignore")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        whole = error.start > len(data) - 4
        return data.decode("utf-8" if whole else "gb18030", "ignore")
