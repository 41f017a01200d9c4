"""计划的空表: 项目、资金、目标、指标与分值照写, 完成值与得分空着.

The same for each paper of a year: 申报表, 监控表 and 自评表 are made one from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from indicators.evaluation import Evaluation, FundLine, Funds, Goals, Indicator, Total
from indicators.reasons import Doubt
from reading.vocabulary.plan_words import level_of
from templates.forms.capacity import holds
from templates.forms.form import DECLARATION, Form

_LEVELS = 2
_TOTAL = "总额"


def planned(plan: Evaluation, form: Form) -> Evaluation:
    """去掉结果, 补上版式印好的资金行: what is to be filled in the year is left blank."""
    return Evaluation(
        form=form.title,
        year=plan.year,
        project=plan.project,
        department=plan.department,
        unit=plan.unit,
        funds=_funds(plan.funds, form),
        goals=Goals(plan.goals.expected),
        indicators=tuple(map(_row, plan.indicators)),
        total=Total(plan.total.weight if "total.weight" in holds(form) else None),
        remarks=plan.remarks,
    )


def declared(plan: Evaluation) -> Evaluation:
    """申报表的预算是年初预算数: its only amounts need no heading.

    Where both budgets are said, each stays what it is.
    """
    known = (w for w in plan.warnings if w.reason is not Doubt.UNHEADED_FUNDS)
    lines = plan.funds.lines
    if all(line.initial is None for line in lines):
        lines = tuple(evolve(x, initial=x.budget, budget=None) for x in lines)
    return _with_lines(evolve(plan, warnings=tuple(known)), lines)


def for_year(plan: Evaluation, year: int) -> Evaluation:
    """那一年度的计划: where it was another year's, its money does not go along.

    The weight of the execution does, with the line of the total.
    """
    if plan.year in {None, year}:
        return evolve(plan, year=year)
    total = plan.funds.total
    lines = [FundLine(total.label, weight=total.weight)] if total else []
    return evolve(_with_lines(plan, lines), year=year)


def _with_lines(plan: Evaluation, lines: Iterable[FundLine]) -> Evaluation:
    return evolve(plan, funds=evolve(plan.funds, lines=tuple(lines)))


def _row(row: Indicator) -> Indicator:
    """The row without what it came to, below the two levels that a form has."""
    levels = _levels(row.path)
    return Indicator(
        row.path[levels],
        row.name,
        row.target,
        weight=row.weight,
        path_weights=row.path_weights[levels],
        direction=row.direction,
        unit=row.unit,
    )


def _levels(path: tuple[str | None, ...]) -> slice:
    """Which groups are the two levels: the innermost ones where another stands above.

    >>> ("年度绩效目标1", "产出指标", "数量指标")[_levels(("年度绩效目标1", "产出指标", ""))]
    ('产出指标', '数量指标')
    """
    above = len(path) > _LEVELS and not level_of(path[0] or "")
    first = int(above and level_of(path[1] or "") is not None)
    return slice(first, first + _LEVELS)


def _funds(funds: Funds, form: Form) -> Funds:
    """The amounts of the plan in the lines of the form; its own lines where it has some."""
    lines = tuple(_line(line, form) for line in _total_first(funds, form))
    if form.labels and len(lines) <= 1:
        lines = tuple(_printed(form, lines))
    return Funds(lines, funds.unit or form.unit)


def _total_first(funds: Funds, form: Form) -> Iterator[FundLine]:
    """In a declaration the line of the total comes first, under its official name."""
    named = funds.named if form.paper == DECLARATION else None
    if named is not None:
        official = named.label if _TOTAL in named.label else form.labels[0]
        yield evolve(named, label=official)
    yield from (line for line in funds.lines if line is not named)


def _printed(form: Form, only: tuple[FundLine, ...]) -> Iterator[FundLine]:
    """The lines that the form prints, the only amount in that of the total."""
    printed = Funds(tuple(map(FundLine, form.labels)))
    for line in printed.lines:
        here = only if line is printed.total else ()
        yield next((evolve(amount, label=line.label) for amount in here), line)


def _line(line: FundLine, form: Form) -> FundLine:
    """What is planned of a line; a budget goes where the form has a column for it.

    The budget of a declaration is the initial one, that of another form the adjusted.
    """
    held = holds(form)
    initial, budget = line.initial, line.budget
    if "funds.initial" not in held and "funds.budget" in held:
        first = initial if form.paper == DECLARATION else None
        initial, budget = None, first or budget or initial
    weight = line.weight if "funds.weight" in held else None
    return FundLine(line.label, initial=initial, budget=budget, weight=weight)
