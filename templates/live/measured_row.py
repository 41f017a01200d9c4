"""一行的两边: 公式里的名字各由什么代替, 哪些条件成立才计分.

`sides_of` serves the five kinds of targets that a rule computes. Nothing is computed
here; `row_formula` puts the rule's formula in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from indicators.moment import Moment
from indicators.quantity import Quantity
from indicators.read_row import ReadRow
from indicators.records import record
from indicators.target import AtLeast, AtMost, Between, Deadline, Exactly
from scoring.comparison import compare
from scoring.matching import Measured
from scoring.policy import Policy
from scoring.readings.exact import evaluate
from scoring.ruling import share_formula
from templates.live import sentences
from templates.live.cell_text import joined, literal, quoted
from templates.live.far_values import TypedPair, far_notes
from templates.live.guards import Guard, is_blank, is_number, no_number, quote
from templates.live.shapes import LiveRow, TypedCell
from templates.live.typed_cells import (
    PLACES,
    CellUnit,
    as_number,
    date_cell,
    number_cell,
    serial,
    target_cell,
    unit_of,
)

Numeric = AtLeast | AtMost | Exactly | Between
KINDS: Mapping[type, str] = {
    AtLeast: "at_least",
    AtMost: "at_most",
    Exactly: "exactly",
    Between: "between",
    Deadline: "deadline",
}
FIRST_DAY, END_DAY = 36526, 73051
"""2000-01-01 and 2100-01-01: a number outside is no date (2021, 12.31, 20211231)."""
MOST_PERCENT = 10
"""1000 %: what was typed as 95 without % is 9500 %."""


@record
class Sides:
    """一行的两边. `variables` names what stands for target, actual, low, high, late.

    `leeway` are the days by which the other reading of a vague deadline is later.
    `negative`: a target below 0, which has no formula once it is missed. `notes` are
    (条件, 话, 现在成立, 现在的话).
    """

    kind: str
    target: TypedCell
    actual: TypedCell
    variables: Mapping[str, str]
    guards: tuple[Guard, ...]
    notes: tuple[Guard, ...] = ()
    leeway: int = 0
    negative: bool = False
    days_late: int | None = None


def sides_of(
    row: ReadRow,
    policy: Policy,
    cells: LiveRow,
    year: int | None,
    shown: str | None,
) -> Sides | None:
    """找出一行的两边; None for what no rule computes: texts, blanks, dates without year."""
    target = row.target
    text = row.indicator.target or "" if shown is None else shown
    measured = _measured(row, policy, year)
    if isinstance(target, AtLeast | AtMost | Exactly | Between):
        return _numeric(row, target, text, cells, measured)
    if isinstance(target, Deadline):
        moment = row.measured.value
        named = moment.year if isinstance(moment, Moment) else None
        limits = target.moment.deadlines(year or named)
        return limits and _dated(row, text, cells, measured, limits)
    return None


def _measured(row: ReadRow, policy: Policy, year: int | None) -> Measured | None:
    """Compare both sides; None where no one number stands for the actual."""
    found = compare(row.target, row.measured, year)
    measured = found if isinstance(found, Measured) else None
    return measured if measured and _settled(measured, policy) else None


def _settled(found: Measured, policy: Policy) -> bool:
    """Tell whether one number stands for the actual, whatever its text leaves open.

    A bound, a range or a month does where both its ends earn the same; a day always
    does, though the deadline may be vague.
    """
    if found.other is None or (found.kind == "deadline" and _is_day(found)):
        return True
    share = share_formula(policy.rules[found.kind])
    low = evaluate(share, found.values)
    inside = found.kind != "between" or low >= 1
    return inside and evaluate(share, found.other) == low


def _is_day(found: Measured) -> bool:
    days = found.doubt.values[1:] if found.doubt else ()
    return len(set(days)) == 1


def _numeric(
    row: ReadRow, target: Numeric, text: str, cells: LiveRow, found: Measured | None
) -> Sides:
    """Both sides of a row of numbers, in the unit that the target's cell shows."""
    last = target.high if isinstance(target, Between) else target.quantity
    unit = unit_of(last, text, row.measured)
    number = as_number(found.values["actual"], unit) if found else None
    actual = number_cell(row.actual.text, number, unit.typing)
    shown = f"ROUND({cells.actual},{_places(unit, number)})"
    limits = _limits(target, unit)
    limit = limits.get("target")
    cell = target_cell(text, limit, unit.typing)
    variables = {"actual": shown} | {n: literal(v) for n, v in limits.items()}
    if cell.number is not None:
        variables["target"] = cells.target
    negative = limit is not None and limit < 0
    guards = (
        *_target_guards(cells.target, cell, negative=negative),
        _typed(cells.actual, actual, sentences.ACTUAL_TEXT),
        *_unit_guards(cells.actual, actual.number, unit),
    )
    notes = tuple(_notes(cells, actual.number, limit, unit, shown))
    if limit is not None:
        far = TypedPair(
            cells.actual, actual.number, variables["target"], limit, unit.percent
        )
        notes += tuple(far_notes(target, far))
    return Sides(
        KINDS[type(target)], cell, actual, variables, guards, notes, 0, negative
    )


def _limits(target: Numeric, unit: CellUnit) -> dict[str, Decimal]:
    """The limits as numbers of the cell, by the names that the rules give them."""
    named: dict[str, Quantity]
    if isinstance(target, Between):
        named = {"low": target.low, "high": target.high}
    else:
        named = {"target": target.quantity}
    return {name: _in_cell(quantity, unit) for name, quantity in named.items()}


def _in_cell(quantity: Quantity, unit: CellUnit) -> Decimal:
    if not quantity.unit:
        return quantity.value.scaleb(-2) if unit.percent else quantity.value
    exact = as_number(quantity.base[0], unit)
    return quantity.value if exact is None else exact


def _places(unit: CellUnit, number: Decimal | None) -> int:
    """Count the decimals that the actual's cell shows."""
    exponent = 0 if number is None else number.normalize().as_tuple().exponent
    return max(unit.places, -exponent if isinstance(exponent, int) else 0)


def _target_guards(
    cell: str, target: TypedCell, *, negative: bool
) -> tuple[Guard, ...]:
    """Ask for the number of the target; a text that the formula knows must not change."""
    if target.number is None:
        changed = quoted(sentences.TARGET_CHANGED.format(target.text))
        return (
            Guard(f"ISTEXT({cell})", changed, holds=True, kind=True),
            Guard(f"EXACT({cell},{quoted(target.text)})", changed, holds=True),
        )
    blank, wrong = quoted(sentences.TARGET_BLANK), sentences.TARGET_TEXT
    reason = f"IF(ISERROR({cell}),{quoted(sentences.TARGET_BLANK)},"
    reason += f"IF({is_blank(cell)},{blank},{joined(wrong, quote(cell))}))"
    guard = Guard(is_number(cell), reason, holds=True, kind=True)
    if negative:
        return (guard,)
    below = quoted(sentences.TARGET_NEGATIVE)
    return guard, Guard(f"{cell}>=0", below, holds=True)


def _typed(cell: str, actual: TypedCell, wrong: str) -> Guard:
    """Ask for a number in the actual's cell."""
    reason, said = no_number(cell, actual.text, wrong)
    holds = actual.number is not None
    return Guard(is_number(cell), reason, holds, said, kind=True)


def _unit_guards(cell: str, number: Decimal | None, unit: CellUnit) -> Iterator[Guard]:
    """Refuse numbers typed in another unit than the one that the cell shows."""
    now = number or Decimal(0)
    if unit.percent:
        wrong = sentences.PERCENT_TOO_LARGE
        reason = joined(wrong, f"ROUND({cell}*100,2)", f"ROUND({cell},2)")
        said = wrong.format(*(f"{n.normalize():f}" for n in (now * 100, now)))
        yield Guard(
            f"ABS({cell})<={MOST_PERCENT}", reason, abs(now) <= MOST_PERCENT, said
        )
    elif unit.bare:
        wrong = sentences.SHARE_OR_PERCENT
        test = f"OR({cell}=0,ABS({cell})>1)"
        said = wrong.format(f"{now.normalize():f}")
        yield Guard(test, joined(wrong, cell), not now or abs(now) > 1, said)


def _notes(
    cells: LiveRow,
    number: Decimal | None,
    limit: Decimal | None,
    unit: CellUnit,
    shown: str,
) -> Iterator[Guard]:
    """What counts and yet wants a second look."""
    cell, now = cells.actual, number or Decimal(0)
    if unit.percent and limit is not None and limit <= 1:
        above = quoted(sentences.ABOVE_WHOLE)
        yield Guard(f"{cell}<=1", above, now <= 1, sentences.ABOVE_WHOLE)
    reason = joined(sentences.MORE_DECIMALS, shown)
    if unit.percent:
        wrong = sentences.MORE_DECIMALS.replace("{}", "{}%")
        reason = joined(wrong, f"ROUND({shown}*100,{PLACES})")
    yield Guard(f"ABS({cell}-{shown})<0.0000001", reason, holds=True)


def _dated(
    row: ReadRow,
    text: str,
    cells: LiveRow,
    found: Measured | None,
    limits: tuple[date, date],
) -> Sides:
    """Both sides of a deadline: the strict last day stands in the target's cell."""
    strict, lenient = limits
    target = date_cell(text, strict)
    day = strict + timedelta(days=int(found.values["late"])) if found else None
    actual = date_cell(row.actual.text, day)
    limit = cells.target if target.number else literal(serial(strict))
    late = f"(INT({cells.actual})-{limit})"
    span = (lenient - strict).days
    guards = (
        *_target_guards(cells.target, target, negative=True),
        _typed(cells.actual, actual, sentences.ACTUAL_NO_DATE),
        _in_time(cells.actual, actual),
    )
    other = f"YEAR({cells.actual})=YEAR({limit})"
    reason = joined(sentences.OTHER_YEAR, f"YEAR({limit})")
    said = sentences.OTHER_YEAR.format(strict.year)
    note = Guard(other, reason, day is None or day.year == strict.year, said)
    kept = {"late": late}
    days = None if day is None else (day - strict).days
    return Sides(
        "deadline", target, actual, kept, guards, (note,), span, days_late=days
    )


def _in_time(cell: str, actual: TypedCell) -> Guard:
    """Refuse numbers that are no date of our time: 2021, 12.31, 20211231, 100%."""
    test = f"AND({cell}>={FIRST_DAY},{cell}<{END_DAY})"
    reason = joined(sentences.ACTUAL_NO_DATE, cell)
    number = actual.number
    holds = number is None or FIRST_DAY <= number < END_DAY
    return Guard(test, reason, holds, sentences.ACTUAL_NO_DATE.format(number))
