"""金额的读法: ￥、会计格式的括号与横线、约数、括注、注释标记、自带的量级."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, field, frozen

from indicators import units
from indicators.notation import note_marks
from indicators.notation.remarks import remark_behind
from indicators.quantity import MARKS, Quantity, read_value
from reading.text import has_digit, single
from reading.vocabulary.values import key_of_number

_PLAIN = re.compile(r"-?\d{1,24}(\.\d{1,24})?", re.ASCII)
_CURRENCY = re.compile(r"^(-?)(?:人民币|RMB|CNY)+(?=[-\d])")
_ABOUT = re.compile(
    r"^(?:大约|大概|约为?|近)(?=\d)|(?<=[\d元万亿])(?:左右|上下)$", re.ASCII
)
_NEGATIVE = re.compile(r"\((\d[\d,]*(?:\.\d+)?)\)", re.ASCII)
_REMARKED = re.compile(r"([^()]*\d[^()]*)\(([^()]+)\)", re.ASCII)
_YUAN = "¥￥"
_LONGEST = 60
_OF_FUNDS = frozenset(("", "元", "%", "分"))
"""Base units that a cell of the funds may hold: money, a rate, points."""


@frozen
class ReadAmount:
    """读出的金额. `doubts` say what beside the number stands in the cell.

    An amount that is not `exact` (约1200) is known, and not what a check goes by.
    """

    quantity: Quantity | None = None
    understood: bool = True
    exact: bool = True
    doubts: tuple[str, ...] = field(default=())

    @property
    def carries_magnitude(self) -> bool:
        """一千二百万、1200万: 自带量级, 没有写元."""
        return self.quantity is not None and self.quantity.unit in units.MAGNITUDES


_NOT_UNDERSTOOD = ReadAmount(understood=False)


@lru_cache(maxsize=1024)
def read_amount(text: str) -> ReadAmount:
    """读金额或比率, 连同数旁边的话.

    >>> str(read_amount("￥4,753.66").quantity), str(read_amount("¥-").quantity)
    ('4753.66', '0')
    >>> read_amount("1234.56（含结转20）").doubts
    ('数后括号里的话没有计入',)
    >>> read_amount("100元/年").understood, read_amount("约1234.56").exact
    (False, False)
    """
    short = key_of_number(text)
    quantity = _plain(short)
    if quantity is not None:
        return ReadAmount(quantity)
    if short in MARKS:
        money = any(map(text.__contains__, _YUAN))
        return ReadAmount(Quantity(Decimal(0)) if money and short else None)
    if len(short) > _LONGEST:
        return _NOT_UNDERSTOOD
    for read in (_noted, _negative, _about, _remarked):
        found = read(short)
        if found is not None:
            return found
    return _NOT_UNDERSTOOD


def amount(text: str) -> tuple[Quantity | None, bool]:
    """读金额或比率: the quantity, and whether the text was understood.

    >>> amount("4,753.66万元")[0], amount("/"), amount("见附件")
    (Quantity(value=Decimal('4753.66'), unit='万元'), (None, True), (None, False))
    >>> amount("2021.12")
    (Quantity(value=Decimal('2021.12'), unit=''), True)
    """
    found = read_amount(text)
    return found.quantity, found.understood


def is_amount(text: str) -> bool:
    """Say whether a text is an amount, a rate, or the mark that there is none.

    >>> is_amount("200万元"), is_amount("/"), is_amount("见附件")
    (True, True, False)
    """
    return read_amount(text).understood


def is_figure(text: str) -> bool:
    """Say whether a text is an amount or a rate that is given in figures.

    >>> is_figure("200万元"), is_figure("/")
    (True, False)
    """
    return has_digit(text) and is_amount(single(text))


def in_unit(read: ReadAmount, unit: str | None) -> ReadAmount:
    """自带量级的金额: 一千二百万 in a column of 万元 is 1200 万元, and said so.

    >>> str(in_unit(read_amount("一千二百万"), "万元").quantity)
    '1200万元'
    >>> str(in_unit(read_amount("1.2亿"), "元").quantity)
    '120000000元'
    """
    if read.quantity is None or not read.carries_magnitude:
        return read
    money = Quantity(read.quantity.value, f"{read.quantity.unit}元")
    quantity = money.in_unit(unit or "万元")
    doubt = f"自带量级，按 {quantity} 读取"
    return evolve(read, quantity=quantity, doubts=(*read.doubts, doubt))


def _plain(short: str) -> Quantity | None:
    """A number with nothing but its unit."""
    if _PLAIN.fullmatch(short):
        # 2021.12 is an amount here, and would be a month elsewhere.
        return Quantity(Decimal(short))
    short = _CURRENCY.sub(r"\1", short)
    found = read_value(short) if short else None
    if not isinstance(found, Quantity) or units.base(found.unit)[1] not in _OF_FUNDS:
        return None
    return None if note_marks.parted(short)[1] or remark_behind(short) else found


def _inner(short: str, doubt: str, *, exact: bool = True) -> ReadAmount | None:
    """The amount that is left of a text, with what is said about the rest."""
    inner = read_amount(short)
    if inner.quantity is None:
        return None
    return evolve(inner, exact=inner.exact and exact, doubts=(doubt, *inner.doubts))


def _noted(short: str) -> ReadAmount | None:
    value, mark = note_marks.parted(short)
    return _inner(value, f"数后的“{mark}”是注释标记，没有计入") if mark else None


def _negative(short: str) -> ReadAmount | None:
    match = _NEGATIVE.fullmatch(short)
    return _inner(f"-{match[1]}", "括号里的数按负数读取") if match else None


def _about(short: str) -> ReadAmount | None:
    value = _ABOUT.sub("", short)
    if value == short:
        return None
    return _inner(value, "是约数，不据以核对", exact=False)


def _remarked(short: str) -> ReadAmount | None:
    match = _REMARKED.fullmatch(short)
    return _inner(match[1], "数后括号里的话没有计入") if match else None
