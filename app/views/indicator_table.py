"""指标树的样子: 逐行的指标值、完成值、分值、得分, 每组的小计."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from app.text.blocks import TextTable
from indicators.evaluation import Evaluation, Indicator
from indicators.tree import Group, grow
from scoring.result import COMPUTED, JUDGED, OUTCOME_WORDS, Result, RowResult
from scoring.rounding import exact_sum

COLUMNS = ("指标", "指标值", "实际完成值", ">分值", ">得分", ">填报", "说明")


Line = tuple[bool, tuple[str, ...]]
"""表的一行: 是否用粗体, 与各格的文字."""


def indicator_table(result: Result) -> TextTable:
    """排出指标树: groups in bold with their sums, rows in printed order."""
    evaluation, execution = result.evaluation, result.execution
    lines: list[Line] = []
    if execution is not None:
        cells = _cells(execution, execution.name, *_amounts(evaluation))
        lines.append((True, cells))
    pairs = zip(evaluation.indicators, result.rows, strict=True)
    results = {id(indicator): row for indicator, row in pairs}
    lines += _lines(grow(evaluation.indicators), 0, results)
    strong = frozenset(number for number, (bold, _) in enumerate(lines) if bold)
    return TextTable(COLUMNS, tuple(cells for _, cells in lines), strong)


def _lines(
    nodes: Iterable[Group | Indicator], depth: int, results: Mapping[int, RowResult]
) -> Iterator[Line]:
    """Give the lines of a tree; `results` has the result of each indicator by its id."""
    for node in nodes:
        name = "  " * depth + (node.name or "（未分组）")
        if isinstance(node, Group):
            below = [results[id(indicator)] for indicator in node.indicators()]
            yield True, _sums(name, node.weight, below)
            yield from _lines(node.children, depth + 1, results)
        else:
            values = (node.target or "", node.actual or "")
            yield False, _cells(results[id(node)], name, *values)


def _amounts(evaluation: Evaluation) -> tuple[str, str]:
    """Write the amounts that the execution rate is made of: 预算, 执行."""
    line = evaluation.funds.total
    if line is None:
        return "", ""
    return f"预算 {line.budget or '—'}", f"执行 {line.spent or '—'}"


def _cells(row: RowResult, name: str, target: str, actual: str) -> tuple[str, ...]:
    return (
        name,
        target,
        actual,
        number(row.weight),
        number(row.points) or span(row),
        number(row.stated),
        _note(row),
    )


def _note(row: RowResult) -> str:
    """Say in a few words what is particular about a row."""
    if row.concession:
        return row.concession
    if row.outcome == COMPUTED:
        return "" if row.met else "未达标，按公式"
    if row.outcome == JUDGED and row.points is not None:
        return f"人工评定，{span(row)} 之内"
    return OUTCOME_WORDS[row.outcome]


def span(row: RowResult) -> str:
    """Write the range of an open row: 8～10."""
    if row.low is None or row.high is None:
        return ""
    return f"{number(row.low)}～{number(row.high)}"


def _sums(
    name: str, weight: Decimal | None, rows: Iterable[RowResult]
) -> tuple[str, ...]:
    """Sum a group: the awarded points, where all are known, and the stated ones."""
    counted = [row for row in rows if row.scored]
    awarded = [row.points for row in counted if row.points is not None]
    stated = [row.stated for row in counted if row.stated is not None]
    complete = len(awarded) == len(counted)
    return (
        name,
        "",
        "",
        number(weight),
        number(exact_sum(awarded)) if complete else "",
        number(exact_sum(stated)) if stated else "",
        "",
    )


def number(value: Decimal | None) -> str:
    """Write points without needless zeros: 0.50 as 0.5.

    >>> number(Decimal("10.00")), number(None)
    ('10', '')
    """
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: Decimal | None) -> str:
    """Write a difference with its direction: +0.03, −3.8."""
    return "" if value is None else f"{'+' if value > 0 else '−'}{number(abs(value))}"
