"""合计: 各行之和、重算区间, 以及两者与填报总分的关系."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from operator import is_

from auditing.facts.excuses import SLIGHT, Limits, excuse, nears, point
from auditing.facts.facts import Facts
from auditing.facts.sides import TWO_SIDES
from auditing.facts.sums import Number, total
from auditing.finding import Fault, direction, points
from indicators.exact import Fraction
from indicators.records import record
from scoring.result import RowResult
from scoring.rounding import Interval, places, rounded
from scoring.rounding import exact as as_fraction

NOTHING = Fraction(0)
Numbers = Sequence[Number | None]
Sums = tuple[Fraction, Fraction]


@record
class Recomputed:
    """重算的合计, 分. `exact` 为各行舍入之前的和, `by_rows` 为各行舍入之后的和.

    Both are sums of the least and of the most. A total is a sum that is widened by
    `lost` in rounded splits, then rescaled by `times`.
    """

    exact: Sums
    by_rows: Sums
    lost: Fraction
    times: Fraction

    @property
    def span(self) -> Interval:
        """总分的区间, 舍入前后都算在内."""
        (low, high), (least, most) = self.exact, self.by_rows
        return self.as_total(min(low, least), max(high, most))

    @property
    def span_by_rows(self) -> Interval:
        """总分的区间: each row rounded by the policy, then added, as in scoring."""
        return self.as_total(*self.by_rows)

    def as_total(self, low: Fraction, high: Fraction) -> Interval:
        """Turn a sum of the rows into a total."""
        widened = _widened(Interval(low, high), self.lost)
        return Interval(widened.low * self.times, widened.high * self.times)


def recomputed(facts: Facts) -> Recomputed | str:
    """重算合计; 或不能重算的原因."""
    why = _not_at_hand(facts)
    if why:
        return why
    rows = [row for row in facts.counted_rows if row.scored]
    exact = [row.exact for row in rows if row.exact is not None]
    if not exact or len(exact) < len(rows):
        return "有的行没有分值，总分无从重算"
    rounded_rows = [row.low for row in rows], [row.high for row in rows]
    return Recomputed(
        _summed(*zip(*exact, strict=True)),
        _summed(*rounded_rows),
        facts.lost_in_splitting,
        factor(facts, facts.counted_rows),
    )


def _not_at_hand(facts: Facts) -> str:
    """Why the parts of the total are not all at hand; '' where they are."""
    if not facts.policy.scored:
        return "评分办法不计分"
    if facts.of_income_and_spending:
        return f"{TWO_SIDES}，总分无从重算"
    return "有的行没有读到，总分无从重算" if facts.rows_left_out else ""


def _summed(lows: Numbers, highs: Numbers) -> Sums:
    """Add the low ends and the high ends; both ends of a computed row are one object."""
    low = total(lows)
    if all(map(is_, lows, highs)):
        return low, low
    wide = [pair for pair in zip(lows, highs, strict=True) if pair[0] is not pair[1]]
    return low, low + total(pair[1] for pair in wide) - total(pair[0] for pair in wide)


def factor(facts: Facts, rows: Sequence[RowResult]) -> Fraction:
    """不适用的分值折算到其余各行的倍数; 1 where the policy leaves these weights out."""
    if facts.policy.not_applicable.treatment == "exclude":
        return Fraction(1)
    apart = total(row.weight for row in facts.result.all_rows if not row.scored)
    kept = apart and total(row.weight for row in rows if row.scored)
    return 1 + apart / kept if kept else Fraction(1)


def granted(facts: Facts, found: Recomputed) -> Interval:
    """认可评定之后的合计区间, 分: judged rows inside their range keep their points."""
    ends = [entry.granted for entry in facts.entries if entry.row.scored]
    return found.as_total(*_summed(*zip(*ends, strict=True)))


def rounded_as_total(facts: Facts, value: Fraction) -> Decimal:
    """重算的合计, 按评分办法对总分的舍入."""
    return rounded(value, facts.policy.round("total"))


def _widened(span: Interval, gap: Fraction) -> Interval:
    """Widen a sum by the points that rounded splits of full rows have lost."""
    if not gap:
        return span
    return Interval(span.low + min(gap, NOTHING), span.high + max(gap, NOTHING))


class Agreement(Enum):
    """填报总分与各行得分之和: 相等, 只差舍入, 或对不上."""

    EQUAL = auto()
    """相等, 或由和按评分办法、按四舍五入得来."""
    ROUNDED = auto()
    """只差舍入."""
    DIFFERS = auto()
    """对不上."""


@record
class Summed:
    """填报总分与各行之和的比较; `way` 为能得出填报总分的舍入, '' 为没有."""

    kind: Agreement
    stated: Decimal
    sum: Fraction
    way: str = ""


def compared(facts: Facts) -> Summed | None:
    """比较填报总分与各行之和; None without a total, or where the rows do not add up.

    The sum is that of the counted rows, or of all the points as printed: points printed
    before a deduction, a total that leaves out the execution row. A rounding of either
    sum will do, or one before the rows were added.
    """
    stated, summed = facts.evaluation.total.stated, facts.stated_sum
    if stated is None or isinstance(summed, str):
        return None
    kind, way = Agreement.EQUAL, ""
    number = as_fraction(stated)
    follows = number == summed or number == _plain(facts)
    if not follows and stated != rounded_as_total(facts, summed):
        kind, way = _by_rounding(facts, stated, summed)
    return Summed(kind, stated, summed, way)


def _plain(facts: Facts) -> Fraction:
    """各行印出的得分之和, deductions and rows that do not count left aside."""
    execution = facts.execution.stated if facts.execution else None
    return total([execution, *(row.indicator.stated for row in facts.rows)])


def _by_rounding(
    facts: Facts, stated: Decimal, summed: Fraction
) -> tuple[Agreement, str]:
    """填报总分与各行之和不等时: 由舍入说不说得通, 是哪一种舍入."""
    found = excuse(stated, summed, limits(facts))
    way = str(found.way) if found.way else ""
    if found.accepted:
        return Agreement.ROUNDED if found.directed else Agreement.EQUAL, way
    if excuse(stated, _plain(facts), limits(facts)).accepted:
        return Agreement.EQUAL, ""
    if not _added_before_rounding(facts, stated):
        return Agreement.DIFFERS, way
    few = abs(Fraction(stated) - summed) <= _lost_by_parts(facts)
    within = not limits(facts).passed(Fraction(stated), point(summed))
    return (
        Agreement.ROUNDED if few and within else Agreement.DIFFERS,
        "各行舍入之前相加",
    )


def limits(facts: Facts) -> Limits:
    """总分不越过的界: 0、满分与各等级的线."""
    grades = facts.policy.grades
    lines = (as_fraction(grade.low) for grade in grades.grades) if grades else ()
    return Limits(NOTHING, facts.full, tuple(lines))


def follows(facts: Facts, stated: Decimal, span: Interval) -> bool:
    """判断填报总分由舍入说得通, 应为的数在 `span` 之内."""
    return nears(stated, span, limits(facts))


def _added_before_rounding(facts: Facts, stated: Decimal) -> bool:
    """判断各行舍入之前相加能否得出填报总分.

    Rows whose points are a rounding of their exact value are added before rounding;
    all others as printed. Weights that are a rounded split (3.33 of 10) count as the
    whole that is printed above them.
    """
    exact = total(entry.stands_for for entry in facts.entries)
    return follows(facts, stated, _widened(point(exact), facts.lost_in_splitting))


def _lost_by_parts(facts: Facts) -> Fraction:
    """先舍入后相加至多差多少: half a unit of each part's last place, below 0.1 in all."""
    parts = (row.stated for row in facts.counted_rows if row.stated is not None)
    return min(SLIGHT, total(Fraction(1, 2 * 10 ** places(part)) for part in parts))


def fits(facts: Facts, found: Recomputed) -> bool:
    """判断填报总分与认可评定之后的合计相符, 也是各行之和."""
    stated, summed = facts.evaluation.total.stated, compared(facts)
    if stated is None or (summed is not None and summed.kind is Agreement.DIFFERS):
        return False
    return follows(facts, stated, granted(facts, found))


def rounded_total(facts: Facts) -> Fault | None:
    """总分与各行之和只差舍入; None 为没有差别, 或舍入不能解释, 或就是四舍五入."""
    found = compared(facts)
    if found is None or found.kind is not Agreement.ROUNDED:
        return None
    stated, summed = found.stated, found.sum
    message = (
        f"填报总分 {points(stated)}，各行得分之和 {points(summed)}，"
        f"{direction(stated, summed)} 分；{found.way}可得此数"
    )
    gap = abs(Fraction(stated) - summed)
    return Fault(facts.total_spot, message, points(stated), points(summed), gap)
