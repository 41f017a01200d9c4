"""舍入的定律: 印得更细的数不放过更多; 印出的数不因舍入越过分值、档的一端、0 与等级线."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from auditing import AuditResult, audit
from auditing.facts.excuses import Limits, excuse, nears, rounding_of
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total
from scoring import load_policy
from scoring.rounding import MODES, Interval, Rounding, places, rounded

MOF = load_policy("mof-2020")
PATH = ("产出指标", "数量指标")
PROPER = ("P401", "P402", "P404", "P405", "P408", "P409", "P410", "F30", "N501")
BANDS = {
    "达成": (Fraction(4, 5), Fraction(1)),
    "部分达成": (Fraction(3, 5), Fraction(4, 5)),
    "未达成": (Fraction(0), Fraction(3, 5)),
}
cents = st.integers(0, 2000).map(lambda number: Decimal(number) / 100)
kept = st.integers(0, 3)


def printed(number: Decimal, decimals: int) -> Decimal:
    """The number with so many decimals, never fewer than it needs."""
    more = max(decimals, places(number.normalize()))
    return number.quantize(Decimal(1).scaleb(-more))


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Decimal]:
    """The numbers of a small table, some of which may not follow from the others."""
    tenths = st.integers(1, 300).map(lambda number: Decimal(number) / 10)
    numbers = {
        "budget": draw(tenths),
        "spent": draw(tenths),
        "rate": Decimal(draw(st.integers(0, 12000))) / 100,
        "execution": Decimal(draw(st.integers(0, 100))) / 10,
        "weight": draw(st.integers(1, 60).map(lambda number: Decimal(number) / 2)),
        "actual": draw(tenths),
        "stated": draw(tenths),
        "other": draw(st.integers(1, 60).map(Decimal)),
        "total": draw(tenths),
    }
    if draw(st.booleans()):
        share = numbers["spent"] / numbers["budget"]
        numbers["rate"] = (share * 100).quantize(Decimal(draw(UNITS)))
        points = min(share * 10, Decimal(10))
        numbers["execution"] = points.quantize(Decimal(draw(UNITS)))
    if draw(st.booleans()):
        share = min(numbers["actual"] / 20, Decimal(1))
        numbers["stated"] = (share * numbers["weight"]).quantize(Decimal(draw(UNITS)))
    if draw(st.booleans()):
        parts = numbers["execution"], numbers["stated"], numbers["other"]
        numbers["total"] = sum(parts, Decimal(0)).quantize(Decimal(draw(UNITS)))
    return numbers


UNITS = st.sampled_from(["1", "0.1", "0.01"])


def sheet(numbers: dict[str, Decimal]) -> Evaluation:
    """A table that prints these numbers as they are."""
    line = FundLine(
        "年度资金总额",
        budget=Quantity(numbers["budget"]),
        spent=Quantity(numbers["spent"]),
        weight=Decimal(10),
        rate=Quantity(numbers["rate"], "%"),
        stated=numbers["execution"],
    )
    rows = (
        row(
            "甲",
            "≥20%",
            f"{numbers['actual']:f}%",
            numbers["weight"],
            numbers["stated"],
        ),
        row("乙", "≥3个", "3个", numbers["other"], numbers["other"]),
    )
    return Evaluation(
        year=2022,
        funds=Funds((line,)),
        indicators=rows,
        total=Total(None, numbers["total"]),
    )


def row(name: str, target: str, actual: str, weight: Decimal, stated: Decimal) -> Any:
    return Indicator(PATH, name, target, actual, weight, stated)


def strength(result: AuditResult) -> dict[str, int]:
    """How strongly each row is told: 1 by a note about its rounding, 2 by a finding."""
    told: dict[str, int] = {}
    for found in result.findings:
        proper = found.code.startswith(PROPER) and found.code not in {"F306", "F307"}
        level = 2 if proper else int(found.code == "P403")
        told[found.name] = max(told.get(found.name, 0), level)
    return told


@settings(max_examples=500, deadline=None)
@given(sheets(), st.data())
def test_a_number_printed_with_more_decimals_never_weakens_a_finding(
    numbers: dict[str, Decimal], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(numbers)))
    less, more = sorted(data.draw(st.tuples(kept, kept)))
    coarse = numbers | {name: printed(numbers[name], less)}
    fine = numbers | {name: printed(numbers[name], more)}
    before, after = (strength(audit(sheet(each), MOF)) for each in (coarse, fine))
    weaker = {who for who, level in before.items() if after.get(who, 0) < level}
    assert weaker == set()


@settings(max_examples=500, deadline=None)
@given(
    cents,
    cents,
    cents,
    st.lists(st.integers(0, 20).map(Fraction), max_size=3),
    st.integers(0, 20),
    kept,
)
def test_no_number_is_excused_beyond_a_limit_or_by_more_than_rounding(
    stated: Decimal,
    low: Decimal,
    width: Decimal,
    lines: list[Fraction],
    most: int,
    decimals: int,
) -> None:
    number = printed(stated, decimals)
    due = Interval(Fraction(low), Fraction(low + width / 100))
    limits = Limits(Fraction(0), Fraction(most), tuple(lines))
    if due.low == due.high:
        accepted = excuse(number, due.low, limits).accepted
    else:
        accepted = nears(number, due, limits)
    if not accepted:
        return
    exact, unit = Fraction(number), Fraction(1, 10 ** places(number))
    gap = max(due.low - exact, exact - due.high, Fraction(0))
    assert exact <= most or not gap
    assert gap < unit
    assert gap <= Fraction(1, 10)
    for each in lines:
        assert not due.high < each <= exact
        assert not exact < each <= due.low


@settings(max_examples=200, deadline=None)
@given(st.fractions(0, 20, max_denominator=999), kept, st.sampled_from([*MODES]))
def test_the_rounding_that_gives_a_number_is_found(
    due: Fraction, decimals: int, mode: str
) -> None:
    stated = rounded(due, Rounding(decimals, mode))
    found = rounding_of(stated, due)
    assert found is not None
    assert rounded(due, found) == stated
    further = stated + 2 * Decimal(1).scaleb(-decimals)
    assert rounding_of(further, due) is None


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 3000), st.integers(-200, 4000), kept)
def test_points_above_the_weight_or_below_nothing_are_always_told(
    weight: int, stated: int, decimals: int
) -> None:
    whole, points = Decimal(weight) / 100, printed(Decimal(stated) / 100, decimals)
    rows = (row("甲", "≥3个", "3个", whole, points),)
    found = {f.code for f in audit(Evaluation(indicators=rows), MOF).of("P401")}
    assert found == ({"P401"} if points > whole or points < 0 else set())


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(BANDS)), st.integers(10, 3000), st.integers(0, 3000), kept
)
def test_points_outside_the_band_of_a_text_are_always_told(
    text: str, weight: int, stated: int, decimals: int
) -> None:
    whole, points = Decimal(weight) / 100, printed(Decimal(stated) / 100, decimals)
    low, high = (Fraction(whole) * share for share in BANDS[text])
    rows = (row("机制", "形成推广机制", text, whole, min(points, whole)),)
    number = Fraction(min(points, whole))
    cent = Fraction(rounded(low, Rounding(2)))  # as the policy rounds
    top = text == "达成" and number == high
    inside = number == cent or low <= number < high or top
    assert bool(audit(Evaluation(indicators=rows), MOF).of("P404")) is not inside


@settings(max_examples=200, deadline=None)
@given(st.integers(5900, 9100), st.sampled_from(["60", "80", "90"]))
def test_a_total_never_reaches_another_grade_by_rounding(cents: int, line: str) -> None:
    points = Decimal(cents) / 100
    rows = (row("甲", "形成机制", "正在推进", Decimal(100), points),)
    made = evolve(Evaluation(indicators=rows), total=Total(None, Decimal(line)))
    accepted = not audit(made, MOF).of("P405")
    same = MOF.grades is not None and MOF.grades.of(points) == MOF.grades.of(
        Decimal(line)
    )
    assert accepted is (same and abs(points - Decimal(line)) < Decimal("0.1"))
