"""两张表对照: 表头、目标、资金、分值、增删改的行、得分的变化, 两个总分之间的桥.

For two versions of one table (初稿 ↔ 定稿, 自评 ↔ 复核). Rows are matched by path and
name, fund lines by label; equal ones among themselves in printed order. Texts are the
same when they differ in blanks only. Another order of the rows is mentioned, and is
no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from attrs import asdict, evolve, frozen

from auditing.facts.amounts import COLUMNS
from auditing.facts.pairing import Pair, match, paired
from auditing.facts.sums import total
from auditing.finding import points
from indicators.evaluation import Deduction, Evaluation, FundLine, Funds, Indicator
from indicators.exact import Fraction
from indicators.quantity import Quantity

SCHEMA = "ziping.comparison/1"
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
HEAD = {
    "form": "表名",
    "year": "年度",
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "goals.expected": "预期目标",
    "goals.actual": "实际完成情况",
    "total.weight": "总分的分值",
    "total.grade": "等级",
}
FIELDS = {
    "target": "指标值",
    "actual": "实际完成值",
    "unit": "度量单位",
    "direction": "指标方向",
    "weight": "分值",
    "stated": "得分",
    "deduction": "扣减分数",
    "variance_note": "偏差原因",
}
LINE_FIELDS = COLUMNS | {
    "weight": "分值",
    "rate": "执行率",
    "stated": "得分",
    "variance_note": "偏差原因",
}
Names = tuple[str | None, ...]


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
    """对照的结果. `unexplained`: 总分之差里, 各行变化说明不了的部分.

    `head` 为表头、目标、满分与等级的不同; `groups` 为一二级指标分值的不同;
    `reordered`: 共有的行先后不同.
    """

    head: tuple[Difference, ...]
    groups: tuple[Change, ...]
    changes: tuple[Change, ...]
    reordered: bool
    before: Decimal | None
    after: Decimal | None
    unexplained: Fraction | None

    @property
    def same(self) -> bool:
        """Nothing differs; the order of the rows does not count."""
        parts = (*self.head, *self.groups, *self.changes)
        return not parts and self.before == self.after


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """对照两张表.

    >>> rows = [Indicator(("产出指标",), "甲", "1", "1", Decimal(5), Decimal(p))
    ...         for p in (5, 4)]
    >>> change, = compare(*(Evaluation(indicators=(row,)) for row in rows)).changes
    >>> change.kind, change.points, change.differences[0].field
    ('changed', Fraction(-1, 1), '得分')
    """
    pairs = list(match(before.indicators, after.indicators))
    rows = [_change(old, new, FIELDS | _extra(old, new)) for old, new in pairs]
    lines = _lines(before.funds, after.funds)
    changes = tuple(change for change in (*lines, *rows) if change is not None)
    first, last = before.total.stated, after.total.stated
    return Comparison(
        tuple(_differences(before, after, HEAD)),
        tuple(_groups(before, after)),
        changes,
        _reordered(pairs, after.indicators),
        first,
        last,
        _unexplained(first, last, changes),
    )


def _unexplained(
    first: Decimal | None, last: Decimal | None, changes: Iterable[Change]
) -> Fraction | None:
    """Return what the totals differ by beyond the rows; None where one is not printed."""
    if first is None or last is None:
        return None
    by_rows = total(change.points for change in changes)
    return Fraction(last) - Fraction(first) - by_rows


def _reordered(pairs: Iterable[Pair], after: Sequence[Indicator]) -> bool:
    """Tell whether the rows that both tables have stand in another order."""
    places = {id(row): number for number, row in enumerate(after)}
    order = [places[id(new)] for old, new in pairs if old and new]
    return order != sorted(order)


def _groups(before: Evaluation, after: Evaluation) -> Iterator[Change]:
    """Compare the printed weights of the groups that both tables have."""
    old, new = _weights(before), _weights(after)
    for path, weight in old.items():
        other = new.get(path, weight)
        if weight != other:
            difference = Difference("分值", _written(weight), _written(other))
            name = path[-1] or ""
            yield Change(CHANGED, path[:-1], name, (difference,), Fraction(0))


def _weights(evaluation: Evaluation) -> dict[Names, Decimal | None]:
    """The first printed weight of each group, None where there is none."""
    found: dict[Names, Decimal | None] = {}
    for row in evaluation.indicators:
        for depth, weight in enumerate(row.path_weights, 1):
            path = row.path[:depth]
            if found.get(path) is None:
                found[path] = weight
    return found


def _lines(before: Funds, after: Funds) -> Iterator[Change | None]:
    """Compare the fund lines of one label, and the two total lines whatever theirs."""
    pairs = paired(_with_units(before), _with_units(after), itemgetter(0))
    for old, new in pairs:
        name, _ = old or new or ("", None)
        change = _change(old and old[1], new and new[1], LINE_FIELDS)
        # A component of the funds moves no total.
        yield change and (evolve(change, points=Fraction(0)) if name else change)


def _with_units(funds: Funds) -> Iterator[tuple[str, FundLine]]:
    """Give each line with its label, '' for the total, and its amounts with their unit."""
    for line in funds.lines:
        printed = {column: getattr(line, column) for column in COLUMNS}
        amounts: dict[str, Any] = {
            column: funds.with_unit(amount)
            for column, amount in printed.items()
            if amount is not None
        }
        label = "".join(line.label.split()).rstrip(":：")
        yield "" if line is funds.total else label, evolve(line, **amounts)


def _extra(*rows: Indicator | None) -> dict[str, str]:
    """The columns that a form has beside the usual ones."""
    return {f"extra.{name}": name for row in rows if row for name, _ in row.extra}


def _change(
    old: Indicator | FundLine | None,
    new: Indicator | FundLine | None,
    fields: Mapping[str, str],
) -> Change | None:
    """Return what differs in one row, added and removed rows too; None if nothing does."""
    row = new or old
    differences = tuple(_differences(old, new, fields))
    kind = CHANGED if old and new else REMOVED if old else ADDED
    if row is None or (kind == CHANGED and not differences):
        return None
    path, name = _path_and_name(row)
    return Change(kind, path, name, differences, _stated(new) - _stated(old))


def _path_and_name(row: Indicator | FundLine) -> tuple[Names, str]:
    """Return the path and the name of an indicator; of a fund line, its label alone."""
    if isinstance(row, Indicator):
        return row.path, row.name
    return (), row.label


def _differences(
    old: object, new: object, fields: Mapping[str, str]
) -> Iterator[Difference]:
    """Give the fields that differ, by the names of their columns."""
    for key, name in fields.items():
        first, second = _value(old, key), _value(new, key)
        if not _same(first, second):
            yield Difference(name, _written(first), _written(second))


def _value(record: object, key: str) -> object:
    """Return a field: of a part (goals.expected), or of an extra column (extra.甲)."""
    first, _, rest = key.partition(".")
    if record is not None and first == "extra":
        return dict(getattr(record, first)).get(rest)
    value = getattr(record, first) if record is not None else None
    return _value(value, rest) if rest else value


def _same(first: object, second: object) -> bool:
    """Amounts are the same whatever unit they are printed in: 1 万元 is 10000 元."""
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return first.base == second.base
    one, other = _written(first), _written(second)
    return "".join((one or "").split()) == "".join((other or "").split())


def _written(value: object) -> str | None:
    """Write a value: a number without needless zeros, a deduction with its reason."""
    if isinstance(value, Decimal):
        return points(value)
    if isinstance(value, Deduction):
        return "，".join(filter(None, (points(value.points), value.reason)))
    return None if value is None else str(value)


def _stated(row: Indicator | FundLine | None) -> Fraction:
    return Fraction(row.stated) if row is not None and row.stated else Fraction(0)


def dump(
    comparison: Comparison, sources: Sequence[dict[str, str]] | None = None
) -> dict[str, Any]:
    """写成 JSON 结构: numbers are strings, empty is null.

    `sources` 为前与后的 {"path", "sha256"}.
    """
    before, after = sources or (None, None)
    return {
        "schema": SCHEMA,
        "sources": {"before": before, "after": after},
        "head": [asdict(each) for each in comparison.head],
        "groups": [_plain_change(change) for change in comparison.groups],
        "changes": [_plain_change(change) for change in comparison.changes],
        "reordered": comparison.reordered,
        "totals": {
            "before": _plain(comparison.before),
            "after": _plain(comparison.after),
            "unexplained": _plain(comparison.unexplained),
        },
    }


def _plain_change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "path": list(change.path),
        "name": change.name,
        "points": points(change.points),
        "differences": [asdict(each) for each in change.differences],
    }


def _plain(value: Decimal | Fraction | None) -> str | None:
    return None if value is None else points(value)
