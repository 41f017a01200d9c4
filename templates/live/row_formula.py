"""一行指标的公式: 得分、状态, 由人评定的还有档."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from indicators.evaluation import Deduction
from indicators.exact import Fraction
from indicators.read_row import ReadRow
from indicators.records import record
from indicators.target import Qualitative
from scoring.engine import score_read
from scoring.formula import weighted
from scoring.policy import Policy
from scoring.readings.exact import evaluate
from scoring.readings.excel import to_excel
from scoring.result import COMPUTED, RowResult
from scoring.rounding import Rounding
from scoring.ruling import share_formula
from templates.live import sentences
from templates.live.cell_text import literal, quoted
from templates.live.described_row import described_shape, open_shape
from templates.live.guards import Guard, failing, guarded, in_own_row, status
from templates.live.judged_points import (
    Judged,
    exactly_status,
    gives_zero,
    judged_band,
    judged_status,
    overwritten_status,
    zero_said,
)
from templates.live.measured_row import Sides, sides_of
from templates.live.placing import ANY, placed_formula
from templates.live.shapes import CellFormula, LiveRow, RowShape
from templates.live.weight_guards import weight_guards


def row_shape(
    row: ReadRow,
    policy: Policy,
    cells: LiveRow,
    *,
    year: int | None = None,
    shown: str | None = None,
    concessions: bool = True,
    scored: RowResult | None = None,
) -> RowShape:
    """写出一行: target, actual, weight and stated points as the row has them now.

    `year` is the table's, for dates that name none. `shown` is the text of the target
    cell where the form keeps sign and unit in cells of their own (95 for ≥95%).
    `concessions` as for `scoring.engine.score`: whether recorded deductions count.
    `scored` is what the engine makes of the row, where that is known already.
    """
    if isinstance(row.target, Qualitative) and policy.scored:
        return described_shape(row, policy, cells, scored)
    sides = sides_of(row, policy, ANY, year, shown) if policy.scored else None
    if sides is None:
        return open_shape(row, policy, cells)
    result = scored or score_read(row, policy, year, concessions=concessions)
    return _placed(_computed(_Row(row, policy, ANY, sides, result)), cells)


def _placed(shape: RowShape, cells: LiveRow) -> RowShape:
    """Put the addresses of the row into the formulas, which were written for any."""
    points, band = shape.points_formula, shape.band
    return shape.with_formulas(
        points and placed_formula(points, cells),
        placed_formula(shape.status_formula, cells),
        band and (placed_formula(band[0], cells), placed_formula(band[1], cells)),
    )


@record
class _Row:
    """一行, 连同两边与引擎的结果."""

    read: ReadRow
    policy: Policy
    cells: LiveRow
    sides: Sides
    result: RowResult

    @property
    def judged(self) -> bool:
        """Whether a person decides about what falls short of the target."""
        return self.policy.rules[self.sides.kind].rule.judged or self.sides.negative

    @property
    def deduction(self) -> Deduction | None:
        """What the engine took off beside the formula."""
        recorded = self.read.indicator.deduction
        return recorded if self.result.concession else None


def _computed(row: _Row) -> RowShape:
    """Put the rule's formula behind the guards of both sides."""
    core, sides = _core(row), row.sides
    weights = weight_guards(row.cells.weight, row.read.indicator.weight)
    guards = (*sides.guards, *weights, *_vague_guard(row))
    late = sides.variables.get("late")
    judged = Judged(core, row.cells, late, sides.days_late, row.result)
    points = core
    if row.judged:
        points = f'IF({core}<{row.cells.weight},"",{row.cells.weight})'
    given = failing(guards) is not None and zero_said(row.read)
    return RowShape(
        sides.kind,
        sides.target,
        sides.actual,
        CellFormula(guarded(guards, points), _value(row, guards)),
        _zero_given(row, judged, guards) if given else _status(row, judged, guards),
        typed_points=row.judged or given,
        band=judged_band(judged, guards) if row.judged else None,
    )


def _value(row: _Row, guards: Sequence[Guard]) -> Decimal | str:
    """The points that the formula gives now, whatever is typed over it."""
    result = row.result
    fixed = result.outcome == COMPUTED or result.low == result.high
    held = failing(guards) is None and fixed
    return result.points if held and result.points is not None else ""


def _status(row: _Row, judged: Judged, guards: Sequence[Guard]) -> CellFormula:
    """Say what keeps the row open, what is to be typed, what wants a second look."""
    notes = row.sides.notes
    failed, note = failing(guards), failing(notes)
    finding, said = status(notes, '""')[1:], note.said if note else ""
    if row.judged:
        finding, said = judged_status(judged, finding, said)
    else:
        finding = overwritten_status(row.cells, judged.core, finding)
    usual = in_own_row(status(guards, finding)[1:], row.cells, points=row.judged)
    return CellFormula(f"={usual}", failed.said if failed else said)


def _zero_given(row: _Row, judged: Judged, guards: Sequence[Guard]) -> CellFormula:
    """Let a row stand that nobody filled and to which the table gives 0 points."""
    cells, notes = row.cells, status(row.sides.notes, '""')[1:]
    finding = exactly_status(cells.points, judged.core, notes)
    if row.judged:
        finding, _ = judged_status(judged, notes, "")
    test, said = gives_zero(cells.actual, cells.points), sentences.ZERO_GIVEN
    usual = status(guards, finding)[1:]
    return CellFormula(f"=IF({test},{quoted(said)},{usual})", said)


def _core(row: _Row) -> str:
    """Write the rule over the cells, less what is deducted beside it."""
    sides, cells = row.sides, row.cells
    variables = {"weight": cells.weight, **sides.variables}
    if sides.negative:
        sign = {"at_least": ">=", "at_most": "<="}.get(sides.kind, "=")
        met = f"{variables['actual']}{sign}{variables['target']}"
        return f"IF({met},{cells.weight},0)"
    points = _rule(row.policy, sides.kind, tuple(variables.items()))
    if row.deduction is None:
        return points
    return f"ROUND(MAX(0,{points}-{literal(row.deduction.points)}),6)"


@lru_cache(maxsize=1024)
def _rule(policy: Policy, kind: str, variables: tuple[tuple[str, str], ...]) -> str:
    """Write the rule of a policy for a kind of targets, once for all rows alike."""
    formula = weighted(share_formula(policy.rules[kind]))
    return to_excel(formula, dict(variables), policy.round("row"))


def _vague_guard(row: _Row) -> tuple[Guard, ...]:
    """Let a vague deadline count only where both its readings earn the same share."""
    sides = row.sides
    if not sides.leeway:
        return ()
    late, share = sides.variables["late"], share_formula(row.policy.rules["deadline"])
    near, far = (
        to_excel(weighted(share), {"weight": "1", "late": text}, Rounding(6))
        for text in (late, f"({late}-{sides.leeway})")
    )
    days = sides.days_late or 0
    earned = {
        evaluate(share, {"late": Fraction(late)})
        for late in (days, days - sides.leeway)
    }
    said = sentences.VAGUE.format(sides.target.text)
    return (Guard(f"{near}={far}", quoted(said), len(earned) == 1, said),)
