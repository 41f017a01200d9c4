"""指标值: 填的是指标值吗, 年度与符号对不对 (V605-V607)."""

from __future__ import annotations

from collections.abc import Iterator

from auditing.check import ERROR, FORM, SYSTEM, WARNING, Check
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.facts.signs import wanted_by
from auditing.facts.sums import all_known, total
from auditing.finding import PASSED, Fault, Outcome, Spot, Times, skip
from indicators.exact import Fraction
from indicators.quantity import Bound, Quantity, plain
from indicators.target import AtLeast, AtMost, Deadline

WHOLE = 100
FEWEST = 5


def v605_weights_as_values(facts: Facts) -> Iterator[Outcome]:
    """指标值一栏填的是指标值, 不是分值 (表下注).

    Passes for a table; fails where both columns of values are the same row by row, and
    add up to 100.
    """
    values = [_bare(row) for row in _with_target(facts)]
    if not all_known(values) or total(values) != WHOLE:
        yield PASSED
        return
    yield Fault(
        Spot("指标值"),
        f"指标值与实际完成值两栏逐行相同，{len(values)} 行合计正好 {WHOLE}，"
        "疑为分值与得分填入了这两栏",
        str(WHOLE),
    )


def _with_target(facts: Facts) -> list[Row]:
    return [row for row in facts.rows if row.indicator.target]


def _bare(row: Row) -> Fraction | None:
    """Return the number without a unit that stands in both columns, None without one."""
    actual = row.actual
    if not isinstance(actual, Quantity) or actual.unit:
        return None
    same = plain(row.indicator.target or "") == plain(row.indicator.actual or "")
    return Fraction(actual.value) if same else None


def v606_other_year(facts: Facts) -> Iterator[Outcome]:
    """时限在本年度之内 (表下注: 年度指标值).

    Passes for each deadline in the table's year; one in another year fails. Does not
    apply to rows without a deadline that has a year.
    """
    dated = [
        (row, row.target)
        for row in facts.rows
        if isinstance(row.target, Deadline) and row.target.moment.year is not None
    ]
    undated = skip("该行的指标值不是写明年份的时限")
    yield Times(undated, len(facts.rows) - len(dated))
    for row, limit in dated:
        if limit.moment.year == facts.evaluation.year:
            yield PASSED
        else:
            year = facts.evaluation.year
            message = f"时限“{limit.raw}”不在 {year} 年度之内"
            yield Fault(row.at("target"), message, limit.raw, f"{year} 年")


def v607_sign(facts: Facts) -> Iterator[Outcome]:
    """符号与名称相合 (一体化系统: 正向用 ≥, 反向用 ≤).

    Passes for each printed sign, or word for one (以上), that fits the name; fails for
    故障率 with ≥. Does not apply to rows without either or a number, or whose names leave
    the direction open.
    """
    unclear = skip("没有符号，或名称看不出方向")
    signed = [row for row in facts.rows if isinstance(row.read.printed, Bound)]
    yield Times(unclear, len(facts.rows) - len(signed))
    for row in signed:
        text, wanted = row.indicator.target, _wanted(row)
        if wanted is None:
            yield unclear
        elif isinstance(row.target, wanted):
            yield PASSED
        else:
            sign = "≥" if wanted is AtLeast else "≤"
            message = f"指标值写作“{text}”，由名称看应为“{sign}”"
            yield Fault(row.at("target"), message, text, sign)


def _wanted(row: Row) -> type[AtLeast | AtMost] | None:
    """The direction that the name of a row asks for, where its target has one."""
    own = row.indicator
    known = own.target and not own.unknown("target")
    directed = known and isinstance(row.target, AtLeast | AtMost)
    return wanted_by(own.name) if directed else None


CHECKS = (
    Check(
        code="V605",
        title_passed="指标值一栏填的是指标值",
        title_failed="指标值一栏填的是分值",
        severity=ERROR,
        basis=FORM + "：指标值不是分值",
        remedy="改填指标值与实际完成值",
        function=v605_weights_as_values,
        exemptions=(
            (
                "另有分值一栏，或行数太少",
                lambda f: f.weighed or len(_with_target(f)) < FEWEST,
            ),
        ),
    ),
    Check(
        code="V606",
        title_passed="时限在本年度之内",
        title_failed="时限不在本年度",
        severity=WARNING,
        basis=FORM + "：年度指标值",
        remedy="核对年份；跨年的说明原因",
        function=v606_other_year,
        exemptions=(("不知道本表的年度", lambda facts: facts.evaluation.year is None),),
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
