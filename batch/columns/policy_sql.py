"""一种评分办法写成一段 SQL: 各行的结局、编码与得分, DuckDB 与 Spark 原样可用.

Values of a row share one scale, so a rule that looks at their ratios alone computes from
the whole numbers as they stand; a rule that does not is left to the exact engine, and so
is a policy that keeps more decimals than the columns have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from batch.columns.measures import DIGITS, EXECUTION, NUMBERS, TEXT
from indicators.exact import Fraction
from scoring.execution import BUDGET
from scoring.formula import Constant, Formula
from scoring.policy import Policy
from scoring.policy_parts import Band, RuleUse
from scoring.readings.degree import scale_free
from scoring.readings.exact import evaluate
from scoring.readings.sql import Points, beyond_limits, to_sql
from scoring.readings.sql_leaves import SqlColumn
from scoring.reasons import Unmeasurable
from scoring.result import COMPUTED, JUDGED, MISSING, NOT_APPLICABLE, UNVERIFIABLE
from scoring.rounding import Rounding
from scoring.ruling import share_formula

WEIGHT: Final = SqlColumn("weight", DIGITS, 100 * 10**DIGITS)
"""Up to 100 points. With `NEAR` every division is shown to be exact in DOUBLE."""
NEAR: Final = 5 * 10**8
"""Whole numbers up to here are scored by the fast text,"""
FAR: Final = 5 * 10**11
"""up to here by the text that takes remainders in BIGINT, beyond by the exact engine."""
DAYS: Final = 100_000
_LEAST: Final = -WEIGHT.limit
_SIGNED: Final = {"at_least": "<", "at_most": ">", "exactly": "<>"}
"""Where a target below 0 is not met, or exceeded, no text has a rule."""
BY_PERSON: Final = "UNBANDED"
"""The code of a text that no band of the policy names."""


@frozen
class _Kind:
    """一类目标: its rule, the columns of its variables, its rounding."""

    kind: str
    use: RuleUse
    rounding: Rounding
    columns: Mapping[str, str]

    @property
    def share(self) -> Formula:
        """The formula of its rule."""
        return share_formula(self.use)

    @property
    def covered(self) -> bool:
        """Whether the columns can compute it."""
        days = self.kind == "deadline"
        return self.rounding.places <= DIGITS and (days or scale_free(self.share))

    def limited(self, most: int) -> dict[str, SqlColumn]:
        """The columns with their limits."""
        limit = DAYS if self.kind == "deadline" else most
        return {n: SqlColumn(c, 0, limit) for n, c in self.columns.items()}

    @property
    def points(self) -> str:
        """The points that the rule gives, by the fast text wherever it is exact."""
        points = Points(WEIGHT, self.rounding, self._capped)
        near, far = (to_sql(self.share, self.limited(m), points) for m in (NEAR, FAR))
        if near == far:
            return near
        large, most = (beyond_limits(self.limited(m)) for m in (NEAR, FAR))
        far = f"CASE WHEN {most} THEN NULL ELSE {far} END"
        return f"CASE WHEN {large} THEN {far} ELSE {near} END"

    @property
    def _capped(self) -> bool:
        if self.kind != EXECUTION:
            return True
        twice = {"spent": Fraction(2), "budget": Fraction(1)}
        return evaluate(self.share, twice) <= 1

    @property
    def by_person(self) -> str | None:
        """When a person decides; None where that is never."""
        sign = _SIGNED.get(self.kind)
        if sign is not None:
            target, actual = (self.columns[name] for name in ("target", "actual"))
            return f"{target} < 0 AND {actual} {sign} {target}"
        if self.use.rule.judged:
            one = Points(SqlColumn("1", 0, 1), Rounding(0, "down"))
            return f"{to_sql(self.share, self.limited(FAR), one)} = 0"
        return None


def policy_sql(policy: Policy, source: str, carried: tuple[str, ...]) -> str:
    """写出一段 SELECT. `source` is the table of rows, `carried` its columns to keep.

    Gives beside them `weight_scaled`, `stated_scaled`, `outcome`, `code`, and
    `low_scaled`, `high_scaled`, `points_scaled`; `beyond` tells the rows that it leaves
    to the exact engine, whose columns mean nothing.
    """
    kinds = tuple(_kinds(policy))
    kept = ", ".join(carried)
    given = (
        f"SELECT {kept}, kind, reason, answer, same, "
        "target_number, low_number, high_number, actual_number, late_days, "
        f"spent_number, {_budget(policy)} AS budget_number, "
        f"{_weight(policy)} AS weight, CASE WHEN {_within('stated_scaled')} THEN stated_scaled END AS stated, "
        f"{_kept()} AS kept_exactly FROM {source}{_rows(policy)}"
    )
    ruled = (
        f"SELECT {kept}, weight, stated, {_beyond(kinds)} AS beyond, "
        f"{_reason(kinds)} AS reason, {_code(kinds, policy)} AS code, "
        f"{_by_person(kinds)} AS judged, {_low(kinds, policy)} AS low, "
        f"{_high(policy)} AS high FROM given"
    )
    return (
        f"WITH given AS ({given}), ruled AS ({ruled}) "
        f"SELECT {kept}, weight AS weight_scaled, stated AS stated_scaled, "
        f"{_outcome()} AS outcome, COALESCE(reason, code) AS code, "
        f"{_span('0 * weight', 'low')} AS low_scaled, "
        f"{_span('weight', 'CASE WHEN judged THEN high ELSE low END')} AS high_scaled, "
        f"{_awarded(policy)} AS points_scaled, beyond FROM ruled"
    )


def covered(policy: Policy) -> frozenset[str]:
    """列出 SQL 能算的各类."""
    return frozenset(each.kind for each in _kinds(policy))


def _kinds(policy: Policy) -> Iterator[_Kind]:
    for kind, columns in NUMBERS.items():
        part = EXECUTION if kind == EXECUTION else "row"
        named = {n: c for n, c in columns.items() if n != "initial"}
        found = _Kind(kind, policy.rules[kind], policy.round(part), named)
        if found.covered:
            yield found


def _budget(policy: Policy) -> str:
    base = policy.execution.base if policy.execution else BUDGET
    return NUMBERS[EXECUTION][base]


def _weight(policy: Policy) -> str:
    """The weight of a row; of the execution row the printed one, else the policy's."""
    if not policy.scored or policy.execution is None:
        return "CAST(NULL AS BIGINT)"
    usual = int(Fraction(policy.execution.points) * 10**DIGITS)
    crowds = f"weight_scaled > room_scaled AND room_scaled = {usual}"
    absent = f"weight_scaled IS NULL OR {crowds}"
    return (
        f"CASE WHEN kind = '{EXECUTION}' AND ({absent}) THEN {usual} "
        f"WHEN {_within('weight_scaled', _LEAST)} THEN weight_scaled END"
    )


def _within(column: str, least: int = 0) -> str:
    return f"{column} BETWEEN {least} AND {WEIGHT.limit}"


def _kept() -> str:
    """Whether the exact engine has to look at the points of a row."""
    return (
        f"exact IS NOT NULL OR COALESCE(NOT {_within('weight_scaled', _LEAST)}, FALSE) "
        f"OR COALESCE(NOT {_within('stated_scaled')}, FALSE) "
        f"OR COALESCE(weight_scaled < 0 AND kind = '{EXECUTION}', FALSE)"
    )


def _rows(policy: Policy) -> str:
    """Leave the execution row out where the policy has none."""
    if policy.scored and policy.execution is not None:
        return ""
    return f" WHERE kind IS NULL OR kind <> '{EXECUTION}'"


def _by_kind(kinds: Mapping[str, str], otherwise: str) -> str:
    """Choose by the kind of target."""
    if not kinds:
        return otherwise
    arms = " ".join(f"WHEN '{kind}' THEN {text}" for kind, text in kinds.items())
    return f"CASE kind {arms} ELSE {otherwise} END"


def _beyond(kinds: tuple[_Kind, ...]) -> str:
    """Whatever is not shown to be exact: too large, of no known kind, kept as text."""
    within = {k.kind: beyond_limits(k.limited(FAR)) for k in kinds} | {TEXT: "FALSE"}
    large = _by_kind(within, "reason IS NULL")
    return f"kept_exactly OR COALESCE({large}, FALSE)"


def _reason(kinds: tuple[_Kind, ...]) -> str:
    """Why a row is not computed: as it was read, else what is not there."""
    lacking = {k.kind: _lacking(k) for k in kinds}
    lacking[TEXT] = f"CASE WHEN answer IS NULL THEN '{_name('BLANK_ACTUAL')}' END"
    first = f"('{_name('UNREAD')}', '{_name('DETAIL_ROW')}')"
    negative = f"weight < 0 AND (reason IS NULL OR reason NOT IN {first})"
    return (
        f"CASE WHEN {negative} THEN '{_name('NEGATIVE_WEIGHT')}' "
        f"WHEN reason IS NOT NULL THEN reason ELSE {_by_kind(lacking, 'NULL')} END"
    )


def _lacking(kind: _Kind) -> str:
    """Name the value that a row of a kind does not have."""
    names = {"spent": "NO_AMOUNT", "budget": "NO_AMOUNT"} | {
        "actual": "BLANK_ACTUAL",
        "late": "BLANK_ACTUAL",
    }
    arms = [
        f"WHEN {column} IS NULL THEN '{_name(names.get(name, 'BLANK_TARGET'))}'"
        for name, column in kind.columns.items()
    ]
    if kind.kind == EXECUTION:
        budget = kind.columns["budget"]
        arms.append(f"WHEN {budget} <= 0 THEN '{_name('NO_BUDGET')}'")
    return f"CASE {' '.join(arms)} END"


def _name(name: str) -> str:
    return Unmeasurable[name].name


def _code(kinds: tuple[_Kind, ...], policy: Policy) -> str:
    """The rule that gives the points, or the band that a text belongs to."""
    negative = _name("NEGATIVE_TARGET")
    codes = {
        k.kind: f"CASE WHEN {k.by_person} THEN '{negative}' ELSE '{k.use.use}' END"
        if k.kind in _SIGNED
        else f"'{k.use.use}'"
        for k in kinds
    }
    codes[TEXT] = _by_band(
        policy, {b: _quoted(b.name) for b in policy.bands.bands}, f"'{BY_PERSON}'"
    )
    return _by_kind(codes, "NULL")


def _by_person(kinds: tuple[_Kind, ...]) -> str:
    conditions = {k.kind: k.by_person for k in kinds if k.by_person}
    return _by_kind({**conditions, TEXT: "TRUE"}, "FALSE")


def _low(kinds: tuple[_Kind, ...], policy: Policy) -> str:
    """The points of the rule, or the least that a person may give."""
    texts = {
        k.kind: f"CASE WHEN {k.by_person} THEN 0 * weight ELSE {k.points} END"
        if k.kind in _SIGNED
        else k.points
        for k in kinds
    }
    lows = {band: _part(policy, band.low) for band in policy.bands.bands}
    return _by_kind({**texts, TEXT: _by_band(policy, lows, "0 * weight")}, "NULL")


def _high(policy: Policy) -> str:
    """The most that a person may give."""
    highs = {band: _part(policy, band.high) for band in policy.bands.bands}
    return _by_kind({TEXT: _by_band(policy, highs, "weight")}, "weight")


def _part(policy: Policy, share: Fraction) -> str:
    """A share of the weight, rounded as points."""
    return to_sql(Constant(share), {}, Points(WEIGHT, policy.round("row")))


def _by_band(policy: Policy, texts: Mapping[Band, str], otherwise: str) -> str:
    """Choose by the band of the answer; the same text as the target is the first."""
    first = policy.bands.bands[0]
    arms = [
        f"WHEN answer IN ({', '.join(map(_quoted, band.texts))}) THEN {texts[band]}"
        for band in policy.bands.bands
        if band.texts
    ]
    return f"CASE {' '.join(arms)} WHEN same THEN {texts[first]} ELSE {otherwise} END"


def _listed(outcome: str) -> str:
    names = (f"'{each.name}'" for each in Unmeasurable if each.outcome == outcome)
    return f"reason IN ({', '.join(names)})"


def _outcome() -> str:
    return (
        f"CASE WHEN reason IS NULL THEN CASE WHEN judged THEN '{JUDGED}' "
        f"ELSE '{COMPUTED}' END WHEN {_listed(MISSING)} THEN '{MISSING}' "
        f"WHEN {_listed(NOT_APPLICABLE)} THEN '{NOT_APPLICABLE}' "
        f"ELSE '{UNVERIFIABLE}' END"
    )


def _span(open_end: str, settled: str) -> str:
    """One end of the points: nothing for what is missing, all for what is open."""
    return (
        f"CASE WHEN reason IS NULL THEN {settled} "
        f"WHEN {_listed(MISSING)} THEN 0 * weight "
        f"WHEN {_listed(NOT_APPLICABLE)} OR weight < 0 THEN NULL ELSE {open_end} END"
    )


def _awarded(policy: Policy) -> str:
    """Computed rows get their points, judged rows the stated ones that fit."""
    return (
        f"CASE WHEN reason IS NOT NULL THEN CASE WHEN {_listed(MISSING)} "
        "THEN 0 * weight END WHEN NOT judged OR low = high THEN low "
        f"WHEN stated >= low AND {_fits(policy)} THEN stated END"
    )


def _fits(policy: Policy) -> str:
    """Stated points below the upper end of a band belong to it, the end to the next."""
    first, *others = policy.bands.bands
    arms = " ".join(
        f"WHEN code = {_quoted(band.name)} AND stated > low THEN "
        f"{band.high.denominator} * stated < {band.high.numerator} * weight"
        for band in others
    )
    del first
    return f"CASE {arms} ELSE stated <= high END" if arms else "stated <= high"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
