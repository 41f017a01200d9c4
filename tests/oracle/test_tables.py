"""干净的表一处不说; 少见而不错的表一处不说; 每种错都在它的那一格找到, 不多不少.

The whole run (20 tables of each kind) is `benchmarks/bench_oracle.py`; here are a few of
each. What the program still gets wrong is data, in open.toml: the first table of such a
kind that is judged wrongly is looked for, so that a mended kind cannot stay in the list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracle.faults import FAULTS
from tests.oracle.layouts import LAYOUTS
from tests.oracle.running import Case, clean, faulty, unusual, wrong_points
from tests.oracle.unusual import UNUSUAL

KNOWN: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "open.toml").read_text("utf-8")
)
A_FEW = 2
CLEAN = 4


def wrong(cases: Iterator[Case]) -> list[str]:
    return [str(case) for case in cases if not case.verdict.right]


def demand_removal(part: str, kind: str, cases: Iterator[Case]) -> None:
    """A kind in the list must still be judged wrongly somewhere."""
    first = next((case for case in cases if not case.verdict.right), None)
    line = f"“{kind}”已经改对: 请从 tests/oracle/open.toml 的 [{part}] 中删去这一行"
    assert first is not None, line


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_said_of_a_clean_table(layout: str, tmp_path: Path) -> None:
    assert wrong(clean(layout, tmp_path, CLEAN)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_of_a_workbook_get_their_points(layout: str, tmp_path: Path) -> None:
    for seed in range(CLEAN):
        assert wrong_points(layout, seed, tmp_path) == []


@pytest.mark.parametrize("kind", UNUSUAL)
def test_nothing_is_said_of_an_unusual_table(kind: str, tmp_path: Path) -> None:
    if kind in KNOWN["unusual"]:
        demand_removal("unusual", kind, unusual(kind, tmp_path))
    else:
        assert wrong(unusual(kind, tmp_path, 1)) == []


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_found_in_its_cell(kind: str, tmp_path: Path) -> None:
    if kind in KNOWN["faults"]:
        demand_removal("faults", kind, faulty(kind, tmp_path))
    else:
        assert wrong(faulty(kind, tmp_path, A_FEW)) == []


def test_the_list_names_only_kinds_that_are_drawn() -> None:
    assert len(FAULTS) >= 60
    assert len(UNUSUAL) >= 15
    assert set(KNOWN["faults"]) <= set(FAULTS)
    assert set(KNOWN["unusual"]) <= set(UNUSUAL)
