"""两张表对照: 增、删、改的行, 得分的变化, 两个总分之间的桥.

For two versions of one table (初稿 ↔ 定稿, 自评 ↔ 复核). Rows are matched by path and
name; equal ones among themselves in printed order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from auditing.amounts import COLUMNS
from auditing.finding import points
from auditing.sums import total
from indicators.evaluation import Evaluation, FundLine, Funds, Indicator
from indicators.quantity import Quantity, plain

SCHEMA = "ziping.comparison/1"
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
FIELDS = {
    "target": "指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "stated": "得分",
    "variance_note": "偏差原因",
}
LINE_FIELDS = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "spent": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "stated": "得分",
}


@frozen
class Difference:
    """一栏的前后: `field` 为栏名."""

    field: str
    before: str | None
    after: str | None


@frozen
class Change:
    """一行的变化. `points` 为得分之差 (后减前), 没有印分的按 0."""

    kind: str
    path: tuple[str | None, ...]
    name: str
    differences: tuple[Difference, ...]
    points: Fraction


@frozen
class Comparison:
    """对照的结果. `unexplained`: 总分之差里, 各行变化说明不了的部分."""

    changes: tuple[Change, ...]
    before: Decimal | None
    after: Decimal | None
    unexplained: Fraction | None

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return not self.changes and self.before == self.after


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """对照两张表.

    >>> rows = [Indicator(("产出指标",), "甲", "1", "1", Decimal(5), Decimal(p))
    ...         for p in (5, 4)]
    >>> change, = compare(*(Evaluation(indicators=(row,)) for row in rows)).changes
    >>> change.kind, change.points, change.differences[0].field
    ('changed', Fraction(-1, 1), '得分')
    """
    rows = [
        _change(old, new, FIELDS)
        for old, new in match(before.indicators, after.indicators)
    ]
    lines = _lines(before, after)
    changes = tuple(change for change in (*lines, *rows) if change is not None)
    first, last = before.total.stated, after.total.stated
    gap = None
    if first is not None and last is not None:
        told = total(change.points for change in changes)
        gap = Fraction(last) - Fraction(first) - told
    return Comparison(changes, first, last, gap)


def match(
    before: Sequence[Indicator], after: Sequence[Indicator]
) -> Iterator[tuple[Indicator | None, Indicator | None]]:
    """配对: rows of one path and name; None stands for a row that has no partner."""
    waiting: dict[tuple[object, str], list[Indicator]] = {}
    for row in after:
        waiting.setdefault((row.path, same_name(row.name)), []).append(row)
    for row in before:
        same = waiting.get((row.path, same_name(row.name)))
        yield row, same.pop(0) if same else None
    for rest in waiting.values():
        for row in rest:
            yield None, row


def same_name(name: str) -> str:
    """指标名称, 不带核心指标的星号与空白: ★ is a mark, no part of the name.

    >>> same_name("★★★新建蔬菜 大棚数量") == same_name("新建蔬菜大棚数量")
    True
    """
    return plain(name).lstrip("★☆*")


def _lines(before: Evaluation, after: Evaluation) -> Iterator[Change | None]:
    """Compare the total fund lines as one row."""
    old, new = _dressed(before.funds), _dressed(after.funds)
    if old is not None or new is not None:
        yield _change(old, new, LINE_FIELDS)


def _dressed(funds: Funds) -> FundLine | None:
    """Give the amounts of the total line the unit of their block: 万元 or 元."""
    line, unit = funds.total, funds.unit
    if line is None or unit is None:
        return line
    amounts: dict[str, Any] = {}
    for column in COLUMNS:
        amount = getattr(line, column)
        if amount is not None:
            amounts[column] = Quantity(amount.value, amount.unit or unit)
    return evolve(line, **amounts)


def _change(
    old: Indicator | FundLine | None,
    new: Indicator | FundLine | None,
    fields: dict[str, str],
) -> Change | None:
    """Tell what differs in one row; None when nothing does."""
    row = new or old
    differences = tuple(
        Difference(name, _text(old, key), _text(new, key))
        for key, name in fields.items()
        if not _same(old, new, key)
    )
    if row is None or (old is not None and new is not None and not differences):
        return None
    kind = CHANGED if old and new else REMOVED if old else ADDED
    path = row.path if isinstance(row, Indicator) else ()
    name = row.name if isinstance(row, Indicator) else row.label
    return Change(kind, path, name, differences, _stated(new) - _stated(old))


def _same(
    old: Indicator | FundLine | None, new: Indicator | FundLine | None, key: str
) -> bool:
    """Amounts are the same whatever unit they are printed in: 1 万元 is 10000 元."""
    first, second = (getattr(row, key) if row else None for row in (old, new))
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return first.base == second.base
    return _text(old, key) == _text(new, key)


def _text(row: Indicator | FundLine | None, key: str) -> str | None:
    value = getattr(row, key) if row is not None else None
    if isinstance(value, Decimal):
        return points(value)
    return None if value is None else str(value)


def _stated(row: Indicator | FundLine | None) -> Fraction:
    return Fraction(row.stated) if row is not None and row.stated else Fraction(0)


def dump(comparison: Comparison) -> dict[str, Any]:
    """写成 JSON 结构: numbers are strings, empty is null."""
    return {
        "schema": SCHEMA,
        "changes": [
            {
                "kind": change.kind,
                "path": list(change.path),
                "name": change.name,
                "points": points(change.points),
                "differences": [
                    {"field": d.field, "before": d.before, "after": d.after}
                    for d in change.differences
                ],
            }
            for change in comparison.changes
        ],
        "totals": {
            "before": _plain(comparison.before),
            "after": _plain(comparison.after),
            "unexplained": _plain(comparison.unexplained),
        },
    }


def _plain(value: Decimal | Fraction | None) -> str | None:
    return None if value is None else points(value)
