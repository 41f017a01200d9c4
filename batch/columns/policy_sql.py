"""一种评分办法写成一段 SQL: 各行的结局、编码与得分, DuckDB 与 Spark 原样可用.

Values of a row share one scale, so a rule that looks at their ratios alone computes from
the whole numbers as they stand; a rule that does not is left to the exact engine, and so
is a policy that keeps more decimals than the columns have.

Most rows are there and within the limits. For them the points and a small number, the
state, are found once by the kind of target, and all else follows from the state; what
is missing or too large is looked at only where one of the two is NULL, and what the
footer of a file proves is not looked at in its rows at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from batch.columns.footers import NOTHING_PROVED, Footer
from batch.columns.kind_sql import (
    BANDED_FROM,
    JUDGED_FROM,
    LACKING,
    MISSING_FROM,
    NOT_APPLICABLE_FROM,
    UNVERIFIABLE_FROM,
    WEIGHT,
    KindSql,
    TextSql,
    heaviest,
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
Kinds = Mapping[str, KindSql | TextSql]
_FITTING: Final = f"BETWEEN 0 AND {WEIGHT.limit}"


def policy_sql(
    policy: Policy,
    source: str,
    carried: tuple[str, ...],
    footer: Footer = NOTHING_PROVED,
) -> str:
    """写出一段 SELECT. `source` is the table of rows, `carried` its columns to keep.

    Gives beside them `weight_scaled`, `stated_scaled`, `outcome`, `code`, and
    `low_scaled`, `high_scaled`, `points_scaled`; `beyond` tells the rows that it leaves
    to the exact engine, whose columns mean nothing. `footer` is what every file of the
    source is proved to hold.
    """
    kept, kinds = ", ".join(carried), kinds_of(policy, footer)
    fits = heaviest(policy, footer).least == 0
    given = (
        f"SELECT {', '.join((*carried, *_READ))}, {_weight(policy)} AS weight_printed "
        f"FROM {source}{_rows(policy)}"
    )
    decided = (
        f"SELECT *, {_fitting('weight_printed', fits)} AS weight, "
        f"{_fitting('stated_scaled', _fits(footer))} AS stated, "
        f"{_state(kinds, fits=fits)} AS state FROM ({given}) AS given"
    )
    ruled = f"SELECT *, {_low(kinds)} AS low FROM ({decided}) AS decided"
    settled = f"SELECT *, {_high(kinds)} AS high FROM ({ruled}) AS ruled"
    return (
        f"SELECT {kept}, weight_printed AS weight_scaled, stated_scaled, "
        f"{_outcome()} AS outcome, {_code(policy)} AS code, low AS low_scaled, "
        f"high AS high_scaled, {_points(policy)} AS points_scaled, "
        f"{_beyond(kinds, footer, fits=fits)} AS beyond FROM ({settled}) AS settled"
    )


def _fits(footer: Footer) -> bool:
    return footer.within("stated_scaled", 0, WEIGHT.limit)


def _fitting(column: str, fits: bool) -> str:  # noqa: FBT001
    """A column, NULL where it holds what does not fit."""
    return column if fits else f"CASE WHEN {column} {_FITTING} THEN {column} END"


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


def _state(kinds: Kinds, *, fits: bool) -> str:
    """The state of a row: as it was read, else by its kind; NULL where none is known."""
    first = _named(Unmeasurable.UNREAD, Unmeasurable.DETAIL_ROW)
    negative = f"weight_printed < 0 AND (reason IS NULL OR reason NOT IN ({first}))"
    barred = f"WHEN {negative} THEN {LACKING[Unmeasurable.NEGATIVE_WEIGHT]} "
    by_kind = _by_kind({kind: each.decided for kind, each in kinds.items()})
    return (
        f"CASE {'' if fits else barred}WHEN reason IS NULL THEN {by_kind} "
        f"WHEN {_listed(MISSING)} THEN {MISSING_FROM} "
        f"WHEN {_listed(NOT_APPLICABLE)} THEN {NOT_APPLICABLE_FROM} "
        f"ELSE {UNVERIFIABLE_FROM} END"
    )


def _low(kinds: Kinds) -> str:
    """The lower end of the points, by state."""
    arms = []
    for each in kinds.values():
        if isinstance(each, TextSql):
            arms += [f"WHEN {state} THEN {text}" for state, text in each.low]
        else:
            text = each.low(there=True)
            arms += [f"WHEN {state} THEN {text}" for state in each.states()]
    return (
        f"CASE WHEN state < {MISSING_FROM} THEN CASE state {' '.join(arms)} "
        "ELSE 0 * weight END "
        f"WHEN state < {NOT_APPLICABLE_FROM} OR state >= {UNVERIFIABLE_FROM} "
        "THEN 0 * weight END"
    )


def _high(kinds: Kinds) -> str:
    """The upper end: what a person may give at most, full marks of what is not known."""
    found = kinds.get(TEXT)
    highs = found.high if isinstance(found, TextSql) else ()
    arms = " ".join(f"WHEN state = {state} THEN {text}" for state, text in highs)
    return (
        f"CASE WHEN state < {JUDGED_FROM} THEN low {arms} "
        f"WHEN state < {MISSING_FROM} THEN weight "
        f"WHEN state < {NOT_APPLICABLE_FROM} THEN low "
        f"WHEN state >= {UNVERIFIABLE_FROM} THEN weight END"
    )


def _beyond(kinds: Kinds, footer: Footer, *, fits: bool) -> str:
    """Whatever is not shown to be exact: too large, of no known kind, kept as text."""
    beyond = ["state IS NULL"]
    if "exact" not in footer.empty:
        beyond.append("exact IS NOT NULL")
    if not fits:
        beyond.append(f"COALESCE(weight_printed > {WEIGHT.limit}, FALSE)")
        beyond.append("COALESCE(weight_printed < 0 AND room_scaled IS NOT NULL, FALSE)")
    if not (fits and all(isinstance(k, TextSql) or k.proved for k in kinds.values())):
        beyond.append(
            f"(state < {MISSING_FROM} AND low IS NULL AND weight IS NOT NULL)"
        )
    return " OR ".join(beyond)


def _code(policy: Policy) -> str:
    arms = {JUDGED_FROM: "", MISSING_FROM: "", UNVERIFIABLE_FROM * 2: ""}
    for state, (_, code) in states_of(policy).items():
        below = next(most for most in arms if state < most)
        arms[below] += f"WHEN {state} THEN {quoted(code)} "
    ruled, judged, lacking = arms.values()
    return (
        f"CASE WHEN state < {JUDGED_FROM} THEN CASE state {ruled}END "
        f"WHEN state < {MISSING_FROM} THEN CASE state {judged}END "
        f"ELSE CASE state {lacking}ELSE reason END END"
    )


def _outcome() -> str:
    return (
        f"CASE WHEN state < {JUDGED_FROM} THEN '{COMPUTED}' "
        f"WHEN state < {MISSING_FROM} THEN '{JUDGED}' "
        f"WHEN state < {NOT_APPLICABLE_FROM} THEN '{MISSING}' "
        f"WHEN state < {UNVERIFIABLE_FROM} THEN '{NOT_APPLICABLE}' "
        f"ELSE '{UNVERIFIABLE}' END"
    )


def _points(policy: Policy) -> str:
    """Judged rows get the stated points that fit, what is missing gets nothing."""
    _, *others = policy.bands.bands
    ends = " ".join(
        f"WHEN state = {BANDED_FROM + number} THEN {band.high.denominator} * stated < "
        f"{band.high.numerator} * weight OR stated = low"
        for number, band in enumerate(others, 1)
    )
    fits = f"CASE {ends} ELSE stated <= high END" if ends else "stated <= high"
    return (
        f"CASE WHEN state < {JUDGED_FROM} THEN low WHEN state < {MISSING_FROM} THEN "
        f"CASE WHEN low = high THEN low WHEN stated >= low AND {fits} THEN stated END "
        f"WHEN state < {NOT_APPLICABLE_FROM} THEN low END"
    )


def _listed(outcome: str) -> str:
    return f"reason IN ({_named(*(e for e in Unmeasurable if e.outcome == outcome))})"


def _named(*reasons: Unmeasurable) -> str:
    return ", ".join(f"'{reason.name}'" for reason in reasons)
