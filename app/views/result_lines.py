"""汇总表的一行怎么写: 一张审过的自评表的单位、项目、资金、得分与发现."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.views.verdicts import VERDICTS, span, verdict_of
from auditing.sorts import Sort
from batch.outcomes import Audited, Outcome, Unread, labelled
from indicators.evaluation import FundLine
from scoring.totals import CONDITIONAL, CONSISTENT
from templates.writing.summary_book import ResultLine

_SILENT = {VERDICTS[CONSISTENT], VERDICTS[CONDITIONAL]}
_TEN_THOUSAND = "万元"
_MOST = 20
"""So many files of a kind are named below the table."""


def result_line(each: Audited) -> ResultLine:
    """一张自评表写成一行."""
    facts, total = each.result.facts, each.result.panel.total
    table, pair = facts.evaluation, facts.pair
    line = facts.line or FundLine("")
    return ResultLine(
        project=each.title,
        department=table.department,
        unit=table.unit,
        year=table.year,
        initial=table.funds.converted(line.initial, _TEN_THOUSAND),
        budget=table.funds.converted(line.budget, _TEN_THOUSAND),
        spent=table.funds.converted(line.spent, _TEN_THOUSAND),
        rate=pair.rate if pair else None,
        stated=table.total.stated,
        grade=table.total.grade,
        due=span(total),
        counts=each.counts,
        remark="；".join(_remarks(each, line)),
    )


def _remarks(each: Audited, line: FundLine) -> Iterator[str]:
    """The verdict where it is not a good one, and what is not to be seen in the row."""
    word, table = verdict_of(each).word, each.result.facts.evaluation
    yield from [word] * (word not in _SILENT)
    amounts = filter(None, (line.initial, line.budget, line.spent))
    yield from ["金额没有单位，没有列出"] * any(
        table.funds.converted(amount, _TEN_THOUSAND) is None for amount in amounts
    )
    unread = table.unread
    yield from [f"{unread} 处没有读懂"] * bool(unread)


def left_apart(outcomes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What was given and has no row: files that could not be read, then papers by kind.

    >>> list(left_apart([("a.xlsx", "绩效目标表"), ("b.xlsx", "绩效目标表")]))
    ['绩效目标表 2 张：a.xlsx、b.xlsx']
    """
    names: dict[str, list[str]] = {}
    for name, what in outcomes:
        names.setdefault(what, []).append(name)
    for what, own in names.items():
        more = " 等" if len(own) > _MOST else ""
        yield f"{what} {len(own)} 张：{'、'.join(own[:_MOST])}{more}"


def apart(outcome: Outcome) -> tuple[str, str] | None:
    """The name of what has no row, and what it is; None for a self-evaluation."""
    if isinstance(outcome, Unread):
        where = labelled(str(outcome.path), outcome.sheet)
        return f"{where}（{outcome.problems[0].message}）", "没有审成的"
    sort = outcome.result.sort
    return None if sort is Sort.SELF_EVALUATION else (outcome.label, sort.value)
