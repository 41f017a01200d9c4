"""编造的行, 一段 DuckDB 的 SQL: 临界、零、空、界限内外、文字、列里写不下的, 都常有."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from batch.columns.kind_sql import DAYS, FAR, NEAR
from batch.results.columns import ROWS as COLUMNS
from scoring.reasons import Unmeasurable

KINDS = (
    *("at_least", "at_least", "at_least", "at_most", "exactly", "between"),
    *("deadline", "text", "text", "reason"),
)
TIES = (8, 16, 40, 80, 160, 200, 400, 800, 2000, 10_000)
"""Targets whose ratios often end on an exact half of a cent."""
EDGES = (
    *(0, 1, -1, NEAR - 1, NEAR, NEAR + 1, -NEAR - 1),
    *(FAR - 1, FAR, FAR + 1, -FAR, -FAR - 1, 2**61, -(2**61)),
)
WEIGHTS = (16_670, 33_333, 1, 0, 1_000_000, 1_000_001, -10_000, 5_000)
ANSWERS = ("达成", "已完成", "部分达成", "部分完成", "未达成", "未完成", "良好", "有效")
KEPT = tuple(
    json.dumps(kept, ensure_ascii=False)
    for kept in (
        {
            "compared": {
                "kind": "at_least",
                "values": {
                    "target": "9223372036854775808",
                    "actual": "9223372036854775807",
                },
            },
            "weight": "5",
            "stated": "4",
        },
        {
            "compared": {
                "kind": "at_most",
                "values": {"target": "1/3", "actual": "2/3"},
            },
            "weight": "1.66667",
            "stated": None,
        },
        {
            "compared": {
                "kind": "at_least",
                "values": {"target": "10", "actual": "5"},
                "other": {"target": "10", "actual": "31"},
                "doubt": ["AT_LEAST_ONLY", "5"],
            },
            "weight": "5",
            "stated": "5",
        },
        {
            "compared": {
                "kind": "exactly",
                "values": {"target": "10", "actual": "8"},
            },
            "weight": "5.0",
            "stated": "3.9",
            "deduction": "0.5",
        },
        {
            "execution": {
                "budget": {"reason": ["NO_BUDGET", "全年预算数", "0"]},
                "initial": {
                    "kind": "execution",
                    "values": {"spent": "5", "budget": "8"},
                },
            },
            "room": "10",
            "unread_weight": False,
            "weight": None,
            "stated": "10",
        },
    )
)
"""Rows that no column holds, as `batch.columns.measures` writes them."""


def _number(salt: int, of: str = "i") -> str:
    return f"(hash({of} * 32 + {salt}) >> 4)::BIGINT"


def _one_of(salt: int, values: tuple[object, ...]) -> str:
    listed = ", ".join(
        f"'{v}'" if isinstance(v, str) else f"{v}::BIGINT" for v in values
    )
    return f"list_value({listed})[{_number(salt)} % {len(values)} + 1]"


def _value(salt: int, *, plain: bool) -> str:
    """Ties, small and large numbers, edges, and now and then none."""
    usual = (
        f"CASE {_number(salt + 10)} % 3 WHEN 0 THEN {_one_of(salt, TIES)} "
        f"WHEN 1 THEN {_number(salt)} % 400 + 1 ELSE {_number(salt)} % 30001 END"
    )
    if plain:
        return usual
    return (
        f"CASE {_number(salt + 10)} % 64 WHEN 0 THEN NULL WHEN 1 THEN 0 "
        f"WHEN 2 THEN {_one_of(salt, EDGES)} WHEN 3 THEN {_number(salt)} % {NEAR} "
        f"WHEN 4 THEN {_number(salt)} % {FAR} "
        f"WHEN 5 THEN -({_number(salt)} % 200) "
        f"ELSE {usual} END"
    )


def _only(kinds: str, text: str) -> str:
    return f"CASE WHEN kind IN ({kinds}) THEN {text} END"


def _columns(*, plain: bool) -> dict[str, str]:
    """What the generator says of each column; the others stay empty."""
    values = {salt: _value(salt, plain=plain) for salt in (3, 4, 5)}
    whole = _number(1)
    weight = (
        f"CASE {_number(2)} % 32 WHEN 0 THEN NULL WHEN 1 THEN {_one_of(1, WEIGHTS)} "
        f"WHEN 2 THEN {whole} % 100001 ELSE ({whole} % 1001) * 100 END"
    )
    if plain:
        weight = f"({whole} % 1001) * 100"
    pair = "'at_least', 'at_most', 'exactly', 'between'"
    reasons = tuple(each.name for each in Unmeasurable)
    late = (
        f"CASE {_number(6)} % 16 WHEN 0 THEN NULL WHEN 1 THEN {DAYS} "
        f"WHEN 2 THEN {DAYS + 1} ELSE {_number(6)} % 200 - 60 END"
    )
    return {
        "file": "'上报/' || (i // 20) || '.xlsx'",
        "number": "(1 + n)::INTEGER",
        "row": "(i % 20)::INTEGER",
        "name": "'指标' || (i % 20)",
        "kind": "CASE WHEN kind <> 'reason' THEN kind END",
        "reason": "CASE WHEN kind = 'reason' OR kind = 'execution' AND i % 640 = 0 "
        f"THEN {_one_of(7, reasons)} END",
        "digits": _only(f"{pair}, 'execution'", f"({_number(9)} % 5 - 1)::INTEGER"),
        "target_number": _only("'at_least', 'at_most', 'exactly'", values[3]),
        "low_number": _only("'between'", values[3]),
        "high_number": _only("'between'", values[5]),
        "actual_number": _only(pair, values[4]),
        "late_days": _only("'deadline'", late),
        "spent_number": _only("'execution'", values[4]),
        "budget_number": _only("'execution'", values[3]),
        "initial_number": _only("'execution'", values[5]),
        "weight_scaled": weight,
        "stated_scaled": f"CASE {_number(8)} % 8 WHEN 0 THEN NULL "
        f"ELSE {_number(8)} % 1001 * 100 END",
        "room_scaled": _only("'execution'", _one_of(9, (100_000, 200_000, 0))),
        "answer": _only("'text'", _one_of(4, ANSWERS)),
        "same": _only("'text'", f"{_number(5)} % 4 = 0"),
        "exact": f"CASE WHEN kind = 'reason' AND i % {999 if plain else 7} = 0 "
        f"THEN {_one_of(3, KEPT)} END",
    }


def write_rows(
    path: Path, count: int, first: int = 0, *, times: int = 1, plain: bool = False
) -> None:
    """Write rows `first` to `first + count` as a Parquet file; always the same.

    `plain` rows are those of ordinary tables: everything fits, almost all is filled.
    Written `times` over, the rows of a file are those of as many tables that say the same.
    """
    told = _columns(plain=plain)
    kept = ", ".join(
        f"CAST({told.get(c.name, 'NULL')} AS {c.kind}) AS {c.name}" for c in COLUMNS
    )
    kind = f"CASE WHEN i % 20 = 0 THEN 'execution' ELSE {_one_of(0, KINDS)} END"
    with duckdb.connect() as engine:
        engine.execute("SET threads = 2")
        engine.execute(
            f"COPY (SELECT {kept} FROM (SELECT i, n, {kind} AS kind FROM (SELECT "
            f"{first} + j % {count} AS i, j // {count} AS n "
            f"FROM range({count * times}) r(j)))) TO '{path}' "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
