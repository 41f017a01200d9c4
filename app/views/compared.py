"""两张表对照的样子: 表头与分值的不同, 增、删、改的行, 两个总分之间的桥."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.row_points import signed
from auditing.compare import ADDED, CHANGED, REMOVED, Change, Comparison, Difference
from auditing.facts.sums import total
from auditing.finding import points
from indicators.exact import Fraction

KINDS = {ADDED: "增加", REMOVED: "删去", CHANGED: "改动"}
NOTHING = Fraction(0)
ORDER = "共有的指标，先后不同；对照时不计先后"


def compared(comparison: Comparison, before: str, after: str) -> Iterator[Block]:
    """对照结果. `before` and `after` name the two files."""
    yield flat(f"前：{before}")
    yield flat(f"后：{after}")
    if comparison.same:
        yield "两张表的内容没有不同。"
        if comparison.reordered:
            yield f"{ORDER}。"
        return
    yield from _head(comparison)
    yield from _changes(comparison)
    if comparison.reordered:
        yield ORDER
    yield from _bridge(comparison)


def _head(comparison: Comparison) -> Iterator[Block]:
    """What differs outside of the rows: head, goals, grade, weights of groups."""
    rows = [("", *_cells(each)) for each in comparison.head]
    for group in comparison.groups:
        name = " > ".join(filter(None, (*group.path, group.name)))
        rows += [(name, *_cells(each)) for each in group.differences]
    if rows:
        yield f"表头、目标与各级分值 {len(rows)} 处不同："
        yield TextTable(("指标", "栏目", "前", "后"), tuple(rows))
        yield ""


def _changes(comparison: Comparison) -> Iterator[Block]:
    if not comparison.changes:
        yield "资金与指标各行没有不同"
        return
    counts = Counter(change.kind for change in comparison.changes)
    yield "，".join(f"{word} {counts[kind]} 行" for kind, word in KINDS.items())
    rows = chain.from_iterable(map(_rows, comparison.changes))
    yield TextTable(("", "指标", "栏目", "前", "后", ">得分变化"), tuple(rows))


def _rows(change: Change) -> Iterator[tuple[str, ...]]:
    """Give a row for each difference; kind, name and points stand on the first alone."""
    cells = [_cells(each) for each in change.differences] or [("", "", "")]
    delta = signed(change.points) if change.points else ""
    yield (KINDS[change.kind], change.name, *cells[0], delta)
    yield from (("", "", *others, "") for others in cells[1:])


def _cells(difference: Difference) -> tuple[str, str, str]:
    """Write a difference: 栏目, 前, 后."""
    return difference.field, difference.before or "—", difference.after or "—"


def _bridge(comparison: Comparison) -> Iterator[str]:
    """Lead from one total to the other: rows that moved, and what is left over."""
    before, after = comparison.before, comparison.after
    if before == after and not comparison.changes:
        return
    moves = [change.points for change in comparison.changes]
    up, down = (
        total(max(m, NOTHING) for m in moves),
        total(min(m, NOTHING) for m in moves),
    )
    yield f"得分增加 {points(up)}，减少 {points(-down)}"
    if before is None or after is None:
        yield f"总分：前 {_total(before)}，后 {_total(after)}"
        return
    gap = Fraction(after) - Fraction(before)
    yield f"总分：{points(before)} → {points(after)}（{signed(gap) if gap else '±0'}）"
    if comparison.unexplained:
        yield f"其中 {signed(comparison.unexplained)} 分不能由各行的变化说明"


def _total(number: Decimal | None) -> str:
    return "没有印" if number is None else points(number)
