"""定下来的字节: openpyxl 存盘不看钟, 同样的工作簿同样的字节."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from io import BytesIO
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = datetime(2000, 1, 1)
_BELOW: Final = re.compile(rb"<(?:drawing|legacyDrawing|tableParts|/worksheet)\b")


def saved(book: Any, *, text_sheets: Collection[str] = ()) -> bytes:
    """Save a workbook without the time at which that is done.

    A clock that stands at 1970, or beyond 2107, shows no time that an archive can hold.
    On `text_sheets` numbers are texts on purpose, and no program is to complain.
    """
    from openpyxl.writer.excel import ExcelWriter

    book.properties.modified = _MODIFIED
    stream = BytesIO()
    with _Undated(stream, "w", ZIP_DEFLATED) as archive:
        archive.ignoring = {
            f"xl/worksheets/sheet{number}.xml": sheet.dimensions
            for number, sheet in enumerate(book.worksheets, 1)
            if sheet.title in text_sheets
        }
        ExcelWriter(book, archive).save()
    return stream.getvalue()


class _Undated(ZipFile):
    """一个压缩包, 各部分都不记时刻. `ignoring`: the sheets of numbers that are texts."""

    ignoring: Mapping[str, str] = MappingProxyType({})

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any) -> None:
        """Add a part."""
        name = zinfo_or_arcname
        named = name if isinstance(name, str) else name.filename
        super().writestr(ZipInfo(named, _WHEN), data, ZIP_DEFLATED)

    def write(
        self, filename: str | PathLike[str], arcname: Any = None, *_: Any
    ) -> None:
        """Add a part that stands in a file."""
        content = Path(filename).read_bytes()
        if cells := self.ignoring.get(str(arcname)):
            content = _without_complaints(content, cells)
        self.writestr(str(arcname), content)


def _without_complaints(sheet: bytes, cells: str) -> bytes:
    """A sheet whose numbers may be texts; this stands before what is drawn on it."""
    ignored = f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'
    return _BELOW.sub(lambda found: ignored.encode() + found[0], sheet, count=1)
