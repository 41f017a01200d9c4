"""批注过的照抄件: 一张表现在的样子, 写成工作簿, 发现与存疑标在格上."""

from __future__ import annotations

from typing import Final

from app.views.annotated import review
from app.web.sheet.worked import Worked
from indicators.errors import InputError
from templates.annotating.annotate import is_large, transcribed

_LARGE: Final = "文件里的格太多，网页上不写批注的副本"
_BY_COMMAND: Final = "请用 ziping audit --annotate"
_TYPED: Final = "网页上改过的格，写的是改后的值。"


def annotated_copy(
    made: Worked, file: str, sha256: str, *, typed: bool = False
) -> bytes:
    """照抄件. `typed` tells that something stands in it that was typed over the file.

    Raises `InputError` where the file has too many cells.
    """
    grids = made.found.grids
    if is_large(grids):
        raise InputError.of(file, _LARGE, remedy=_BY_COMMAND)
    reviews = [review(made.audited(file, sha256))]
    return transcribed(file, reviews, grids, _TYPED if typed else "")[0]
