"""试设的写法: 格=值, 指标名称=值, 指标名称.栏=值; 认不准的列出可选的, 不猜."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from indicators.records import record
from indicators.setting.slots import FUNDS, LABELS, Slot, slots

OPTION = "--set"
MOST = 6
"""How many candidates are listed."""
_ADDRESS = re.compile(r"(?:(?P<sheet>.+)!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d+)")
_COLUMNS = {
    "指标值": "target",
    "实际完成值": "actual",
    "完成值": "actual",
    "分值": "weight",
    "权重": "weight",
    "得分": "stated",
}
_AMOUNTS = {
    "年初预算数": "initial",
    "年初预算": "initial",
    "全年预算数": "budget",
    "预算数": "budget",
    "全年执行数": "spent",
    "执行数": "spent",
    "执行率": "rate",
    "预算执行率": "rate",
}
_TOTALS = ("总分", "总得分", "合计")
_EXECUTION = ("预算执行率", FUNDS)


@record
class Wish:
    """要试设的一处: 哪一格 (几行合并的一格, 几个值), 换成什么文字; '' 即清空."""

    slots: tuple[Slot, ...]
    text: str
    wanted: str


def wishes(evaluation: Evaluation, given: Iterable[str]) -> tuple[Wish, ...]:
    """读懂各处试设. Raises `InputError` with every problem: unknown, ambiguous, no input.

    >>> from indicators.evaluation import Indicator
    >>> table = Evaluation(indicators=(Indicator((), "合格率", "≥95%", "90%"),))
    >>> [(w.slots[0].title, w.text) for w in wishes(table, ["合格率=>=96%"])]
    [('合格率的实际完成值', '>=96%')]
    """
    named = _Names(evaluation)
    found: list[Wish] = []
    problems: list[Problem] = []
    for text in given:
        try:
            found.append(named.wish(text))
        except InputError as error:
            problems += error.problems
    problems += _twice(found)
    if problems:
        raise InputError(problems)
    return tuple(found)


def _twice(found: Sequence[Wish]) -> Iterator[Problem]:
    seen: set[Slot] = set()
    for wish in found:
        if seen & set(wish.slots):
            title = wish.slots[0].title
            yield Problem(OPTION, f"{title}试设了两次", wish.wanted, "请只留一处")
        seen |= set(wish.slots)


class _Names:
    """By what a value of one table can be called."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.slots = tuple(slots(evaluation))
        self.names = [row.name for row in evaluation.indicators]

    def wish(self, text: str) -> Wish:
        """Take the first “=” whose left side names something; a name may hold one too."""
        splits = [m.start() for m in re.finditer("[=＝]", text) if m.start()]
        if not splits:
            remedy = "请写成 格=值 或 指标名称=值，如 G14=96%"
            raise InputError.of(OPTION, "没有写要试设的值", text, remedy)
        for at in splits:
            left = text[:at].strip()
            if found := self._found(left):
                return Wish(_settable(found, left), text[at + 1 :].strip(), left)
        raise self._unknown(text[: splits[0]].strip())

    def _found(self, wanted: str) -> tuple[Slot, ...]:
        """The value that is named; several where one cell holds it for several rows."""
        if found := self._at(wanted):
            return found
        if wanted not in self.names:
            if wanted in _TOTALS:
                return tuple(s for s in self.slots if s.row is s.line is None)[:1]
            if found := self._amount(wanted):
                return found
        return self._of_row(wanted)

    def _at(self, wanted: str) -> tuple[Slot, ...]:
        """By the cell: its address, or its place as the program writes it."""
        match = _ADDRESS.fullmatch(wanted)
        address = f"{match['column'].upper()}{match['row']}" if match else None
        sheet = match["sheet"] if match else None
        return tuple(
            slot
            for slot in self.slots
            if (place := slot.place) is not None
            and (
                str(place) == wanted
                or (
                    address is not None
                    and place.address == address
                    and sheet in {None, place.sheet}
                )
            )
        )

    def _amount(self, wanted: str) -> tuple[Slot, ...]:
        """By the name of an amount: that of the line of the total."""
        name, dot, column = wanted.rpartition(".")
        line = self.evaluation.funds.total
        if line is None or (dot and name not in {*_EXECUTION, line.label}):
            return ()
        what = (_AMOUNTS | (_COLUMNS if dot else {})).get(column)
        number = self.evaluation.funds.lines.index(line)
        return tuple(s for s in self.slots if s.line == number and s.what == what)

    def _of_row(self, wanted: str) -> tuple[Slot, ...]:
        """By the name of an indicator, the actual value unless another one is named."""
        for name, what in ((wanted, "actual"), _parted(wanted)):
            numbers = self._numbers(name) if what else []
            if len(numbers) > 1:
                raise self._ambiguous(wanted, numbers)
            if numbers:
                return tuple(
                    s for s in self.slots if s.row == numbers[0] and s.what == what
                )
        return ()

    def _numbers(self, name: str) -> list[int]:
        """The indicators of a name, of a number, or of whose name it is a part."""
        exact = [n for n, each in enumerate(self.names) if each == name]
        if exact:
            return exact
        if name.isdecimal() and 0 < int(name) <= len(self.names):
            return [int(name) - 1]
        return [n for n, each in enumerate(self.names) if name and name in each]

    def _ambiguous(self, wanted: str, numbers: Sequence[int]) -> InputError:
        listed = "；".join(self._candidate(number) for number in numbers[:MOST])
        more = f" 等 {len(numbers)} 个" if len(numbers) > MOST else ""
        remedy = f"请用全名、行号或单元格：{listed}{more}"
        return InputError.of(OPTION, "不止一个指标符合", wanted, remedy)

    def _candidate(self, number: int) -> str:
        row = self.evaluation.indicators[number]
        place = row.places.get("actual") or row.blank.get("actual")
        return f"{number + 1} {row.name}{f'（{place}）' if place else ''}"

    def _unknown(self, wanted: str) -> InputError:
        """Say what is near: the cells of that row, or the names that are like it."""
        match = _ADDRESS.fullmatch(wanted)
        cells = self._in_row(int(match["row"])) if match else []
        if cells:
            remedy = (
                f"第 {match['row'] if match else ''} 行可以试设：{'；'.join(cells)}"
            )
            return InputError.of(OPTION, "这一格不是表里的值", wanted, remedy)
        names = [*dict.fromkeys(self.names), *_AMOUNTS]
        near = get_close_matches(wanted, names, n=3, cutoff=0.3)
        remedy = f"相近的有：{'；'.join(near)}" if near else _OTHERWISE
        return InputError.of(OPTION, "表中没有这一格或这个指标", wanted, remedy)

    def _in_row(self, row: int) -> list[str]:
        return [
            f"{slot.place.address} {slot.label}"
            for slot in self.slots
            if slot.place and slot.place.address and slot.place.row == row
            if not slot.refusal
        ]


_OTHERWISE = "请用指标名称、行号，或表里的格；各行的名称与位置见 ziping read 文件"


def _parted(wanted: str) -> tuple[str, str | None]:
    """合格率.指标值: the name and the column; None where no column is named."""
    name, _, column = wanted.rpartition(".")
    return name.strip(), _COLUMNS.get(column.strip())


def _settable(found: tuple[Slot, ...], wanted: str) -> tuple[Slot, ...]:
    """Refuse what is no input; of the lines of one cell each is a value of its own."""
    first = found[0]
    if first.refusal:
        raise InputError.of(OPTION, first.refusal, wanted)
    if {slot.what for slot in found} == {first.what}:
        return found
    labels = "、".join(LABELS.get(slot.what, "") for slot in found)
    remedy = "请用指标名称"
    raise InputError.of(OPTION, f"这一格写着几个值（{labels}）", wanted, remedy)
