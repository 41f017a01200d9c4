"""计量单位: 同一种单位的两种说法可比, 不是一种的不可比."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.quantity import Quantity
from indicators.units import alike


@pytest.mark.parametrize(
    ("number", "unit", "other", "same"),
    [
        ("1", "平方公里", "100", "公顷"),
        ("1", "公顷", "15", "亩"),
        ("3", "亩", "2000", "平方米"),
        ("2", "万亩", "20000", "亩"),
        ("120", "名", "120", "人"),
        ("1.2", "万人", "12000", "名"),
        ("2", "年", "24", "个月"),
        ("1", "平方千米", "1", "km²"),
    ],
)
def test_one_kind_of_unit_converts_exactly(
    number: str, unit: str, other: str, same: str
) -> None:
    assert Quantity(Decimal(number), unit).base == Quantity(Decimal(other), same).base


def test_only_units_that_are_surely_of_one_kind_compare() -> None:
    assert alike("家", "户")
    for first, second in (("人", "人次"), ("个", "项"), ("台", "套"), ("天", "工作日")):
        assert not alike(first, second)
