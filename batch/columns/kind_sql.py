"""一类目标写成 SQL: 得分的下端 (整数), 与判定的状态 (一个小的整数)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from batch.columns.measures import DEADLINE, DIGITS, EXECUTION, NUMBERS, TEXT
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
"""Whole numbers up to here are scored by the fast text,"""
FAR: Final = 5 * 10**11
"""up to here by the text that takes remainders in BIGINT, beyond by the exact engine."""
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
    """一类目标: 它的规则, 各数的列, 舍入. `state` 为照规则算出的一行的状态."""

    kind: str
    state: int
    use: RuleUse
    rounding: Rounding
    columns: Mapping[str, str]

    @property
    def share(self) -> Formula:
        """The formula of its rule."""
        return share_formula(self.use)

    @property
    def covered(self) -> bool:
        """Whether whole numbers of one scale, whichever it is, compute it."""
        days = self.kind == DEADLINE
        return self.rounding.places <= DIGITS and (days or scale_free(self.share))

    @property
    def low(self) -> str:
        """The points of the rule, by the fast text wherever it is shown to be exact.

        NULL where a value is missing, or too large for either text.
        """
        points = Points(WEIGHT, self.rounding, self._capped)
        near, far = (to_sql(self.share, self._within(m), points) for m in (NEAR, FAR))
        large, most = (beyond_limits(self._within(m)) for m in (NEAR, FAR))
        text = near
        if near != far:
            far = f"CASE WHEN {most} THEN NULL ELSE {far} END"
            text = f"CASE WHEN {large} THEN {far} ELSE {near} END"
        if self.kind != "exactly":
            return text
        return f"CASE WHEN {self._by_person} THEN 0 * weight ELSE {text} END"

    @property
    def decided(self) -> str:
        """The state of a row; NULL where a value is missing."""
        there = " AND ".join(f"{c} IS NOT NULL" for c in self.columns.values())
        if self.kind == EXECUTION:
            there += f" AND {self.columns['budget']} > 0"
        ruled = f"WHEN {there} THEN {self.state} END"
        if self._by_person is None:
            return f"CASE {ruled}"
        judged = NEGATIVE if self.kind in _SIGNED else self.state + JUDGED_FROM
        return f"CASE WHEN {self._by_person} THEN {judged} {ruled}"

    @property
    def lacking(self) -> str:
        """Name what is not there."""
        arms = [
            f"WHEN {column} IS NULL THEN '{ABSENT[name].name}'"
            for name, column in self.columns.items()
        ]
        if self.kind == EXECUTION:
            no_budget = Unmeasurable.NO_BUDGET.name
            arms.append(f"WHEN {self.columns['budget']} <= 0 THEN '{no_budget}'")
        return f"CASE {' '.join(arms)} END"

    @property
    def _by_person(self) -> str | None:
        """When a person decides; None where that is never."""
        sign = _SIGNED.get(self.kind)
        if sign is not None:
            target, actual = (self.columns[name] for name in ("target", "actual"))
            return f"{target} < 0 AND {actual} {sign} {target}"
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

    def _within(self, most: int) -> dict[str, SqlColumn]:
        """The columns with their limits."""
        limit = DAYS if self.kind == DEADLINE else most
        return {n: SqlColumn(c, 0, limit) for n, c in self.columns.items()}


@frozen
class TextSql:
    """定性: 按文字分档, 由人评定."""

    bands: Bands
    rounding: Rounding

    @property
    def low(self) -> str:
        """The lower end of the band."""
        lows = [self._part(band.low) for band in self.bands.bands]
        return self._by_band([*lows, "0 * weight"])

    @property
    def high(self) -> Iterator[tuple[int, str]]:
        """The upper ends of the bands, by state."""
        for number, band in enumerate(self.bands.bands):
            yield BANDED_FROM + number, self._part(band.high)

    @property
    def decided(self) -> str:
        """The state of a row; NULL where there is no text."""
        count = len(self.bands.bands)
        states = [str(BANDED_FROM + number) for number in range(count + 1)]
        return f"CASE WHEN answer IS NOT NULL THEN {self._by_band(states)} END"

    @property
    def lacking(self) -> str:
        """Name what is not there."""
        return f"CASE WHEN answer IS NULL THEN '{Unmeasurable.BLANK_ACTUAL.name}' END"

    def _by_band(self, texts: list[str]) -> str:
        """Choose by the band of the answer; the same text as the target is the first."""
        *of_bands, otherwise = texts
        arms = [
            f"WHEN answer IN ({', '.join(map(quoted, band.texts))}) THEN {text}"
            for band, text in zip(self.bands.bands, of_bands, strict=True)
            if band.texts
        ]
        arms.append(f"WHEN same THEN {of_bands[0]}")
        return f"CASE {' '.join(arms)} ELSE {otherwise} END"

    def _part(self, share: Fraction) -> str:
        """A share of the weight, rounded as points."""
        return to_sql(Constant(share), {}, Points(WEIGHT, self.rounding))


def kinds_of(policy: Policy) -> dict[str, KindSql | TextSql]:
    """列出 SQL 能算的各类."""
    found: dict[str, KindSql | TextSql] = {}
    base = policy.execution.base if policy.execution else BUDGET
    for state, (kind, columns) in enumerate(NUMBERS.items()):
        named = dict(columns)
        if kind == EXECUTION:
            named = {"spent": columns["spent"], "budget": columns[base]}
        part = EXECUTION if kind == EXECUTION else "row"
        each = KindSql(kind, state, policy.rules[kind], policy.round(part), named)
        if each.covered:
            found[kind] = each
    if policy.round("row").places <= DIGITS:
        found[TEXT] = TextSql(policy.bands, policy.round("row"))
    return found


def states_of(policy: Policy) -> dict[int, tuple[str, str]]:
    """各个状态的结局与编码."""
    found = {NEGATIVE: (JUDGED, Unmeasurable.NEGATIVE_TARGET.name)}
    for each in kinds_of(policy).values():
        if isinstance(each, KindSql):
            found[each.state] = (COMPUTED, each.use.use)
            if each.use.rule.judged:
                found[each.state + JUDGED_FROM] = (JUDGED, each.use.use)
    names = [*(band.name for band in policy.bands.bands), UNBANDED]
    return found | {
        BANDED_FROM + number: (JUDGED, name) for number, name in enumerate(names)
    }


def quoted(text: str) -> str:
    """写成 SQL 的文字."""
    return "'" + text.replace("'", "''") + "'"
