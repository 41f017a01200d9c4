"""汇总表的一行怎么写: 一张审过的自评表的单位、项目、资金、得分与发现."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.views.verdicts import span, verdict_of
from auditing.sorts import Sort
from batch.outcomes import Audited, Outcome, Unread, labelled
from indicators import units
from indicators.evaluation import Evaluation, FundLine
from indicators.exact import Fraction
from indicators.quantity import Quantity
from templates.writing.summary_book import ResultLine

_SILENT = {"一致", "认可评定则一致"}
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
        initial=_amount(table, line.initial),
        budget=_amount(table, line.budget),
        spent=_amount(table, line.spent),
        rate=pair.rate if pair else None,
        stated=table.total.stated,
        grade=table.total.grade,
        due=span(total),
        counts=each.counts,
        remark="；".join(_remarks(each, line)),
    )


def _amount(table: Evaluation, amount: Quantity | None) -> Fraction | None:
    """An amount in 万元; None where its unit is not known to be one of money."""
    value, unit = table.funds.with_unit(amount).base if amount else (None, "")
    scale, wanted = units.base(_TEN_THOUSAND)
    return value / scale if value is not None and unit == wanted else None


def _remarks(each: Audited, line: FundLine) -> Iterator[str]:
    """The verdict where it is not a good one, and what is not to be seen in the row."""
    word, table = verdict_of(each).word, each.result.facts.evaluation
    yield from [word] * (word not in _SILENT)
    amounts = filter(None, (line.initial, line.budget, line.spent))
    yield from ["金额没有单位，没有列出"] * any(
        _amount(table, amount) is None for amount in amounts
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
