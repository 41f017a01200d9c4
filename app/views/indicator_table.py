"""指标树的样子: 逐行的指标值、完成值、分值、得分, 每组的小计."""

from __future__ import annotations

from decimal import Decimal

from app.text.blocks import TextTable
from indicators.evaluation import Evaluation
from indicators.tree import Group, grow
from scoring.result import COMPUTED, JUDGED, OUTCOME_WORDS, Result, RowResult

COLUMNS = ("指标", "指标值", "实际完成值", ">分值", ">得分", ">填报", "说明")


def indicator_table(result: Result) -> TextTable:
    """排出指标树: groups in bold with their sums, rows in printed order."""
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    indicators = iter(result.evaluation.indicators)
    first = result.execution
    if first is not None:
        strong.add(0)
        rows.append(_cells(first, first.name, *_rate(result.evaluation)))
    remaining = iter(result.rows)

    def walk(nodes: tuple[object, ...], depth: int) -> None:
        for node in nodes:
            if not isinstance(node, Group):
                indicator = next(indicators)
                name = "  " * depth + indicator.name
                values = (indicator.target or "", indicator.actual or "")
                rows.append(_cells(next(remaining), name, *values))
                continue
            strong.add(len(rows))
            spot = len(rows)
            rows.append(())
            walk(node.children, depth + 1)
            rows[spot] = _group(node, depth, result)

    walk(grow(result.evaluation.indicators), 0)
    return TextTable(COLUMNS, tuple(rows), frozenset(strong))


def _rate(evaluation: Evaluation) -> tuple[str, str]:
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


def _group(group: Group, depth: int, result: Result) -> tuple[str, ...]:
    """Sum a group: stated and awarded points of the rows below it."""
    names = [id(row) for row in group.indicators()]
    pairs = zip(result.evaluation.indicators, result.rows, strict=True)
    below = [row for indicator, row in pairs if id(indicator) in names and row.scored]
    points = [row.points for row in below]
    known = [p for p in points if p is not None]
    stated = [row.stated for row in below if row.stated is not None]
    return (
        "  " * depth + (group.name or "（未分组）"),
        "",
        "",
        number(group.weight),
        number(sum(known, Decimal(0))) if len(known) == len(points) else "",
        number(sum(stated, Decimal(0))) if stated else "",
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
