"""定律: 任意的指标树与任意已定的部分, 只要还有余地, 每一级的合计都不多不少."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from indicators import Evaluation, Indicator
from indicators.errors import InputError
from scoring import load_policy
from scoring.weights.giving import Wish, give_weights

FIRSTS = ("产出指标", "效益指标", "满意度指标")
SECONDS = ("数量指标", "质量指标", "时效指标", "成本指标")
POLICY = load_policy("mof-2020")


@st.composite
def tables(draw: st.DrawFn) -> Evaluation:
    """Up to 40 rows in up to 12 groups, rows of one group together or apart."""
    paths = st.tuples(st.sampled_from(FIRSTS), st.sampled_from(SECONDS))
    drawn = draw(st.lists(paths, min_size=1, max_size=40))
    rows = (Indicator(path, f"指标{number}") for number, path in enumerate(drawn))
    return Evaluation(indicators=tuple(rows))


def levels(table: Evaluation) -> dict[tuple[str | None, ...], set[Decimal | None]]:
    """Each group, and the weights that its rows print for it."""
    found: dict[tuple[str | None, ...], set[Decimal | None]] = defaultdict(set)
    for row in table.indicators:
        for depth, weight in enumerate(row.path_weights, 1):
            found[row.path[:depth]].add(weight)
    return found


def below(table: Evaluation, path: tuple[str | None, ...]) -> Decimal:
    """What stands right below a group adds up to."""
    if len(path) == 2:
        return total(row.weight for row in table.indicators if row.path == path)
    inner = {p: w for p, (w,) in levels(table).items() if len(p) == len(path) + 1}
    return total(weight for p, weight in inner.items() if p[: len(path)] == path)


def total(weights: Iterable[Decimal | None]) -> Decimal:
    return sum((weight or Decimal(0) for weight in weights), Decimal(0))


def assert_adds_up(table: Evaluation) -> None:
    for path, printed in levels(table).items():
        assert {below(table, path)} == printed, path
    assert below(table, ()) == 90
    assert all(row.weight and row.weight > 0 for row in table.indicators)


@given(tables(), st.sampled_from([1, 2]), st.data())
def test_every_level_adds_up(table: Evaluation, kept: int, data: st.DataObject) -> None:
    names = [row.name for row in table.indicators]
    heavy = data.draw(
        st.dictionaries(st.sampled_from(names), st.integers(1, 50).map(Fraction))
    )
    given_ = give_weights(table, POLICY, Wish(places=kept, importance=heavy))
    assert_adds_up(given_)
    assert [row.name for row in given_.indicators] == names


@given(tables(), st.sampled_from([1, 2]), st.data())
def test_what_is_fixed_stays_and_the_rest_adds_up(
    table: Evaluation, kept: int, data: st.DataObject
) -> None:
    whole = give_weights(table, POLICY, Wish(places=data.draw(st.sampled_from([2, 3]))))
    chosen = data.draw(st.sets(st.sampled_from([row.name for row in table.indicators])))
    seconds = data.draw(st.booleans())
    fixed = [
        evolve(
            row,
            weight=row.weight if row.name in chosen else None,
            path_weights=row.path_weights if seconds else (),
        )
        for row in whole.indicators
    ]
    partly = evolve(table, indicators=tuple(fixed))
    again = give_weights(partly, POLICY, Wish(places=max(kept, 2)))
    assert_adds_up(again)
    for before, after in zip(fixed, again.indicators, strict=True):
        assert before.weight in {None, after.weight}


@given(tables(), st.data())
def test_where_there_is_no_room_the_level_is_named(
    table: Evaluation, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(table.indicators))
    most = next(
        each.path_weights[0] or Decimal(0)
        for each in give_weights(table, POLICY).indicators
        if each.name == row.name
    )
    wish = Wish(fixed={row.name: most + Decimal("0.01")})
    with pytest.raises(InputError) as told:
        give_weights(table, POLICY, wish)
    assert [str(problem.where) for problem in told.value.problems] == [row.path[0]]
