"""计分的样子: 指标树、差异、待评定、总分."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.console import Block, Table
from indicators.evaluation import Evaluation
from indicators.tree import Group, grow
from scoring.result import COMPUTED, OUTCOME_WORDS, Result, RowResult
from scoring.totals import VERDICT_WORDS

COLUMNS = ("指标", "指标值", "实际完成值", ">分值", ">得分", ">填报", "说明")


def scorecard(
    result: Result, *, strict: bool = False, tree: bool = True
) -> Iterator[Block]:
    """计分结果, 由上到下: head, tree, differences, open rows, concessions, total."""
    yield from _head(result, strict=strict)
    if tree:
        yield _tree(result)
    yield from _differences(result)
    yield from _pending(result)
    yield from _concessions(result)
    yield from _total(result)


def _head(result: Result, *, strict: bool) -> Iterator[str]:
    evaluation, policy = result.evaluation, result.policy
    year = f"（{evaluation.year} 年度）" if evaluation.year else ""
    yield f"{evaluation.project or '未命名项目'}{year}"
    mode = "，严格重算，不采用让步" if strict else ""
    yield f"评分办法：{policy.id} {policy.title}{mode}"
    under = evaluation.concessions_under
    if under and under != policy.id:
        yield f"文件中记录的让步只用于 {under}，未采用"
    if policy.doubts:
        count = len(policy.doubts)
        yield f"其中 {count} 处取值未经查证，见 ziping policies {policy.id}"
    yield ""


def _tree(result: Result) -> Table:
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    results = list(result.rows)
    indicators = iter(result.evaluation.indicators)
    if len(results) > len(result.evaluation.indicators):
        first = results.pop(0)
        strong.add(0)
        rows.append(_cells(first, first.name, *_rate(result.evaluation)))
    remaining = iter(results)

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
    return Table(COLUMNS, tuple(rows), frozenset(strong))


def _rate(evaluation: Evaluation) -> tuple[str, str]:
    line = evaluation.funds.total
    if line is None:
        return "", ""
    return f"预算 {line.budget or '—'}", f"执行 {line.spent or '—'}"


def _cells(row: RowResult, name: str, target: str, actual: str) -> tuple[str, ...]:
    if row.concession:
        note = row.concession
    elif row.outcome == COMPUTED:
        note = "" if row.met else _number(row.points) and "按比例"
    else:
        note = OUTCOME_WORDS[row.outcome]
    return (
        name,
        target,
        actual,
        _number(row.weight),
        _number(row.points) or _span(row),
        _number(row.stated),
        note,
    )


def _span(row: RowResult) -> str:
    if row.low is None or row.high is None:
        return ""
    return f"{_number(row.low)}～{_number(row.high)}"


def _group(group: Group, depth: int, result: Result) -> tuple[str, ...]:
    """Sum a group: stated and awarded points of the rows below it."""
    names = [id(row) for row in group.indicators()]
    pairs = list(
        zip(result.evaluation.indicators, _indicator_rows(result), strict=True)
    )
    below = [row for indicator, row in pairs if id(indicator) in names and row.scored]
    points = [row.points for row in below]
    known = [p for p in points if p is not None]
    stated = [row.stated for row in below if row.stated is not None]
    return (
        "  " * depth + (group.name or "（未分组）"),
        "",
        "",
        _number(group.weight),
        _number(sum(known, Decimal(0))) if len(known) == len(points) else "",
        _number(sum(stated, Decimal(0))) if stated else "",
        "",
    )


def _indicator_rows(result: Result) -> tuple[RowResult, ...]:
    return result.rows[len(result.rows) - len(result.evaluation.indicators) :]


def _differences(result: Result) -> Iterator[Block]:
    rows = [row for row in result.rows if row.difference]
    if not rows:
        return
    yield f"得分与填报不同的 {len(rows)} 行："
    yield Table(
        ("指标", ">填报", ">得分", ">相差", "依据"),
        tuple(
            (
                row.name,
                _number(row.stated),
                _number(row.points),
                _signed(row.difference),
                row.explanation[1].removeprefix("代入："),
            )
            for row in rows
        ),
    )
    total = sum((row.difference or Decimal(0) for row in rows), Decimal(0))
    yield f"合计相差 {_signed(total)} 分"
    yield ""


def _pending(result: Result) -> Iterator[Block]:
    if not result.pending:
        return
    yield f"没有定分的 {len(result.pending)} 行（总分因此是一个区间）："
    yield Table(
        ("指标", "结局", ">可能得分", "原因"),
        tuple(
            (
                row.name,
                OUTCOME_WORDS[row.outcome],
                _span(row) or "—",
                row.explanation[1].removeprefix("代入："),
            )
            for row in result.pending
        ),
    )
    yield ""


def _concessions(result: Result) -> Iterator[Block]:
    rows = [row for row in result.rows if row.concession]
    if not rows:
        return
    yield f"记录在案的让步 {len(rows)} 处："
    yield Table(("指标", "让步"), tuple((r.name, r.concession or "") for r in rows))
    yield ""


def _total(result: Result) -> Iterator[str]:
    totals = result.totals
    yield from totals.notes
    missing = sum(row.outcome == "missing" for row in result.rows)
    if missing:
        yield f"有 {missing} 行未填，按 0 分计入，本表不完整"
    if totals.points is not None:
        grade = f"（{totals.grade}）" if totals.grade else ""
        yield f"总分 {_number(totals.points)}{grade}"
    elif totals.low is not None and totals.high is not None:
        yield f"总分在 {_number(totals.low)}～{_number(totals.high)} 之间"
    else:
        yield "总分无法计算：有的行没有分值"
    yield from _against_stated(result)


def _against_stated(result: Result) -> Iterator[str]:
    totals = result.totals
    if totals.stated is None:
        return
    if totals.points is not None:
        gap = totals.points - totals.stated
        word = "与公布总分一致" if not gap else f"与公布总分相差 {_signed(gap)} 分"
        yield f"公布总分 {totals.stated}：{word}"
    if totals.low is not None and totals.low != totals.high and totals.verdict:
        span = f"{_number(totals.low)}～{_number(totals.high)}"
        word = VERDICT_WORDS[totals.verdict]
        yield f"不计人工评定，规则允许的总分为 {span}，公布总分 {totals.stated} {word}"


def _number(value: Decimal | None) -> str:
    """Write points without needless zeros: 0.50 as 0.5.

    >>> _number(Decimal("10.00")), _number(None)
    ('10', '')
    """
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(value: Decimal | None) -> str:
    return "" if value is None else f"{'+' if value > 0 else '−'}{_number(abs(value))}"
