"""精确的分数: 两个库算出的数一样, 只是快慢不同."""

from __future__ import annotations

import fractions
from collections.abc import Callable
from decimal import Decimal
from operator import add, eq, floordiv, lt, mul, sub, truediv

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.exact import Fraction

numbers = st.decimals(-(10**12), 10**12, places=6)


def test_the_quick_library_is_installed() -> None:
    assert Fraction.__module__.startswith("quicktions")


@pytest.mark.parametrize("does", [add, sub, mul, truediv, floordiv, lt, eq])
@given(numbers, numbers)
def test_both_libraries_give_the_same(
    does: Callable[..., object], one: Decimal, other: Decimal
) -> None:
    assume(other)
    quick = does(Fraction(one), Fraction(other))
    assert quick == does(fractions.Fraction(one), fractions.Fraction(other))


@given(numbers)
def test_a_number_is_the_same_in_both(number: Decimal) -> None:
    quick, standard = Fraction(number), fractions.Fraction(number)
    assert quick == standard
    assert hash(quick) == hash(standard)
    assert quick.as_integer_ratio() == standard.as_integer_ratio()
    assert repr(quick) == repr(standard)
