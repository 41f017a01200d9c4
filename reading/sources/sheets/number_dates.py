"""数字格式里的日期段: 序列号化成年月日时分秒.

Day 1 is 1900-01-01 and day 60 the 29 February 1900 that never was; in the 1904 system
day 0 is 1904-01-01. Outside 1900–9999 Excel shows a row of ``#``, and so do we.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from attrs import frozen

from reading.sources.sheets.number_format import Token

_OUT_OF_RANGE = "########"
_LAST_DAY = 2958465
_LEAP_1900 = 60
_SECONDS = 86400
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_LONG_DATE, _LONG_TIME = "F800", "F400"


@frozen
class DateParts:
    """某一刻, 和从零起的总秒数."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: int
    fraction: str
    elapsed: int


def _moment(value: Decimal, places: int, *, from_1904: bool) -> DateParts | None:
    """Split a serial number, its time rounded to the shown part of a second."""
    unit = Decimal(1).scaleb(-places)
    total = (value * _SECONDS).quantize(unit, ROUND_HALF_UP)
    whole = int(total.to_integral_value(ROUND_DOWN))
    day, seconds = divmod(whole, _SECONDS)
    serial = day + 1462 if from_1904 else day
    if total < 0 or serial > _LAST_DAY:
        return None
    fraction = format(total - whole, "f")[2:] if places else ""
    if serial in {0, _LEAP_1900}:
        year, month, day_of_month = (1900, 1, 0) if serial == 0 else (1900, 2, 29)
    else:
        offset = serial - 1 if serial < _LEAP_1900 else serial - 2
        found = date(1900, 1, 1) + timedelta(days=offset)
        year, month, day_of_month = found.year, found.month, found.day
    return DateParts(
        year, month, day_of_month, (serial - 2) % 7, seconds, fraction, whole
    )


def date_text(value: Decimal, tokens: tuple[Token, ...], *, from_1904: bool) -> str:
    """Show a serial number as a date or a time."""
    locale = "".join(token.text for token in tokens if token.kind == "locale")
    tokens = _system(tokens, locale)
    places = _second_places(tokens)
    if abs(value) > _LAST_DAY + 1:
        return _OUT_OF_RANGE
    moment = _moment(value, places, from_1904=from_1904)
    if moment is None:
        return _OUT_OF_RANGE
    writer = _Writer(
        moment,
        tokens,
        chinese=locale.endswith("804"),
        numerals=any(t.kind == "numerals" and t.text == "1" for t in tokens),
    )
    return writer.text().strip(" ")


def _system(tokens: tuple[Token, ...], locale: str) -> tuple[Token, ...]:
    """The two codes that mean 'as the system writes it': 2021年6月30日, 9:05:00."""
    year, month, day = Token("date", "yyyy"), Token("date", "m"), Token("date", "d")
    if locale == _LONG_DATE:
        marks = [Token("literal", mark) for mark in "年月日"]
        return (year, marks[0], month, marks[1], day, marks[2])
    if locale == _LONG_TIME:
        colon = Token("literal", ":")
        time = [Token("date", text) for text in ("h", "mm", "ss")]
        return (time[0], colon, time[1], colon, time[2])
    return tokens


def _second_places(tokens: tuple[Token, ...]) -> int:
    return min(3, sum(token.kind == "digit" for token in tokens))


@frozen
class _Writer:
    moment: DateParts
    tokens: tuple[Token, ...]
    chinese: bool
    numerals: bool

    def text(self) -> str:
        return "".join(self._one(index) for index in range(len(self.tokens)))

    def _one(self, index: int) -> str:
        token = self.tokens[index]
        if token.kind == "date":
            minutes = token.text in {"m", "mm"} and self._is_minute(index)
            return self._part("n" * len(token.text) if minutes else token.text)
        if token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            return str(self.moment.elapsed // unit).zfill(len(token.text))
        if token.kind == "noon":
            names = token.text.split("/")
            return names[self.moment.seconds >= _SECONDS // 2]
        if token.kind in {"point", "digit"}:
            return self._fraction(index)
        plain = token.kind in {"literal", "slash", "comma", "percent"}
        return token.text if plain else ""

    def _fraction(self, index: int) -> str:
        """The part of a second, written once, at its point."""
        if self.tokens[index].kind == "digit":
            return ""
        return f".{self.moment.fraction}" if self.moment.fraction else "."

    def _is_minute(self, index: int) -> bool:
        """``m`` after an hour or before a second is a minute."""
        before, after = self.tokens[:index], self.tokens[index + 1 :]
        return _units(before).endswith("h") or _units(after).startswith("s")

    def _part(self, code: str) -> str:
        moment, width = self.moment, min(len(code), 2)
        hour = moment.seconds // 3600
        if any(token.kind == "noon" for token in self.tokens):
            hour = (hour + 11) % 12 + 1
        clock = {
            "h": hour,
            "n": moment.seconds // 60 % 60,
            "s": moment.seconds % 60,
        }
        if code[0] in clock:
            return str(clock[code[0]]).zfill(width)
        days = {"y": self._year, "e": self._year, "m": self._month}
        days |= {"d": self._day, "a": self._day}
        return days[code[0]](code) if code[0] in days else ""

    def _year(self, code: str) -> str:
        short = code in {"y", "yy"}
        text = f"{self.moment.year % 100:02d}" if short else str(self.moment.year)
        return "".join(_DIGITS[int(d)] for d in text) if self.numerals else text

    def _month(self, code: str) -> str:
        month = self.moment.month
        if len(code) <= 2:  # noqa: PLR2004 - m and mm are numbers, mmm a name
            return self._number(month, len(code))
        if self.chinese:
            return _counted(month) + "月"
        name = _MONTHS[month - 1]
        return {3: name[:3], 5: name[:1]}.get(len(code), name)

    def _day(self, code: str) -> str:
        if len(code) <= 2:  # noqa: PLR2004 - d and dd are numbers, ddd a name
            return self._number(self.moment.day, len(code))
        if code[0] == "a" or self.chinese:
            lead = "周" if len(code) == 3 else "星期"  # noqa: PLR2004
            return lead + _WEEKDAYS[self.moment.weekday]
        name = _DAYS[self.moment.weekday]
        return name[:3] if len(code) == 3 else name  # noqa: PLR2004

    def _number(self, number: int, width: int) -> str:
        return _counted(number) if self.numerals else str(number).zfill(width)


def _units(tokens: tuple[Token, ...]) -> str:
    """The letters of the parts of a date and a time, in order: yyyymd, hmmss."""
    return "".join(t.text for t in tokens if t.kind in {"date", "elapsed"})


def _counted(number: int) -> str:
    """一到三十一的中文数."""
    tens, ones = divmod(number, 10)
    lead = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return lead + (_DIGITS[ones] if ones or not tens else "")
