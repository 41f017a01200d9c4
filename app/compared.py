"""两张表对照的样子: 增、删、改的行, 两个总分之间的桥."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from app.console import Block, Table
from auditing.compare import ADDED, CHANGED, REMOVED, Change, Comparison
from auditing.finding import points

KINDS = {ADDED: "增加", REMOVED: "删去", CHANGED: "改动"}


def compared(comparison: Comparison) -> Iterator[Block]:
    """对照结果; two tables that say the same are told in one line."""
    if comparison.same:
        yield "两张表没有不同。"
        return
    counts = (
        f"{word} {sum(change.kind == kind for change in comparison.changes)} 行"
        for kind, word in KINDS.items()
    )
    yield "，".join(counts)
    rows = [row for change in comparison.changes for row in _rows(change)]
    if rows:
        yield Table(("", "指标", "栏目", "前", "后", ">得分变化"), tuple(rows))
    yield from _bridge(comparison)


def _rows(change: Change) -> Iterator[tuple[str, ...]]:
    delta = _signed(change.points) if change.points else ""
    heads = [(KINDS[change.kind], change.name, delta)]
    heads += [("", "", "")] * (len(change.differences) - 1)
    for (kind, name, moved), each in zip(heads, change.differences, strict=False):
        yield (kind, name, each.field, each.before or "—", each.after or "—", moved)
    if not change.differences:
        yield (KINDS[change.kind], change.name, "", "", "", delta)


def _bridge(comparison: Comparison) -> Iterator[str]:
    """Lead from one total to the other: rows that moved, and what is left over."""
    before, after = comparison.before, comparison.after
    moved = [change.points for change in comparison.changes if change.points]
    up = sum((points_ for points_ in moved if points_ > 0), Fraction(0))
    down = sum((points_ for points_ in moved if points_ < 0), Fraction(0))
    yield f"得分增加 {points(up)}，减少 {points(-down)}"
    if before is None or after is None or comparison.unexplained is None:
        yield f"总分：前 {_total(before)}，后 {_total(after)}"
        return
    gap = Fraction(after) - Fraction(before)
    yield f"总分：{points(before)} → {points(after)}（{_signed(gap)}）"
    if comparison.unexplained:
        yield f"其中 {_signed(comparison.unexplained)} 分不能由各行的变化说明"


def _total(number: Decimal | None) -> str:
    return "没有印" if number is None else points(number)


def _signed(value: Fraction) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{points(abs(value))}"
