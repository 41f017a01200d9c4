"""几列同义: 两列指标值、两列得分, 取哪一列; 另一列留在附加列里."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import evolve

from reading.locating.headings.columns import UNKNOWN, TableColumn, TableHeading
from reading.vocabulary.headings import bare, key, words
from reading.vocabulary.placed import is_adjusted

_SETTLED = frozenset(("extra", "weight", "block", "kept", "remark", "reviewed"))
"""Roles that several columns may have: weights are sorted out by the levels."""
_NAMES = {
    "target": "指标值",
    "actual": "完成值",
    "stated": "得分",
    "note": "偏差原因",
    "unit": "单位",
    "sign": "指标性质",
    "name": "指标名称",
}


def keep_one_of_each(heading: TableHeading) -> None:
    """Keep one column of each role, the one that holds for the year and is seen.

    The others stay as extra columns, which say what was taken in their place.
    """
    _part_years(heading)
    _part_weight(heading)
    best = chosen(heading.columns)
    for column in heading.of(*(best.keys() - _SETTLED)):
        kept = best[column.role]
        if column is not kept:
            extra = heading.keep_extra(column, _why_extra(kept))
            if column.role == "target" and is_adjusted(kept.title):
                heading.initial = extra


def chosen(columns: list[TableColumn]) -> dict[str, TableColumn]:
    """The best column of each role; the leftmost of those that are as good."""
    best: dict[str, TableColumn] = {}
    for column in sorted(columns, key=_standing):
        best.setdefault(column.role, column)
    return best


def _part_weight(heading: TableHeading) -> None:
    """自评分值 beside 得分 is a weight where no other column is one."""
    stated = heading.of("stated")
    weights = [c for c in stated if bare(key(c.title)).endswith("分值")]
    if weights and weights != stated and not heading.has("weight"):
        heading.replace(weights[0], evolve(weights[0], role="weight"))


def _why_extra(kept: TableColumn) -> str:
    """Say why a column is an extra one where another of its role is kept."""
    if kept.role not in _NAMES:
        return UNKNOWN
    return f"{_NAMES[kept.role]}有几列，取“{kept.title}”，这一列原样保留在附加列中"


def _standing(column: TableColumn) -> tuple[bool, int]:
    """Seen before hidden; then the wording that says best what is meant."""
    return column.hidden, _wording(column.role, key(column.title))


@lru_cache(maxsize=1024)
def _wording(role: str, title: str) -> int:
    """Which wording of a role a title has: 调整后 before 年度 before 年初 (headings.toml)."""
    orders: list[str] = words()["rivals"].get(role, [""])
    found = (n for n, wording in enumerate(orders) if re.search(wording, title))
    return next(found, len(orders))


def _part_years(heading: TableHeading) -> None:
    """2022年完成值 beside 2023年目标值: the columns of earlier years are kept apart."""
    years = [year for column in heading.columns if (year := column.year)]
    latest = max(years, default=None)
    message = f"是别的年度，以 {latest} 年为准，这一列原样保留在附加列中"
    for column in heading.of(*_NAMES):
        if column.year not in {None, latest}:
            heading.keep_extra(column, message)
