"""计分的样子: 指标树、差异、待评定、总分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.audit_text import told_of
from app.views.indicator_table import indicator_table, number, signed, span
from app.views.policybook import unverified
from auditing.finding import Finding
from scoring.choice import Choice
from scoring.reasons import Assumption
from scoring.result import MISSING, OUTCOME_WORDS, Result, RowResult
from scoring.totals import VERDICT_WORDS

NAMED = "指定"
"""The reason of a policy that the caller named."""


def scorecard(
    result: Result,
    choice: Choice,
    findings: Sequence[Finding] = (),
    *,
    strict: bool = False,
    tree: bool = True,
) -> Iterator[Block]:
    """计分结果, 由上到下: head, tree, differences, open rows, concessions, total.

    `findings` are what is wrong with the sums of the table; they stand before its total.
    """
    yield from _head(result, choice, strict=strict)
    if tree:
        yield indicator_table(result)
        yield ""
    yield from _differences(result)
    yield from _open(result)
    yield from told_of(findings)
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


def _listed(
    title: str, names: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> Iterator[Block]:
    """Give a title and a table; nothing where there is no row."""
    if rows:
        yield title.format(len(rows))
        yield TextTable(names, tuple(rows))
        yield ""


def _differences(result: Result) -> Iterator[Block]:
    rows = [row for row in result.all_rows if row.difference]
    total = sum((row.difference or Decimal(0) for row in rows), Decimal(0))
    yield from _listed(
        f"得分与填报不同的 {{}} 行，合计相差 {signed(total)} 分：",
        ("指标", ">填报", ">得分", ">相差", "依据"),
        [*map(_gap, rows)],
    )


def _gap(row: RowResult) -> tuple[str, ...]:
    return (
        row.name,
        number(row.stated),
        number(row.points),
        signed(row.difference),
        row.explanation.substitution,
    )


def _open(result: Result) -> Iterator[Block]:
    """Name the rows that a person must settle, those that are blank, those settled."""
    chosen, every = Assumption.CHOSEN_BY_USER, result.all_rows
    yield from _listed(
        "没有定分的 {} 行（总分因此是一个区间）：",
        ("指标", "结局", ">可能得分", "原因"),
        [
            (row.name, OUTCOME_WORDS[row.outcome], span(row) or "—", why(row))
            for row in result.pending
        ],
    )
    yield from _listed(
        "--judged 代为定分的 {} 行，评定之后以评定为准：",
        ("指标", ">可能得分", ">定为"),
        [(r.name, span(r), number(r.points)) for r in every if r.assumes(chosen)],
    )
    yield from _listed(
        "没有填的 {} 行，按 0 分计：",
        ("指标", ">少得", "原因"),
        [(r.name, number(r.weight), why(r)) for r in every if r.outcome == MISSING],
    )
    yield from _listed(
        "记录在案的让步 {} 处：",
        ("指标", "让步"),
        [(r.name, r.concession) for r in every if r.concession],
    )


def why(row: RowResult) -> str:
    """为什么: what was compared, or what is missing."""
    return row.explanation.substitution


def _total(result: Result) -> Iterator[str]:
    totals = result.totals
    yield from totals.notes
    missing = sum(row.outcome == MISSING for row in result.all_rows)
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
