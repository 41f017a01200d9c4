"""随机的行: 各类目标, 常有进位临界、0、逾期、超额、恰好及格; 由种子定, 每次相同."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from attrs import frozen

from indicators.evaluation import Evaluation, FundLine, Funds, Indicator
from indicators.quantity import Quantity
from indicators.read_row import read_row
from scoring.engine import score_read
from scoring.execution import score_execution
from scoring.policy import Policy, load_policy
from scoring.result import COMPUTED, JUDGED, RowResult
from templates.live.fund_formula import execution_shape
from templates.live.row_formula import row_shape
from templates.live.shapes import CellFormula, LiveFunds, LiveRow

YEAR = 2021
DIVISORS = (8, 16, 40, 80, 125, 160, 200, 400, 800, 2000)
UNITS = ("%", "次", "万元", "", "个工作日", "‰", "公顷")
SIGNS = {"at_least": "≥", "at_most": "≤", "exactly": "="}
KINDS = (*SIGNS, "between", "deadline", "qualitative")
TARGET_TEXT = "优化营商环境"


@frozen
class Drawn:
    """一行: 工作簿里的各格, 引擎的结果."""

    cells: tuple[object, ...]
    result: RowResult
    points: Decimal | str
    status: str
    by_formula: bool = True

    @property
    def formulas(self) -> Iterator[tuple[int, CellFormula]]:
        """The formulas of the row, with their columns."""
        for column, cell in enumerate(self.cells):
            if isinstance(cell, CellFormula):
                yield column, cell


def weight(random: Random) -> Decimal:
    """A weight: mostly of two decimals, now and then of three, or 0."""
    chance = random.random()
    if chance < 0.05:
        return Decimal(random.randrange(1, 9000)).scaleb(-3)
    if chance < 0.06:
        return Decimal(0)
    return Decimal(random.randrange(1, 3001)).scaleb(-2)


def pair(random: Random, kind: str) -> tuple[Decimal, Decimal]:
    """Target and actual: exact ties, exact floors, zeros, large and equal numbers."""
    divisor = Decimal(random.choice(DIVISORS)).scaleb(-random.randrange(3))
    whole = int(divisor * 100) or 1
    part = Decimal(random.randrange(1, 2 * whole)).scaleb(-2)
    chance = random.random()
    if chance < 0.45:
        return (divisor, part) if kind != "at_most" else (part, divisor)
    if chance < 0.55:
        target = Decimal(random.randrange(1, 2000)).scaleb(-1)
        return target, target * Decimal(random.choice(("0.6", "0.5", "1", "2", "1.3")))
    if chance < 0.62:
        return Decimal(random.choice((0, 5, 100))), Decimal(random.choice((0, 1, 100)))
    if chance < 0.66:
        return divisor, -part
    wide = Decimal(random.randrange(1, 10**9)).scaleb(-2)
    return wide, Decimal(random.randrange(0, 2 * 10**9)).scaleb(-2)


def number(value: Decimal) -> str:
    """Print a number as a person does."""
    return f"{value.normalize():f}" if value else "0"


def limited(random: Random, kind: str) -> tuple[str, str]:
    """Texts of a target with a sign and of an actual, in one unit or two."""
    unit = random.choice(UNITS)
    target, actual = pair(random, kind)
    if unit == "%" and target > 100:
        target, actual = target % 100 + 1, actual % 130
    if random.random() < 0.02:
        target = -target
    other = random.choice(("元", "亿元", "")) if unit == "万元" else unit
    return f"{SIGNS[kind]}{number(target)}{unit}", f"{number(actual)}{other}"


def ranged(random: Random) -> tuple[str, str]:
    """Texts of a range and of an actual: inside, outside, at an end."""
    unit = random.choice(("%", "次", "天"))
    low = random.randrange(1, 60)
    high = low + random.randrange(0, 40)
    actual = random.choice((low, high, random.randrange(0, 140)))
    return f"{low}-{high}{unit}", f"{actual}{unit}"


def dated(random: Random) -> tuple[str, str]:
    """Texts of a deadline and of a day or a month: early, on time, late by steps."""
    limit = date(YEAR, random.randrange(1, 13), random.randrange(1, 29))
    late = random.choice((0, 1, 7, 8, 92, 93, -1, random.randrange(-200, 400)))
    day = limit + timedelta(days=late)
    texts = (
        f"{limit.year}年{limit.month}月{limit.day}日前",
        f"{limit:%Y-%m-%d}",
        f"{limit.year}年{limit.month}月底前",
        f"{limit.month}月前",
    )
    actuals = (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日")
    month = f"{day.year}年{day.month}月"
    chosen = month if random.random() < 0.1 else random.choice(actuals)
    return random.choice(texts), chosen


def described(random: Random) -> tuple[str, str]:
    """Texts of a described target and of its actual: of each band, of none, a number."""
    known = [
        text for band in load_policy("mof-2020").bands.bands for text in band.texts
    ]
    other = (
        TARGET_TEXT,
        "效果尚可",
        "达成|部分达成",
        "100%",
        "/",
        "无",
        "达成。",
        "5次",
    )
    return TARGET_TEXT, random.choice(random.choice((known, other)))


def drawn(random: Random, kind: str) -> Indicator:
    """One row of a kind of target."""
    makers: dict[str, Callable[[], tuple[str, str]]] = {
        "between": lambda: ranged(random),
        "deadline": lambda: dated(random),
        "qualitative": lambda: described(random),
    }
    target, actual = makers.get(kind, lambda: limited(random, kind))()
    blank, full = random.random() < 0.01, weight(random)
    share = random.choice(("0", "0.5", "0.6", "0.7", "0.8", "0.9", "1", "1.01"))
    stated = (full * Decimal(share)).quantize(full)
    return Indicator(
        ("产出指标", "数量指标"),
        "指标",
        target,
        None if blank else actual,
        weight=full,
        stated=stated if random.random() < 0.4 else None,
    )


def laid_out(indicator: Indicator, policy: Policy, line: int) -> Drawn:
    """Put a row into the line of a sheet: target, actual, weight, points, status, band."""
    row = read_row(indicator)
    ends = (f"F{line}", f"G{line}") if line % 2 else None
    cells = LiveRow(f"A{line}", f"B{line}", f"C{line}", f"D{line}", ends)
    shape = row_shape(row, policy, cells, year=YEAR)
    band = shape.band or (None, None)
    result = score_read(row, policy, YEAR)
    points: object = shape.points_formula or indicator.stated
    open_ = shape.points_formula is None or shape.points_formula.value == ""
    if shape.typed_points and open_ and indicator.stated is not None:
        points = indicator.stated
    written = (
        shape.target,
        shape.actual,
        indicator.weight,
        points,
        shape.status_formula,
        *band,
    )
    formula = shape.points_formula
    value = "" if formula is None else formula.value
    said = str(shape.status_formula.value)
    return Drawn(written, result, value, said, formula is not None)


def drawn_funds(random: Random) -> FundLine:
    """A line of funds: ties, nothing spent, overspent, no budget, one budget only."""
    budget = Decimal(random.choice((*DIVISORS, random.randrange(1, 10**8)))).scaleb(-1)
    whole = int(budget * 100)
    spent = Decimal(random.randrange(0, whole + whole // 5 + 1)).scaleb(-2)
    chance = random.random()
    if chance < 0.05:
        spent = random.choice((Decimal(0), budget))
    if chance > 0.98:
        budget = Decimal(0)
    other = None if random.random() < 0.5 else Quantity(budget + 1)
    only = random.random() < 0.03
    return FundLine(
        "年度资金总额",
        initial=Quantity(budget) if only else other,
        budget=None if only else Quantity(budget),
        spent=None if random.random() < 0.01 else Quantity(spent),
        weight=Decimal(random.choice((10, 20, Decimal("9.5"), Decimal("1.664")))),
    )


def laid_out_funds(funds: FundLine, policy: Policy, line: int) -> Drawn | None:
    """Put a line of funds into the line of a sheet; None where it is not scored."""
    evaluation = Evaluation(year=YEAR, funds=Funds((funds,), "万元"))
    result = score_execution(evaluation, policy, concessions=True)
    if result is None:
        return None
    cells = LiveFunds(f"A{line}", f"B{line}", f"C{line}", f"D{line}", f"E{line}")
    shape = execution_shape(evaluation, policy, cells)
    written = (
        shape.initial,
        shape.budget,
        shape.spent,
        funds.weight,
        shape.points_formula,
        shape.rate_formula,
        shape.status_formula,
    )
    if shape.points_formula is None:
        return None
    status = str(shape.status_formula.value)
    return Drawn(written, result, shape.points_formula.value, status)


def draw_row(random: Random, policy: Policy, kind: str, line: int) -> Drawn:
    """Draw one row of a kind (or of funds) and put it into a line of a sheet."""
    if kind != "execution":
        return laid_out(drawn(random, kind), policy, line)
    row = laid_out_funds(drawn_funds(random), policy, line)
    if row is None:
        raise ValueError(policy.id)
    return row


def stored(formula: CellFormula) -> object:
    """The stored result as programs give it: a number without zeros, "" as nothing."""
    value = formula.value
    if isinstance(value, Decimal):
        return value.normalize() + 0
    return value or None


def is_fixed(row: Drawn) -> bool:
    """Tell whether the engine gives the points, whatever is typed."""
    result = row.result
    return result.outcome == COMPUTED or (
        result.outcome == JUDGED and result.low == result.high
    )
