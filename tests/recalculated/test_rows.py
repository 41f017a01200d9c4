"""一行的公式: 由 LibreOffice 与独立的引擎重算, 与精确计算相同; 存的结果也相同."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from scoring.policy import load_policy
from scoring.rules import RULES
from templates.live.sentences import CHECK
from tests.recalculated.policies import MODES, SCORED, kind_of, policy_with
from tests.recalculated.programs import EVALUATORS, by_libreoffice, write
from tests.recalculated.rows import (
    KINDS,
    Drawn,
    draw_row,
    is_fixed,
    stored,
)

EACH = 30
"""Rows of each kind and policy, and of each rule and way of rounding; benchmarks/recalculated.py draws 20,000."""
ALL_KINDS = (*KINDS, "execution")
QUICK = ("ironcalc", "formualizer")


@pytest.fixture(scope="module")
def rows() -> list[Drawn]:
    uses = [(load_policy(name), kind) for name in SCORED for kind in ALL_KINDS]
    uses += [
        (policy_with(name, mode), kind_of(name)) for name in RULES for mode in MODES
    ]
    random = Random(12)
    every = [use for use in uses for _ in range(EACH)]
    return [draw_row(random, *use, line) for line, use in enumerate(every, 1)]


@pytest.fixture(scope="module")
def book(rows: Sequence[Drawn], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recalculated")
    return write(folder / "rows.xlsx", [row.cells for row in rows])


def test_the_stored_points_are_those_of_the_engine(rows: Sequence[Drawn]) -> None:
    seen: Counter[str] = Counter()
    for row in rows:
        wanted = row.result.points if is_fixed(row) else ""
        refused = row.points == "" and row.status and not row.status.startswith(CHECK)
        assert row.points == wanted or refused, row
        seen["same" if row.points == wanted else "refused"] += 1
        seen[row.result.outcome] += 1
    assert seen["refused"] < len(rows) / 100
    assert min(seen["computed"], seen["judged"], seen["missing"]) > 10


def differences(rows: Sequence[Drawn], results: Sequence[Sequence[object]]) -> list:
    """Every formula whose result is not the one that is stored beside it."""
    assert len(results) == len(rows)
    return [
        (row.cells, column, formula.value, result[column])
        for row, result in zip(rows, results, strict=True)
        for column, formula in row.formulas
        if stored(formula) != result[column]
    ]


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
def test_libreoffice_gives_the_stored_results(rows: list[Drawn], book: Path) -> None:
    assert differences(rows, by_libreoffice(book)) == []


@pytest.mark.parametrize("name", QUICK)
def test_independent_evaluators_give_the_stored_results(
    name: str, rows: list[Drawn], book: Path
) -> None:
    assert differences(rows, EVALUATORS[name](book)) == []
