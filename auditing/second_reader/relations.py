"""关系: 表上哪些数由别的数算得出, 对不对得上, 各涉及哪些值."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from itertools import chain, repeat

from auditing.check import exempt, given
from auditing.facts.amounts import COLUMNS
from auditing.facts.facts import Facts
from auditing.facts.levels import Level
from auditing.facts.row import Row
from auditing.finding import Fault, Outcome, Passed
from auditing.registry import CHECKS
from auditing.second_reader.doubted_cells import (
    AMOUNTS,
    FUND,
    POINTS,
    ROW,
    TEXTS,
    TOTAL,
    ValueKey,
)
from indicators.records import record
from scoring.reasons import Unmeasurable
from scoring.result import COMPUTED


class State(Enum):
    """两边对不对得上."""

    AGREES = auto()
    DIFFERS = auto()
    OPEN = auto()
    """无从比较, 或由人评定."""
    UNMATCHED = auto()
    """两边计量单位不同, 无从比较."""


@record
class Dependence:
    """一处算得出的数: 对得上时的说法, 涉及哪些值, 对不对得上."""

    sentence: str
    rests_on: frozenset[ValueKey]
    state: State


RelationName = tuple[str, ...]
"""哪一处关系; it stays when a value is read otherwise."""
Named = tuple[RelationName, Dependence]
Names = frozenset[RelationName]


@record
class Relations:
    """一张表的各处关系."""

    every: Mapping[RelationName, Dependence]

    def named(self, *states: State) -> Names:
        """Those that are in one of some states."""
        found = (name for name, each in self.every.items() if each.state in states)
        return frozenset(found)

    def resting_on(self, keys: frozenset[ValueKey]) -> Names:
        """Those that some values have a part in."""
        every = self.every.items()
        return frozenset(n for n, each in every if not keys.isdisjoint(each.rests_on))

    def sentences(self, names: Names) -> tuple[tuple[RelationName, str], ...]:
        """Some of them with their sentences, in their order."""
        every = self.every.items()
        return tuple((name, each.sentence) for name, each in every if name in names)


def relations(facts: Facts) -> Relations:
    """看一张表的各处关系."""
    every = (
        *(_rows(facts), _weights(facts), _execution(facts)),
        *(_funds(facts), _total(facts)),
    )
    return Relations(dict(chain.from_iterable(every)))


def _rows(facts: Facts) -> Iterator[Named]:
    for number, row in enumerate(facts.rows):
        whats = (*TEXTS, *POINTS, "sign", "unit")
        keys = frozenset((ROW, number, what) for what in whats)
        yield (
            ("row", str(number)),
            Dependence("本行得分与填报一致", keys, _of_row(row)),
        )


def _of_row(row: Row) -> State:
    """A row that holds only in another reading, or within a band, is open."""
    if row.fails:
        return State.DIFFERS
    if row.scored.lacks_formula(Unmeasurable.UNITS_DIFFER):
        return State.UNMATCHED
    reading = row.reading
    sure = reading.outcome == COMPUTED and reading.exact is not None
    known = row.condition is None and reading.stated is not None
    return State.AGREES if sure and known else State.OPEN


def _weights(facts: Facts) -> Iterator[Named]:
    """Each group beside its parts, and all of them beside the whole."""
    outcomes = _outcomes("W201", facts)
    for level, outcome in zip(facts.every_level, outcomes, strict=False):
        name = level.path[-1] or ""
        sentence = f"“{name}”的分值与下级分值之和一致"
        keys = frozenset(_level_keys(facts, level))
        path = ("level", *(step or "" for step in level.path))
        yield path, Dependence(sentence, keys, _state(outcome))
    parts = (key for level in facts.levels for key in _level_keys(facts, level))
    keys = frozenset((*parts, (TOTAL, 0, "weight"), *_fund_keys(facts, "weight")))
    whole = _state(next(outcomes))
    yield ("whole",), Dependence("各级分值之和与满分一致", keys, whole)


def _level_keys(facts: Facts, level: Level) -> Iterator[ValueKey]:
    for row in level.rows:
        number = given(row.spot.row) - facts.result.first_row
        depths = range(1, len(row.indicator.path) + 1)
        steps = (f"level{depth}" for depth in depths)
        yield from ((ROW, number, what) for what in ("weight", *steps))


def _execution(facts: Facts) -> Iterator[Named]:
    keys = frozenset(_fund_keys(facts, *AMOUNTS))
    sentence = "执行率与执行数÷预算数一致"
    yield ("rate",), Dependence(sentence, keys, _concluded("F301", facts))
    keys = frozenset(_fund_keys(facts, *AMOUNTS, *POINTS))
    sentence = "执行率得分与填报一致"
    entry, state = facts.execution_entry, _concluded("F302", facts)
    if entry is not None and not entry.stands.acceptable:
        state = State.DIFFERS
    yield ("execution",), Dependence(sentence, keys, state)


def _funds(facts: Facts) -> Iterator[Named]:
    lines = range(len(facts.evaluation.funds.lines))
    outcomes = _outcomes("F303", facts)
    for (key, name), outcome in zip(COLUMNS.items(), outcomes, strict=False):
        keys = frozenset((FUND, number, key) for number in lines)
        sentence = f"{name}的合计与各项之和一致"
        yield ("funds", key), Dependence(sentence, keys, _state(outcome))


def _total(facts: Facts) -> Iterator[Named]:
    rows = ((ROW, number, "stated") for number in range(len(facts.rows)))
    keys = frozenset((*rows, *_fund_keys(facts, "stated"), (TOTAL, 0, "stated")))
    state = _concluded("P405", facts)
    yield ("total",), Dependence("各项得分之和与总分一致", keys, state)


def _fund_keys(facts: Facts, *whats: str) -> Iterator[ValueKey]:
    """The values of the total of the funds."""
    if facts.line is not None:
        number = facts.evaluation.funds.lines.index(facts.line)
        yield from ((FUND, number, what) for what in whats)


def _outcomes(code: str, facts: Facts) -> Iterator[Outcome]:
    """What a check says of each of its occasions; of all the same where it is exempt."""
    check = CHECKS[code]
    exemption = exempt(facts, check.exemptions)
    found: Iterable[Outcome] = repeat(exemption) if exemption else check.function(facts)
    return iter(found)


def _state(outcome: Outcome) -> State:
    if isinstance(outcome, Fault):
        return State.DIFFERS
    return State.AGREES if isinstance(outcome, Passed) else State.OPEN


def _concluded(code: str, facts: Facts) -> State:
    """What a check of one occasion says."""
    return _state(next(_outcomes(code, facts)))
