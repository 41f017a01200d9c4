"""取走的文件: 名字写对, 浏览器只存不开."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML: Final = "text/html; charset=utf-8"
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LENGTH: Final = 80


def download(content: bytes, name: str, kind: str) -> Response:
    """一个要存下的文件."""
    told = f"attachment; filename*=UTF-8''{quote(fit(name), safe='')}"
    headers = {"Content-Disposition": told, "Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=kind)


def fit(name: str) -> str:
    """哪个系统都容得下的文件名.

    >>> fit("../甲:乙?.xlsx")
    '..甲乙.xlsx'
    """
    return _UNFIT.sub("", name)[-_LENGTH:]
