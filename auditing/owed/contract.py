"""JSON 合约 ziping.missing/1: numbers are strings, empty is null."""

from __future__ import annotations

from typing import Any

from auditing.owed.drafts import draft
from auditing.owed.items import Kind, Owed
from auditing.owed.owing import Owing
from scoring.result import text

SCHEMA = "ziping.missing/1"


def document(owing: Owing, source: dict[str, str] | None) -> dict[str, Any]:
    """写成 ziping.missing/1 的 JSON 结构. `source` 为 {"path", "sha256"}."""
    audited, outlook = owing.audited, owing.outlook
    totals = audited.result.totals
    return {
        "schema": SCHEMA,
        "source": source,
        "policy": audited.result.policy.id,
        "policy_reason": audited.choice.reason,
        "unverified": list(audited.result.policy.doubts),
        "sort": audited.sort.name.lower(),
        "complete": owing.complete,
        "counts": {kind.name.lower(): owing.counts[kind] for kind in Kind},
        "rows_beyond": [
            {"name": row.name, "reason": str(row.reason)} for row in owing.beyond
        ],
        "rows_unread": owing.rows_unread,
        "owed": [_owed(each, owing) for each in owing.owed],
        "totals": {
            "stated": text(totals.stated),
            "now": {"low": text(outlook.low), "high": text(outlook.now)},
            "low": text(outlook.low),
            "high": text(outlook.high),
            "grades": list(outlook.grades),
        },
    }


def _owed(owed: Owed, owing: Owing) -> dict[str, Any]:
    drafted = owed.kind is Kind.REASON
    return {
        "kind": owed.kind.name.lower(),
        "value": owed.value,
        "label": owed.label,
        "path": list(owed.path),
        "name": owed.name,
        "row": owed.row,
        "place": None if owed.place is None else str(owed.place),
        "text": owed.text,
        "weight": text(owed.stake.weight),
        "low": text(owed.stake.low),
        "high": text(owed.stake.high),
        "lost": text(owed.lost),
        "draft": draft(owing.audited.facts, owed) if drafted else None,
    }
