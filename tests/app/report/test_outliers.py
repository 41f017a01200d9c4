"""总分突出的表: 以四分位数为准, 精确; 少的、相近的不列."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from attrs import evolve

from app.report.contents import NAMELESS, ContentsLine
from app.report.outliers import Outlier, outliers
from indicators.exact import Fraction
from tests.app.report.many_lines import line


def lines(*totals: str | None, unit: str = "市水利局") -> list[ContentsLine]:
    """Tables of one unit with these totals."""
    chance = random.Random(1)  # noqa: S311 - values, no secrets
    shares = [None if total is None else Fraction(Decimal(total)) for total in totals]
    return [
        evolve(line(number, chance), unit=unit, share=share)
        for number, share in enumerate(shares)
    ]


def told(found: tuple[Outlier, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(f.total, f.usual, f.middle, f.over, f.among) for f in found]


def test_a_total_far_below_those_of_its_unit_stands_out() -> None:
    made = lines("95", "94", "96", "95.5", "60", "94.5", "97", "96")
    assert told(outliers(made)) == [
        ("60", "94～96", "95", "−35", "本单位 mof-2020 的 8 张")
    ]


@pytest.mark.parametrize(
    ("own", "stands_out"), [("87.5", False), ("87.49", True), ("99.5", False)]
)
def test_the_fence_itself_is_inside(own: str, *, stands_out: bool) -> None:
    """Quartiles 92 and 95: the fence is 92 − 1.5 × 3."""
    made = lines("92", "92", "94", "94", "95", "95", "96", own)
    assert bool(outliers(made)) == stands_out


def test_equal_totals_make_none_of_a_few_points_stand_out() -> None:
    assert outliers(lines(*["100"] * 9, "95")) == ()
    assert [f.over for f in outliers(lines(*["100"] * 9, "94.9"))] == ["−5.1"]


def test_few_tables_tables_without_a_total_or_a_unit_are_not_compared() -> None:
    assert outliers(lines(*["95"] * 6, "10")) == ()
    assert outliers(lines(*["95"] * 6, None, None, "10")) == ()
    apart = lines(*["95"] * 8, "10", unit=NAMELESS)
    assert [f.among for f in outliers(apart)] == ["全部 mof-2020 的 9 张"]


def test_policies_are_not_mixed_and_the_farthest_come_first() -> None:
    sound = lines(*["95"] * 9, "40", "60")
    other = [
        evolve(each, policy="hubei-2020")
        for each in lines(*["60"] * 9, unit="市教育局")
    ]
    found = outliers([*sound, *other])
    assert [(f.total, f.unit) for f in found] == [
        ("40", "市水利局"),
        ("60", "市水利局"),
    ]
    assert [f.table.number for f in found] == [10, 11]
