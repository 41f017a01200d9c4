"""按需说明: 一行的 公式、代入、结果, 由列里的数再算一遍."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from batch.columns.engines import NEEDED, SOURCE, Engine
from batch.columns.exact_rows import read_row
from batch.columns.parts import RowsPart
from scoring.policy import Policy

MOST: Final = 1000
"""So many rows are explained, not a whole province."""


def explained(
    parts: Iterable[RowsPart], wanted: str, policy: Policy, engine: Engine
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """逐行交出标题与三行. `wanted` is the name of a file, or a part of it."""
    columns = ", ".join((*NEEDED, "name"))
    text = wanted.replace("'", "''")
    for part in parts:
        engine.open(part)
        query = (
            f"SELECT {columns} FROM {SOURCE} WHERE POSITION('{text}' IN file) > 0 "
            f"ORDER BY file, number, row LIMIT {MOST}"
        )
        for row in engine.rows(query):
            yield _title(row), read_row(row, policy).score(policy).explanation.lines


def _title(row: dict[str, Any]) -> str:
    where = [row["file"], row["sheet"]]
    name = row["name"] or f"第 {row['row']} 行"
    return f"{' '.join(filter(None, where))}　{name}"
