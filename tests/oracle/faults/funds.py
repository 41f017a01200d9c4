"""资金与执行率的错."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracle.clean import draw_funds, rate_text
from tests.oracle.faults.registry import (
    anywhere,
    better,
    fault,
    half_unit,
    settled,
    weighted,
    with_budget,
    with_sources,
)
from tests.oracle.layouts import LAYOUTS, Layout
from tests.oracle.model import Sheet, Wanted, want
from tests.oracle.numbers import plain
from tests.oracle.worth import rounded

Found = list[Wanted] | None
RATE = want("F301", "fund0.rate")
EXECUTION = want("F302", "fund0.stated")
REASON = "部分项目跨年支付"
HALF = Fraction(1, 2)
TENTH = Fraction(1, 10)


def spend(table: Sheet, share: Fraction, draw: Random) -> None:
    """Let a share of the budget be spent, and print what follows from it."""
    table.funds = draw_funds(LAYOUTS[table.layout], draw, share)
    table.rate = rate_text(table)
    table.stated = table.points_spent


@fault("执行率与金额不符", anywhere)
def wrong_rate(table: Sheet, draw: Random) -> Found:
    table.rate = f"{plain(table.share_spent * 100 - draw.randint(3, 30), 2)}%"
    return [RATE]


@fault("执行率差一位小数", anywhere)
def rate_off(table: Sheet, draw: Random) -> Found:
    off = Fraction(draw.choice((-3, 3, 5, -7)), 10)
    rate = rounded(table.share_spent * 100 + off)
    if rate > 100:
        return None
    table.rate = f"{plain(rate, 2)}%"
    return [RATE]


@fault("全数支出而执行率 99.99%", anywhere)
def rate_just_below(table: Sheet, draw: Random) -> Found:
    spend(table, Fraction(1), draw)
    table.settle()
    table.rate = "99.99%"
    return [RATE]


@fault("执行率印为 0", anywhere)
def rate_zero(table: Sheet, draw: Random) -> Found:
    del draw
    table.rate = "0.00%"
    return [RATE]


@fault("执行率截断", anywhere)
def rate_cut(table: Sheet, draw: Random) -> Found:
    spend(table, Fraction(draw.randint(96000, 99999), 100000), draw)
    table.settle()
    low = rounded(table.share_spent * 100, 2, "down")
    if rounded(table.share_spent * 100) == low or rounded(_least_rate(table)) <= low:
        return None
    table.rate = f"{plain(low, 2)}%"
    return [want("P403", "fund0.rate")]


def _least_rate(table: Sheet) -> Fraction:
    """The lowest rate of amounts that are printed as these: they are rounded too."""
    spent, base = table.funds[0].spent or Fraction(0), table.base
    assert base
    return (spent - half_unit(spent)) / (base + half_unit(base)) * 100


@fault("执行率得分偏高", anywhere)
def points_high(table: Sheet, draw: Random) -> Found:
    spend(table, Fraction(draw.randint(9610, 9640), 10000), draw)
    table.stated = table.points_spent + Fraction(draw.randint(12, 19), 100)
    return settled(table, EXECUTION)


@fault("执行率得分偏低", anywhere)
def points_low(table: Sheet, draw: Random) -> Found:
    table.stated = table.points_spent - Fraction(draw.randint(13, 200), 100)
    return settled(table, EXECUTION)


@fault("执行率得分进到满分", anywhere)
def points_full(table: Sheet, draw: Random) -> Found:
    spend(table, Fraction(draw.randint(9600, 9800), 10000), draw)
    table.stated = table.by.execution_points
    return settled(table, EXECUTION)


@fault("九成支出而执行率满分", weighted)
def ninety(table: Sheet, draw: Random) -> Found:
    del draw
    _amounts(table, Fraction(100), Fraction(90))
    table.rate = "90.00%"
    table.stated = table.by.execution_points
    table.reason = REASON
    return settled(table, EXECUTION)


def _amounts(table: Sheet, budget: Fraction, spent: Fraction) -> None:
    for money in table.funds:
        money.initial = money.budget = money.spent = Fraction(0)
    for money in {id(m): m for m in (table.funds[0], table.funds[-1])}.values():
        money.initial = money.budget = budget
        money.spent = spent


def _component(table: Sheet, role: str, by: Fraction) -> Found:
    if getattr(table.funds[1], role) is None or role not in _roles(table):
        return None
    money = table.funds[1]
    setattr(money, role, getattr(money, role) + by)
    return [_sum(role)]


def _roles(table: Sheet) -> list[str]:
    return [role for role, _ in LAYOUTS[table.layout].funds]


def _sum(role: str) -> Wanted:
    return want("F303", f"fund0.{role}")


def has_budget_sources(layout: Layout) -> bool:
    return with_sources(layout) and "budget" in dict(layout.funds)


def has_initial_sources(layout: Layout) -> bool:
    return with_sources(layout) and "initial" in dict(layout.funds)


def has_both_budgets(layout: Layout) -> bool:
    return has_budget_sources(layout) and has_initial_sources(layout)


@fault("执行数合计不符", with_sources)
def spent_sum(table: Sheet, draw: Random) -> Found:
    return _component(table, "spent", -Fraction(draw.randint(100, 900), 100))


@fault("预算数合计不符", has_budget_sources)
def budget_sum(table: Sheet, draw: Random) -> Found:
    return _component(table, "budget", Fraction(draw.randint(100, 90000), 100))


@fault("年初数合计不符", has_initial_sources)
def initial_sum(table: Sheet, draw: Random) -> Found:
    return _component(table, "initial", Fraction(draw.randint(100, 9000), 100))


def in_yuan(layout: Layout) -> bool:
    return layout.unit == "元"


@fault("合计差一分钱", in_yuan)
def one_cent(table: Sheet, draw: Random) -> Found:
    for money in table.funds:
        money.typed |= {
            role: plain(getattr(money, role), 2)
            for role in ("initial", "budget", "spent")
        }
    money = table.funds[1]
    off = Fraction(draw.choice((1, 2)), 100)
    money.typed["spent"] = plain((money.spent or Fraction(0)) - off, 2)
    return [_sum("spent")]


@fault("年初总额为 0 而各项有数", has_both_budgets)
def total_nothing(table: Sheet, draw: Random) -> Found:
    del draw
    table.funds[0].initial = Fraction(0)
    return [_sum("initial")]


@fault("执行数大于预算数", with_budget)
def overspent(table: Sheet, draw: Random) -> Found:
    """只有年初数的表不算: 年中调增而未印, 未必是超支."""
    spend(table, Fraction(draw.randint(103, 118), 100), draw)
    over = [n for n, m in enumerate(table.funds) if (m.spent or 0) > (m.budget or 0)]
    return settled(table, *[want("F304", f"fund{n}.spent") for n in over])


@fault("预算数为 0", anywhere)
def no_budget(table: Sheet, draw: Random) -> Found:
    del draw
    _amounts(table, Fraction(0), Fraction(0))
    table.rate, table.stated = None, Fraction(0)
    table.total = sum((x.stated or Fraction(0) for x in table.lines), Fraction(0))
    table.grade = table.by.grade(table.total)
    base = "initial" if table.by.base == "initial" else "budget"
    return [want("F305", f"fund0.{base}", "fund0.rate")]


@fault("执行率低而没有原因", lambda layout: "note" in dict(layout.funds))
def low(table: Sheet, draw: Random) -> Found:
    spend(table, Fraction(draw.randint(50, 85), 100), draw)
    return settled(table, want("F306", "fund0.note", "fund0.rate"))


@fault("指标远好于支出", weighted)
def better_than_spent(table: Sheet, draw: Random) -> Found:
    spend(table, Fraction(draw.randint(82, 88), 100), draw)
    table.reason = REASON
    settled(table)
    return better(table) or None


@fault("其中各项也印有得分", lambda x: weighted(x) and with_sources(x))
def counted_twice(table: Sheet, draw: Random) -> Found:
    del draw
    table.funds[1].typed |= {"weight": 10, "stated": table.stated}
    return [want("F308", "fund1.stated")]
