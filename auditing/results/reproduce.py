"""复算: 填报的得分是按哪种读法算出来的.

For each stated score: the shipped policies that give exactly this number; where none
does, the policies that give it with another rounding. For the table: the policy that
gives most rows. For the execution row: from the amounts, and from the printed rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from attrs import evolve, frozen

from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.facts.standing import rounding_of
from indicators.direction import FORWARD, REVERSE
from indicators.evaluation import Evaluation, Funds
from indicators.read_row import ReadRow, read_row
from indicators.target import AtLeast
from scoring.engine import score_read
from scoring.execution import score_execution
from scoring.policy import Policy, load_policy, policy_ids
from scoring.result import COMPUTED, RowResult
from scoring.rounding import Rounding, places, rounded

Tried = tuple[str, Fraction, Rounding]
"""A policy, the exact points that it gives, and how it rounds them."""


@frozen
class Ways:
    """一个得分的各种算法. `exactly`: 评分办法; `otherwise`: (评分办法, 另用的舍入)."""

    exactly: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, str], ...] = ()

    @property
    def none(self) -> bool:
        """Nothing that is shipped gives this number."""
        return not self.exactly and not self.otherwise


@frozen
class Reproduction:
    """一张表的复算.

    `rows` follows ``facts.rows``; None for a row without stated points or that no
    formula decides. `counts` says how many rows each policy gives, best first.
    """

    rows: tuple[Ways | None, ...]
    by_amounts: Ways | None
    by_printed_rate: Ways | None
    counts: tuple[tuple[str, int], ...]

    @property
    def attempted(self) -> int:
        """How many rows have points that a formula may give."""
        return sum(ways is not None for ways in self.rows)

    @property
    def best(self) -> tuple[str, ...]:
        """The policies that give most rows."""
        most = max((count for _, count in self.counts), default=0)
        return tuple(name for name, count in self.counts if count == most and most)


@cache
def shipped() -> tuple[Policy, ...]:
    """随软件提供、计分的评分办法, loaded once."""
    policies = (load_policy(name) for name in policy_ids())
    return tuple(policy for policy in policies if policy.scored)


def reproduce(facts: Facts) -> Reproduction:
    """复算一张表."""
    rows = tuple(ways_of(row, facts.evaluation) for row in facts.rows)
    counts = {policy.id: 0 for policy in shipped()}
    for ways in rows:
        for name in ways.exactly if ways else ():
            counts[name] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    amounts, printed = (_execution(facts.evaluation, use) for use in (False, True))
    return Reproduction(rows, amounts, printed, tuple(ordered))


def ways_of(row: Row, evaluation: Evaluation) -> Ways | None:
    """Score the row, as it was read, under every policy; None where none computes it."""
    weight, stated = row.indicator.weight, row.indicator.stated
    if weight is None or stated is None or weight < 0:
        return None
    if row.scored.outcome == COMPUTED and row.scored.met and stated == weight:
        return Ways(_all_ids())
    tried = list(_tried(_as_counted(row), evaluation))
    return _sorted_out(stated, tried, places(weight)) if tried else None


def _tried(read: ReadRow, evaluation: Evaluation) -> Iterator[Tried]:
    """Score a row under each shipped policy that computes it."""
    printed = evaluation.concessions_under is None
    for policy in shipped():
        found = score_read(read, policy, evaluation.year, concessions=printed)
        if found.outcome == COMPUTED and found.exact is not None:
            yield policy.id, found.exact[0], policy.round("row")


def _as_counted(row: Row) -> ReadRow:
    """Read the row in the other direction where only that gives its points."""
    if row.otherwise is None or row.reading is not row.otherwise:
        return row.read
    turned = REVERSE if isinstance(row.target, AtLeast) else FORWARD
    return read_row(evolve(row.indicator, direction=turned))


@cache
def _all_ids() -> tuple[str, ...]:
    return tuple(policy.id for policy in shipped())


def _sorted_out(stated: Decimal, tried: Iterable[Tried], least: int = 0) -> Ways:
    exactly, otherwise = [], []
    for name, value, rounding in tried:
        kept = Rounding(max(rounding.places, least), rounding.mode)
        way = _way(stated, value, kept)
        if way == kept:
            exactly.append(name)
        elif way:
            otherwise.append((name, str(way)))
    return Ways(tuple(exactly), tuple(otherwise))


def _way(stated: Decimal, value: Fraction, kept: Rounding) -> Rounding | None:
    """The rounding that gives the stated points: the policy's own before any other."""
    own = rounded(value, kept) == stated
    return kept if own else rounding_of(stated, value)


def _execution(evaluation: Evaluation, use_printed: bool) -> Ways | None:  # noqa: FBT001
    line = evaluation.funds.total
    if line is None or line.stated is None or (use_printed and line.rate is None):
        return None
    told = evolve(line, accept_stated_rate=use_printed)
    asked = evolve(evaluation, funds=Funds((told,), evaluation.funds.unit))
    tried = []
    for policy in shipped():
        row = score_execution(asked, policy, concessions=use_printed)
        if row is not None and _fixed(row) and row.exact is not None:
            tried.append((policy.id, row.exact[0], policy.round("execution")))
    return _sorted_out(line.stated, tried, places(line.weight) if line.weight else 0)


def _fixed(row: RowResult) -> bool:
    return row.outcome == COMPUTED
