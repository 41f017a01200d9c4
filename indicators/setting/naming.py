"""试设的写法: 格=值, 指标名称=值, 指标名称.栏=值; 认不准的列出可选的, 不猜."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from string import ascii_uppercase

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from indicators.place import Place
from indicators.records import record
from indicators.setting.spots import ValueSpot, value_spots

OPTION = "--set"
MOST = 6
"""How many candidates are listed."""
_ADDRESS = re.compile(r"(.+!)?\$?([A-Za-z]{1,3})\$?(\d+)")
_COLUMNS = {
    "指标值": "target",
    "实际完成值": "actual",
    "完成值": "actual",
    "分值": "weight",
    "权重": "weight",
    "得分": "stated",
}


@record
class Setting:
    """要试设的一处: 哪一格 (几行合并的一格, 几个值), 换成什么文字; '' 即清空."""

    spots: tuple[ValueSpot, ...]
    text: str
    wanted: str


def settings(evaluation: Evaluation, given: Iterable[str]) -> tuple[Setting, ...]:
    """读懂各处试设. Raises `InputError` with every problem: unknown, ambiguous, no input.

    >>> from indicators.evaluation import Indicator
    >>> table = Evaluation(indicators=(Indicator((), "合格率", "≥95%", "90%"),))
    >>> [(w.spots[0].title, w.text) for w in settings(table, ["合格率=>=96%"])]
    [('合格率的实际完成值', '>=96%')]
    """
    named = _Names(evaluation)
    found: list[Setting] = []
    problems: list[Problem] = []
    for text in given:
        try:
            found.append(named.setting(text))
        except InputError as error:
            problems += error.problems
    problems += _twice(found)
    if problems:
        raise InputError(problems)
    return tuple(found)


def _twice(found: Sequence[Setting]) -> Iterator[Problem]:
    seen: set[ValueSpot] = set()
    for each in found:
        if seen & set(each.spots):
            title = each.spots[0].title
            yield Problem(OPTION, f"{title}试设了两次", each.wanted, "请只留一处")
        seen |= set(each.spots)


class _Names:
    """By what a value of one table can be called."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.spots = tuple(value_spots(evaluation))
        self.names = [row.name for row in evaluation.indicators]
        self.cells: dict[str, list[ValueSpot]] = {}
        self.amounts: dict[str, list[ValueSpot]] = {}
        for spot in self.spots:
            for cell in _cell_names(spot.place):
                self.cells.setdefault(cell, []).append(spot)
            self.amounts |= {name: [spot] for name in spot.called}

    def setting(self, text: str) -> Setting:
        """Take the first “=” whose left side names something; a name may hold one too."""
        splits = [m.start() for m in re.finditer("(?<!^)[=＝]", text)]
        if not splits:
            remedy = "请写成 格=值 或 指标名称=值，如 G14=96%"
            raise InputError.of(OPTION, "没有写要试设的值", text, remedy)
        for at in splits:
            left = text[:at].strip()
            if found := self._found(left):
                return Setting(_settable(found, left), text[at + 1 :].strip(), left)
        raise self._unknown(text[: splits[0]].strip())

    def _found(self, wanted: str) -> tuple[ValueSpot, ...]:
        """The value that is named; several where one cell holds it for several rows."""
        own = [] if wanted in self.names else self.amounts.get(wanted, [])
        return tuple(self.cells.get(_tidy(wanted)) or own or self._of_row(wanted))

    def _of_row(self, wanted: str) -> list[ValueSpot]:
        """By the name of an indicator, the actual value unless another one is named."""
        name, _, column = wanted.rpartition(".")
        ways = [(wanted, "actual"), (name.strip(), _COLUMNS.get(column.strip()))]
        for called, what in ways:
            numbers = self._numbers(called) if what else []
            if len(numbers) > 1:
                raise self._ambiguous(wanted, numbers)
            if numbers:
                return [s for s in self.spots if (s.row, s.what) == (numbers[0], what)]
        return []

    def _numbers(self, name: str) -> list[int]:
        """The indicators of a name, of a number, or of whose name it is a part."""
        count = len(self.names)
        exact = [n for n in range(count) if self.names[n] == name]
        if exact or not name:
            return exact
        if name.isdecimal() and 0 < int(name) <= count:
            return [int(name) - 1]
        return [n for n in range(count) if name in self.names[n]]

    def _ambiguous(self, wanted: str, numbers: Sequence[int]) -> InputError:
        listed = "；".join(map(self._candidate, numbers[:MOST]))
        more = f" 等 {len(numbers)} 个" if len(numbers) > MOST else ""
        remedy = f"请用全名、行号或单元格：{listed}{more}"
        return InputError.of(OPTION, "不止一个指标符合", wanted, remedy)

    def _candidate(self, number: int) -> str:
        row = self.evaluation.indicators[number]
        place = {**row.blank, **row.places}.get("actual")
        return f"{number + 1} {row.name}{f'（{place}）' if place else ''}"

    def _unknown(self, wanted: str) -> InputError:
        """Say what is near: the cells of that row, or the names that are like it."""
        if cells := self._in_row_of(_tidy(wanted)):
            remedy = f"这一行可以试设：{'；'.join(cells)}"
            return InputError.of(OPTION, "这一格不是表里的值", wanted, remedy)
        near = get_close_matches(wanted, [*dict.fromkeys(self.names), *self.amounts])
        remedy = f"相近的有：{'；'.join(near)}" if near else _OTHERWISE
        return InputError.of(OPTION, "表中没有这一格或这个指标", wanted, remedy)

    def _in_row_of(self, wanted: str) -> list[str]:
        """The cells that can be set in the row of an address, with their columns."""
        row = wanted.lstrip(ascii_uppercase)
        return [
            f"{address} {held[0].label}"
            for address, held in self.cells.items()
            if address.lstrip(ascii_uppercase) == row and not held[0].refusal
        ]


def _cell_names(place: Place | None) -> set[str]:
    """自评表!G14 and G14; 表2第5行第3列."""
    if place is None:
        return set()
    return {str(place), place.address or str(place)}


def _tidy(wanted: str) -> str:
    """An address as it is printed: $g$14 is G14."""
    match = _ADDRESS.fullmatch(wanted)
    return f"{match[1] or ''}{match[2].upper()}{match[3]}" if match else wanted


_OTHERWISE = "请用指标名称、行号，或表里的格；各行的名称与位置见 ziping read 文件"


def _settable(found: tuple[ValueSpot, ...], wanted: str) -> tuple[ValueSpot, ...]:
    """Refuse what is no input; of the lines of one cell each is a value of its own."""
    first = found[0]
    if first.refusal:
        raise InputError.of(OPTION, first.refusal, wanted)
    if {spot.what for spot in found} == {first.what}:
        return found
    labels = "、".join(spot.label for spot in found)
    remedy = "请用指标名称"
    raise InputError.of(OPTION, f"这一格写着几个值（{labels}）", wanted, remedy)
