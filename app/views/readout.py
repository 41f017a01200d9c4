"""读出的样子: 表头、资金、指标树、总分、存疑之处."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from batch.inputs import Read
from indicators.errors import Problem
from indicators.evaluation import Evaluation, Funds, Indicator, Total
from indicators.reasons import Doubt

_HEAD = (
    ("年度", "year"),
    ("项目名称", "project"),
    ("主管部门", "department"),
    ("实施单位", "unit"),
)


def readout(found: Sequence[Read]) -> Iterator[Block]:
    """写出读到的每一张表; of several, each with its sheet."""
    for number, each in enumerate(found, 1):
        if len(found) > 1:
            if number > 1:
                yield ""
            yield f"【第 {number} 张，共 {len(found)} 张：{flat(each.sheet or '')}】"
        yield from _one(each.table)


def _one(evaluation: Evaluation) -> Iterator[Block]:
    yield flat(evaluation.form or "（没有表名）")
    for label, name in _HEAD:
        value = getattr(evaluation, name)
        if value is not None:
            yield flat(f"{label}：{value}")
    if evaluation.funds.lines:
        yield ""
        yield _funds(evaluation.funds)
    for label, text in (
        ("预期目标", evaluation.goals.expected),
        ("实际完成情况", evaluation.goals.actual),
    ):
        if text:
            yield ""
            yield f"{label}：{text}"
    yield ""
    if evaluation.indicators:
        yield _tree(evaluation.indicators)
        yield ""
    yield f"指标 {len(evaluation.indicators)} 行。{_total(evaluation.total)}"
    yield from _warnings(evaluation)


def _warnings(evaluation: Evaluation) -> Iterator[Block]:
    """Tell the doubts; what a blank form has printed and nobody filled in is none."""
    apart: dict[bool, list[Problem]] = {True: [], False: []}
    for problem in evaluation.warnings:
        apart[problem.reason is Doubt.UNFILLED_ROW].append(problem)
    if unfilled := apart[True]:
        printed = dict.fromkeys(flat(str(each.value)) for each in unfilled)
        samples = "、".join(printed)
        where = unfilled[0].where
        yield f"没有填写的样行 {len(unfilled)} 行（{samples}），从 {where} 起"
    if doubts := apart[False]:
        yield ""
        yield f"存疑 {len(doubts)} 处："
        yield from (f"  {flat(str(problem))}" for problem in doubts)


def _funds(funds: Funds) -> TextTable:
    unit = f"（{funds.unit}）" if funds.unit else ""
    names = (
        f"资金{unit}",
        ">年初预算",
        ">全年预算",
        ">全年执行",
        ">分值",
        ">执行率",
        ">得分",
    )
    rows = (
        (
            line.label,
            line.initial,
            line.budget,
            line.spent,
            line.weight,
            line.rate,
            line.stated,
        )
        for line in funds.lines
    )
    return TextTable(names, tuple(tuple(map(_shown, row)) for row in rows))


def _tree(indicators: Sequence[Indicator]) -> TextTable:
    """Group rows, each above its indicators."""
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    last: tuple[tuple[str | None, Decimal | None], ...] = ()
    for row in indicators:
        groups = tuple(zip(row.path, row.path_weights, strict=True))
        changed = False
        for depth, (group, before) in enumerate(zip_longest(groups, last)):
            changed = changed or group != before
            if changed and group is not None:
                strong.add(len(rows))
                name = f"{'  ' * depth}{group[0] or '（未写）'}"
                rows.append((name, "", "", _shown(group[1]), "", "", ""))
        last = groups
        rows.append(_line(row, len(groups)))
    names = ("指标", "指标值", "完成值", ">分值", ">得分", "偏差原因", "位置")
    return TextTable(names, tuple(rows), frozenset(strong))


def _line(row: Indicator, depth: int) -> tuple[str, ...]:
    note = " ".join((row.variance_note or "").split())
    return (
        f"{'  ' * depth}{row.name}",
        row.target or "",
        row.actual or "",
        _shown(row.weight),
        _shown(row.stated),
        note,
        str(row.place or ""),
    )


def _total(total: Total) -> str:
    if total.weight is None and total.stated is None:
        return "没有读到总分"
    parts = [f"总分：{_shown(total.stated) or '未填'}"]
    if total.weight is not None:
        parts.append(f"满分 {total.weight}")
    if total.grade:
        parts.append(f"等级 {total.grade}")
    place = f"（{total.place}）" if total.place else ""
    return "，".join(parts) + place


def _shown(value: object) -> str:
    return "" if value is None else str(value)
