"""一种评分办法写成一段 SQL: 各行的结局、编码与得分, DuckDB 与 Spark 原样可用.

Values of a row share one scale, so a rule that looks at their ratios alone computes from
the whole numbers as they stand; a rule that does not is left to the exact engine, and so
is a policy that keeps more decimals than the columns have.

Most rows are there and within the limits. For them the points and a small number, the
state, are found once by the kind of target, and all else follows from the state; what
is missing or too large is looked at only where one of the two is NULL.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from batch.columns.kind_sql import (
    BANDED_FROM,
    JUDGED_FROM,
    WEIGHT,
    KindSql,
    TextSql,
    kinds_of,
    quoted,
    states_of,
)
from batch.columns.measures import DIGITS, NUMBERS, TEXT
from indicators.exact import Fraction
from scoring.policy import Policy
from scoring.reasons import Unmeasurable
from scoring.result import COMPUTED, JUDGED, MISSING, NOT_APPLICABLE, UNVERIFIABLE

_READ: Final = (
    *("kind", "reason", "answer", "same", "exact"),
    *dict.fromkeys(c for columns in NUMBERS.values() for c in columns.values()),
    *("stated_scaled", "room_scaled"),
)
_FITTING: Final = f"BETWEEN 0 AND {WEIGHT.limit}"


def policy_sql(policy: Policy, source: str, carried: tuple[str, ...]) -> str:
    """写出一段 SELECT. `source` is the table of rows, `carried` its columns to keep.

    Gives beside them `weight_scaled`, `stated_scaled`, `outcome`, `code`, and
    `low_scaled`, `high_scaled`, `points_scaled`; `beyond` tells the rows that it leaves
    to the exact engine, whose columns mean nothing.
    """
    kept, kinds = ", ".join(carried), kinds_of(policy)
    weighed = (
        f"SELECT {', '.join((*carried, *_READ))}, {_weight(policy)} AS weight_printed "
        f"FROM {source}{_rows(policy)}"
    )
    given = (
        f"SELECT *, CASE WHEN weight_printed {_FITTING} THEN weight_printed END "
        f"AS weight, CASE WHEN stated_scaled {_FITTING} THEN stated_scaled END AS stated "
        f"FROM ({weighed}) AS weighed"
    )
    low = _by_kind({kind: each.low for kind, each in kinds.items()})
    state = _by_kind({kind: each.decided for kind, each in kinds.items()})
    ruled = (
        f"SELECT *, {low} AS low, CASE WHEN reason IS NOT NULL OR weight_printed < 0 "
        f"THEN NULL ELSE {state} END AS state FROM ({given}) AS given"
    )
    settled = (
        f"SELECT {kept}, weight_printed, stated_scaled, weight, stated, low, state, "
        f"CASE WHEN state < {JUDGED_FROM} THEN low {_highs(policy)} END AS high, "
        f"CASE WHEN state IS NOT NULL AND low IS NOT NULL THEN NULL "
        f"ELSE {_reason(kinds)} END AS why, "
        f"CASE WHEN state IS NOT NULL AND low IS NOT NULL THEN FALSE "
        f"ELSE {_beyond(kinds)} END AS beyond FROM ({ruled}) AS ruled"
    )
    return (
        f"SELECT {kept}, weight_printed AS weight_scaled, stated_scaled, "
        f"{_outcome()} AS outcome, {_code(policy)} AS code, "
        f"CASE WHEN state IS NOT NULL THEN low ELSE {_end('0 * weight')} END "
        "AS low_scaled, "
        f"CASE WHEN state IS NOT NULL THEN high ELSE {_end('weight')} END "
        "AS high_scaled, "
        f"CASE WHEN state < {JUDGED_FROM} THEN low ELSE {_awarded(policy)} END "
        f"AS points_scaled, beyond FROM ({settled}) AS settled"
    )


def _weight(policy: Policy) -> str:
    """The weight of a row; of the execution row the printed one, else the policy's."""
    if not policy.scored or policy.execution is None:
        return "CAST(NULL AS BIGINT)"
    usual = int(Fraction(policy.execution.points) * 10**DIGITS)
    crowds = f"weight_scaled > room_scaled AND room_scaled = {usual}"
    return (
        "CASE WHEN room_scaled IS NULL THEN weight_scaled "
        f"WHEN weight_scaled IS NULL OR {crowds} THEN {usual} ELSE weight_scaled END"
    )


def _rows(policy: Policy) -> str:
    """Leave the execution row out where the policy has none."""
    if policy.scored and policy.execution is not None:
        return ""
    return " WHERE room_scaled IS NULL"


def _by_kind(texts: Mapping[str, str]) -> str:
    """Choose by the kind of target."""
    arms = " ".join(f"WHEN '{kind}' THEN {text}" for kind, text in texts.items())
    return f"CASE kind {arms} END" if arms else "CAST(NULL AS BIGINT)"


def _reason(kinds: Mapping[str, KindSql | TextSql]) -> str:
    """Why a row is not computed: as it was read, else what is not there."""
    lacking = _by_kind({kind: each.lacking for kind, each in kinds.items()})
    first = _named(Unmeasurable.UNREAD, Unmeasurable.DETAIL_ROW)
    negative = f"weight_printed < 0 AND (reason IS NULL OR reason NOT IN ({first}))"
    return (
        f"CASE WHEN {negative} THEN '{Unmeasurable.NEGATIVE_WEIGHT.name}' "
        f"WHEN reason IS NOT NULL THEN reason ELSE {lacking} END"
    )


def _beyond(kinds: Mapping[str, KindSql | TextSql]) -> str:
    """Whatever is not shown to be exact: too large, of no known kind, kept as text."""
    lacking = _by_kind({kind: each.lacking for kind, each in kinds.items()})
    unknown = f"reason IS NULL AND state IS NULL AND {lacking} IS NULL"
    return (
        f"exact IS NOT NULL OR COALESCE(weight_printed > {WEIGHT.limit}, FALSE) "
        "OR (weight_printed < 0 AND room_scaled IS NOT NULL) OR "
        f"(state IS NOT NULL AND low IS NULL AND weight IS NOT NULL) OR ({unknown})"
    )


def _code(policy: Policy) -> str:
    arms = " ".join(
        f"WHEN {state} THEN {quoted(code)}"
        for state, (_, code) in states_of(policy).items()
    )
    return f"CASE state {arms} ELSE why END"


def _outcome() -> str:
    return (
        f"CASE WHEN state < {JUDGED_FROM} THEN '{COMPUTED}' "
        f"WHEN state >= {JUDGED_FROM} THEN '{JUDGED}' "
        f"WHEN {_listed(MISSING)} THEN '{MISSING}' "
        f"WHEN {_listed(NOT_APPLICABLE)} THEN '{NOT_APPLICABLE}' "
        f"ELSE '{UNVERIFIABLE}' END"
    )


def _end(open_end: str) -> str:
    """One end of the points of a row that no rule computes."""
    return (
        f"CASE WHEN {_listed(MISSING)} THEN 0 * weight "
        f"WHEN {_listed(NOT_APPLICABLE)} THEN NULL ELSE {open_end} END"
    )


def _highs(policy: Policy) -> str:
    """The most that a person may give: the end of the band, else full marks."""
    found = kinds_of(policy).get(TEXT)
    highs = found.high if isinstance(found, TextSql) else ()
    arms = " ".join(f"WHEN state = {state} THEN {text}" for state, text in highs)
    return f"{arms} WHEN state IS NOT NULL THEN weight"


def _awarded(policy: Policy) -> str:
    """Judged rows get the stated points that fit, what is missing gets nothing."""
    _, *others = policy.bands.bands
    ends = " ".join(
        f"WHEN state = {BANDED_FROM + number} THEN {band.high.denominator} * stated < "
        f"{band.high.numerator} * weight OR stated = low"
        for number, band in enumerate(others, 1)
    )
    fits = f"CASE {ends} ELSE stated <= high END" if ends else "stated <= high"
    return (
        f"CASE WHEN state IS NULL THEN CASE WHEN {_listed(MISSING)} "
        "THEN 0 * weight END WHEN low = high THEN low "
        f"WHEN stated >= low AND {fits} THEN stated END"
    )


def _listed(outcome: str) -> str:
    return f"why IN ({_named(*(e for e in Unmeasurable if e.outcome == outcome))})"


def _named(*reasons: Unmeasurable) -> str:
    return ", ".join(f"'{reason.name}'" for reason in reasons)
