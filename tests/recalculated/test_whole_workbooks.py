"""整个会计分的工作簿: 每一格公式由独立的引擎重算, 与存着的结果相同."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from scoring.engine import score
from scoring.policy import load_policy
from scoring.result import Result
from templates.live.book import write_live
from tests.live_tables import draw_table
from tests.recalculated.policies import SCORED
from tests.recalculated.programs import CELL_VALUES, plain
from tests.recalculated.test_nanchang import nanchang_result

Value = Callable[[str, int, int], object]


def results() -> list[Result]:
    """The published table, and one drawn for each policy: filled, so that points stand."""
    tables = [draw_table(70 + n, load_policy(name)) for n, name in enumerate(SCORED)]
    drawn = [score(table.filled, table.policy) for table in tables]
    return [nanchang_result(), *drawn]


def differing(path: Path, value_at: Value) -> list[tuple[str, str, object, object]]:
    """Every formula of a workbook whose result is not the stored one."""
    formulas = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    found = []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if not str(cell.value).startswith("="):
                    continue
                kept = plain(stored[sheet.title][cell.coordinate].value)
                given = plain(value_at(sheet.title, cell.row, cell.column))
                if kept != given:
                    found.append((sheet.title, cell.coordinate, kept, given))
    return found


@pytest.mark.parametrize("name", ["ironcalc", "formualizer"])
def test_independent_evaluators_give_every_stored_result(
    name: str, tmp_path: Path
) -> None:
    for count, result in enumerate(results()):
        path = tmp_path / f"{count}.xlsx"
        path.write_bytes(write_live(result, "national-2020"))
        assert differing(path, CELL_VALUES[name](path)) == []
