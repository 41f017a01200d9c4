"""南昌 2021 的公开表: 公式由各程序重算, 得 97.74 分、优; 让步也在公式里."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.codec import load
from indicators.read_row import read_row
from scoring.engine import score
from scoring.policy import load_policy
from scoring.result import Result
from templates.live.fund_formula import execution_shape
from templates.live.row_formula import row_shape
from templates.live.shapes import Addend, CellFormula, LiveFunds, LiveRow, Statuses
from templates.live.sum_formula import grade_shape, total_shape
from tests.recalculated.programs import EVALUATORS, by_libreoffice, write
from tests.recalculated.rows import stored

EXAMPLE = Path(__file__).parents[2] / "examples/nanchang-2021/evaluation.toml"


def nanchang_result() -> Result:
    """The published table as its own reading scores it."""
    return score(load(EXAMPLE), load_policy("nanchang-2021"))


@pytest.fixture(scope="module")
def result() -> Result:
    return nanchang_result()


def sheet(result: Result) -> list[list[object]]:
    """The whole table: execution, rows, and the total with its grade in the last line."""
    evaluation, policy = result.evaluation, result.policy
    funds = execution_shape(
        evaluation, policy, LiveFunds("F1", "A1", "B1", "C1", "D1"), concessions=True
    )
    assert result.execution is not None
    rows: list[list[object]] = [
        [
            funds.budget,
            funds.spent,
            result.execution.weight,
            funds.points_formula,
            funds.status_formula,
            funds.initial,
            funds.rate_formula,
        ]
    ]
    points = [result.execution.points]
    said = [str(funds.status_formula.value)]
    for line, (indicator, scored) in enumerate(
        zip(evaluation.indicators, result.rows, strict=True), 2
    ):
        cells = LiveRow(f"A{line}", f"B{line}", f"C{line}", f"D{line}")
        shape = row_shape(read_row(indicator), policy, cells, year=evaluation.year)
        formula, value = shape.points_formula, scored.points
        shown: object = formula
        if formula is None or (shape.typed_points and formula.value == ""):
            shown = value
        assert value is not None
        assert shown == value or formula == CellFormula(formula.text, value)
        rows.append(
            [shape.target, shape.actual, indicator.weight, shown, shape.status_formula]
        )
        points.append(value)
        said.append(str(shape.status_formula.value))
    last = len(rows)
    weights = [row[2] for row in rows]
    part = Addend(
        f"C1:C{last}", f"D1:D{last}", tuple(zip(weights, points, strict=True))
    )
    total = total_shape([part], policy, statuses=Statuses(f"E1:E{last}", tuple(said)))
    grade = grade_shape(f"D{last + 1}", total, policy)
    weight, status = total.weight_formula, total.status_formula
    rows.append([None, None, weight, total.points_formula, status, grade])
    return rows


def test_the_stored_total_is_the_published_one(result: Result) -> None:
    *_, weight, points, status, grade = sheet(result)[-1]
    values = [f.value for f in (weight, points, status, grade)]
    assert values == [Decimal(100), Decimal("97.74"), "", "优"]


@pytest.mark.parametrize("name", ["libreoffice", "ironcalc", "formualizer"])
def test_every_program_gives_the_published_total(
    name: str, result: Result, tmp_path: Path
) -> None:
    if name == "libreoffice" and not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice")
    rows = sheet(result)
    programs = {"libreoffice": by_libreoffice} | EVALUATORS
    results = programs[name](write(tmp_path / "nanchang.xlsx", rows))
    assert results[-1][3] == Decimal("97.74")
    differing = [
        (formula, given[column])
        for row, given in zip(rows, results, strict=True)
        for column, formula in enumerate(row)
        if isinstance(formula, CellFormula) and stored(formula) != given[column]
    ]
    assert differing == []
