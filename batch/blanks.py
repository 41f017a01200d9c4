"""空表: 没有一行指标, 或只印了指标的名称; 不是自评表, 说出来."""

from __future__ import annotations

from pathlib import Path

from auditing.sorts import Sort, sort_of
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from indicators.reasons import Doubt


def is_blank(table: Evaluation) -> bool:
    """空表: no row, or rows of which only the names are printed."""
    return not table.indicators or sort_of(table) is Sort.BLANK


def blank_problem(
    path: Path, sheet: str | None, table: Evaluation, purpose: str
) -> Problem:
    """Call a blank a blank; rows that were not understood may be why there is none."""
    where = f"{path}：{sheet}" if sheet else str(path)
    told = {doubt.reason for doubt in table.warnings}
    sort = f"{Sort.BLANK.value}，" if told <= {Doubt.UNFILLED_ROW} else ""
    message, lacks = f"{sort}没有一行指标，无从{purpose}", "三级指标"
    if table.indicators:
        lacks = "指标值、实际完成值与得分"
        message = f"{Sort.BLANK.value}，{lacks}都没有填，无从{purpose}"
    remedy = f"请填好{lacks}后再{purpose}；填好了的，请确认没有给错文件或工作表"
    return Problem(where, message, remedy=remedy)


def refuse_blank(path: Path, table: Evaluation, purpose: str) -> None:
    """空表不计分: raises `InputError`, which says what it is and what to do."""
    if is_blank(table):
        raise InputError([blank_problem(path, None, table, purpose)])
