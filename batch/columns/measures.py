"""一行的数写成整数的列, 与评分办法无关; 列里写不下的写成文字."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import lcm
from typing import Any, Final

from batch.columns import comparisons
from indicators.evaluation import FundLine
from indicators.exact import Fraction
from indicators.read_row import ReadRow
from scoring.comparison import Comparable, Described
from scoring.engine import compare_read
from scoring.execution import BASES, compare_amounts, room
from scoring.matching import Measured, Unmeasured
from scoring.result import Result

DIGITS: Final = 4
"""Decimals of weights and points."""
LARGEST: Final = 2**62
"""Whole numbers of a column stay below."""
EXECUTION: Final = "execution"
DEADLINE: Final = "deadline"
NUMBERS: Final = {
    "at_least": {"target": "target_number", "actual": "actual_number"},
    "at_most": {"target": "target_number", "actual": "actual_number"},
    "exactly": {"target": "target_number", "actual": "actual_number"},
    "between": {
        "low": "low_number",
        "high": "high_number",
        "actual": "actual_number",
    },
    DEADLINE: {"late": "late_days"},
    EXECUTION: {
        "spent": "spent_number",
        "budget": "budget_number",
        "initial": "initial_number",
    },
}
"""Kind → variable of its rules → column."""
TEXT: Final = "text"
_CHARACTERS: Final = "。；;，, \n"
_MOST: Final = 18
Columns = dict[str, Any]


def measures(result: Result) -> Iterator[Columns]:
    """各行的列, 与 `result.all_rows` 逐行对应."""
    table = result.evaluation
    if result.execution is not None:
        yield _execution(result)
    weighty = any(row.indicator.weight is not None for row in result.read)
    for read in result.read:
        found = compare_read(read, table.year, weighty=weighty)
        yield _row(read, found, table.printed_deduction(read.indicator))


def scaled(number: Decimal | None) -> int | None:
    """分数 × 10^4; None where it has more decimals, or there is none.

    >>> scaled(Decimal("2.5")), scaled(Decimal("0.00001"))
    (25000, None)
    """
    if number is None:
        return None
    upper, lower = number.as_integer_ratio()
    whole, rest = divmod(upper * 10**DIGITS, lower)
    return whole if not rest and abs(whole) < LARGEST else None


def plain_text(text: str) -> str:
    """定性的完成文字, 去掉首尾的标点: the way policies list them."""
    return text.strip(_CHARACTERS)


def whole_numbers(values: Mapping[str, Fraction]) -> tuple[int, dict[str, int]] | None:
    """写成同一小数位数的整数, 位数最少的; None where they do not fit.

    >>> whole_numbers({"target": Fraction(1), "actual": Fraction(83, 100)})
    (2, {'target': 100, 'actual': 83})
    >>> whole_numbers({"target": Fraction(9000), "actual": Fraction(800)})
    (-2, {'target': 90, 'actual': 8})
    """
    common = lcm(*(value.denominator for value in values.values()))
    digits = next((d for d in range(_MOST + 1) if not 10**d % common), None)
    if digits is None:
        return None
    whole = {name: int(value * 10**digits) for name, value in values.items()}
    digits, whole = _shortest(digits, whole)
    fits = all(abs(number) < LARGEST for number in whole.values())
    return (digits, whole) if fits else None


def _shortest(digits: int, whole: dict[str, int]) -> tuple[int, dict[str, int]]:
    """Take the noughts off that all of them end in."""
    while any(whole.values()) and not any(n % 10 for n in whole.values()):
        whole = {name: n // 10 for name, n in whole.items()}
        digits -= 1
    return digits, whole


def _row(read: ReadRow, found: Comparable, deduction: Any) -> Columns:
    row = read.indicator
    columns = _points(row.weight, row.stated)
    held = None if deduction or columns is None else _compared(found)
    if columns is not None and held is not None:
        return columns | held
    plain = {"compared": comparisons.written(found), **_printed(row.weight, row.stated)}
    if deduction:
        plain["deduction"] = f"{deduction.points:f}"
    return {"exact": _json(plain)}


def _points(weight: Decimal | None, stated: Decimal | None) -> Columns | None:
    """The columns of what is printed; None where there are too many decimals."""
    found = {"weight_scaled": scaled(weight), "stated_scaled": scaled(stated)}
    given = (weight, stated)
    lost = any(
        number is not None and column is None
        for number, column in zip(given, found.values(), strict=True)
    )
    return None if lost else found


def _compared(found: Comparable) -> Columns | None:
    """The columns of a comparison; None where they cannot hold it."""
    if isinstance(found, Unmeasured):
        return {"reason": found.reason.kind.name}
    if isinstance(found, Described):
        return {"kind": TEXT, "answer": plain_text(found.text), "same": found.same}
    vague = found.other is not None and found.other != found.values
    return None if vague else _measured(found.kind, found.values)


def _measured(kind: str, values: Mapping[str, Fraction]) -> Columns | None:
    held = whole_numbers(values)
    if held is None:
        return None
    digits, whole = held
    if kind == DEADLINE:
        return {"kind": kind, "late_days": int(values["late"])}
    named = {NUMBERS[kind][name]: number for name, number in whole.items()}
    return {"kind": kind, "digits": digits, **named}


def _execution(result: Result) -> Columns:
    """预算执行率: with both budgets, for policies divide by one or the other."""
    table, scored = result.evaluation, result.execution
    line = table.funds.total or FundLine("")
    by = {base: compare_amounts(table.funds, line, base) for base in BASES}
    columns = _points(line.weight, line.stated)
    left = scaled(room(table))
    held = None if scored is None or line.unknown("weight") else _both(by)
    if columns is not None and left is not None and held is not None:
        return columns | held | {"kind": EXECUTION, "room_scaled": left}
    plain = {
        "execution": {base: comparisons.written(found) for base, found in by.items()},
        "room": f"{room(table):f}",
        "unread_weight": bool(line.unknown("weight")),
        **_printed(line.weight, line.stated),
    }
    return {"exact": _json(plain)}


def _both(by: Mapping[str, Measured | Unmeasured]) -> Columns | None:
    """The columns of both budgets; None where these do not say the same of both."""
    measured = {b: f.values for b, f in by.items() if isinstance(f, Measured)}
    if not measured:
        return _one_reason([f for f in by.values() if isinstance(f, Unmeasured)])
    spent = {values["spent"] for values in measured.values()}
    if len(measured) < len(by) or len(spent) > 1:
        return None
    budgets = {base: values["budget"] for base, values in measured.items()}
    return _measured(EXECUTION, {"spent": spent.pop(), **budgets})


def _one_reason(found: Sequence[Unmeasured]) -> Columns | None:
    kinds = {each.reason.kind.name for each in found}
    return {"reason": kinds.pop()} if len(kinds) == 1 else None


def _printed(weight: Decimal | None, stated: Decimal | None) -> Columns:
    return {
        "weight": None if weight is None else f"{weight:f}",
        "stated": None if stated is None else f"{stated:f}",
    }


def _json(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
