"""合计与等级的公式: 先舍入再比较, 有未定的行就说出来."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from indicators.exact import Fraction
from scoring.policy import Policy
from scoring.readings.excel import rounded_in_excel
from scoring.rounding import Rounding, exact_sum, rounded
from templates.live import sentences
from templates.live.cell_text import joined, literal, quoted
from templates.live.judged_points import plain
from templates.live.shapes import Addend, CellFormula, Statuses, SumShape

FULL = Decimal(100)
WEIGHT_PLACES = 6
"""Weights are added as they are; their sum is rounded only against binary noise."""


def level_shape(parts: Sequence[Addend], policy: Policy) -> SumShape:
    """写出一级、二级指标的小计: sums of the rows of one group."""
    return _sum(parts, policy.round("total"), None, ())


def total_shape(
    parts: Sequence[Addend],
    policy: Policy,
    *,
    full: Decimal = FULL,
    apart: Sequence[Addend] = (),
    statuses: Statuses | None = None,
) -> SumShape:
    """写出总分: every scored row, the execution row among them.

    `full` is what the weights should add up to; `apart` are the rows that do not apply,
    which some policies make up for. With the `statuses` of the rows, points that were
    typed and do not fit leave the total open too.
    """
    rescaled = policy.not_applicable.treatment == "rescale"
    rounding = policy.round("total")
    return _sum(parts, rounding, full, apart if rescaled else (), statuses)


def grade_shape(total_cell: str, total: SumShape, policy: Policy) -> CellFormula | None:
    """写出等级, of the total in that cell; None where the policy has no grades."""
    if policy.grades is None:
        return None
    grades, value = policy.grades.grades, total.points_formula.value
    places = policy.round("total").places
    text = quoted(grades[-1].name)
    for grade in reversed(grades[:-1]):
        limit = literal(grade.low)
        text = f"IF(ROUND({total_cell},{places})>={limit},{quoted(grade.name)},{text})"
    now = policy.grades.of(value) if isinstance(value, Decimal) else ""
    return CellFormula(f'=IF(ISNUMBER({total_cell}),{text},"")', now)


def _sum(
    parts: Sequence[Addend],
    rounding: Rounding,
    full: Decimal | None,
    apart: Sequence[Addend],
    statuses: Statuses | None = None,
) -> SumShape:
    """Add the ranges; the points wait until no row is open."""
    weights, kept = _sum_of_weights(parts), _weights(parts)
    added, factor = _added(parts, apart)
    points = rounded_in_excel(added, rounding)
    missing, now = _open_rows(parts, statuses), _open_now(parts, statuses)
    known = [points for part in parts for _, points in part.rows if points is not None]
    value = rounded(Fraction(exact_sum(known)) * factor, rounding)
    partial = joined(sentences.SUM_OPEN, points, missing)
    waiting = sentences.SUM_OPEN.format(plain(value), now)
    shape = SumShape(
        CellFormula(f"={weights}", kept),
        CellFormula(f"=IF({missing}=0,{points},{partial})", waiting if now else value),
        _status(weights, missing, full, kept, now),
    )
    return shape if statuses is None else _while_whole(shape, weights)


def _while_whole(shape: SumShape, weights: str) -> SumShape:
    """Say that rows are gone, where deleting them took a whole range out of the sums."""

    def asked(formula: CellFormula) -> CellFormula:
        gone = f"IF(ISERROR({weights}),{quoted(sentences.ROWS_GONE)}"
        return CellFormula(f"={gone},{formula.text[1:]})", formula.value)

    return evolve(
        shape,
        points_formula=asked(shape.points_formula),
        status_formula=asked(shape.status_formula),
    )


def _sum_of_weights(parts: Sequence[Addend]) -> str:
    ranges = _ranges(part.weights for part in parts)
    return f"ROUND(SUM({ranges}),{WEIGHT_PLACES})"


def _added(parts: Sequence[Addend], apart: Sequence[Addend]) -> tuple[str, Fraction]:
    """Add the points; the rows that do not apply are made up for by the others."""
    added, kept = f"SUM({_ranges(part.points for part in parts)})", _weights(parts)
    if not apart or not kept:
        return added, Fraction(1)
    weights, left_out = _sum_of_weights(parts), _sum_of_weights(apart)
    factor = 1 + Fraction(_weights(apart)) / Fraction(kept)
    return f"{added}*({weights}+{left_out})/{weights}", factor


def _status(
    weights: str, missing: str, full: Decimal | None, kept: Decimal, now: int
) -> CellFormula:
    """Say which rows are open, else that the weights do not add up."""
    off, said = '""', ""
    if full is not None:
        wrong = sentences.WEIGHTS_OFF
        off = joined(wrong, weights, literal(full))
        off = f'IF({weights}={literal(full)},"",{off})'
        said = "" if kept == full else wrong.format(plain(kept), plain(full))
    text = f"=IF({missing}=0,{off},{joined(sentences.OPEN_ROWS, missing)})"
    return CellFormula(text, sentences.OPEN_ROWS.format(now) if now else said)


def _ranges(names: Iterable[str]) -> str:
    return ",".join(names) or "0"


def _open_rows(parts: Sequence[Addend], statuses: Statuses | None) -> str:
    """Count the rows whose weight is a number and whose points are not.

    With the statuses: those that say that something is wrong, if they are more.
    """
    missing = "+".join(
        f"SUMPRODUCT({_numbers(part.weights)}*(1-{_numbers(part.points)}))"
        for part in parts
    )
    missing = missing or "0"
    return f"MAX({missing},{_wrong_rows(statuses.cells)})" if statuses else missing


def _numbers(cells: str) -> str:
    """Mark the numbers of a range: ISNUMBER of a range some programs do not know.

    Text is more than any number, and an empty cell is "".
    """
    return f'({cells}<>"")*({cells}<1E9)'


def _open_now(parts: Sequence[Addend], statuses: Statuses | None) -> int:
    rows = (row for part in parts for row in part.rows)
    missing = sum(weight is not None and points is None for weight, points in rows)
    return max(missing, sum(map(_is_wrong, statuses.said)) if statuses else 0)


def _wrong_rows(cells: str) -> str:
    """Count the rows whose status says more than that something wants a second look."""
    fine = quoted(f"{sentences.CHECK}*")
    return f'COUNTIF({cells},"?*")-COUNTIF({cells},{fine})'


def _is_wrong(said: str) -> bool:
    return bool(said) and not said.startswith(sentences.CHECK)


def _weights(parts: Sequence[Addend]) -> Decimal:
    rows = (row for part in parts for row in part.rows)
    return exact_sum(weight for weight, _ in rows if weight is not None)
