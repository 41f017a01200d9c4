"""合计与等级的公式: 先舍入再比较, 有未定的行就说出来."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from indicators.exact import Fraction
from scoring.policy import Policy
from scoring.readings.excel import rounded_in_excel
from scoring.rounding import Rounding, exact_sum, rounded
from templates.live import sentences
from templates.live.cell_text import joined, literal, quoted
from templates.live.judged_points import plain
from templates.live.shapes import Addend, CellFormula, SumShape

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
) -> SumShape:
    """写出总分: every scored row, the execution row among them.

    `full` is what the weights should add up to; `apart` are the rows that do not apply,
    which some policies make up for.
    """
    rescaled = policy.not_applicable.treatment == "rescale"
    return _sum(parts, policy.round("total"), full, apart if rescaled else ())


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
) -> SumShape:
    """Add the ranges; the points wait until no row is open."""
    weights = f"ROUND(SUM({_ranges(part.weights for part in parts)}),{WEIGHT_PLACES})"
    added = f"SUM({_ranges(part.points for part in parts)})"
    kept = _weights(parts)
    factor = Fraction(1)
    if apart and kept:
        left_out = f"SUM({_ranges(part.weights for part in apart)})"
        added = f"{added}*({weights}+{left_out})/{weights}"
        factor += Fraction(_weights(apart)) / Fraction(kept)
    points = rounded_in_excel(added, rounding)
    missing, now = _open_rows(parts), _open_now(parts)
    known = [points for part in parts for _, points in part.rows if points is not None]
    value = rounded(Fraction(exact_sum(known)) * factor, rounding)
    partial = joined(sentences.SUM_OPEN, points, missing)
    waiting = sentences.SUM_OPEN.format(plain(value), now)
    return SumShape(
        CellFormula(f"={weights}", kept),
        CellFormula(f"=IF({missing}=0,{points},{partial})", waiting if now else value),
        _status(weights, missing, full, kept, now),
    )


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
    return ",".join(names)


def _open_rows(parts: Sequence[Addend]) -> str:
    """Count the rows whose weight is a number and whose points are not."""
    return "+".join(
        f"SUMPRODUCT(ISNUMBER({part.weights})*(1-ISNUMBER({part.points})))"
        for part in parts
    )


def _open_now(parts: Sequence[Addend]) -> int:
    rows = (row for part in parts for row in part.rows)
    return sum(weight is not None and points is None for weight, points in rows)


def _weights(parts: Sequence[Addend]) -> Decimal:
    rows = (row for part in parts for row in part.rows)
    return exact_sum(weight for weight, _ in rows if weight is not None)
