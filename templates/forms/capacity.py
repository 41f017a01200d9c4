"""版式装得下什么: 哪些内容在这种表上有位置, 哪些写不进去.

Forms differ in what they have cells for; what a form cannot hold is said when an
evaluation is written, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from indicators.evaluation import Evaluation
from templates.forms.form import BLANK, Block, Form

_LEVELS = ("level1", "level2")
_UNWEIGHTED = {
    **dict.fromkeys(_LEVELS, ("path",)),
    **dict.fromkeys(("sign", "value", "unit"), ("target",)),
    **dict.fromkeys((BLANK, "completion"), ()),
}
"""Roles of columns that do not show a content of their own name → what they show."""
_WEIGHTED = _UNWEIGHTED | dict.fromkeys(_LEVELS, ("path", "path_weights"))
_NOTHING = frozenset((None, "", ()))

NAMES = {
    "year": "年度",
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "funds.label": "资金行",
    "funds.initial": "年初预算数",
    "funds.budget": "全年预算数",
    "funds.spent": "全年执行数",
    "funds.weight": "资金行的分值",
    "funds.rate": "执行率",
    "funds.stated": "资金行的得分",
    "funds.note": "执行率低的原因",
    "goals.expected": "年度总体目标",
    "goals.actual": "年度总体目标完成情况",
    "indicators.path": "一级、二级指标",
    "indicators.path_weights": "一级、二级指标的分值",
    "indicators.name": "三级指标",
    "indicators.target": "指标值",
    "indicators.actual": "实际完成值",
    "indicators.weight": "分值",
    "indicators.stated": "得分",
    "indicators.note": "偏差原因",
    "indicators.deduction": "扣减分数",
    "total.weight": "分值合计",
    "total.stated": "总分",
    "total.grade": "等级",
}
"""内容的编号与中文名."""


def holds(form: Form) -> frozenset[str]:
    """列出版式装得下的内容.

    >>> from templates.forms.form import load_form
    >>> sorted(set(NAMES) - holds(load_form("national-2020")))
    ['funds.note', 'indicators.deduction']
    """
    parts = chain.from_iterable(map(_parts, form.blocks))
    return frozenset((*form.values, *parts, *(("year",) if form.is_dated else ())))


def _parts(block: Block) -> Iterator[str]:
    """Go through what the columns of a block show: funds.label, indicators.path."""
    shown = _WEIGHTED if block.level_weights else _UNWEIGHTED
    for role in block.roles:
        yield from (f"{block.kind}.{part}" for part in shown.get(role, (role,)))


def left_out(evaluation: Evaluation, form: Form) -> tuple[str, ...]:
    """列出写不进去的内容: the Chinese names of what has a value but no cell."""
    held = holds(form)
    return tuple(
        name
        for part, name in NAMES.items()
        if part not in held and _is_said(evaluation, part)
    )


_ROWS: dict[str, Callable[[Evaluation], Iterable[Any]]] = {
    "": lambda evaluation: (evaluation,),
    "funds": lambda evaluation: evaluation.funds.lines,
    "indicators": lambda evaluation: evaluation.indicators,
    "goals": lambda evaluation: (evaluation.goals,),
    "total": lambda evaluation: (evaluation.total,),
}
_FIELDS = {"note": "variance_note"}


def _is_said(evaluation: Evaluation, part: str) -> bool:
    """Say whether an evaluation has something of a part; 0 is something."""
    owner, _, name = part.rpartition(".")
    field = _FIELDS.get(name, name)
    values = [getattr(row, field) for row in _ROWS[owner](evaluation)]
    if name.startswith("path"):
        values = list(chain.from_iterable(values))
    return not _NOTHING.issuperset(values)
