"""一类目标写成 SQL: 得分的下端 (整数), 与判定的状态 (一个小的整数).

What a file's footer proves of its columns is not asked of every row; where it proves
nothing the text asks, and leaves what it cannot hold to the exact engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from batch.columns.footers import NOTHING_PROVED, Footer
from batch.columns.measures import DEADLINE, DIGITS, EXECUTION, LARGEST, NUMBERS, TEXT
from indicators.exact import Fraction
from scoring.execution import BUDGET
from scoring.formula import Constant, Formula
from scoring.policy import Policy
from scoring.policy_parts import Bands, RuleUse
from scoring.readings.degree import scale_free
from scoring.readings.exact import evaluate
from scoring.readings.sql import Points, beyond_limits, to_sql
from scoring.readings.sql_leaves import SqlColumn
from scoring.reasons import Unmeasurable
from scoring.result import COMPUTED, JUDGED
from scoring.rounding import Rounding
from scoring.ruling import share_formula

WEIGHT: Final = SqlColumn("weight", DIGITS, 100 * 10**DIGITS)
"""Up to 100 points. With `NEAR` every division is shown to be exact in DOUBLE."""
NEAR: Final = 5 * 10**8
"""Whole numbers from 0 up to here are scored by the fast text,"""
FAR: Final = 5 * 10**11
"""up to here, and those below 0, by one that takes remainders in BIGINT, and asks more;
beyond by the exact engine."""
DAYS: Final = 100_000
_SIGNED: Final = {"at_least": "<", "at_most": ">", "exactly": "<>"}
"""Where a target below 0 is not met, or exceeded, no text has a rule."""
UNBANDED: Final = "UNBANDED"
"""The code of a text that no band of the policy names."""
JUDGED_FROM: Final = 10
"""States below are computed, from here on a person decides."""
NEGATIVE: Final = JUDGED_FROM
BANDED_FROM: Final = 20
"""The states of texts: the bands in order, behind them `UNBANDED`."""
MISSING_FROM: Final = 100
"""From here on something is not there. The first state of each of these three is that of
the rows whose reason stands in their column."""
NOT_APPLICABLE_FROM: Final = 120
UNVERIFIABLE_FROM: Final = 130
LACKING: Final = {
    Unmeasurable.BLANK_TARGET: 101,
    Unmeasurable.BLANK_ACTUAL: 102,
    Unmeasurable.NO_AMOUNT: 103,
    Unmeasurable.NO_BUDGET: 131,
    Unmeasurable.NEGATIVE_WEIGHT: 132,
}
"""The states of rows whose columns show why they are open."""
ABSENT: Final = {"spent": Unmeasurable.NO_AMOUNT, "budget": Unmeasurable.NO_AMOUNT} | {
    "target": Unmeasurable.BLANK_TARGET,
    "low": Unmeasurable.BLANK_TARGET,
    "high": Unmeasurable.BLANK_TARGET,
    "actual": Unmeasurable.BLANK_ACTUAL,
    "late": Unmeasurable.BLANK_ACTUAL,
}
"""Why a row is open whose value is not there."""


@frozen
class KindSql:
    """一类目标: 它的规则, 各数的列, 舍入. `state` 为照规则算出的一行的状态.

    `weight` has the limit of the weights, `footer` tells what the columns hold.
    """

    kind: str
    state: int
    use: RuleUse
    rounding: Rounding
    columns: Mapping[str, str]
    weight: SqlColumn = WEIGHT
    footer: Footer = NOTHING_PROVED

    @property
    def share(self) -> Formula:
        """The formula of its rule."""
        return share_formula(self.use)

    @property
    def covered(self) -> bool:
        """Whether whole numbers of one scale, whichever it is, compute it."""
        days = self.kind == DEADLINE
        return self.rounding.places <= DIGITS and (days or scale_free(self.share))

    def low(self, *, there: bool = False) -> str:
        """The points of the rule, by the fast text wherever it is shown to be exact.

        NULL where a value is missing, or too large for either text. `there` tells that
        no value is missing and that a person decides nothing, as the states do.
        """
        text = self._proved(there=there) or self._asked(there=there)
        if there or self.kind != "exactly" or self._by_person is None:
            return text
        return f"CASE WHEN {self._by_person} THEN 0 * weight ELSE {text} END"

    @property
    def proved(self) -> bool:
        """Whether no row can be beyond the text."""
        return self._proved(there=True) is not None

    def _proved(self, *, there: bool) -> str | None:
        """The text for what the footer proves; None where it does not prove enough."""
        columns = {}
        for name, column in self.columns.items():
            held = self.footer.numbers.get(column)
            if held is None:
                return None
            most = max(abs(held.low), abs(held.high))
            columns[name] = self._column(name, most, held.low, there=there)
        try:
            return to_sql(self.share, columns, self._points)
        except OverflowError:
            return None

    def _asked(self, *, there: bool) -> str:
        """The text that asks each row whether it is within the limits."""
        near, far = (
            self._within(most, least, there=there)
            for most, least in ((NEAR, 0), (FAR, None))
        )
        texts = [to_sql(self.share, each, self._points) for each in (near, far)]
        if texts[0] == texts[1]:
            return texts[0]
        beyond = f"CASE WHEN {beyond_limits(far)} THEN NULL ELSE {texts[1]} END"
        return f"CASE WHEN {beyond_limits(near)} THEN {beyond} ELSE {texts[0]} END"

    @property
    def _points(self) -> Points:
        return Points(self.weight, self.rounding, self._capped)

    def states(self) -> Iterator[int]:
        """The states in which its rule gives the points."""
        yield self.state
        if self.use.rule.judged:
            yield self.state + JUDGED_FROM

    @property
    def decided(self) -> str:
        """The state of a row; where a value is missing, which."""
        there = " AND ".join(f"{c} IS NOT NULL" for c in self.columns.values())
        if self.kind == EXECUTION and not self._above_zero("budget"):
            there += f" AND {self.columns['budget']} > 0"
        arms = [f"WHEN {there} THEN {self.state}"]
        if self._by_person is not None:
            judged = NEGATIVE if self.kind in _SIGNED else self.state + JUDGED_FROM
            arms.insert(0, f"WHEN {self._by_person} THEN {judged}")
        arms += [
            f"WHEN {column} IS NULL THEN {LACKING[ABSENT[name]]}"
            for name, column in self.columns.items()
        ]
        if self.kind == EXECUTION:
            arms.append(f"ELSE {LACKING[Unmeasurable.NO_BUDGET]}")
        return f"CASE {' '.join(arms)} END"

    @property
    def _by_person(self) -> str | None:
        """When a person decides; None where that is never."""
        sign = _SIGNED.get(self.kind)
        if sign is not None:
            target, actual = (self.columns[name] for name in ("target", "actual"))
            never = self.footer.within(target, 0, LARGEST)
            return None if never else f"{target} < 0 AND {actual} {sign} {target}"
        if self.use.rule.judged:
            one = Points(SqlColumn("1", 0, 1), Rounding(0, "down"))
            return f"{to_sql(self.share, self._within(FAR), one)} = 0"
        return None

    @property
    def _capped(self) -> bool:
        if self.kind != EXECUTION:
            return True
        twice = {"spent": Fraction(2), "budget": Fraction(1)}
        return evaluate(self.share, twice) <= 1

    def _above_zero(self, name: str) -> bool:
        """Whether the footer proves that a number is above 0."""
        return self.footer.within(self.columns[name], 1, LARGEST)

    def _within(
        self, most: int, least: int | None = None, *, there: bool = False
    ) -> dict[str, SqlColumn]:
        """The columns with their limits; days may be early."""
        if self.kind == DEADLINE:
            most, least = DAYS, None
        return {n: self._column(n, most, least, there=there) for n in self.columns}

    def _column(
        self, name: str, most: int, least: int | None, *, there: bool
    ) -> SqlColumn:
        """A column with its limits; a state tells that the budget is above 0."""
        if there and name == "budget":
            most, least = max(most, 1), max(least or 1, 1)
        return SqlColumn(self.columns[name], 0, most, least, there)


@frozen
class TextSql:
    """定性: 按文字分档, 由人评定."""

    bands: Bands
    rounding: Rounding
    weight: SqlColumn = WEIGHT

    @property
    def low(self) -> Iterator[tuple[int, str]]:
        """The lower ends of the bands, by state."""
        for number, band in enumerate(self.bands.bands):
            yield BANDED_FROM + number, self._part(band.low)
        yield BANDED_FROM + len(self.bands.bands), "0 * weight"

    @property
    def high(self) -> Iterator[tuple[int, str]]:
        """The upper ends of the bands, by state."""
        for number, band in enumerate(self.bands.bands):
            yield BANDED_FROM + number, self._part(band.high)

    @property
    def decided(self) -> str:
        """The state of a row; the same text as the target is of the first band."""
        arms = [
            f"WHEN answer IN ({', '.join(map(quoted, band.texts))}) "
            f"THEN {BANDED_FROM + number}"
            for number, band in enumerate(self.bands.bands)
            if band.texts
        ]
        arms.append(f"WHEN answer IS NULL THEN {LACKING[Unmeasurable.BLANK_ACTUAL]}")
        arms.append(f"WHEN same THEN {BANDED_FROM}")
        unbanded = BANDED_FROM + len(self.bands.bands)
        return f"CASE {' '.join(arms)} ELSE {unbanded} END"

    def _part(self, share: Fraction) -> str:
        """A share of the weight, rounded as points."""
        return to_sql(Constant(share), {}, Points(self.weight, self.rounding))


def kinds_of(
    policy: Policy, footer: Footer = NOTHING_PROVED
) -> dict[str, KindSql | TextSql]:
    """列出 SQL 能算的各类."""
    found: dict[str, KindSql | TextSql] = {}
    base = policy.execution.base if policy.execution else BUDGET
    weight = heaviest(policy, footer)
    for state, (kind, columns) in enumerate(NUMBERS.items()):
        named = dict(columns)
        if kind == EXECUTION:
            named = {"spent": columns["spent"], "budget": columns[base]}
        rounding = policy.round(EXECUTION if kind == EXECUTION else "row")
        use = policy.rules[kind]
        each = KindSql(kind, state, use, rounding, named, weight, footer)
        if each.covered:
            found[kind] = each
    if policy.round("row").places <= DIGITS:
        found[TEXT] = TextSql(policy.bands, policy.round("row"), weight)
    return found


def heaviest(policy: Policy, footer: Footer) -> SqlColumn:
    """分值一列及其上限; `least` is 0 where the footer proves that all fit."""
    if not footer.within("weight_scaled", 0, WEIGHT.limit):
        return WEIGHT
    usual = 0
    if policy.execution is not None:
        usual = int(Fraction(policy.execution.points) * 10**DIGITS)
    most = max(footer.numbers["weight_scaled"].high, usual, 1)
    return SqlColumn(WEIGHT.name, DIGITS, most, 0)


def states_of(policy: Policy) -> dict[int, tuple[str, str]]:
    """各个状态的结局与编码."""
    found = {NEGATIVE: (JUDGED, Unmeasurable.NEGATIVE_TARGET.name)}
    for each in kinds_of(policy).values():
        if isinstance(each, KindSql):
            for state in each.states():
                outcome = COMPUTED if state < JUDGED_FROM else JUDGED
                found[state] = (outcome, each.use.use)
    names = [*(band.name for band in policy.bands.bands), UNBANDED]
    found |= {BANDED_FROM + number: (JUDGED, name) for number, name in enumerate(names)}
    return found | {n: (each.outcome, each.name) for each, n in LACKING.items()}


def quoted(text: str) -> str:
    """写成 SQL 的文字."""
    return "'" + text.replace("'", "''") + "'"
