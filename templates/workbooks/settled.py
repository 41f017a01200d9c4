"""定下来的字节: openpyxl 存盘时写进的时刻换成一个定数, 同样的工作簿同样的字节."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_CORE: Final = "docProps/core.xml"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(?=<)")
_THEN: Final = rb"\g<1>2000-01-01T00:00:00Z"


def settled(workbook: bytes) -> bytes:
    """Pack a workbook again, without the time at which it was saved."""
    made = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _CORE:
                part = _MODIFIED.sub(_THEN, part)
            new.writestr(ZipInfo(name, _WHEN), part, ZIP_DEFLATED)
    return made.getvalue()
