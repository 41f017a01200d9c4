"""附加列: 没有栏目可放的列; 其中哪一列可能是原因、指标值、完成值或得分."""

from __future__ import annotations

import re

from attrs import evolve

from reading.locating.headings.columns import UNKNOWN, TableColumn, TableHeading
from reading.vocabulary.headings import key

_NOTED = ("actual", "stated")
_TOLD = "完成情况"
_NOT_ABOUT = "(?!.*(解释|说明|依据|来源|方法|公式|编码|标准|系数|材料))"
_LIKELY = {
    "target": ("指标值", "目标|计划|指标|预期|要求|任务|年初|值"),
    "actual": ("完成值", "完成|实际|实现|达|结果|执行|情况|年末|年终|值"),
    "stated": ("得分", "得分|评分|打分"),
}
"""By role: its name, and a word in the title of an unknown column that may be it."""


def settle_extras(heading: TableHeading, name: TableColumn) -> None:
    """Keep what official forms have without a word; say what unknown columns may be.

    An unknown column right of the names may be what the heading lacks.
    """
    if heading.has(*_NOTED) and not heading.has("note"):
        _take_reasons(heading)
    _take_results(heading)
    for column in heading.of("kept", "remark"):
        heading.keep_extra(column, None)
    for column in heading.of("reviewed"):
        heading.keep_extra(column, None if heading.has("stated") else UNKNOWN)
    for column in heading.of("extra"):
        if column.doubt == UNKNOWN and column.first >= name.first:
            _suspect(heading, column)


def _take_reasons(heading: TableHeading) -> None:
    """The first column of remarks holds the reasons where no other one does."""
    message = "没有偏差原因一列，这一列按偏差原因读取"
    for remark in heading.of("remark")[:1]:
        heading.replace(remark, evolve(remark, role="note", doubt=message))


def _take_results(heading: TableHeading) -> None:
    """完成情况说明 says what was done where no other column does."""
    if heading.has("actual") or not heading.has("stated"):
        return
    message = "没有完成值一列，这一列按完成值读取"
    for told in [c for c in heading.of("kept") if key(c.title).startswith(_TOLD)][:1]:
        heading.replace(told, evolve(told, role="actual", doubt=message))


def _suspect(heading: TableHeading, column: TableColumn) -> None:
    """Say which of the columns that a heading lacks an unknown one may be."""
    title = key(column.title)
    likely = {
        role: name
        for role, (name, wording) in _LIKELY.items()
        if re.match(f"{_NOT_ABOUT}.*({wording})", title) and not heading.has(role)
    }
    if likely:
        message = (
            f"未识别的列，它可能是{'或'.join(likely.values())}，原样保留在附加列中"
        )
        extra = heading.keep_extra(column, message)
        heading.replace(extra, evolve(extra, may_be=next(iter(likely))))
