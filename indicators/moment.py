"""日期与时段: 2021-6-30、2021.12、2021年12月底前、第四季度前、全年.

A `Moment` is the period that a text names, from its first to its last day; the year
may stand elsewhere in the table.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from attrs import evolve, frozen

_HALVES = {"上半年": ((1, 1), (6, 30)), "下半年": ((7, 1), (12, 31))}
_QUARTERS = dict(zip("一二三四1234", (3, 6, 9, 12) * 2, strict=True))
"""第几季度 → its last month."""
_TENTHS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (31, 31),
    "末": (31, 31),
    "月底": (31, 31),
}
_DECEMBER, _LEAP_YEAR = 12, 2020
_COUNTED = "一二两三四五六七八九十半"
"""三年内 is how long, not when."""
_LONGEST_SENTENCE, _LONGEST_REST = 40, 8
_DATED = re.compile(r"[年月季]|(?:19|20)\d\d")
"""What every way to write a date has in it."""
_MONTH_OR_YEAR = re.compile("[年月]|[12][09]\\d\\d[-/.]")
_DONE = (
    "完成|完工|竣工|交付|验收|结束|到位|上线|实施|投用|投入使用|支付|拨付|开工|启动|提交"
    "|出台|举办|使用|兑付|发放|落实|建成|动工|开建|进场|开始"
)
_BEGUN = "开工|启动|动工|开建|进场|开始"
_FINISHED = "完成|完工|竣工|建成|交付|验收|结束|到位|上线|投用|投入使用"
"""Words of a date at which something begins, and of one at which it is done."""
_ABOUT_DATE = (
    "项目|工程|建设|任务|工作|资金|活动|设备|全部|均|已经?|并|且|按期|按时|如期|按计划|按要求"
    "|提前|及时|顺利|于|在|的|了|为|是|其|系统|主体|正式|通过|投产|运行|时间|时限|期限|日期"
    "|实际|截止到?|截至|不[晚迟]于|早于|之前|以前|前|之内|以内|内|底|[，,。；;：:()（）、]"
)
"""What a sentence about a date may say beside that something is done."""
_UNDONE = (
    "未|不(?![晚迟]于)|没|尚|逾期|超期|延[期迟后误]|推迟|滞后|暂停|取消|无法|部分|待"
    "|预计|(?<![按照])计划|拟|原定|力争|争取|确保|连续|持续|历时|每"
)
"""Words after which a date is not the one at which all was done."""


@frozen
class Moment:
    """时点或时段: 首日到末日; `before` 为“…前”.

    `stage` says of what: “begun” (开工), “finished” (完工), '' where no word tells. Days are (month, day), the day cut to the length of its month. `year` is None when
    the text names none. `vague`: “9月前” may mean before 9月 begins or within it.
    """

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    vague: bool = False
    stage: str = ""

    def days(self, year: int | None) -> tuple[date, date] | None:
        """Give the first and last day, the table's year filling in a missing one."""
        known = self.year or year
        if known is None:
            return None
        return _day(known, self.first), _day(known, self.last)

    def as_named(self, name: str) -> Moment:
        """Take the stage that the name of an indicator tells (开工时间) where no other is.

        >>> read_moment("2022年3月底前").as_named("主体工程开工时间").stage
        'begun'
        """
        if self.stage or not name:
            return self
        return _staged(self, name) or self

    def deadlines(self, year: int | None) -> tuple[date, date] | None:
        """Give the strictest and the most lenient last day that the text allows.

        >>> Moment(2021, (9, 1), (9, 30), vague=True).deadlines(None)
        (datetime.date(2021, 8, 31), datetime.date(2021, 9, 30))
        """
        days = self.days(year)
        if days is None:
            return None
        first, last = days
        return (first - timedelta(days=1) if self.vague else last), last


def _day(year: int, month_day: tuple[int, int]) -> date:
    month, day = month_day
    return date(year, month, min(day, monthrange(year, month)[1]))


_HEAD = r"(?:于|在|截至|截止到?|不晚于|不迟于|早于|<=|≤|<|=)?"
_TAIL = (
    r"(?P<before>(?:之|以)?前(?:\(含\))?)?"
    r"(?:\s?\d\d?:\d\d(?::\d\d)?)?"
    rf"(?:[^\d%‰]{{0,8}}(?:{_DONE})(?:100%|[^\d%‰]{{0,8}}))?"
)


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    """One pattern for each way to write a date, alone or inside a sentence."""
    return tuple(re.compile(rf"(?<![\d{_COUNTED}]){body}(?!\d)") for body in _bodies())


def _alone(text: str) -> dict[str, str] | None:
    """Read a date with nothing around it but a head and a tail; its parts by name."""
    head = re.match(_HEAD, text)
    for pattern in _dates():
        match = pattern.match(text, head.end() if head else 0)
        tail = match and re.compile(_TAIL).fullmatch(text, match.end())
        if match and tail:
            return _named(match) | _named(tail)
    return None


@cache
def _bodies() -> tuple[str, ...]:
    """Every way to write a date, the day before the month and the month before the year."""
    year = r"(?:(?:(?P<year>(?:19|20)\d\d)(?:年度?|[-/.]))|(?:当|本)年度?)"
    return (
        year + r"(?P<month>\d\d?)[-/.月](?P<day>\d\d?)(?:日|号)?",
        r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
        r"(?P<month>\d\d?)月(?P<day>\d\d?)(?:日|号)",
        rf"{year}?(?P<month>\d\d?)月份?(?P<part>初|上旬|中旬|下旬|月?底|末)?",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)(?!\d)",
        rf"{year}?第?(?P<quarter>[一二三四1-4])季度(?P<part>底|末)?内?",
        rf"{year}?(?P<half>[上下]半年)",
        rf"{year}?(?P<whole>全年|年底|年末|年内|[当本]年度?内?|年度内)",
        r"(?P<year>(?:19|20)\d\d)年度?(?P<whole>内)",
        r"(?P<year>(?:19|20)\d\d)年度?(?P<part>底|末)?",
    )


def read_moment(text: str) -> Moment | None:
    """Read a date, a month, a quarter, a year; None when the text is none of them.

    >>> read_moment("2021-6-30")
    Moment(year=2021, first=(6, 30), last=(6, 30), vague=False, stage='')
    >>> read_moment("2021年12月底前").last, read_moment("第四季度前").vague
    ((12, 31), True)
    >>> read_moment("2021-13-1") is None
    True
    >>> read_moment("2023年10月1日至10月31日")
    Moment(year=2023, first=(10, 1), last=(10, 31), vague=False, stage='')
    """
    if not _DATED.search(text):
        return None
    parts = _alone(text)
    if parts is not None:
        undone = re.search(_UNDONE, text)
        return None if undone else _staged(_moment(parts), text)
    return _period(text) or _staged(_sentence(text), text)


def _staged(moment: Moment | None, text: str) -> Moment | None:
    """Say of what a text gives the date; one date for begin and end is none.

    >>> read_moment("2022年3月开工").stage, read_moment("2022年12月前完工").stage
    ('begun', 'finished')
    >>> read_moment("2022年3月开工,年底完成") is None
    True
    """
    begun = moment is not None and re.search(_BEGUN, text)
    finished = moment is not None and re.search(_FINISHED, text)
    if moment is None or not (begun or finished):
        return moment
    if begun and finished:
        return None
    return evolve(moment, stage="begun" if begun else "finished")


def _named(match: re.Match[str]) -> dict[str, str]:
    return {name: found for name, found in match.groupdict().items() if found}


def _sentence(text: str) -> Moment | None:
    """Read a sentence with one date about what is done then: 已于9月30日全部完成.

    >>> _sentence("完成时间:2022年12月").last, _sentence("于2022年6月30日前完工").last
    ((12, 31), (6, 30))
    >>> _sentence("2022年3月开工,12月完工"), _sentence("未在6月30日前完成")
    (None, None)
    """
    if not _MONTH_OR_YEAR.search(text) or len(text) > _LONGEST_SENTENCE:
        return None
    if not re.search(_DONE, text):
        return None
    text = text.replace("100%", "")
    for pattern in _dates():
        match = pattern.search(text)
        if match:
            before, after = text[: match.start()], text[match.end() :]
            if not _tells_done(before, after):
                return None
            ahead = {"before": "前"} if re.match("(?:之|以)?前", after) else {}
            return _moment(_named(match) | ahead)
    return None


def _tells_done(before: str, after: str) -> bool:
    """Tell whether what stands around a date says only that something is done."""
    around = f"{before} {after}"
    if re.search(_UNDONE, around) or not re.search(_DONE, around):
        return False
    rest = re.sub(f"{_DONE}|{_ABOUT_DATE}|\\s", "", around)
    return not re.search(r"[\d%‰月季旬年]", rest) and len(rest) <= _LONGEST_REST


def _period(text: str) -> Moment | None:
    """Read a period from one moment to a later one of the same year."""
    match = re.fullmatch(r"(.*[年月日号])(?:[-~—–]|至|到)(.*[年月日号底末])", text)
    if match is None or any(re.search("[-~—–至到]", half) for half in match.groups()):
        return None
    begin, end = (read_moment(half) for half in match.groups())
    if begin is None or end is None or end.year not in {None, begin.year}:
        return None
    return (
        Moment(begin.year, begin.first, end.last) if begin.first <= end.last else None
    )


def _moment(parts: Mapping[str, str]) -> Moment | None:
    """Build a moment from the parts that a pattern found; None for a 13th month."""
    year = int(parts["year"]) if "year" in parts else None
    month = int(parts.get("month", "1"))
    if not 1 <= month <= _DECEMBER:
        return None
    if "day" in parts:
        day = int(parts["day"])
        longest = monthrange(year or _LEAP_YEAR, month)[1]
        return Moment(year, (month, day), (month, day)) if 1 <= day <= longest else None
    first, last = _span(parts, month)
    vague = "before" in parts and first != last and "whole" not in parts
    return Moment(year, first, last, vague=vague)


def _span(
    parts: Mapping[str, str], month: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Find the first and last (month, day); day 31 is the end of any month."""
    part = parts.get("part")
    if "month" in parts:
        start, end = _TENTHS.get(part or "", (1, 31))
        return (month, start), (month, end)
    if "quarter" in parts:
        last_month = _QUARTERS[parts["quarter"]]
        last = (last_month, 31)
        return (last if part else (last_month - 2, 1)), last
    if "half" in parts:
        return _HALVES[parts["half"]]
    ends = part or parts.get("whole") in {"年底", "年末"}
    return ((12, 31) if ends else (1, 1)), (12, 31)
