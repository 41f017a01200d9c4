"""复算: 填报的得分是按哪种读法算出来的.

For each stated score: the shipped policies that give exactly this number; where none
does, the policies that give it with another rounding. For the table: the policy that
gives most rows. For the execution row: from the amounts, and from the printed rate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from attrs import evolve, frozen

from auditing.facts.excuses import rounding_of
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from indicators.direction import FORWARD, REVERSE
from indicators.evaluation import Evaluation, Funds
from indicators.exact import Fraction
from indicators.read_row import ReadRow, read_row
from indicators.target import AtLeast
from scoring.engine import score_read
from scoring.execution import score_execution
from scoring.policy import Policy, load_policy, policy_ids
from scoring.result import COMPUTED, RowResult
from scoring.rounding import Rounding
from scoring.settling import as_points

Attempt = tuple[str, Fraction, Rounding]
"""一次复算: the id of a policy, the exact points that it gives, how it rounds them."""


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
    given = Counter(name for ways in rows if ways for name in ways.exactly)
    counts = ((name, given[name]) for name in _all_ids())
    ordered = sorted(counts, key=lambda item: (-item[1], item[0]))
    amounts, printed = (
        _ways_of_execution(facts.evaluation, by_printed_rate=printed)
        for printed in (False, True)
    )
    return Reproduction(rows, amounts, printed, tuple(ordered))


def ways_of(row: Row, evaluation: Evaluation) -> Ways | None:
    """一行得分的各种算法: the row as it was read, scored under every shipped policy.

    None without stated points or a weight, and where no policy computes the row.
    """
    weight, stated = row.indicator.weight, row.indicator.stated
    if weight is None or stated is None or weight < 0:
        return None
    if row.scored.outcome == COMPUTED and row.scored.met and stated == weight:
        return Ways(_all_ids())
    attempts = list(_attempts(_as_counted(row), evaluation))
    return _sorted_out(stated, attempts, weight) if attempts else None


def _attempts(read: ReadRow, evaluation: Evaluation) -> Iterator[Attempt]:
    """Score a row under each shipped policy that computes it."""
    printed = evaluation.concessions_under is None
    for policy in shipped():
        found = score_read(read, policy, evaluation.year, concessions=printed)
        yield from _attempt(policy, found, "row")


def _attempt(policy: Policy, row: RowResult | None, part: str) -> Iterator[Attempt]:
    """Give the exact points, and the rounding for this part, where they are computed."""
    if row is not None and row.outcome == COMPUTED and row.exact is not None:
        yield policy.id, row.exact[0], policy.round(part)


def _as_counted(row: Row) -> ReadRow:
    """Read the row in the other direction where only that gives its points."""
    if row.otherwise is None or row.reading is not row.otherwise:
        return row.read
    other = REVERSE if isinstance(row.target, AtLeast) else FORWARD
    return read_row(evolve(row.indicator, direction=other))


@cache
def _all_ids() -> tuple[str, ...]:
    return tuple(policy.id for policy in shipped())


def _sorted_out(stated: Decimal, attempts: Iterable[Attempt], weight: Decimal) -> Ways:
    """Sort out the policies that give the points, and those that do if rounded otherwise."""
    exactly, otherwise = [], []
    for name, value, rounding in attempts:
        if as_points(value, weight, rounding) == stated:
            exactly.append(name)
        elif other := rounding_of(stated, value):
            otherwise.append((name, str(other)))
    return Ways(tuple(exactly), tuple(otherwise))


def _ways_of_execution(evaluation: Evaluation, *, by_printed_rate: bool) -> Ways | None:
    """The ways to the points of 预算执行率: by the amounts, or by the printed rate.

    None without stated points, or without the printed rate.
    """
    line = evaluation.funds.total
    if line is None or line.stated is None or (by_printed_rate and line.rate is None):
        return None
    only = evolve(line, accept_stated_rate=by_printed_rate)
    table = evolve(evaluation, funds=Funds((only,), evaluation.funds.unit))
    attempts: list[Attempt] = []
    for policy in shipped():
        row = score_execution(table, policy, concessions=by_printed_rate)
        attempts += _attempt(policy, row, "execution")
    return _sorted_out(line.stated, attempts, line.weight or Decimal(0))
