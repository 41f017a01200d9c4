"""定下来的字节: openpyxl 存盘不看钟, 同样的工作簿同样的字节."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = datetime(2000, 1, 1)


def saved(book: Any) -> bytes:
    """Save a workbook without the time at which that is done.

    A clock that stands at 1970, or beyond 2107, shows no time that an archive can hold.
    """
    from openpyxl.writer.excel import ExcelWriter

    book.properties.modified = _MODIFIED
    stream = BytesIO()
    with _Undated(stream, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return stream.getvalue()


class _Undated(ZipFile):
    """一个压缩包, 各部分都不记时刻."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any) -> None:
        """Add a part."""
        name = zinfo_or_arcname
        named = name if isinstance(name, str) else name.filename
        super().writestr(ZipInfo(named, _WHEN), data, ZIP_DEFLATED)

    def write(
        self, filename: str | PathLike[str], arcname: Any = None, *_: Any
    ) -> None:
        """Add a part that stands in a file."""
        self.writestr(str(arcname), Path(filename).read_bytes())
