"""偏差原因一栏等于没有写的各种写法; the audit and the live workbook share them."""

from __future__ import annotations

from typing import Final

from indicators.quantity import MARKS, Absent, read_value

NO_REASON: Final = ("", "0", "无偏差", "无原因", *sorted(MARKS - {""}))
"""What stands for no reason, as it is typed."""


def reason_of(text: str | None) -> str:
    """偏差原因, 没有写的为空.

    >>> reason_of(" 雨季停工。"), reason_of("无。"), reason_of("／"), reason_of(None)
    ('雨季停工', '', '', '')
    """
    short = (text or "").strip().rstrip("。.")
    nothing = short in NO_REASON or isinstance(read_value(short), Absent)
    return "" if nothing else short
