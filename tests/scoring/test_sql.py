"""SQL 读法与精确计算逐行相同: DuckDB, 一百万行以上, 每条规则, 强制出现进位临界."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import duckdb
import pytest

from scoring.readings.exact import evaluate
from scoring.readings.sql import Points, beyond_limits, to_sql
from scoring.readings.sql_leaves import EXACT, SqlColumn
from scoring.rounding import Rounding
from scoring.rules import RULES, Rule
from scoring.settling import as_points
from tests.scoring.test_rules import given_parameters

ROWS = 50_000
HALF_UP = Rounding(2)
SCALE = {"weight": 2, "late": 0}
LIMIT = {"weight": 10_000, "late": 100_000}
SALT = {"weight": 1, "target": 2, "actual": 3, "low": 4, "high": 5} | {
    "late": 6,
    "spent": 7,
    "budget": 8,
}
DIVISORS = (8, 16, 40, 80, 160, 200, 400, 800, 2000, 10_000)
"""Targets that make exact ties (…5 behind the kept digits) frequent."""


def generated(name: str) -> str:
    """Write a deterministic pseudo-random column: small, large, negative, zero."""
    number = f"(hash(i * 16 + {SALT[name]}) >> 8)::BIGINT"
    if name == "weight":
        return f"{number} % 10001"
    if name == "late":
        return f"{number} % 400 - 100"
    divisors = ", ".join(map(str, DIVISORS))
    picked = f"list_value({divisors})[{number} % {len(DIVISORS)} + 1]"
    small = f"{number} % 40 + 1"
    wide = f"{number} % CASE WHEN i % 2 = 0 THEN 30001 ELSE 150 END"
    if name in {"target", "budget"}:
        usual = f"{number} % 20001 + 1" if name == "budget" else f"{wide} - 20"
        return _by_turns(picked, small, usual)
    if name in {"actual", "spent"}:
        return _by_turns(small, picked, f"{wide} - 20")
    return f"{wide} - 100"


def _by_turns(first: str, second: str, usual: str) -> str:
    """Every sixth row twice over is made for ties, whichever side divides."""
    return (
        f"CASE i % 6 WHEN 0 THEN {first} WHEN 3 THEN {second} ELSE {usual} END::BIGINT"
    )


def text_of(
    rule: Rule,
    rounding: Rounding = HALF_UP,
    *,
    weight: int = 2,
    most: int = 10**9,
    least: int | None = None,
) -> str:
    """A rule's text; `weight` decimals of the weight, values from `least` to `most`."""
    limits = {name: min(most, LIMIT.get(name, most)) for name in rule.variables}
    known = {
        name: SqlColumn(name, SCALE.get(name, 2), limit, least)
        for name, limit in limits.items()
    }
    column = SqlColumn("weight", weight, 100 * 10**weight)
    capped = rule is not RULES["execution_uncapped"]
    formula = rule.formula(given_parameters(rule))
    return to_sql(formula, known, Points(column, rounding, capped))


@pytest.mark.no_cover
@pytest.mark.parametrize("name", RULES)
def test_sql_gives_what_exact_arithmetic_gives(name: str) -> None:
    rule = RULES[name]
    formula = rule.formula(given_parameters(rule))
    names = ("weight", *rule.variables)
    budget = " AND budget > 0" if "budget" in names else ""
    made = ", ".join(f"{generated(column)} AS {column}" for column in names)
    ties = 0
    for mode, decimals, most, rows, least in (
        ("half_up", 2, 10**9, ROWS, None),
        ("up", 2, 10**9, 5_000, None),
        ("down", 2, 10**9, 5_000, None),
        ("half_up", 3, 10**9, 5_000, None),
        ("up", 4, 10**9, 5_000, None),
        ("half_up", 2, 10**13, 5_000, None),
        ("up", 4, 10**11, 5_000, None),
        ("half_up", 2, 10**9, 5_000, 0),
        ("half_up", 4, 10**11, 5_000, 0),
        ("up", 2, 10**9, 5_000, 1),
        ("half_up", 4, 10**9, 5_000, 1),
    ):
        rounding = Rounding(2, mode)
        text = text_of(rule, rounding, weight=decimals, most=most, least=least)
        held = "".join(
            f" AND {column} >= {least}"
            for column in rule.variables
            if least is not None
        )
        query = (
            f"WITH made AS (SELECT {made} FROM range({rows}) r(i)) "  # noqa: S608
            f"SELECT {', '.join(names)}, {text} FROM made WHERE true{budget}{held}"
        )
        got = duckdb.execute(query).fetchall()
        assert rows == len(got) if least is None else len(got) > rows // 10
        for weight, *numbers, points in got:
            values = {
                column: Fraction(number, 10 ** SCALE.get(column, 2))
                for column, number in zip(rule.variables, numbers, strict=True)
            }
            printed = Decimal(weight).scaleb(-decimals)
            exact = Fraction(printed) * evaluate(formula, values)
            expected = as_points(exact, printed, rounding)
            assert points == expected.scaleb(decimals), (name, values, printed)
            ties += (exact * 1000) % 10 == 5
    if rule.variables in {("target", "actual"), ("spent", "budget")}:
        assert ties > 100


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("most", [10**9, 10**11])
@pytest.mark.parametrize("least", [None, 0, 1])
def test_a_row_without_a_value_stays_open(
    name: str, most: int, least: int | None
) -> None:
    rule = RULES[name]
    for decimals in (2, 4):
        text = text_of(rule, weight=decimals, most=most, least=least)
        for absent in ("weight", *rule.variables):
            for other in (-5, 0, 5) if least is None else {least, 5}:
                given = ", ".join(
                    f"CAST({'NULL' if n == absent else other} AS BIGINT) AS {n}"
                    for n in ("weight", *rule.variables)
                )
                found = duckdb.execute(f"SELECT {text} FROM (SELECT {given})")  # noqa: S608
                assert found.fetchall() == [(None,)], (name, absent, other)


@pytest.mark.parametrize("name", ["execution", "execution_uncapped"])
@pytest.mark.parametrize("budget", [0, -1])
def test_a_budget_of_zero_leaves_the_row_open_and_ends_no_query(
    name: str, budget: int
) -> None:
    for most in (10**9, 10**11):
        text = text_of(RULES[name], most=most)
        given = f"VALUES (1000, 5, {budget}), (1000, 5, 10)"
        query = f"SELECT {text} FROM ({given}) t(weight, spent, budget)"  # noqa: S608
        assert duckdb.execute(query).fetchall() == [(None,), (500,)]


def test_columns_that_could_overflow_are_refused() -> None:
    with pytest.raises(OverflowError):
        text_of(RULES["ratio"], most=2**62)


@pytest.mark.parametrize("most", [10**9, EXACT // (10**4 + 1), 10**14])
def test_the_widest_allowed_columns_are_still_exact(most: int) -> None:
    text = text_of(RULES["ratio"], most=most)
    assert ("%" in text) == (most == 10**14)
    for target in (most, most - 1, most - 7):
        for actual in (target - 1, target - 2, target // 3, target // 2, 1):
            for weight in (9999, 10_000, 1):
                given = f"SELECT {weight}::BIGINT weight, {target}::BIGINT target, {actual}::BIGINT actual"
                query = f"SELECT {text} FROM ({given})"  # noqa: S608
                ((points,),) = duckdb.execute(query).fetchall()
                printed = Decimal(weight).scaleb(-2)
                exact = Fraction(printed) * actual / target
                assert points == as_points(exact, printed, Rounding(2)).scaleb(2)


def test_numbers_that_lie_closest_to_a_half_are_rounded_right() -> None:
    """(2k + 1)q ± 1 over 2q: as near to a tie as the bound allows."""
    text = text_of(RULES["ratio"], most=EXACT // (10**4 + 1))
    for target in range(2 * 10**11 + 1, 2 * 10**11 + 40):
        for weight in (9_973, 9_999):
            for half in (weight // 2, weight // 3, weight - 3):
                middle = (2 * half + 1) * target // (2 * weight)
                for actual in (middle - 1, middle, middle + 1):
                    given = f"SELECT {weight}::BIGINT weight, {target}::BIGINT target, {actual}::BIGINT actual"
                    query = f"SELECT {text} FROM ({given})"  # noqa: S608
                    ((points,),) = duckdb.execute(query).fetchall()
                    exact = Fraction(weight * actual, 100 * target)
                    printed = Decimal(weight).scaleb(-2)
                    assert points == as_points(exact, printed, Rounding(2)).scaleb(2)


def test_the_rows_beyond_the_limits_are_told() -> None:
    told = beyond_limits({"a": SqlColumn("a", 0, 10), "b": SqlColumn("b", 0, 5)})
    rows = "VALUES (10, 5), (11, 5), (0, -6), (NULL, 6), (NULL, NULL)"
    found = duckdb.execute(f"SELECT {told} FROM ({rows}) t(a, b)").fetchall()  # noqa: S608
    assert [each for (each,) in found] == [False, True, True, True, None]


def test_the_text_is_ansi_and_short() -> None:
    assert text_of(RULES["ratio"]) == (
        "CASE WHEN actual >= target THEN weight "
        "WHEN target <= 0 AND actual IS NOT NULL THEN 0 * weight "
        "WHEN actual > 0 THEN "
        "CAST(FLOOR((weight * actual) / target + 0.5e0) AS BIGINT) "
        "WHEN actual IS NOT NULL AND target IS NOT NULL THEN 0 * weight END"
    )


def test_what_the_ranges_prove_is_not_asked_again() -> None:
    assert text_of(RULES["ratio"], least=0) == (
        "CASE WHEN actual >= target THEN weight ELSE "
        "CAST(FLOOR((weight * actual) / target + 0.5e0) AS BIGINT) END"
    )
    assert text_of(RULES["inverse_ratio"], least=0) == (
        "CASE WHEN actual <= target THEN weight ELSE "
        "CAST(FLOOR((weight * target) / actual + 0.5e0) AS BIGINT) END"
    )
    assert "<= 0" in text_of(RULES["execution"], least=0)
    assert "<= 0" not in text_of(RULES["execution"], least=1)
