"""资金合计等于其中各项之和 (F303)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from auditing.check import FORM, UNEQUAL, Check
from auditing.facts.amounts import COLUMNS
from auditing.facts.facts import Facts
from auditing.facts.standing import rounding_of
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, Skip, direction, points
from indicators.evaluation import FundLine, Funds
from indicators.quantity import Quantity
from scoring.rounding import places

INNER = "其中"


def f303_components(facts: Facts) -> Iterator[Outcome]:
    """资金合计等于其中各项之和 (年初预算、全年预算、执行)."""
    funds, line = facts.evaluation.funds, facts.line
    parts = [part for part in funds.lines if part is not line]
    if line is None or not parts:
        yield Skip("没有印其中各项")
        return
    if funds.named is None and not any(INNER in part.label for part in parts):
        yield Skip("没有一行说明是合计")
        return
    if any(INNER in part.label for part in parts[1:]):
        yield Skip("各项之中另有“其中”，层次不明")
        return
    for column, name in COLUMNS.items():
        yield _column(facts, line, parts, column, name)


def _column(
    facts: Facts, line: FundLine, parts: list[FundLine], column: str, name: str
) -> Outcome:
    """Compare one column; a blank beside printed figures leaves the sum open."""
    funds = facts.evaluation.funds
    whole = _amount(funds, line, column)
    printed_parts = [_amount(funds, part, column) for part in parts]
    known = [part for part in printed_parts if part is not None]
    if whole is None or not known:
        return Skip(f"{name}没有印全")
    if len({part.unit for part in (whole, *known)}) > 1:
        return _mixed(whole, known, name)
    if _adds_up(whole.value, [part.value for part in known]):
        return PASSED
    if _nested(funds, line, parts):
        return Skip("各项之中另有细项，层次不明")
    summed = total(part.value for part in known)
    gap = Fraction(whole.value) - summed
    if gap > 0 and _open(parts, printed_parts):
        return Skip(f"{name}有的项没有印")
    return Fault(
        facts.execution_spot(column),
        f"{name}合计 {points(whole.value)}，其中各项之和 {points(summed)}，"
        f"合计{direction(whole.value, summed)}",
        points(whole.value),
        points(summed),
    )


def _amount(funds: Funds, line: FundLine, column: str) -> Quantity | None:
    found: Quantity | None = getattr(line, column)
    return None if found is None else funds.with_unit(found)


def _mixed(whole: Quantity, known: list[Quantity], name: str) -> Outcome:
    """Amounts in several units: sure of a sum only when it is exact."""
    exact = total(part.base[0] for part in known)
    same = len({part.base[1] for part in (whole, *known)}) == 1
    return PASSED if same and exact == whole.base[0] else Skip(f"{name}的单位不一")


def _adds_up(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Tell whether the printed parts make the printed whole, rounding granted."""
    summed = total(parts)
    most = max(map(places, (whole, *parts)))
    slack = Fraction(len(parts) + 1, 2 * 10**most)
    close = abs(Fraction(whole) - summed) < slack
    return close or rounding_of(whole, summed) is not None


def _nested(funds: Funds, line: FundLine, parts: list[FundLine]) -> bool:
    """Tell whether lines below a line are its own parts, and the rest makes the total.

    1.财政拨款 / （1）中央 / （2）省级 / 2.其他: in every printed column.
    """
    outer = list(_outermost(funds, parts))
    if len(outer) == len(parts):
        return False
    return all(
        _adds_up(whole.value, [value.value for value in values])
        for column in COLUMNS
        if (whole := _amount(funds, line, column)) is not None
        and (values := _values(funds, outer, column))
    )


def _outermost(funds: Funds, parts: list[FundLine]) -> Iterator[FundLine]:
    """Leave out the lines that directly follow one and add up to it."""
    number = 0
    while number < len(parts):
        yield parts[number]
        lengths = range(len(parts) - number - 1, 0, -1)
        below = (parts[number + 1 : number + 1 + length] for length in lengths)
        made = (len(rows) for rows in below if _makes(funds, parts[number], rows))
        number += 1 + next(made, 0)


def _makes(funds: Funds, outer: FundLine, rows: list[FundLine]) -> bool:
    compared = [
        _adds_up(whole.value, [value.value for value in values])
        for column in COLUMNS
        if (whole := _amount(funds, outer, column)) is not None
        and whole.value
        and (values := _values(funds, rows, column))
    ]
    return bool(compared) and all(compared)


def _values(funds: Funds, lines: list[FundLine], column: str) -> list[Quantity]:
    found = (_amount(funds, line, column) for line in lines)
    return [value for value in found if value is not None]


def _open(parts: list[FundLine], found: list[Quantity | None]) -> bool:
    """Tell whether a line that has other figures is blank in this column."""
    return any(
        value is None and any(getattr(part, column) for column in COLUMNS)
        for part, value in zip(parts, found, strict=True)
    )


CHECKS = (
    Check(
        code="F303",
        title_passed="资金合计等于各项之和",
        title_failed="资金合计与各项之和不一致",
        severity=UNEQUAL,
        basis=FORM + "：年度资金总额＝其中各项之和",
        remedy="核对合计与其中各项",
        function=f303_components,
    ),
)
