"""一处错: 在干净的表上改一处, 并写下应当在哪一格发现什么."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.oracle.clean import award, clean_table
from tests.oracle.layouts import LAYOUTS, Layout
from tests.oracle.model import Line, Sheet, Wanted, may, want
from tests.oracle.numbers import plain
from tests.oracle.words import REASONS
from tests.oracle.worth import rounded

Inject = Callable[[Sheet, Random], list[Wanted] | None]
Fits = Callable[[Layout], bool]
HALF_CENT = Fraction(1, 200)
REASON = REASONS[0]


@dataclass(frozen=True)
class Fault:
    """一种错. `inject` gives None where the table has no place for it."""

    name: str
    inject: Inject
    fits: Fits


FAULTS: dict[str, Fault] = {}


def weighted(layout: Layout) -> bool:
    """The form prints a weight for each row."""
    return layout.has("weight")


def anywhere(layout: Layout) -> bool:
    return bool(layout.columns)


def one_cell(layout: Layout) -> bool:
    """Sign, value and unit stand in one cell."""
    return layout.has("target")


def scored_in_one_cell(layout: Layout) -> bool:
    return weighted(layout) and one_cell(layout)


def with_budget(layout: Layout) -> bool:
    return "budget" in dict(layout.funds)


def with_sources(layout: Layout) -> bool:
    return len(layout.labels) > 1


def fault(name: str, fits: Fits = weighted) -> Callable[[Inject], Inject]:
    """Register a kind of fault under its name."""

    def register(inject: Inject) -> Inject:
        assert name not in FAULTS, name
        FAULTS[name] = Fault(name, inject, fits)
        return inject

    return register


def of_total(table: Sheet) -> list[Wanted]:
    """What follows for the total: P410 where no allowed points add up to it.

    Within half a unit of its own last place a total may be called consistent or not.
    """
    if not weighted(LAYOUTS[table.layout]) or table.total is None:
        return []
    low, high = table.interval()
    off = max(low - table.total, table.total - high)
    if off <= HALF_CENT:
        return []
    if off <= half_unit(table.total):
        return may("P410")
    return [want("P410", "total.stated")]


def half_unit(number: Fraction) -> Fraction:
    """Half a unit of the last place that the number is printed with.

    >>> half_unit(Fraction("97.5"))
    Fraction(1, 20)
    """
    places = len(plain(number).partition(".")[2])
    return Fraction(1, 2 * 10**places)


def better(table: Sheet) -> list[Wanted]:
    """F307: 指标得分率比执行率高出得分率的 5% 以上."""
    if not weighted(LAYOUTS[table.layout]) or not table.base:
        return []
    earned = sum((line.stated or Fraction(0) for line in table.lines), Fraction(0))
    rate = earned / sum((line.weight for line in table.lines), Fraction(0))
    if rate > 0 and (rate - table.share_spent) / rate > Fraction(5, 100):
        return [want("F307", "fund0.rate", "fund0.stated")]
    return []


def settled(table: Sheet, *wanted: Wanted) -> list[Wanted]:
    """Add the total anew; give what is wanted and what follows for the total."""
    table.settle()
    return [*wanted, *of_total(table), *better(table)]


def row_where(
    table: Sheet, draw: Random, fits: Callable[[Line], bool]
) -> tuple[int, Line] | None:
    """Draw one of the rows that fit."""
    found = [(n, line) for n, line in enumerate(table.lines) if fits(line)]
    return draw.choice(found) if found else None


def scaled_row(table: Sheet, draw: Random, kinds: str = "") -> tuple[int, Line] | None:
    """Draw a row with a formula, a target above 0 and at least two points."""
    wanted = kinds.split() or ["at_least", "at_most"]
    return row_where(
        table,
        draw,
        lambda line: (
            line.aim is not None
            and line.aim.kind in wanted
            and line.aim.value > 0
            and line.weight >= 2
        ),
    )


def miss(table: Sheet, line: Line, draw: Random, share: int = 0) -> Fraction:
    """Let a row miss its target by far; give the points that it is worth."""
    assert line.aim is not None
    share = share or draw.randint(65, 80)
    aim: Fraction = line.aim.value
    places = 0 if line.unit in {"人", "场", "台", "株", "次"} and aim >= 50 else 2
    of_aim = Fraction(share, 100)
    if line.aim.kind == "at_most":
        line.done = rounded(aim / of_aim, places)
    else:
        line.done = rounded(aim * of_aim, places)
    award(line, table.by, draw)
    line.note = REASON
    assert line.stated is not None
    return line.stated


def meet(line: Line) -> None:
    """Let a row reach its target exactly."""
    assert line.aim is not None
    line.done = line.aim.value
    line.stated, line.note = line.weight, None


def stated(index: int) -> str:
    return f"row{index}.stated"


Faulty = tuple[Sheet, list[Wanted]]


def table_with(name: str, seed: int, layout: str) -> Faulty:
    """Draw tables of a layout until the fault has a place in one; inject it."""
    found = sought(name, seed, layout)
    assert found is not None, (name, layout)
    return found


def sought(
    name: str, seed: int, layout: str, *, rows: int = 0, turns: int = 400
) -> Faulty | None:
    """As `table_with`, of so many rows; None where no table drawn has a place for it."""
    for turn in range(turns):
        draw = Random(f"{name}/{layout}/{seed}/{turn}")
        cost = layout == "national-2020" and seed % 4 == 3
        table = clean_table(layout, draw, cost=cost, rows=rows)
        wanted = FAULTS[name].inject(table, draw)
        if wanted is not None:
            return table, wanted
    return None


def layouts_of(name: str) -> list[str]:
    """The layouts in which a fault can stand."""
    return [key for key, layout in LAYOUTS.items() if FAULTS[name].fits(layout)]
