"""计划的样子: 每个项目的表头与各组指标, 空表的说明."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.indicator_table import number
from indicators.evaluation import Evaluation, Funds, Indicator
from indicators.quantity import Quantity
from indicators.target import (
    AtLeast,
    AtMost,
    Between,
    Deadline,
    Exactly,
    Qualitative,
    Target,
    read_target,
)
from indicators.tree import Group, grow

_KINDS: dict[type[Target], str] = {
    AtLeast: "正向",
    AtMost: "反向",
    Exactly: "等于",
    Between: "区间",
    Deadline: "时限",
    Qualitative: "定性",
}


def listing(plans: Mapping[int, Evaluation], file: Path) -> Iterator[Block]:
    """列出每一个项目与它的指标; `plans` by their numbers in the file."""
    for which, plan in plans.items():
        yield flat(f"{which}. {plan.project or '（没有读到项目名称）'}")
        yield from _head(plan)
        yield TextTable(("指标", "指标值", "类型", ">分值", "位置"), *_tree(plan))
        groups = {row.path for row in plan.indicators}
        aimed = sum(1 for row in plan.indicators if row.target)
        rows = len(plan.indicators)
        yield f"指标 {rows} 个，{len(groups)} 组；写有指标值的 {aimed} 个"
        yield ""
    option = f" --project {min(plans)}" if max(plans) > 1 else ""
    yield f"做成空表：ziping new {file}{option} --weights equal --out X.xlsx"


def _head(plan: Evaluation) -> Iterator[str]:
    """项目的各栏, as far as they were read."""
    said = (
        ("年度", plan.year),
        ("主管部门", plan.department),
        ("实施单位", plan.unit),
        *(("年度预算", amount) for amount in _amounts(plan.funds)),
        ("目标", plan.goals.expected),
        *plan.remarks,
    )
    yield from (flat(f"{label}：{value}") for label, value in said if value)


def _amounts(funds: Funds) -> Iterator[Quantity]:
    """The budget of the year, with its unit; nothing where none was read."""
    for line in funds.lines[:1]:
        yield from map(funds.with_unit, filter(None, (line.initial or line.budget,)))


def _tree(plan: Evaluation) -> tuple[tuple[tuple[str, ...], ...], frozenset[int]]:
    """The lines of the indicators below those of their groups, which are strong."""
    lines = list(_lines(grow(plan.indicators), 0))
    strong = frozenset(at for at, (bold, _) in enumerate(lines) if bold)
    return tuple(cells for _, cells in lines), strong


def _lines(
    nodes: Sequence[Group | Indicator], depth: int
) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """The lines of groups and indicators; those of groups are to be strong."""
    for node in nodes:
        name = "  " * depth + (node.name or "（未分组）")
        weight = number(node.weight)
        if isinstance(node, Group):
            yield True, (name, "", "", weight, "")
            yield from _lines(node.children, depth + 1)
        else:
            place = str(node.place or "")
            yield False, (name, node.target or "", _kind(node), weight, place)


def _kind(row: Indicator) -> str:
    """正向、反向 …; nothing where there is no target."""
    read, _ = read_target(
        row.target, name=row.name, group=row.group, direction=row.direction
    )
    return _KINDS.get(type(read), "") if row.target else ""  # type: ignore[arg-type]
