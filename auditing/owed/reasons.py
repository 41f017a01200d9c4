"""欠的原因: 扣了分而没有说明的行 (N501), 执行率低而没有说明的 (F306)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditing.check import exempt
from auditing.facts import words
from auditing.facts.facts import Facts
from auditing.facts.row import Row
from auditing.finding import Finding
from auditing.owed.items import Kind, Owed, Where, stake_of
from auditing.registry import CHECKS
from indicators.place import Place
from scoring.result import RowResult

LABEL = "偏差原因"


def reasons_owed(facts: Facts) -> Iterator[Owed]:
    """没有说明原因的各行, the execution row before the others.

    A row whose points are not filled yet owes one where the rule takes points from it.
    """
    for _ in CHECKS["F306"].run(facts)[0]:
        spot = facts.execution_spot()
        lost = lost_of(facts.execution)
        stake = stake_of(facts.execution)
        place = _beside_funds(facts) or spot.place
        yield Owed(
            Kind.REASON,
            "variance_note",
            LABEL,
            spot.name,
            place,
            stake,
            row=spot.row,
            lost=lost,
        )
    if exempt(facts, CHECKS["N501"].exemptions):
        return
    found = {finding.spot.row: finding for finding in CHECKS["N501"].run(facts)[0]}
    for row in facts.rows:
        lost = lost_of(row.scored)
        if row.spot.row in found or _will_want_one(facts, row):
            yield _owed(facts, row, found.get(row.spot.row), lost)


def lost_of(row: RowResult | None) -> Decimal | None:
    """这一行扣了几分, 分: by the stated points, else by the rule; None where not known."""
    if row is None or row.weight is None:
        return None
    points = row.points if row.stated is None else row.stated
    return None if points is None else row.weight - points


def _will_want_one(facts: Facts, row: Row) -> bool:
    """Tell whether the rule takes points from a row whose points nobody has filled."""
    own, room = row.indicator, facts.evaluation.room_for_reasons
    if own.stated is not None or own.unknown("stated") or row.note:
        return False
    if room is not None and "rows" not in room:
        return False
    missed = row.scored.met is False and not words.is_execution(own.name)
    return missed and bool(lost_of(row.scored))


def _owed(
    facts: Facts, row: Row, finding: Finding | None, lost: Decimal | None
) -> Owed:
    place = _beside_row(facts, row) or (finding and finding.place)
    return Owed(
        Kind.REASON,
        "variance_note",
        LABEL,
        row.spot.name,
        place or row.spot.place,
        stake_of(row.scored),
        row.spot.path,
        row.spot.row,
        lost=lost,
    )


def _beside_row(facts: Facts, row: Row) -> Where:
    """The cell for the reason of a row; None where its column is not known."""
    head = (facts.evaluation.room_for_reasons or {}).get("rows")
    own = row.indicator.place
    if head is None or head.column is None or own is None:
        return None
    return own.in_column(head.column) if own.whole == head.whole else None


def _beside_funds(facts: Facts) -> Place | None:
    return (facts.evaluation.room_for_reasons or {}).get("funds")
