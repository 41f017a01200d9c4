"""版式装得下什么: 哪些内容在这种表上有位置, 哪些写不进去.

Forms differ in what they have cells for; what a form cannot hold is said when an
evaluation is written, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from indicators.evaluation import Evaluation
from templates.forms.form import BLANK, Block, Form

_SPLIT = {"sign": "target", "value": "target", "unit": "target"}
_DERIVED = {BLANK, "completion"}

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
    found = set(form.values)
    if form.headline and "{year}" in (form.subtitle or ""):
        found.add("year")
    for block in form.blocks:
        if block.kind != "rows":
            found |= {f"{block.kind}.{part}" for part in _parts(block)}
    return frozenset(found)


def _parts(block: Block) -> Iterable[str]:
    for role in block.roles:
        if role.startswith("level"):
            yield "path"
            yield from ("path_weights",) if block.level_weights else ()
        elif role not in _DERIVED:
            yield _SPLIT.get(role, role)


def left_out(evaluation: Evaluation, form: Form) -> tuple[str, ...]:
    """列出写不进去的内容: the Chinese names of what has a value but no cell."""
    held = holds(form)
    return tuple(
        name
        for part, name in NAMES.items()
        if part not in held and _any(_values(evaluation, part))
    )


def _any(values: Iterable[Any]) -> bool:
    """Tell whether anything is there; 0 is something."""
    return any(value not in (None, "", ()) for value in values)


_ROWS: dict[str, Callable[[Evaluation], Iterable[Any]]] = {
    "funds": lambda evaluation: evaluation.funds.lines,
    "indicators": lambda evaluation: evaluation.indicators,
    "goals": lambda evaluation: (evaluation.goals,),
    "total": lambda evaluation: (evaluation.total,),
}


def _values(evaluation: Evaluation, part: str) -> Iterable[Any]:
    owner, dot, name = part.partition(".")
    if not dot:
        return (getattr(evaluation, part),)
    name = {"note": "variance_note"}.get(name, name)
    found = (getattr(row, name) for row in _ROWS[owner](evaluation))
    if name.startswith("path"):
        return (step for path in found for step in path)
    return found
