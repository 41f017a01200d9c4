"""旧版 Office 的容器 (OLE): 里面是文书、工作簿, 还是别的.

What counts is the streams at its root: a document may hold a workbook inside, and a
workbook a document.
"""

from __future__ import annotations

from enum import Enum, unique
from pathlib import Path
from typing import Any, Final


@unique
class OleSort(Enum):
    """容器里的东西; the value says why it is no table."""

    ENCRYPTED = "文件已加密"
    DOCUMENT = "文件是旧版 Word 文档"
    WORKBOOK = "文件是旧版 Excel 工作簿"
    SLIDES = "文件是演示文稿，没有自评表"
    WORKS = "文件是 Microsoft Works 文档，请用 Word 另存为 .docx"
    UNKNOWN = "文件不完整，或不是 Word 文档、Excel 工作簿"


_STREAMS: Final = {
    "EncryptedPackage": OleSort.ENCRYPTED,
    "WordDocument": OleSort.DOCUMENT,
    "PowerPoint Document": OleSort.SLIDES,
    "Workbook": OleSort.WORKBOOK,
    "Book": OleSort.WORKBOOK,
    "MatOST": OleSort.WORKS,
}
# The head of a Word document says in this bit of this place that it has a password.
_FLAGS_AT, _HAS_PASSWORD = 10, 0x0100


def sort_of(path: Path) -> OleSort:
    """Tell what a file holds; of a damaged one by the names that are found in it."""
    import olefile

    try:
        with olefile.OleFileIO(path) as container:
            return _of_root(container)
    except Exception:  # noqa: BLE001 - a damaged container raises anything
        # A name ends with a zero: Word has a style called Book Title.
        data = path.read_bytes() + bytes(2)
        kinds = (k for n, k in _STREAMS.items() if f"{n}\0".encode("utf-16-le") in data)
        return next(kinds, OleSort.UNKNOWN)


def _of_root(container: Any) -> OleSort:
    names = {entry.name for entry in container.root.kids}
    found = next((k for n, k in _STREAMS.items() if n in names), OleSort.UNKNOWN)
    if found is OleSort.DOCUMENT and _has_password(container):
        return OleSort.ENCRYPTED
    return found


def _has_password(container: Any) -> bool:
    with container.openstream("WordDocument") as stream:
        head = stream.read(_FLAGS_AT + 2)
    return bool(int.from_bytes(head[_FLAGS_AT:], "little") & _HAS_PASSWORD)
