"""几列同义: 两列指标值、两列得分, 取哪一列; 另一列留在附加列里."""

from __future__ import annotations

import re

from attrs import evolve

from reading.locating.headings.columns import UNKNOWN, TableColumn
from reading.vocabulary.headings import key, words, year_of

_SETTLED = frozenset(("extra", "weight", "block", "kept", "remark"))
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
_SOUGHT = ("target", "actual", "stated")
_NOTED = frozenset(("actual", "stated"))
_ABOUT = "解释|说明|依据|来源|方法|公式|编码|标准|系数|材料"
_LIKELY = {
    "指标值": "目标|计划|指标|预期|要求|任务|年初|值",
    "完成值": "完成|实际|实现|达|结果|执行|情况|年末|年终|值",
    "得分": "得分|评分|打分",
}


def without_doubles(columns: list[TableColumn]) -> list[TableColumn]:
    """Keep one column of each role, the one that holds for the year and is seen."""
    columns = _of_one_year(columns)
    best = chosen(columns)
    return [
        c
        if c.role in _SETTLED or c is best[c.role]
        else as_extra(c, _second(best[c.role]))
        for c in columns
    ]


def chosen(columns: list[TableColumn]) -> dict[str, TableColumn]:
    """The best column of each role."""
    best: dict[str, TableColumn] = {}
    for column in columns:
        rival = best.setdefault(column.role, column)
        if rival is not column and _standing(column) < _standing(rival):
            best[column.role] = column
    return best


def _second(taken: TableColumn) -> str:
    name = _NAMES.get(taken.role)
    if name is None:
        return UNKNOWN
    return f"{name}有几列，取“{taken.title}”，这一列原样保留在附加列中"


def _standing(column: TableColumn) -> tuple[bool, int]:
    """Seen before hidden; then 调整后 before 年度 before 年初 (headings.toml)."""
    orders: list[str] = words()["rivals"].get(column.role, [""])
    title = key(column.title)
    found = (n for n, wording in enumerate(orders) if re.search(wording, title))
    return column.hidden, next(found, len(orders))


def _of_one_year(columns: list[TableColumn]) -> list[TableColumn]:
    """2022年完成值 beside 2023年目标值: the columns of earlier years are kept apart."""
    years = {year for column in columns if (year := year_of(column.title))}
    if len(years) < 2:  # noqa: PLR2004 - one year is no choice
        return columns
    latest = max(years)
    message = f"是别的年度，以 {latest} 年为准，这一列原样保留在附加列中"
    return [
        as_extra(c, message)
        if c.role in _NAMES and year_of(c.title) not in {None, latest}
        else c
        for c in columns
    ]


def as_extra(column: TableColumn, doubt: str | None = UNKNOWN) -> TableColumn:
    """A column that an evaluation has no field for."""
    return evolve(column, role="extra", doubt=doubt)


def settled(columns: list[TableColumn]) -> list[TableColumn]:
    """附加列: those that official forms have need no word; 说明 may hold the reasons."""
    roles = {column.role for column in columns}
    if "note" not in roles and roles & _NOTED:
        columns = _with_reasons(columns)
    columns = [
        as_extra(c, None) if c.role in {"kept", "remark"} else c for c in columns
    ]
    lost = [_NAMES[role] for role in _SOUGHT if role not in roles]
    return _suspected(columns, lost) if lost else columns


def _with_reasons(columns: list[TableColumn]) -> list[TableColumn]:
    """The first column of remarks holds the reasons where no other one does."""
    remark = next((column for column in columns if column.role == "remark"), None)
    if remark is None:
        return columns
    message = "没有偏差原因一列，这一列按偏差原因读取"
    note = evolve(remark, role="note", doubt=message)
    return [note if column is remark else column for column in columns]


def _suspected(columns: list[TableColumn], lost: list[str]) -> list[TableColumn]:
    """Where 指标值, 完成值 or 得分 has no column, an unknown one may be it."""
    names = [column for column in columns if column.role == "name"]
    if not names:
        return columns
    left = names[0].first
    return [_suspect(c, lost) if c.first >= left else c for c in columns]


def _suspect(column: TableColumn, lost: list[str]) -> TableColumn:
    """Say what an unknown column may be."""
    title = key(column.title)
    if column.doubt != UNKNOWN or re.search(_ABOUT, title):
        return column
    likely = [what for what in lost if re.search(_LIKELY[what], title)]
    if not likely:
        return column
    message = f"未识别的列，它可能是{'或'.join(likely)}，原样保留在附加列中"
    return evolve(column, doubt=message)
