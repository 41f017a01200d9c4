"""识别损坏的值: OCR 或复制造成的错字 (≥ 变 2, = 变 二, % 变 酚).

A repair is only ever a suggestion; nothing here changes a value.
Forms seen in published scans: 290%、工5%、^80%、5=50%、$290%、280酚.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache


@cache
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(damaged form, replacement) in order; the first that matches is suggested."""
    percent = r"(\d{1,3}(?:\.\d+)?)[%％]"
    return tuple(
        (re.compile(pattern, re.ASCII), repair)
        for pattern, repair in (
            (r"\$2(\d\d(?:\.\d+)?)[%％]", r"≥\1%"),
            (r"2(\d\d)酚", r"≥\1%"),
            (r"(\d+)?酚", r"\1%"),
            (rf"(?:5=|\^|\$){percent}", r"≥\1%"),
            (r"[2Z]((?:[7-9]\d(?:\.\d+)?|100))[%％]", r"≥\1%"),
            (rf"工{percent}", r"≤\1%"),
            (r"二(\d+(?:\.\d+)?)(%|百分比)", r"=\1\2"),
            (r"%=(\d+)百分比", r"≥\1%"),
            (r"[M](\.\d+.{0,4})", r"14\1"),
            (r"[Il|]O", "10"),
        )
    )


@lru_cache(maxsize=1024)
def suggest(text: str) -> str | None:
    """Suggest what a damaged value may have been; None when it looks whole.

    >>> suggest("290%"), suggest("工5%"), suggest("二100百分比"), suggest("95%")
    ('≥90%', '≤5%', '=100百分比', None)
    """
    for pattern, repair in _repairs():
        match = pattern.fullmatch(text.strip())
        if match:
            return match.expand(repair)
    return None
