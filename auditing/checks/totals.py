"""总分与等级: 与各行之和、重算的区间、等级划分对不对得上 (P405、P406、P410)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditing.check import FORM, RULES, TOTAL_KNOWN, UNEQUAL, Check, given
from auditing.facts.excuses import excuse
from auditing.facts.facts import Facts
from auditing.facts.totals import (
    Agreement,
    Summed,
    compared,
    fits,
    follows,
    recomputed,
    rounded_as_total,
)
from auditing.finding import (
    PASSED,
    Fault,
    Outcome,
    direction,
    points,
    skip,
)
from indicators.evaluation import FundLine, Indicator
from indicators.exact import Fraction
from indicators.place import Place
from scoring.rounding import Interval, exact

MOST_NAMED = 5


def p405_total(facts: Facts) -> Iterator[Outcome]:
    """总分等于各行得分之和 (表下注: 总分＝执行率得分＋各指标得分).

    Passes where the sum, as printed, rounded or added before the rounding, is the total;
    else fails. Does not apply where points of a row are missing.
    """
    if isinstance(facts.stated_sum, str):
        yield skip(facts.stated_sum)
        return
    found = given(compared(facts))
    yield _unequal(facts, found) if found.kind is Agreement.DIFFERS else PASSED


def _unequal(facts: Facts, found: Summed) -> Fault:
    stated, total = found.stated, found.sum
    cause = _typed(facts, stated, total)
    if found.way and not cause:
        cause = f"；{found.way}时也得此数"
    return Fault(
        facts.total_spot,
        f"填报总分 {points(stated)}，各行得分之和 {points(total)}，"
        f"总分{direction(stated, total)} 分{cause}",
        points(stated),
        points(total),
        abs(Fraction(stated) - total),
    )


def _typed(facts: Facts, stated: Decimal, total: Fraction) -> str:
    """按文字存的得分: the cells that a sum leaves out, where these are the difference.

    A total that is the sum of all rows has left out none.
    """
    if exact(stated) == total:
        return ""
    found = list(_typed_points(facts))
    gap = sum((points_there for _, points_there in found), Fraction(0))
    if not gap or not excuse(stated, total - gap).accepted:
        return ""
    names = "、".join(place.address or str(place) for place, _ in found[:MOST_NAMED])
    more = f" 等 {len(found)} 格" if len(found) > MOST_NAMED else ""
    return f"；{names}{more} 的数按文字存，求和不计"


def _typed_points(facts: Facts) -> Iterator[tuple[Place, Fraction]]:
    """The points of rows, and of the execution, that a workbook stores as text."""
    records: list[Indicator | FundLine] = [row.indicator for row in facts.rows]
    if facts.execution:
        records += filter(None, [facts.line])
    for record in records:
        place = record.places.get("stated")
        if place and place.typed and record.stated:
            yield place, Fraction(record.stated)


def p406_grade(facts: Facts) -> Iterator[Outcome]:
    """等级与总分相符 (评分办法的等级划分).

    Passes where the printed grade is the one of the printed total; else fails. Does not
    apply to a grade that the policy does not have.
    """
    total, grades = facts.evaluation.total, facts.policy.grades
    printed, stated = total.grade or "", given(total.stated)
    if grades is None or _short(printed) not in {each.name for each in grades.grades}:
        yield skip(f"评分办法没有“{printed}”这一等级")
        return
    expected = grades.of(stated)
    if _short(printed) == expected:
        yield PASSED
        return
    message = f"填报等级“{printed}”，总分 {points(stated)} 对应“{expected}”"
    yield Fault(facts.total_at("grade"), message, printed, expected)


def _short(grade: str) -> str:
    """Return a grade by its one letter: 优秀 → 优, 良好 → 良, 中等 → 中."""
    return re.sub("[秀好]?等?级?$", "", grade.strip())


def _no_grade(facts: Facts) -> bool:
    total = facts.evaluation.total
    return not total.grade or total.stated is None


def p410_recomputed(facts: Facts) -> Iterator[Outcome]:
    """总分在重算区间之内 (财预〔2020〕10号; 评分办法的计分公式).

    Passes where rounding takes the printed total into the interval, or where it follows
    from rows that all hold or are excused; else fails. Does not apply where a row has no
    weight.
    """
    stated, found = given(facts.evaluation.total.stated), recomputed(facts)
    if isinstance(found, str):
        yield skip(found)
    elif follows(facts, stated, found.span) or fits(facts, found):
        yield PASSED
    else:
        yield _beyond(facts, stated, found.span_by_rows)


def _beyond(facts: Facts, stated: Decimal, span: Interval) -> Fault:
    low, high = (rounded_as_total(facts, end) for end in (span.low, span.high))
    near = low if stated < low else high
    ends = points(low) if low == high else f"{points(low)}～{points(high)}"
    blank = [row.name for row in facts.counted_rows if row.stated is None]
    unstated = f"；没有读到得分的行：{'、'.join(blank[:MOST_NAMED])}" if blank else ""
    summed = facts.stated_sum
    typed = "" if isinstance(summed, str) else _typed(facts, stated, summed)
    return Fault(
        facts.total_spot,
        f"填报总分 {points(stated)}，按评分办法重算为 {ends}，{direction(stated, near)} 分"
        + unstated
        + typed,
        points(stated),
        ends,
        abs(Fraction(stated - near)),
    )


CHECKS = (
    Check(
        code="P405",
        title_passed="总分等于各行得分之和",
        title_failed="总分与各行得分之和不一致",
        severity=UNEQUAL,
        basis=FORM + "：总分＝执行率得分＋各指标得分",
        remedy="重新相加，改正总分",
        function=p405_total,
        exemptions=TOTAL_KNOWN,
    ),
    Check(
        code="P406",
        title_passed="等级与总分相符",
        title_failed="等级与总分不一致",
        severity=UNEQUAL,
        basis="评分办法的等级划分",
        remedy="按总分改正等级",
        function=p406_grade,
        exemptions=(("没有印总分或等级", _no_grade),),
    ),
    Check(
        code="P410",
        title_passed="总分在重算区间之内",
        title_failed="总分不在重算区间之内",
        severity=UNEQUAL,
        basis=RULES,
        remedy="先改正各行，再重新相加",
        function=p410_recomputed,
        exemptions=TOTAL_KNOWN,
    ),
)
