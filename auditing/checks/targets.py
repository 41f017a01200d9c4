"""指标值: 填的是指标值吗, 年度与符号对不对 (V605-V607)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditing.check import ERROR, FORM, SYSTEM, WARNING, Check
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.facts.signs import SIGNS, wanted_by
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, Spot, skip
from indicators.quantity import Quantity, plain
from indicators.target import AtLeast, Deadline

WHOLE = 100
FEWEST = 5


def v605_weights_as_values(facts: Facts) -> Iterator[Outcome]:
    """指标值一栏填的是指标值, 不是分值."""
    rows = [row for row in facts.rows if row.indicator.target]
    if facts.weighed or len(rows) < FEWEST:
        yield skip("另有分值一栏，或行数太少")
        return
    values = [_bare(row) for row in rows]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or total(known) != WHOLE:
        yield PASSED
        return
    yield Fault(
        Spot("指标值"),
        f"指标值与实际完成值两栏逐行相同，{len(rows)} 行合计正好 {WHOLE}，"
        "疑为分值与得分填入了这两栏",
        str(WHOLE),
    )


def _bare(row: Row) -> Fraction | None:
    same = plain(row.indicator.target or "") == plain(row.indicator.actual or "")
    number = isinstance(row.actual, Quantity) and not row.actual.unit
    return Fraction(row.actual.value) if same and number else None  # type: ignore[union-attr]


def v606_other_year(facts: Facts) -> Iterator[Outcome]:
    """时限在本表的年度之内."""
    year = facts.evaluation.year
    if year is None:
        yield skip("不知道本表的年度")
        return
    rows = [row for row in facts.rows if isinstance(row.target, Deadline)]
    limits = [(row.at("target"), row.target) for row in rows]
    dated = [
        (spot, limit)
        for spot, limit in limits
        if isinstance(limit, Deadline) and limit.moment.year is not None
    ]
    yield skip("该行的指标值不是写明年份的时限", len(facts.rows) - len(dated))
    for spot, limit in dated:
        if limit.moment.year == year:
            yield PASSED
        else:
            message = f"时限“{limit.raw}”不在 {year} 年度之内"
            yield Fault(spot, message, limit.raw, f"{year} 年")


def v607_sign(facts: Facts) -> Iterator[Outcome]:
    """符号与名称的方向相合."""
    wanting = [
        (row, wanted)
        for row in facts.rows
        if (row.indicator.target or "").strip()[:1] in SIGNS
        and (wanted := wanted_by(row.indicator.name))
    ]
    yield skip("没有符号，或名称看不出方向", len(facts.rows) - len(wanting))
    for row, wanted in wanting:
        if isinstance(row.target, wanted):
            yield PASSED
            continue
        sign = "≥" if wanted is AtLeast else "≤"
        yield Fault(
            row.at("target"),
            f"指标值写作“{row.indicator.target}”，由名称看应为“{sign}”",
            row.indicator.target,
            sign,
        )


CHECKS = (
    Check(
        code="V605",
        title_passed="指标值一栏填的是指标值",
        title_failed="指标值一栏填的是分值",
        severity=ERROR,
        basis=FORM + "：指标值不是分值",
        remedy="改填指标值与实际完成值",
        function=v605_weights_as_values,
    ),
    Check(
        code="V606",
        title_passed="时限在本年度之内",
        title_failed="时限不在本年度",
        severity=WARNING,
        basis=FORM + "：年度指标值",
        remedy="核对年份；跨年的说明原因",
        function=v606_other_year,
    ),
    Check(
        code="V607",
        title_passed="符号与名称相合",
        title_failed="符号与名称的方向相反",
        severity=WARNING,
        basis=SYSTEM + "：正向用 ≥，反向用 ≤",
        remedy="核对符号",
        function=v607_sign,
    ),
)
