"""日期按年月日写出: 12/31/2022、31-Dec-22、二〇二二年… 这些写法, 值的读法读不懂.

The cell stores a day, so nothing is guessed: of what its format shows, year, month and
day are written in the order in which they are read everywhere else.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from indicators.moment import read_moment
from indicators.quantity import plain
from reading.sources.sheets.number_format import FormatSection, compiled
from reading.sources.sheets.number_text import number_text

REWRITTEN: Final = "日期的显示格式不是年月日，已按年月日读取"
_CODES: Final = {
    "ymd": "yyyy/m/d",
    "ym": 'yyyy"年"m"月"',
    "md": 'm"月"d"日"',
}


def is_readable(text: str) -> bool:
    """Say whether a date is written so that it is read as one.

    >>> is_readable("2022年12月31日"), is_readable("12/31/2022")
    (True, False)
    """
    return read_moment(plain(text)) is not None


def redated(value: Decimal, code: str, text: str, *, from_1904: bool) -> str | None:
    """Write a date anew; None for what is no date, or is read as it is.

    >>> redated(Decimal(44926), "m/d/yyyy", "12/31/2022", from_1904=False)
    '2022/12/31'
    >>> redated(Decimal(44926), "mmm-yy", "Dec-22", from_1904=False)
    '2022年12月'
    """
    section, _ = compiled(code).choose(value)
    dates = (token.text for token in section.tokens if token.kind == "date")
    letters = "".join(dates).replace("e", "y")
    parts = "".join(part for part in "ymd" if part in letters)
    if parts not in _CODES or text.startswith("#") or is_readable(text):
        return None
    wanted = _CODES[parts] + (" h:mm" if "h" in letters else "")
    before, after = _around(section)
    return before + number_text(value, wanted, from_1904=from_1904) + after


def _around(section: FormatSection) -> tuple[str, str]:
    """What a format puts before and behind a date: ≤, 前."""
    dates = [i for i, token in enumerate(section.tokens) if token.kind == "date"]
    literals = ["" if t.kind != "literal" else t.text for t in section.tokens]
    after = "".join(literals[dates[-1] + 1 :]).strip().lstrip("年月日号")
    return "".join(literals[: dates[0]]).strip(), after
