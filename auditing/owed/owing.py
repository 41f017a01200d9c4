"""还差什么: 欠的各处合在一起, 与总分现在是多少、填完之后还能是多少."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from attrs import evolve, field, frozen

from auditing.audit import AuditResult
from auditing.facts.facts import TOTAL, Facts, gather
from auditing.owed.cells import blank_cells, in_order, unread_cells
from auditing.owed.items import Kind, Owed, Stake
from auditing.owed.reasons import reasons_owed
from auditing.results.panel import PanelLine, total_line
from auditing.sorts import Sort
from indicators.exact import Fraction
from indicators.reasons import LEFT_OUT
from scoring.result import COMPUTED, MISSING, UNVERIFIABLE, Result, RowResult


@frozen
class Outlook:
    """总分: `low`～`high` 为填完之后还能得的, 分; None 为无从计算.

    Rows that are settled keep their points, judged ones those that were given inside
    their range; an unfilled row may still get anything up to its weight. As the table
    stands it gets nothing: the total is `low`～`now` then. `grades` are those of the
    two ends, one where they are the same.
    """

    low: Decimal | None
    high: Decimal | None
    now: Decimal | None = None
    grades: tuple[str, ...] = ()


@frozen
class Owing:
    """一张表还差什么, 与总分的前景.

    `beyond` are the rows that lack a value for which the form has no place: nothing of
    them is owed, and their points cannot be verified.
    """

    audited: AuditResult
    owed: tuple[Owed, ...]
    outlook: Outlook
    beyond: tuple[RowResult, ...] = ()
    counts: Counter[Kind] = field(init=False)

    def __attrs_post_init__(self) -> None:
        counts = Counter(each.kind for each in self.owed)
        object.__setattr__(self, "counts", counts)

    @property
    def complete(self) -> bool:
        """什么也不差: every row read, filled and explained, as far as the form asks."""
        return not (self.owed or self.rows_unread)

    @property
    def rows_unread(self) -> int:
        """没有读到的行有几处: what they hold is not known."""
        doubts = self.audited.facts.evaluation.warnings
        return sum(doubt.reason in LEFT_OUT for doubt in doubts)


def owing(audited: AuditResult) -> Owing:
    """找出一张表还差什么.

    >>> from auditing.audit import audit
    >>> from indicators.evaluation import Evaluation, Indicator
    >>> row = Indicator(("产出指标", "数量指标"), "场次", "≥5场", None, Decimal(5))
    >>> found = owing(audit(Evaluation(indicators=(row,))))
    >>> [(each.name, each.label) for each in found.owed][2:5]
    [('场次', '实际完成值'), ('场次', '得分'), ('总分', '总分')]
    """
    facts = audited.facts
    outlook = outlook_of(facts.result)
    blank = list(blank_cells(facts))
    unread = in_order(unread_cells(facts))
    found = (*blank, *unread, *reasons_owed(facts))
    owed = tuple(_with_total(each, facts, outlook) for each in found)
    listed = {each.row for each in owed}
    targets = audited.sort in {Sort.TARGETS, Sort.MONITORING}
    beyond = tuple(
        row
        for number, row in enumerate(facts.result.all_rows)
        if row.outcome == MISSING and number not in listed
    )
    return Owing(audited, owed, outlook, () if targets else beyond)


def _with_total(owed: Owed, facts: Facts, outlook: Outlook) -> Owed:
    """What depends on the cell of the total is the total."""
    if owed.name != TOTAL or owed.row is not None:
        return owed
    whole = Decimal(facts.full.numerator) / Decimal(facts.full.denominator)
    return evolve(owed, stake=Stake(whole, outlook.low, outlook.high))


def outlook_of(result: Result) -> Outlook:
    """总分填完之后还能是多少: the rows that are open, added as the audit adds them."""
    now = _added(result, _settled)
    line = _added(result, _still_possible)
    low, high, grades = line.low, line.high, result.policy.grades
    if low is None or high is None:
        return Outlook(None, None)
    ends = (grades.of(low), grades.of(high)) if grades else ()
    return Outlook(low, high, now.high, tuple(dict.fromkeys(ends)))


def _added(result: Result, seen: Callable[[RowResult], RowResult]) -> PanelLine:
    """The total of the rows as they are seen."""
    rows = tuple(map(seen, result.rows))
    execution = result.execution and seen(result.execution)
    return total_line(gather(evolve(result, rows=rows, execution=execution)))


def _still_possible(row: RowResult) -> RowResult:
    """这一行还能得几分, as a result: its settled points, or a range."""
    if row.outcome != MISSING or row.weight is None:
        return _settled(row)
    most = (Fraction(0), Fraction(row.weight))
    low, high = Decimal(0), row.weight
    open_ = evolve(row, outcome=UNVERIFIABLE, low=low, high=high, exact=most)
    return evolve(open_, points=None, stated=None, reason=None)


def _settled(row: RowResult) -> RowResult:
    """这一行按已定的分, where a person has given points inside its range."""
    if row.points is None or row.low == row.high:
        return row
    both = (Fraction(row.points), Fraction(row.points))
    return evolve(row, outcome=COMPUTED, low=row.points, high=row.points, exact=both)
