"""SQL 读法与精确计算逐行相同: DuckDB, 一百万行以上, 每条规则, 强制出现进位临界."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import duckdb
import pytest

from scoring.formula import weighted
from scoring.readings.exact import evaluate
from scoring.readings.sql import SqlColumn, to_sql, within_limits
from scoring.rounding import Rounding, rounded
from scoring.rules import RULES
from tests.scoring.test_rules import given_parameters

ROWS = 100_000
SCALE = {"weight": 2, "late": 0}
LIMIT = {"weight": 10_000, "late": 100_000}
SALT = {"weight": 1, "target": 2, "actual": 3, "low": 4, "high": 5} | {
    "late": 6,
    "spent": 7,
    "budget": 8,
}
DIVISORS = (8, 16, 40, 80, 160, 200, 400, 800, 2000, 10_000)
"""Targets that make exact ties (…5 behind the kept digits) frequent."""


def columns(names: tuple[str, ...]) -> dict[str, SqlColumn]:
    return {
        name: SqlColumn(name, SCALE.get(name, 2), LIMIT.get(name, 10**9))
        for name in names
    }


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


@pytest.mark.parametrize("name", RULES)
def test_sql_gives_what_exact_arithmetic_gives(name: str) -> None:
    rule = RULES[name]
    formula = weighted(rule.formula(given_parameters(rule)))
    names = ("weight", *rule.variables)
    ties = 0
    for mode, rows in (("half_up", ROWS), ("up", 5_000), ("down", 5_000)):
        rounding = Rounding(2, mode)
        made = ", ".join(f"{generated(column)} AS {column}" for column in names)
        text = to_sql(formula, columns(names), rounding)
        within = within_limits(columns(names))
        query = (
            f"WITH made AS (SELECT {made} FROM range({rows}) r(i)) "  # noqa: S608
            f"SELECT {', '.join(names)}, {text} FROM made WHERE {within}"
        )
        got = duckdb.execute(query).fetchall()
        assert len(got) == rows
        for *numbers, points in got:
            values = {
                column: Fraction(number, 10 ** SCALE.get(column, 2))
                for column, number in zip(names, numbers, strict=True)
            }
            exact = evaluate(formula, values)
            assert points == int(rounded(exact, rounding).scaleb(2)), (name, values)
            ties += (exact * 1000) % 10 == 5
    if rule.variables in {("target", "actual"), ("spent", "budget")}:
        assert ties > 100


def test_columns_that_could_overflow_are_refused() -> None:
    rule = RULES["ratio"]
    wide = {n: SqlColumn(n, 2, 2**62) for n in ("weight", "target", "actual")}
    with pytest.raises(OverflowError):
        to_sql(weighted(rule.formula({})), wide, Rounding(2))


def test_the_widest_allowed_columns_are_still_exact() -> None:
    rule = RULES["ratio"]
    formula = weighted(rule.formula({}))
    limit = 10**14
    wide = {"weight": SqlColumn("w", 2, 10_000)} | {
        name: SqlColumn(name[0], 2, limit) for name in ("target", "actual")
    }
    text = to_sql(formula, wide, Rounding(2))
    for actual in (limit - 1, limit - 2, limit // 3, limit // 2, 1):
        query = f"SELECT {text} FROM (SELECT 9999 w, {limit} t, {actual} a)"  # noqa: S608
        ((points,),) = duckdb.execute(query).fetchall()
        exact = rounded(Fraction(9999, 100) * actual / limit, Rounding(2))
        assert Decimal(points).scaleb(-2) == exact


def test_the_text_is_ansi_and_short() -> None:
    rule = RULES["ratio"]
    names = ("weight", "target", "actual")
    assert to_sql(weighted(rule.formula({})), columns(names), Rounding(2)) == (
        "CASE WHEN actual >= target THEN weight ELSE CASE WHEN target <= 0 THEN 0 "
        "ELSE GREATEST(CAST(FLOOR((((2 * weight * actual + target)) - "
        "((2 * weight * actual + target)) % (2 * target)) / (2 * target) + 0.5) "
        "AS BIGINT), 0) END END"
    )
