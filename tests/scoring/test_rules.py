"""评分规则: 按条文逐例核对, 并守住几条定律."""

from __future__ import annotations

import inspect
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import rules
from scoring.formula import Formula, Variable, variables, weighted
from scoring.readings.exact import evaluate
from scoring.rounding import Rounding, places, printed, rounded
from scoring.rules import RULES, Rule, Step

PARAMETERS = {
    "floor": Fraction(3, 5),
    "loss": Fraction(1, 100),
    "steps": (
        Step(Fraction(1), 0),
        Step(Fraction(5, 6), 7),
        Step(Fraction(2, 3), 92),
        Step(Fraction(1, 2)),
    ),
}
NUMBERS = st.decimals(-1000, 1000, places=2).map(Fraction)
WEIGHTS = st.decimals(0, 100, places=2)


def given_parameters(rule: Rule) -> dict[str, object]:
    return {name: PARAMETERS[name] for name in rule.parameters}


def share(name: str, *values: Fraction | int | str) -> Fraction:
    rule = RULES[name]
    numbers = [Fraction(value) for value in values]
    result: Fraction = rule.share(*numbers, **given_parameters(rule))
    return result


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("ratio", (100, 83), "83/100"),
        ("ratio", (100, 120), "1"),
        ("ratio", (0, 0), "1"),
        ("ratio", (0, -1), "0"),
        ("ratio", (10, -5), "0"),
        ("ratio", (-5, -10), "0"),
        ("ratio", (-5, -5), "1"),
        ("ratio", ("9/10", "3/5"), "2/3"),
        ("ratio", (1, "1/2"), "1/2"),
        ("ratio_above_floor", (100, 59), "0"),
        ("ratio_above_floor", (100, 60), "3/5"),
        ("ratio_above_floor", (0, 0), "1"),
        ("inverse_ratio", (5, 8), "5/8"),
        ("inverse_ratio", (5, 10), "1/2"),
        ("inverse_ratio", (0, 0), "1"),
        ("inverse_ratio", (0, 1), "0"),
        ("inverse_ratio", (-5, -4), "0"),
        ("inverse_ratio", ("1/2", 2), "1/4"),
        ("inverse_linear", (5, 8), "2/5"),
        ("inverse_linear", (5, 10), "0"),
        ("inverse_linear", (5, 11), "0"),
        ("inverse_linear", (0, 1), "0"),
        ("inverse_linear", ("1/2", "3/4"), "1/2"),
        ("equal_ratio", (100, 98), "98/100"),
        ("equal_ratio", (100, 150), "1"),
        ("equal_ratio", (0, 0), "1"),
        ("equal_ratio", (0, 1), "0"),
        ("equal_ratio", (100, -1), "0"),
        ("equal_ratio", ("9/10", "3/5"), "2/3"),
        ("within", (20, 30, 20), "1"),
        ("within", (20, 30, 30), "1"),
        ("within", (20, 30, 31), "0"),
        ("within", (20, 30, 19), "0"),
        ("on_time", (0,), "1"),
        ("on_time", (1,), "0"),
        ("late_per_day", (30,), "7/10"),
        ("late_per_day", (101,), "0"),
        ("late_per_day", (0,), "1"),
        ("late_per_day", (1,), "99/100"),
        ("late_steps", (-31,), "1"),
        ("late_steps", (0,), "1"),
        ("late_steps", (1,), "5/6"),
        ("late_steps", (7,), "5/6"),
        ("late_steps", (8,), "2/3"),
        ("late_steps", (92,), "2/3"),
        ("late_steps", (4,), "5/6"),
        ("late_steps", (30,), "2/3"),
        ("late_steps", (61,), "2/3"),
        ("late_steps", (184,), "1/2"),
        ("execution", ("6130.36", "10072.59"), "613036/1007259"),
        ("execution", (110, 100), "1"),
        ("execution", (-1, 100), "0"),
        ("execution_uncapped", (110, 100), "11/10"),
        ("execution_uncapped", (50, 100), "1/2"),
        ("execution_uncapped", (-1, 100), "0"),
    ],
)
def test_a_rule_follows_its_clause(
    name: str, values: tuple[object, ...], expected: str
) -> None:
    assert share(name, *values) == Fraction(expected)  # type: ignore[arg-type]


def test_the_two_reverse_readings_disagree_as_published() -> None:
    assert share("inverse_ratio", 5, 8) * 10 == Fraction("6.25")
    assert share("inverse_linear", 5, 8) * 10 == 4


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_computing_and_reading_the_formula_agree(
    name: str, data: st.DataObject
) -> None:
    rule = RULES[name]
    values = {variable: data.draw(NUMBERS) for variable in rule.variables}
    if "budget" in values:
        values["budget"] = abs(values["budget"]) + 1
    formula = rule.formula(given_parameters(rule))
    assert set(variables(formula)) <= set(rule.variables)
    computed = rule.share(*values.values(), **given_parameters(rule))
    assert evaluate(formula, values) == computed
    weight = data.draw(WEIGHTS.map(Fraction))
    points = evaluate(weighted(formula), values | {"weight": weight})
    assert points == weight * computed


@pytest.mark.parametrize("name", [n for n in RULES if n != "execution_uncapped"])
@given(data=st.data())
def test_points_lie_between_nothing_and_the_weight(
    name: str, data: st.DataObject
) -> None:
    rule = RULES[name]
    values = {variable: data.draw(NUMBERS) for variable in rule.variables}
    if "budget" in values:
        values["budget"] = abs(values["budget"]) + 1
    got = evaluate(rule.formula(given_parameters(rule)), values)
    assert 0 <= got <= 1


@given(target=NUMBERS, better=NUMBERS, worse=NUMBERS)
def test_a_better_actual_never_earns_less(
    target: Fraction, better: Fraction, worse: Fraction
) -> None:
    worse, better = sorted((worse, better))
    for name in ("ratio", "ratio_above_floor"):
        assert share(name, target, worse) <= share(name, target, better)
    for name in ("inverse_ratio", "inverse_linear"):
        assert share(name, target, better) <= share(name, target, worse)
    if target > 0:
        low, high = (share("equal_ratio", target, x) for x in (worse, better))
        assert low <= high
    for name in ("on_time", "late_per_day", "late_steps"):
        assert share(name, better) <= share(name, worse)


@given(target=NUMBERS, beyond=st.decimals(0, 1000, places=2).map(Fraction))
def test_a_target_that_is_met_earns_everything(
    target: Fraction, beyond: Fraction
) -> None:
    assert share("ratio", target, target + beyond) == 1
    assert share("inverse_ratio", target, target - beyond) == 1
    assert share("inverse_linear", target, target - beyond) == 1
    assert share("equal_ratio", target, target) == 1
    assert share("on_time", -beyond) == 1


def test_every_rule_function_is_registered_and_every_rule_is_a_function() -> None:
    functions = {
        function
        for name, function in inspect.getmembers(rules, inspect.isfunction)
        if function.__module__ == rules.__name__ and not name.startswith("_")
    }
    assert functions == {rule.share for rule in RULES.values()}
    for rule in RULES.values():
        names = list(inspect.signature(rule.share).parameters)
        assert tuple(names) == (*rule.variables, *rule.parameters)
        assert isinstance(rule.formula(given_parameters(rule)), Formula)


@pytest.mark.parametrize(
    ("value", "rounding", "expected"),
    [
        ("0.005", Rounding(2), "0.01"),
        ("0.0049999", Rounding(2), "0.00"),
        ("-0.005", Rounding(2), "-0.01"),
        ("2.675", Rounding(2), "2.68"),
        ("9.863", Rounding(1), "9.9"),
        ("0.664", Rounding(2, "up"), "0.67"),
        ("0.66", Rounding(2, "up"), "0.66"),
        ("0.669", Rounding(2, "down"), "0.66"),
        ("0.5", Rounding(0), "1"),
        ("12345678901234567890123456789012.345", Rounding(2), None),
    ],
)
def test_rounding_is_exact(
    value: str, rounding: Rounding, expected: str | None
) -> None:
    got = rounded(Fraction(value), rounding)
    assert f"{got:f}" == (expected or "12345678901234567890123456789012.35")


@given(st.fractions(), st.integers(0, 6), st.sampled_from(["half_up", "up", "down"]))
def test_rounding_ignores_the_decimal_context(
    value: Fraction, kept: int, mode: str
) -> None:
    rounding = Rounding(kept, mode)
    expected = rounded(value, rounding)
    with localcontext() as context:
        context.prec = 1
        assert rounded(value, rounding) == expected


@given(st.fractions(0, 1000), st.integers(0, 4))
def test_a_printed_number_stands_for_what_rounds_to_it(
    value: Fraction, kept: int
) -> None:
    for mode in ("half_up", "up", "down"):
        number = rounded(value, Rounding(kept, mode))
        assert places(number) == kept
        assert value in printed(number, mode)
    other = rounded(value, Rounding(kept)) + Decimal(1).scaleb(-kept)
    assert value not in printed(other)


def test_symbols_build_formulas_and_comparisons_never_decide() -> None:
    x = Variable("x")
    formulas = {1 + x: 4, 1 - x: -2, 2 * x: 6, 1 / x: Fraction(1, 3)}
    formulas |= {x + 1: 4, x - 1: 2, x * 2: 6, x / 2: Fraction(3, 2)}
    assert len(formulas) == 8
    for formula, value in formulas.items():
        assert isinstance(formula, Formula)
        assert evaluate(formula, {"x": Fraction(3)}) == value
    assert [c.sign for c in (x < 1, x <= 1, x > 1, x >= 1)] == ["<", "<=", ">", ">="]
