"""资金合计等于其中各项之和 (F303)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditing.check import FORM, UNEQUAL, Check, given
from auditing.facts.amounts import COLUMNS, YUAN
from auditing.facts.excuses import nears, point
from auditing.facts.facts import Facts
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, direction, points, skip
from indicators.evaluation import FundLine, Funds
from indicators.exact import Fraction
from indicators.quantity import Quantity
from indicators.records import record
from scoring.rounding import places

INNER = "其中"
MOST_LAYERS = 256


@record
class Column:
    """资金的一栏: 合计, 与其中各项的金额 (None 为没有印), 至少一项印有."""

    key: str
    whole: Quantity
    parts: tuple[Quantity | None, ...]

    @property
    def known(self) -> list[Quantity]:
        """The printed amounts of the parts."""
        return [part for part in self.parts if part is not None]

    @property
    def sum(self) -> Fraction:
        """What the printed numbers of the parts add up to."""
        return total(part.value for part in self.known)

    @property
    def units(self) -> set[str]:
        """The units of all amounts; one, or there is nothing to add."""
        return {part.unit for part in (self.whole, *self.known)}

    @property
    def adds_up(self) -> bool:
        """The parts make the whole: exactly, or rounded part by part or at the end.

        Amounts in 元 are not rounded part by part.
        """
        whole, parts = self.whole.value, [part.value for part in self.known]
        summed = total(parts)
        if nears(whole, point(summed), most=None):
            return True
        if self.units == {YUAN}:
            return False
        most = max(map(places, (whole, *parts)))
        slack = Fraction(len(parts) + 1, 2 * 10**most)
        return abs(Fraction(whole) - summed) < slack

    @property
    def parted_again(self) -> bool:
        """The whole is parted several times over (按类型分、按来源分), each time in full.

        One amount alone is no parting: a part as large as the whole is no other way.
        """
        ways: list[int] = []
        rest: tuple[Quantity, ...] = ()
        for part in self.known:
            rest += (part,) if part.value else ()
            if rest and Column(self.key, self.whole, rest).adds_up:
                ways.append(len(rest))
                rest = ()
        return not rest and len(ways) > 1 and max(ways) > 1


def columns(
    funds: Funds, line: FundLine, parts: Sequence[FundLine]
) -> Iterator[Column]:
    """Give the columns in which a line and at least one of its parts are printed."""
    for key in COLUMNS:
        whole = _amount(funds, line, key)
        amounts = tuple(_amount(funds, part, key) for part in parts)
        if whole is not None and any(amounts):
            yield Column(key, whole, amounts)


def _amount(funds: Funds, line: FundLine, key: str) -> Quantity | None:
    found: Quantity | None = getattr(line, key)
    return None if found is None else funds.with_unit(found)


def f303_components(facts: Facts) -> Iterator[Outcome]:
    """资金合计等于各项之和 (表下注: 年度资金总额＝其中各项之和).

    Passes for each column of amounts that adds up, rounding granted; else fails. Does
    not apply to a column in several units, or with a blank that may hold the rest, nor
    where some parts are parts of others.
    """
    lines = facts.evaluation.funds, given(facts.line), facts.parts
    found = {column.key: column for column in columns(*lines)}
    for key, name in COLUMNS.items():
        if any(line.unknown(key) for line in (given(facts.line), *facts.parts)):
            yield skip(f"{name}有的没有读懂")
            continue
        yield _compared(facts, found[key]) if key in found else skip(f"{name}没有印全")


def _compared(facts: Facts, column: Column) -> Outcome:
    name, whole = COLUMNS[column.key], column.whole.value
    if len(column.units) > 1:
        return PASSED if _exact(column) else skip(f"{name}的单位不一")
    if column.adds_up or column.parted_again:
        return PASSED
    if whole > column.sum and len(facts.parts) == 1:
        return skip("只印有其中一项")
    if _nested(facts.evaluation.funds, given(facts.line), facts.parts):
        return skip("各项之中另有细项，层次不明")
    if whole > column.sum and _open(facts.parts, column):
        return skip(f"{name}有的项没有印")
    return Fault(
        facts.execution_spot(column.key),
        f"{name}合计 {points(whole)}，其中各项之和 {points(column.sum)}，"
        f"合计{direction(whole, column.sum)}",
        points(whole),
        points(column.sum),
    )


def _exact(column: Column) -> bool:
    """Tell whether amounts in several units of money add up to the last digit."""
    whole, unit = column.whole.base
    parts = [part.base for part in column.known]
    return {unit} == {each for _, each in parts} and whole == total(n for n, _ in parts)


def _nested(funds: Funds, line: FundLine, parts: Sequence[FundLine]) -> bool:
    """Tell whether lines below a line are its own parts, and the rest makes the total.

    1.财政拨款 / （1）中央 / （2）省级 / 2.其他: in every printed column, and perhaps several
    times over (资金来源：…，资金结构：基本支出、项目支出 …).
    """
    return any(
        all(
            column.adds_up or column.parted_again
            for column in columns(funds, line, outer)
        )
        for outer in islice(_layers(funds, tuple(parts)), MOST_LAYERS)
        if len(outer) < len(parts)
    )


def _layers(
    funds: Funds, parts: tuple[FundLine, ...]
) -> Iterator[tuple[FundLine, ...]]:
    """Leave out lines that directly follow one and add up to it, in every way."""
    if not parts:
        yield ()
        return
    for below in range(len(parts) - 1, -1, -1):
        if not below or _makes(funds, parts[0], parts[1 : 1 + below]):
            for rest in _layers(funds, parts[1 + below :]):
                yield parts[0], *rest


def _makes(funds: Funds, outer: FundLine, rows: Sequence[FundLine]) -> bool:
    """Tell whether lines add up to another in each column where it is not 0."""
    printed = [each for each in columns(funds, outer, rows) if each.whole.value]
    return bool(printed) and all(column.adds_up for column in printed)


def _open(parts: Sequence[FundLine], column: Column) -> bool:
    """Tell whether a line that has other figures is blank in this column."""
    return any(
        value is None and any(getattr(part, key) for key in COLUMNS)
        for part, value in zip(parts, column.parts, strict=True)
    )


def _no_parts(facts: Facts) -> bool:
    return facts.line is None or not facts.parts


def _no_line_is_the_total(facts: Facts) -> bool:
    named = facts.evaluation.funds.named
    return named is None and not any(INNER in part.label for part in facts.parts)


CHECKS = (
    Check(
        code="F303",
        title_passed="资金合计等于各项之和",
        title_failed="资金合计与各项之和不一致",
        severity=UNEQUAL,
        basis=FORM + "：年度资金总额＝其中各项之和",
        remedy="核对合计与其中各项",
        function=f303_components,
        exemptions=(
            ("没有印其中各项", _no_parts),
            ("没有一行说明是合计", _no_line_is_the_total),
            (
                "各项之中另有“其中”，层次不明",
                lambda facts: any(INNER in part.label for part in facts.parts[1:]),
            ),
        ),
    ),
)
