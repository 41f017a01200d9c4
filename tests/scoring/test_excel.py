"""Excel 读法: 公式的样子. 与精确计算逐行相同, 由 tests/recalculated 重算来证."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from scoring.formula import Formula, Variable, choose, weighted
from scoring.readings.excel import to_excel
from scoring.rounding import Rounding
from scoring.rules import RULES
from tests.scoring.test_rules import given_parameters

CELLS = {"weight": "I5", "target": "F5", "actual": "G5", "low": "20", "high": "30"} | {
    "late": "(G5-F5)",
    "spent": "E3",
    "budget": "D3",
}
HALF_UP, UP, DOWN = Rounding(2), Rounding(2, "up"), Rounding(2, "down")


def text(name: str, rounding: Rounding = HALF_UP, *, capped: bool = True) -> str:
    rule = RULES[name]
    formula = weighted(rule.formula(given_parameters(rule)))
    return to_excel(formula, CELLS, rounding, capped=capped)


def test_the_weight_comes_first_and_the_division_last() -> None:
    assert text("ratio") == (
        "IF(G5>=F5,I5,IF(F5<=0,0,MAX(MIN(ROUND(I5*G5/F5+1E-11,2),I5),0)))"
    )
    assert text("inverse_linear") == (
        "IF(G5<=F5,I5,IF(F5<=0,0,MAX(MIN(ROUND(I5*(F5+F5-G5)/F5+1E-11,2),I5),0)))"
    )


def test_rounding_up_gives_no_cent_more_and_a_clean_number() -> None:
    assert "ROUND(ROUNDUP(MAX(I5*G5/F5-1E-11,0),2),2)" in text("ratio", UP)
    assert "ROUND(ROUNDDOWN(I5*G5/F5+1E-11,2),2)" in text("ratio", DOWN)


def test_a_computed_limit_is_compared_nearly_and_typed_ones_as_they_are() -> None:
    assert "G5<F5*0.6*(1-1E-14)" in text("ratio_above_floor")
    assert "1E-14" not in text("ratio")


def test_a_part_without_an_end_in_decimals_is_multiplied_first() -> None:
    assert "MIN(ROUND(I5*5/6+1E-11,2),I5)" in text("late_steps")


def test_full_marks_are_the_weight_itself_whatever_its_decimals() -> None:
    assert text("execution") == (
        "IF(MAX(E3/D3,0)<1,MAX(MIN(ROUND(I5*E3/D3+1E-11,2),I5),0),I5)"
    )
    uncapped = text("execution_uncapped", capped=False)
    assert uncapped.startswith("MAX(IF(E3/D3<1,MIN(")
    assert ">1,ROUND(" in uncapped


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("rounding", [HALF_UP, UP, DOWN], ids=str)
def test_only_functions_that_every_program_knows(name: str, rounding: Rounding) -> None:
    written = text(name, rounding, capped=name != "execution_uncapped")
    known = {"IF", "MIN", "MAX", "ROUND", "ROUNDUP", "ROUNDDOWN"}
    assert set(re.findall(r"[A-Z]+(?=\()", written)) <= known
    assert written.count("(") == written.count(")")


def test_numbers_are_written_exactly() -> None:
    late = Variable("late")
    share = choose(late <= 1, Fraction(1, 3), lambda: late * Fraction(-1, 8))
    assert to_excel(weighted(share), CELLS, HALF_UP) == (
        "IF((G5-F5)<=1,MIN(ROUND(I5*1/3+1E-11,2),I5),"
        "MIN(ROUND(I5*(G5-F5)*(-0.125)+1E-11,2),I5))"
    )


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(TypeError):
        to_excel(Strange(), CELLS, HALF_UP)


class Strange(Formula):
    """A node that no reading knows."""
