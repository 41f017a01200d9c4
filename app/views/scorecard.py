"""计分的样子: 指标树、差异、待评定、总分."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.indicator_table import indicator_table, number, signed, span
from app.views.policybook import unverified
from scoring.choice import Choice
from scoring.result import OUTCOME_WORDS, Result
from scoring.totals import VERDICT_WORDS

NAMED = "指定"
"""The reason of a policy that the caller named."""


def scorecard(
    result: Result, choice: Choice, *, strict: bool = False, tree: bool = True
) -> Iterator[Block]:
    """计分结果, 由上到下: head, tree, differences, open rows, concessions, total."""
    yield from _head(result, choice, strict=strict)
    if tree:
        yield indicator_table(result)
        yield ""
    yield from _differences(result)
    yield from _pending(result)
    yield from _concessions(result)
    yield from _total(result)


def _head(result: Result, choice: Choice, *, strict: bool) -> Iterator[str]:
    evaluation, policy = result.evaluation, result.policy
    year = f"（{evaluation.year} 年度）" if evaluation.year else ""
    yield flat(f"{evaluation.project or '未命名项目'}{year}")
    yield policy_line(result, choice) + ("，严格重算，不采用让步" if strict else "")
    under = evaluation.concessions_under
    if under and under != policy.id:
        yield flat(f"文件中记录的让步只用于 {under}，未采用")
    yield from unverified(policy)
    yield ""


def policy_line(result: Result, choice: Choice) -> str:
    """评分办法一行; one that was not named says why it was chosen."""
    policy = result.policy
    why = "" if choice.reason == NAMED else f"（{flat(choice.reason)}）"
    return f"评分办法：{policy.id} {policy.title}{why}"


def _differences(result: Result) -> Iterator[Block]:
    rows = [row for row in result.all_rows if row.difference]
    if not rows:
        return
    yield f"得分与填报不同的 {len(rows)} 行："
    yield TextTable(
        ("指标", ">填报", ">得分", ">相差", "依据"),
        tuple(
            (
                row.name,
                number(row.stated),
                number(row.points),
                signed(row.difference),
                row.explanation.substitution,
            )
            for row in rows
        ),
    )
    total = sum((row.difference or Decimal(0) for row in rows), Decimal(0))
    yield f"合计相差 {signed(total)} 分"
    yield ""


def _pending(result: Result) -> Iterator[Block]:
    if not result.pending:
        return
    yield f"没有定分的 {len(result.pending)} 行（总分因此是一个区间）："
    yield TextTable(
        ("指标", "结局", ">可能得分", "原因"),
        tuple(
            (
                row.name,
                OUTCOME_WORDS[row.outcome],
                span(row) or "—",
                row.explanation.substitution,
            )
            for row in result.pending
        ),
    )
    yield ""


def _concessions(result: Result) -> Iterator[Block]:
    rows = [row for row in result.all_rows if row.concession]
    if not rows:
        return
    yield f"记录在案的让步 {len(rows)} 处："
    yield TextTable(("指标", "让步"), tuple((r.name, r.concession or "") for r in rows))
    yield ""


def _total(result: Result) -> Iterator[str]:
    totals = result.totals
    yield from totals.notes
    missing = sum(row.outcome == "missing" for row in result.all_rows)
    if missing:
        yield f"有 {missing} 行未填，按 0 分计入，本表不完整"
    if totals.points is not None:
        grade = f"（{totals.grade}）" if totals.grade else ""
        yield f"总分 {number(totals.points)}{grade}"
    elif totals.low is not None and totals.high is not None:
        yield f"总分在 {number(totals.low)}～{number(totals.high)} 之间"
    else:
        yield "总分无法计算：有的行没有分值"
    yield from _against_stated(result)


def _against_stated(result: Result) -> Iterator[str]:
    totals = result.totals
    if totals.stated is None:
        return
    if totals.points is not None:
        gap = totals.points - totals.stated
        word = "与公布总分一致" if not gap else f"与公布总分相差 {signed(gap)} 分"
        yield f"公布总分 {totals.stated}：{word}"
    if totals.low is not None and totals.low != totals.high and totals.verdict:
        span = f"{number(totals.low)}～{number(totals.high)}"
        word = VERDICT_WORDS[totals.verdict]
        yield f"不计人工评定，规则允许的总分为 {span}，公布总分 {totals.stated} {word}"
