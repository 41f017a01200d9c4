"""填写: 文字、单位、符号、日期 (V601-V612)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.facts.signs import SIGNS, wanted_by
from auditing.facts.sums import total
from auditing.finding import PASSED, Fault, Outcome, Passed, Spot, skip
from indicators.damage import suggest
from indicators.quantity import Absent, Bound, Quantity, Text, plain
from indicators.reasons import Doubt
from indicators.target import AtLeast, AtMost, Deadline, Exactly, Qualitative
from indicators.units import alike
from scoring.reasons import Unmeasurable
from scoring.result import UNVERIFIABLE
from scoring.ruling import band_of

Figure = AtLeast | AtMost | Exactly
WHOLE = 100
FEWEST = 5


def v601_fixed_text(facts: Facts) -> Iterator[Outcome]:
    """定性指标的完成情况, 用评分办法的说法, 或与指标值相同."""
    texts = "、".join(band.texts[0] for band in facts.policy.bands.bands)
    told = [
        (row, row.target.raw, row.actual.text)
        for row in facts.rows
        if isinstance(row.target, Qualitative) and isinstance(row.actual, Text)
    ]
    yield skip("该行不是定性指标", len(facts.rows) - len(told))
    for row, wanted, said in told:
        same = plain(said) == plain(wanted)
        if same or band_of(said, facts.policy.bands):
            yield PASSED
        else:
            message = f"“{said}”不属于规定的任何一档（{texts}）"
            yield Fault(row.at("actual"), message, said, texts)


def v602_bound(facts: Facts) -> Iterator[Outcome]:
    """实际完成值是一个数, 不是照抄的界限."""
    rows = facts.rows
    bounds = [r for r in rows if isinstance(r.actual, Bound) and r.actual.sign != "="]
    yield Passed(len(rows) - len(bounds))
    for row in bounds:
        yield Fault(
            row.at("actual"),
            f"实际完成值“{row.indicator.actual}”是界限，不是完成的结果",
            row.indicator.actual,
            "实际达到的数",
        )


def v603_units(facts: Facts) -> Iterator[Outcome]:
    """指标值与实际完成值的单位相同; 差一个单位就差很多的 (万元、%) 都写全."""
    apart = agreed = 0
    for row in facts.rows:
        if not isinstance(row.target, Figure) or not isinstance(row.actual, Quantity):
            apart += 1
            continue
        limit, actual = row.target.quantity, row.actual
        # A share beside a percent is for V608 to tell.
        if _units_agree(row, limit, actual) or _is_share(row):
            agreed += 1
            continue
        words_ = [q.unit or "没有单位" for q in (limit, actual)]
        yield Fault(
            row.at("actual"),
            f"指标值“{row.target.raw}”与实际完成值“{row.indicator.actual}”"
            f"单位不一致（{words_[0]}；{words_[1]}）",
            row.indicator.actual,
            limit.unit or None,
        )
    yield skip("该行不是两个数相比", apart)
    yield Passed(agreed)


def _units_agree(row: Row, limit: Quantity, actual: Quantity) -> bool:
    """Zero needs no unit; one that a column or the name says holds for both."""
    if not actual.value or (not actual.unit and _said_elsewhere(row, limit)):
        return True
    (_, first), (_, second) = limit.base, actual.base
    if limit.unit and actual.unit and not (first and second):
        return True  # 万 beside 万元: the multiple is there, 元 goes without saying
    if bool(limit.unit) == bool(actual.unit):
        return alike(first, second)
    scale, base = Quantity(limit.value, limit.unit or actual.unit).base
    matters = base in {"%", "元"} or scale != limit.value
    return not matters


def _said_elsewhere(row: Row, limit: Quantity) -> bool:
    """The unit stands in a column of its own, or only in the name."""
    own = row.read.printed
    printed = own.quantity if isinstance(own, Bound) else own
    bare = isinstance(printed, Quantity) and not printed.unit and bool(limit.unit)
    return bool(row.indicator.unit) or bare


def _is_share(row: Row) -> bool:
    return row.scored.lacks_formula(Unmeasurable.SHARE_OR_PERCENT)


def v604_in_the_name(facts: Facts) -> Iterator[Outcome]:
    """指标值写在指标值一栏, 不写在名称里."""
    hiding = [
        (row, found)
        for row in facts.rows
        if (found := words.hidden_target(row.indicator.name)) is not None
    ]
    yield Passed(len(facts.rows) - len(hiding))
    for row, found in hiding:
        held = plain(found).lstrip("≥≤><=") in plain(row.indicator.target or "")
        if held or isinstance(row.target, Deadline):
            yield PASSED
            continue
        yield Fault(
            row.at("name"),
            f"名称里有“{found}”，指标值一栏是“{row.indicator.target or '空'}”",
            row.indicator.target,
            found,
        )


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


def v608_percent(facts: Facts) -> Iterator[Outcome]:
    """百分数的指标值不超过 100%, 不与 0-1 的比例混用."""
    texts = passed = 0
    for row in facts.rows:
        target, name = row.target, row.indicator.name
        if not isinstance(target, Figure):
            texts += 1
        elif _is_share(row):
            yield Fault(
                row.at("actual"),
                row.scored.explanation.substitution,
                row.indicator.actual,
                row.indicator.target,
            )
        elif target.quantity.unit != "%" or target.quantity.value <= WHOLE:
            passed += 1
        elif suggest(plain(target.raw)) or not re.search(words.AT_MOST_WHOLE, name):
            yield skip("该行的百分数可以超过 100%，或疑有损坏")
        else:
            message = f"指标值 {target.raw} 超过 100%"
            yield Fault(row.at("target"), message, target.raw, "不超过 100%")
    yield skip("指标值不是一个数", texts)
    yield Passed(passed)


def v609_vague(facts: Facts) -> Iterator[Outcome]:
    """定性的指标值说得出怎样算完成."""
    raws = [(r, r.target.raw) for r in facts.rows if isinstance(r.target, Qualitative)]
    yield skip("指标值不是文字", len(facts.rows) - len(raws))
    for row, raw in raws:
        if words.vague(plain(raw)):
            yield Fault(row.at("target"), f"指标值“{raw}”没有可以衡量的内容", raw)
        else:
            yield PASSED


def v610_damaged(facts: Facts) -> Iterator[Outcome]:
    """值没有因扫描、复制而损坏."""
    found = [
        (row, value, text)
        for row in facts.rows
        for value, text in (
            ("target", row.indicator.target),
            ("actual", row.indicator.actual),
        )
        if text and words.repair(text)
    ]
    yield _others(facts, found)
    for row, value, text in found:
        repair = words.repair(text)
        message = f"“{text}”疑为“{repair}”之误，未改动"
        yield Fault(row.at(value), message, text, repair)


def _others(facts: Facts, found: list[tuple[Row, str, str]]) -> Passed:
    return Passed(len(facts.rows) - len({id(row) for row, *_ in found}))


def v611_placeholder(facts: Facts) -> Iterator[Outcome]:
    """没有留下空白表的占位文字."""
    found = [
        (row, value, cell)
        for row in facts.rows
        for value in ("name", "target", "actual")
        if (cell := getattr(row.indicator, value)) and words.placeholder(cell)
    ]
    yield _others(facts, found)
    for row, value, cell in found:
        yield Fault(row.at(value), f"“{cell}”中留有空白表的占位文字", cell)
    for doubt in facts.evaluation.warnings:
        if doubt.reason is Doubt.UNFILLED_ROW and doubt.value:
            spot = Spot(doubt.value, (), doubt.place)
            yield Fault(spot, f"“{doubt.value}”一行没有填写，也没有删去", doubt.value)


def v612_unverifiable(facts: Facts) -> Iterator[Outcome]:
    """指标值与实际完成值可以比较."""
    weighed = facts.weighed
    rows = [
        row
        for row in facts.rows
        if row.scored.outcome == UNVERIFIABLE and not _is_share(row)
        # 无 beside 无 wants a person only where it is worth points.
        if weighed or not isinstance(row.target, Absent)
    ]
    yield Passed(len(facts.rows) - len(rows))
    for row in rows:
        reason = row.scored.explanation.substitution
        own = row.indicator
        yield Fault(row.at("actual"), reason, own.actual, own.target)
