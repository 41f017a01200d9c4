"""预算执行率的公式: 执行率、得分、状态."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from indicators import units
from indicators.evaluation import Evaluation, FundLine
from indicators.exact import Fraction
from indicators.quantity import Quantity
from scoring.execution import score_execution, stated_rate
from scoring.formula import weighted
from scoring.policy import Policy
from scoring.readings.exact import evaluate
from scoring.readings.excel import rounded_in_excel, to_excel
from scoring.result import RowResult
from scoring.rounding import Rounding, rounded
from scoring.ruling import share_formula
from templates.live import sentences
from templates.live.cell_text import as_decimal, joined, literal, quoted
from templates.live.guards import (
    Guard,
    failing,
    guarded,
    is_blank,
    is_number,
    quote,
    seems_blank,
    status,
)
from templates.live.shapes import CellFormula, ExecutionShape, LiveFunds, TypedCell
from templates.live.typed_cells import PERCENT_PLACES, PERCENT_TYPING, number_cell
from templates.live.weight_guards import weight_guards

LITTLE = 100
"""A spending below one part in so many is doubtful."""
TYPING = "General;-General"
INITIAL, BUDGET, SPENT = "年初预算数", "全年预算数", "全年执行数"


def execution_shape(
    evaluation: Evaluation,
    policy: Policy,
    cells: LiveFunds,
    *,
    concessions: bool = True,
) -> ExecutionShape:
    """写出资金总额一行: the amounts of ``evaluation.funds.total`` as they are now.

    `concessions` as for `scoring.engine.score`: whether a printed rate that was accepted
    counts.
    """
    line = evaluation.funds.total or FundLine("年度资金总额")
    result = score_execution(evaluation, policy, concessions=concessions)
    amounts = _amounts(evaluation, line)
    typed = {name: _cell(name, line, amounts) for name in amounts}
    row = _Funds(policy, cells, line, amounts, typed, result)
    shape = _conceded(row) if result and result.concession else _computed(row)
    rate, points, said = shape
    return ExecutionShape(
        typed[INITIAL] if cells.initial else None,
        typed[BUDGET] if cells.budget else None,
        typed[SPENT],
        rate,
        PERCENT_TYPING,
        points,
        said,
    )


@frozen
class _Funds:
    """资金总额一行: 金额 (同一单位的数)、输入格与引擎的结果."""

    policy: Policy
    cells: LiveFunds
    line: FundLine
    amounts: Mapping[str, Fraction | None]
    typed: Mapping[str, TypedCell]
    result: RowResult | None

    @property
    def address(self) -> dict[str, str | None]:
        """Where the amounts stand."""
        cells = self.cells
        return {INITIAL: cells.initial, BUDGET: cells.budget, SPENT: cells.spent}

    @property
    def denominators(self) -> tuple[str, ...]:
        """The budget that the policy divides by, then the other; those the form has."""
        execution = self.policy.execution
        initial = execution is not None and execution.base == "initial"
        order = (INITIAL, BUDGET) if initial else (BUDGET, INITIAL)
        return tuple(name for name in order if self.address[name])

    def number(self, name: str) -> Decimal | None:
        """The number that stands in a cell now."""
        return self.typed[name].number


_Written = tuple[CellFormula, CellFormula | None, CellFormula]


def _amounts(evaluation: Evaluation, line: FundLine) -> dict[str, Fraction | None]:
    """Give the three amounts in one unit: that of the first which says one."""
    funds = evaluation.funds
    printed = {INITIAL: line.initial, BUDGET: line.budget, SPENT: line.spent}
    united = {n: None if q is None else funds.with_unit(q) for n, q in printed.items()}
    named = [q.unit for q in united.values() if q is not None and q.unit]
    same = len(set(named)) <= 1
    scale = Fraction(1) if same else units.base(named[0])[0]
    return {
        name: None if q is None else Fraction(q.value) if same else q.base[0] / scale
        for name, q in united.items()
    }


def _cell(
    name: str, line: FundLine, amounts: Mapping[str, Fraction | None]
) -> TypedCell:
    """Write an amount; what was not read stays the text that stands there."""
    attribute = {INITIAL: "initial", BUDGET: "budget", SPENT: "spent"}[name]
    amount, printed = amounts[name], getattr(line, attribute)
    unread = line.unknown(attribute)
    if amount is None or not isinstance(printed, Quantity):
        return TypedCell(None, unread[1] if unread else "", TYPING)
    return number_cell(str(printed), as_decimal(amount), TYPING)


def _computed(row: _Funds) -> _Written:
    """Write the rate and the points behind their guards."""
    use = row.policy.rules["execution"]
    divisor, spent = _divisor(row), row.cells.spent
    guards = _amount_guards(row, divisor)
    rate_now, held = _rate(row), failing(guards)
    places = PERCENT_PLACES
    rate: Decimal | str = ""
    if held is None and rate_now is not None:
        rate = rounded(rate_now, Rounding(places))
    formula = guarded(guards, rounded_in_excel(f"{spent}/{divisor}", Rounding(places)))
    notes = (*_spent_notes(row, divisor, rate_now), *_other_budget(row))
    note, fine = failing(notes), status(notes, '""')[1:]
    said = held.said if held else note.said if note else ""
    written = CellFormula(status(guards, fine), said)
    if row.result is None:
        return CellFormula(formula, rate), None, written
    share = share_formula(use)
    capped = evaluate(share, {"spent": Fraction(2), "budget": Fraction(1)}) <= 1
    variables = {"weight": row.cells.weight, "spent": spent, "budget": divisor}
    rounding = row.policy.round("execution")
    core = to_excel(weighted(share), variables, rounding, capped=capped)
    every = (*guards, *weight_guards(row.cells.weight, row.result.weight))
    points = row.result.points
    open_now = failing(every) is not None or points is None
    failed = failing(every)
    return (
        CellFormula(formula, rate),
        CellFormula(guarded(every, core), "" if open_now or points is None else points),
        CellFormula(status(every, fine), failed.said if failed else said),
    )


def _divisor(row: _Funds) -> str:
    """Write the budget that counts: the other one where the policy's own is empty."""
    first, *rest = (str(row.address[name]) for name in row.denominators)
    return f"IF(ISNUMBER({first}),{first},{rest[0]})" if rest else first


def _amount_guards(row: _Funds, divisor: str) -> tuple[Guard, ...]:
    """Ask for the amounts, and for a budget above 0."""
    names = row.denominators
    first, *rest = names
    now = next((n for name in names if (n := row.number(name)) is not None), None)
    guards = [_typed(row, SPENT, row.cells.spent)]
    if rest:
        blank = _blank_or_number(str(row.address[first]))
        holds = row.number(first) is not None or seems_blank(row.typed[first].text)
        reason, said = _no_amount(row, first)
        guards.append(Guard(blank, reason, holds, said, kind=True))
        reason, said = _no_amount(row, first if now is None else rest[0])
        test = is_number(divisor)
        guards.append(Guard(test, reason, now is not None, said, kind=True))
    else:
        guards.append(_typed(row, first, divisor))
    wrong = sentences.NO_BUDGET.format(first)
    guards.append(Guard(f"{divisor}>0", quoted(wrong), now is None or now > 0, wrong))
    return tuple(guards)


def _typed(row: _Funds, name: str, cell: str) -> Guard:
    reason, said = _no_amount(row, name)
    holds = row.number(name) is not None
    return Guard(is_number(cell), reason, holds, said, kind=True)


def _blank_or_number(cell: str) -> str:
    return f"IF(ISERROR({cell}),FALSE,IF({is_number(cell)},TRUE,{is_blank(cell)}))"


def _no_amount(row: _Funds, name: str) -> tuple[str, str]:
    """Say why an amount is no number: the formula, and what it says now."""
    cell, text = str(row.address[name]), row.typed[name].text
    blank = sentences.AMOUNT_BLANK.format(name)
    wrong = sentences.AMOUNT_TEXT.replace("{}", name, 1)
    reason = (
        f"IF(ISERROR({cell}),{quoted(sentences.AMOUNT_ERROR.format(name))},"
        f"IF({is_blank(cell)},{quoted(blank)},{joined(wrong, quote(cell))}))"
    )
    cut = text[: sentences.LONGEST_QUOTE]
    return reason, blank if seems_blank(text) else wrong.format(cut)


def _rate(row: _Funds) -> Fraction | None:
    """执行率 as it is now."""
    spent = row.number(SPENT)
    budgets = (row.number(name) for name in row.denominators)
    budget = next((number for number in budgets if number is not None), None)
    if spent is None or budget is None or budget <= 0:
        return None
    return Fraction(spent) / Fraction(budget)


def _spent_notes(row: _Funds, divisor: str, rate: Fraction | None) -> Iterator[Guard]:
    """Doubt a spending that is above the budget, below 0, or next to nothing of it."""
    spent, now = row.cells.spent, Fraction(0) if rate is None else rate
    little = f"OR({spent}=0,{spent}*{LITTLE}>={divisor})"
    for test, said, holds in (
        (f"{spent}<={divisor}", sentences.OVERSPENT, now <= 1),
        (f"{spent}>=0", sentences.SPENT_NEGATIVE, now >= 0),
        (little, sentences.SPENT_LITTLE, not now or now * LITTLE >= 1),
    ):
        yield Guard(test, quoted(said), holds, said)


def _other_budget(row: _Funds) -> Iterator[Guard]:
    """Say that the other budget counts, where the policy's own is not filled."""
    first, *rest = row.denominators
    if rest:
        said = sentences.OTHER_BUDGET.format(first, rest[0])
        test = f"ISNUMBER({row.address[first]})"
        yield Guard(test, quoted(said), row.number(first) is not None, said)


def _conceded(row: _Funds) -> _Written:
    """Write points by the printed rate that was accepted, and say so."""
    rate, result = row.line.rate, row.result
    if (
        rate is None or result is None
    ):  # pragma: no cover - `concession` says it is there
        raise TypeError(row)
    share = stated_rate(rate)
    shown = literal(share)
    variables = {"weight": row.cells.weight, "spent": shown, "budget": "1"}
    rounding = row.policy.round("execution")
    core = to_excel(
        weighted(share_formula(row.policy.rules["execution"])), variables, rounding
    )
    guards = weight_guards(row.cells.weight, result.weight)
    said = f"{sentences.CHECK}{result.concession}"
    points = "" if result.points is None else result.points
    exact = as_decimal(share)
    return (
        CellFormula(f"={shown}", exact if exact is not None else ""),
        CellFormula(guarded(guards, core), points),
        CellFormula(status(guards, quoted(said)), said),
    )
