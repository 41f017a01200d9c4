"""样子少见而不错的表."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from fractions import Fraction
from random import Random

from tests.oracle.clean import award, draw_funds, level_sums, rate_text
from tests.oracle.faults.registry import (
    REASON,
    anywhere,
    meet,
    miss,
    row_where,
    scaled_row,
    scored_in_one_cell,
    weighted,
    with_sources,
)
from tests.oracle.layouts import LAYOUTS
from tests.oracle.model import Sheet, Wanted, may
from tests.oracle.unusual.registry import settled, unusual
from tests.oracle.words import REACHED
from tests.oracle.worth import Aim, rounded

Change = Callable[[Sheet, Random], list[Wanted] | None]


@unusual("得分一律保留一位小数")
def one_decimal(table: Sheet, draw: Random) -> list[Wanted] | None:
    found = scaled_row(table, draw)
    if found is None:
        return None
    miss(table, found[1], draw)
    for line in table.lines:
        short, line.stated = line.stated, rounded(line.stated or Fraction(0), 1)
        if line.stated == line.weight != short:
            return None  # 未达标而舍入成满分: 那是 P409
    table.stated = rounded(table.stated or Fraction(0), 1)
    table.settle()
    return may("P403")


@unusual("各行有未完成的, 都写了原因")
def unfinished(table: Sheet, draw: Random) -> list[Wanted] | None:
    for line in table.lines:
        if line.ratio and line.aim and line.aim.value > 0 and draw.random() < 0.5:
            miss(table, line, draw, draw.randint(88, 97))
    return settled(table)


@unusual("没有开展的行得 0 分, 写了原因", anywhere)
def not_done(table: Sheet, draw: Random) -> list[Wanted] | None:
    found = row_where(
        table, draw, lambda x: bool(x.aim and x.aim.kind == "at_least" and x.weight < 5)
    )
    if found is None:
        return None
    line = found[1]
    line.done, line.stated, line.note = Fraction(0), Fraction(0), "因疫情未开展"
    return settled(table)


@unusual("资金来源有六项", with_sources)
def many_sources(table: Sheet, draw: Random) -> list[Wanted] | None:
    names = ("中央财政资金", "省级财政资金", "市级财政资金", "县级财政资金", "社会资金")
    first, other = table.funds[0], table.funds[1]
    parts = []
    for name in names:
        amount = Fraction(draw.randint(100, 90000), 100)
        parts.append(type(other)(name, amount, amount, amount))
    parts[0].label = f"其中：{names[0]}"
    for role in ("initial", "budget", "spent"):
        setattr(first, role, sum((getattr(p, role) for p in parts), Fraction(0)))
    table.funds = [first, *parts]
    table.rate, table.stated = rate_text(table), table.points_spent
    return settled(table)


@unusual("支出少, 指标也差", anywhere)
def little_spent(table: Sheet, draw: Random) -> list[Wanted] | None:
    share = draw.randint(82, 90)
    form = LAYOUTS[table.layout]
    table.funds = draw_funds(form, draw, Fraction(share, 100))
    table.rate, table.stated = rate_text(table), table.points_spent
    table.reason = "项目跨年实施，部分资金未到支付期"
    for line in table.lines:
        if line.ratio and line.aim and line.aim.value > 0:
            miss(table, line, draw, share - 6)
    return settled(table)


@unusual("逾期而由人评定", anywhere)
def late(table: Sheet, draw: Random) -> list[Wanted] | None:
    found = row_where(table, draw, lambda x: bool(x.aim and x.aim.kind == "deadline"))
    if found is None or found[1].aim is None:
        return None
    line = found[1]
    line.done = found[1].aim.value + timedelta(days=draw.randint(1, 25))
    line.stated = rounded(line.weight * Fraction(draw.randint(5, 9), 10), 2)
    line.note = REASON
    return settled(table)


@unusual("表下有注和签字", anywhere)
def footnotes(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    table.extras["below"] = (
        "注：1.得分一档最高不能超过该指标分值上限。",
        "2.定性指标按达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档评定。",
        "填报人：王某　　联系电话：0791-88880000　　填报日期：2024年3月1日",
    )
    return []


@unusual("全部满分", anywhere)
def all_full(table: Sheet, draw: Random) -> list[Wanted] | None:
    table.funds = draw_funds(LAYOUTS[table.layout], draw, Fraction(1))
    table.rate, table.stated = rate_text(table), table.points_spent
    for line in table.lines:
        if line.aim and line.aim.kind == "qualitative":
            line.done = REACHED[0]
        elif line.ratio:
            meet(line)
        line.stated, line.note = line.weight, None
    return settled(table)


@unusual("总分行的分值印指标之和", weighted)
def ninety(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    table.typed["total.weight"] = 100 - table.by.execution_points
    return []


@unusual("分值有两位小数", lambda layout: layout.level_weights)
def hundredths(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    rows = [x for x in table.lines if x.level1 == "产出指标"]
    for line, moved in zip(rows[:3], ("0.33", "0.33", "-0.66"), strict=True):
        line.weight += Fraction(moved)
    for line in rows[:3]:
        award_again(table, line.name)
    table.level_weights = level_sums(table, second=False)
    return settled(table)


def award_again(table: Sheet, name: str) -> None:
    for line in table.lines:
        if line.name == name:
            line.note = None
            award(line, table.by, Random(name))


@unusual("年中追加预算", lambda layout: "budget" in dict(layout.funds))
def added_budget(table: Sheet, draw: Random) -> list[Wanted] | None:
    more = Fraction(draw.randint(100, 50000), 100)
    parts = table.funds[1:] or table.funds
    for money in {id(m): m for m in (table.funds[0], parts[0])}.values():
        money.budget = (money.budget or 0) + more
        money.spent = (money.spent or 0) + more
    table.rate, table.stated = rate_text(table), table.points_spent
    return settled(table)


@unusual("每个一级指标之后有小计", scored_in_one_cell)
def subtotals(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    table.extras["subtotals"] = True
    return []


@unusual("两行合用一格分值与得分", weighted)
def shared(table: Sheet, draw: Random) -> list[Wanted] | None:
    rows = [n for n, x in enumerate(table.lines) if x.level2 == "数量指标"]
    index = draw.choice(rows[:-1])
    above, below = table.lines[index], table.lines[index + 1]
    meet(above)
    meet(below)
    above.weight += below.weight
    above.stated = above.weight
    below.weight = below.stated = Fraction(0)
    above.extras["shared"], below.extras["shared"] = "above", "below"
    return settled(table)


@unusual("四行各 22.5 分", lambda layout: layout.policy == "sichuan-department")
def four_quarters(table: Sheet, draw: Random) -> list[Wanted] | None:
    """四川青神: 22.5 × 4, 没有别的行."""
    kept = [x for x in table.lines if x.ratio and x.level1 != "满意度指标"]
    if len(kept) < 4 or not any(x.level1 == "效益指标" for x in kept):
        return None
    outputs = [x for x in kept if x.level1 == "产出指标"][:3]
    effects = [x for x in kept if x.level1 == "效益指标"][: 4 - len(outputs)]
    table.lines = [*outputs, *effects]
    if len(table.lines) != 4:
        return None
    for line in table.lines:
        line.weight, line.note = Fraction(45, 2), None
        award(line, table.by, draw)
    return settled(table)


@unusual("与批复的一字不差")
def as_approved(table: Sheet, draw: Random) -> list[Wanted] | None:
    del draw
    table.others["approved"] = deepcopy(table)
    return []


@unusual("指标值比上年的高")
def above_last_year(table: Sheet, draw: Random) -> list[Wanted] | None:
    before = deepcopy(table)
    before.year -= 1
    for line in before.lines:
        if line.ratio and line.aim is not None and line.aim.value > 1:
            line.aim = Aim(line.aim.kind, line.aim.value - 1)
            line.note = None
            award(line, before.by, draw)
        elif line.aim is not None and line.aim.kind == "deadline":
            line.aim = Aim("deadline", line.aim.value.replace(year=before.year))
            line.done = line.done.replace(year=before.year)
    before.settle()
    table.others["last_year"] = before
    return []
