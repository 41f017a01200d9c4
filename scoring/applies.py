"""适用: 一种评分办法用于哪些表, 写在它的文件里 (`[[applies]]`)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import field, frozen

from indicators.errors import InputError
from indicators.evaluation import Evaluation, Indicator
from indicators.tree import first_groups, lacks_first_level
from indicators.validation import filled
from scoring.rounding import exact_sum


@frozen(kw_only=True)
class Applies:
    """一组条件: 写出的都符合, 这张表就可用这种办法.

    `reason` is the sentence for the reader; ``{form}`` and ``{year}`` stand for the
    table's own. Every other field is a condition, and says nothing when it is left out:

    `forms` 表名里有其中一个词; `execution_weight` 印出的执行率分值; `first_levels` 有其中
    一个一级指标; `deductions` 印有扣减分数; `columns` 有其中一栏; `years` 年度的首末 (都含);
    `yearly_budget` 资金总额印有全年预算数; `scored` 印有分值或得分.
    """

    reason: str = field(validator=filled)
    forms: tuple[str, ...] = ()
    execution_weight: Decimal | None = None
    first_levels: tuple[str, ...] = ()
    deductions: bool | None = None
    columns: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    yearly_budget: bool | None = None
    scored: bool | None = None

    def __attrs_post_init__(self) -> None:
        if not self.conditions:
            raise InputError.of("reason", "没有写明条件", remedy="至少写一个条件")
        try:
            self.reason.format(form="", year="")
        except (KeyError, IndexError, ValueError, AttributeError):
            remedy = "花括号里只能是 form 或 year"
            raise InputError.of("reason", "理由写得不对", self.reason, remedy) from None

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The names of the conditions that are written, the strongest evidence first."""
        return tuple(n for n in CONDITIONS if getattr(self, n) not in {None, ()})

    @property
    def weakness(self) -> tuple[int, int]:
        """Sorts the strongest evidence first; of equal ones the more conditions first."""
        names = self.conditions
        return list(CONDITIONS).index(names[0]), -len(names)

    def fits(self, evaluation: Evaluation) -> bool:
        """Tell whether the table meets every condition that is written."""
        return all(
            CONDITIONS[name](evaluation, getattr(self, name))
            for name in self.conditions
        )

    def reason_for(self, evaluation: Evaluation) -> str:
        """Return the reason, with the name of the form and the year of the table."""
        return self.reason.format(form=evaluation.form, year=evaluation.year)


def _forms(evaluation: Evaluation, words: tuple[str, ...]) -> bool:
    form = evaluation.form or ""
    return any(word in form for word in words)


def _execution_weight(evaluation: Evaluation, weight: Decimal) -> bool:
    line = evaluation.funds.total
    return line is not None and line.weight == weight


def _first_levels(evaluation: Evaluation, names: tuple[str, ...]) -> bool:
    """One of the names is a first level, and no mere type like those beside it."""
    first = first_groups(evaluation.indicators)
    return any(name in first for name in names) and not lacks_first_level(first)


def _deductions(evaluation: Evaluation, wanted: bool) -> bool:  # noqa: FBT001
    """扣减分数; a column that repeats what each row has lost (10-9.5) is none."""
    taken = (row for row in evaluation.indicators if not _is_the_loss(row))
    return any(map(evaluation.printed_deduction, taken)) is wanted


def _is_the_loss(row: Indicator) -> bool:
    if row.deduction is None or row.weight is None or row.stated is None:
        return False
    return exact_sum((row.stated, row.deduction.points)) == row.weight


def _columns(evaluation: Evaluation, words: tuple[str, ...]) -> bool:
    titles = {title for row in evaluation.indicators for title, _ in row.extra}
    return any(word in title for title in titles for word in words)


def _years(evaluation: Evaluation, span: tuple[int, int]) -> bool:
    first, last = span
    return evaluation.year is not None and first <= evaluation.year <= last


def _yearly_budget(evaluation: Evaluation, wanted: bool) -> bool:  # noqa: FBT001
    line = evaluation.funds.total
    return (line is not None and line.budget is not None) is wanted


def _scored(evaluation: Evaluation, wanted: bool) -> bool:  # noqa: FBT001
    rows = evaluation.indicators
    printed = any(row.weight is not None or row.stated is not None for row in rows)
    return printed is wanted


CONDITIONS: dict[str, Callable[[Evaluation, Any], bool]] = {
    "forms": _forms,
    "execution_weight": _execution_weight,
    "first_levels": _first_levels,
    "deductions": _deductions,
    "columns": _columns,
    "years": _years,
    "yearly_budget": _yearly_budget,
    "scored": _scored,
}
"""每种条件怎样看, the strongest evidence first: a name before a number, a year last."""
