"""自评表 (as data): 一张表上写了什么, 逐字保留.

Everything here is what the table says, with the place it was said at; what it is
worth is the matter of `scoring`. The classes mirror the JSON contract
``ziping.evaluation/1`` field by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from attrs import Converter, field, frozen

from indicators import units
from indicators.direction import DIRECTIONS
from indicators.errors import InputError, Problem
from indicators.exact import Fraction
from indicators.place import Place
from indicators.quantity import Quantity
from indicators.reasons import LEFT_OUT
from indicators.records import record
from indicators.validation import filled, not_negative, one_of, within

SCHEMA = "ziping.evaluation/1"
CellPlaces = Mapping[str, Place]
"""值 → 单元格 (target、actual、stated、level1 …), as far as the reader knew them.

`place` is the one that a row is known by. Not written to files, no part of equality.
"""
NOWHERE: CellPlaces = MappingProxyType({})


def _pad(
    weights: tuple[Decimal | None, ...], row: Indicator
) -> tuple[Decimal | None, ...]:
    """Give every level of the path a weight or None; inner levels may be left out."""
    if len(weights) > len(row.path):
        message = f"指标只有 {len(row.path)} 级，分值却有 {len(weights)} 个"
        raise InputError.of("path_weights", message)
    return (*weights, *(None,) * (len(row.path) - len(weights)))


Unread = tuple[tuple[str, str], ...]
"""没有读懂的值, as (值, 格中的原文): what stands there is not known, and not blank."""


VALUE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "target": "指标值",
        "actual": "实际完成值",
        "weight": "分值",
        "stated": "得分",
        "initial": "年初预算数",
        "budget": "全年预算数",
        "spent": "全年执行数",
        "rate": "执行率",
    }
)
"""What people call the values of a row and of a fund line."""


@record
class PartlyRead:
    """读表的一处记录.

    `unread` names its values whose cell holds what was not understood; `blank` those
    whose cell the form has, and in which nothing stands: where no form was read, none.
    """

    unread: Unread = field(default=(), kw_only=True)
    blank: CellPlaces = field(default=NOWHERE, eq=False, repr=False, kw_only=True)

    def unknown(self, *values: str) -> tuple[str, str] | None:
        """Return the first of these values that was not understood, and what it says.

        >>> total = Total(unread=(("stated", "九十九分左右"),))
        >>> total.unknown("weight"), total.unknown("weight", "stated")
        (None, ('得分', '九十九分左右'))
        """
        if not self.unread:
            return None
        found = (
            (VALUE_NAMES[what], text) for what, text in self.unread if what in values
        )
        return next(found, None)


@frozen
class Deduction:
    """扣减分数 (人工扣分): 扣了多少, 为什么; `reason` 为 None 即未说明."""

    points: Decimal = field(validator=not_negative)
    reason: str | None = None


@record
class Indicator(PartlyRead):
    """三级指标: 一行.

    `path` is (一级指标, 二级指标), None where the cell is blank; `path_weights` their
    printed weights. `target` and `actual` are the texts as a person reads them;
    `weight` 分值 and `stated` 得分 are in points, None where nothing is printed.
    `direction` (正向、反向、等于、定性) is given when the file states it. `unit` is what
    a column of its own (度量单位) says: the unit of target and actual alike. `extra`
    keeps the cells of columns that have no field here, as (列名, 原文). `target_from`
    is the column that the target was taken from where another one, which goes before
    it (调整后指标值), is blank. `actual_stored` is the figure behind an actual value that
    is shown rounded (94.65% behind 95%), where it would give another result.
    """

    path: tuple[str | None, ...]
    name: str = field(validator=filled)
    target: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    stated: Decimal | None = None
    path_weights: tuple[Decimal | None, ...] = field(
        default=(),
        converter=Converter(_pad, takes_self=True),  # type: ignore[misc, call-overload]
    )
    variance_note: str | None = None
    place: Place | None = None
    direction: str | None = field(default=None, validator=one_of(DIRECTIONS))
    deduction: Deduction | None = None
    extra: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    places: CellPlaces = field(default=NOWHERE, eq=False, repr=False)
    target_from: str | None = field(default=None, kw_only=True)
    actual_stored: str | None = field(default=None, kw_only=True)

    @property
    def group(self) -> str:
        """The name of the innermost group, '' when none is printed."""
        for name in reversed(self.path):
            if name:
                return name
        return ""


@record
class FundLine(PartlyRead):
    """资金行: 年初预算数、全年预算数、全年执行数、分值、执行率、得分.

    Amounts carry their unit only when the cell does (else `Funds.unit` holds).
    `variance_note` is the reason that a form with such a column gives for the line.
    `accept_stated_rate` records a concession: score by the printed rate, not by
    the amounts.
    """

    label: str
    initial: Quantity | None = None
    budget: Quantity | None = None
    spent: Quantity | None = None
    weight: Decimal | None = None
    rate: Quantity | None = None
    stated: Decimal | None = None
    place: Place | None = None
    accept_stated_rate: bool = False
    variance_note: str | None = None
    places: CellPlaces = field(default=NOWHERE, eq=False, repr=False)


TOTALS = (("总额",), ("合计", "总计", "总资金", "资金总数"))
"""Words by which a total of funds calls itself, the surer ones first."""


@frozen
class Funds:
    """项目资金: 年度资金总额一行, 与其中各项. `unit` 为 元 或 万元."""

    lines: tuple[FundLine, ...] = ()
    unit: str | None = None

    @property
    def named(self) -> FundLine | None:
        """The line that says that it is the total (总额、合计); None without one."""
        for words in TOTALS:
            for line in self.lines:
                if any(word in line.label for word in words):
                    return line
        return None

    @property
    def total(self) -> FundLine | None:
        """年度资金总额: the line so named, else the only scored one, else the first."""
        scored = [line for line in self.lines if line.weight or line.stated is not None]
        only = scored[0] if len(scored) == 1 else None
        return self.named or only or next(iter(self.lines), None)

    def with_unit(self, amount: Quantity) -> Quantity:
        """Return the amount with the unit of the block (万元) where its cell says none."""
        if amount.unit or not self.unit:
            return amount
        return Quantity(amount.value, self.unit)

    def converted(self, amount: Quantity | None, unit: str) -> Fraction | None:
        """Return an amount in a unit; None where its own is not one of the same kind.

        >>> Funds(unit="元").converted(Quantity(Decimal(5000)), "万元")
        Fraction(1, 2)
        >>> Funds().converted(Quantity(Decimal(5000)), "万元") is None
        True
        """
        value, base = self.with_unit(amount).base if amount else (None, "")
        scale, wanted = units.base(unit)
        return value / scale if value is not None and base == wanted else None


@frozen
class Goals:
    """年度总体目标: 预期目标与实际完成情况."""

    expected: str | None = None
    actual: str | None = None


@record
class Total(PartlyRead):
    """总分行: 分值合计、总得分、等级."""

    weight: Decimal | None = None
    stated: Decimal | None = None
    grade: str | None = None
    place: Place | None = None
    places: CellPlaces = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Evaluation:
    """一张绩效自评表.

    `warnings` are doubts of the reader, each with its place; an empty tuple means that
    every cell was understood. `remarks` are the reasons, problems and explanations that
    stand below the table, as (栏目, 原文). `concessions_under` names the policy for which the
    recorded concessions (manual deductions, accepted rate) hold; None: for every one.
    `room_for_reasons` says where the form that was read has cells for reasons: "funds",
    "rows", each with the first cell of their column; None where no form was read.
    `blank` are the fields of the head and of the goals that the form has and nobody
    filled, each with its cell.
    """

    form: str | None = None
    year: int | None = field(default=None, validator=within(1990, 2100))
    project: str | None = None
    department: str | None = None
    unit: str | None = None
    funds: Funds = Funds()
    goals: Goals = Goals()
    indicators: tuple[Indicator, ...] = ()
    total: Total = field(factory=Total)
    warnings: tuple[Problem, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    concessions_under: str | None = None
    schema: str = field(default=SCHEMA, validator=one_of((SCHEMA,)))
    room_for_reasons: CellPlaces | None = field(
        default=None, eq=False, repr=False, kw_only=True
    )
    blank: CellPlaces = field(default=NOWHERE, eq=False, repr=False, kw_only=True)

    @property
    def unread(self) -> int:
        """没有读懂的有几处: values of rows, funds and total, and rows left out."""
        records = (*self.indicators, *self.funds.lines, self.total)
        values = sum(len(record.unread) for record in records)
        left_out = [w for w in self.warnings if w.reason in LEFT_OUT]
        return values + len(left_out)

    def printed_deduction(self, row: Indicator) -> Deduction | None:
        """扣减分数, 表上自己印的: one that the file records as a concession is none."""
        return row.deduction if self.concessions_under is None else None
