"""任意的行: 程序给的得分与照文字另算的一样."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.oracle.scoring_rows import (
    SCORED,
    differences,
    differences_in_workbooks,
)

KNOWN: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "open.toml").read_text("utf-8")
)
MENDED = "已经改对: 请从 tests/oracle/open.toml 的 [rows] 中删去这一行"
ROWS = 250


@pytest.mark.parametrize("policy", SCORED)
def test_points_are_those_of_the_second_opinion(policy: str, tmp_path: Path) -> None:
    found = list(differences(policy, ROWS, tmp_path))
    assert [str(d) for d in found if d.kind not in KNOWN["rows"]] == []


def test_rows_typed_into_a_workbook_get_the_same_points(tmp_path: Path) -> None:
    found = list(differences_in_workbooks(ROWS, tmp_path))
    assert [str(d) for d in found if d.kind not in KNOWN["rows"]] == []


def test_a_kind_of_row_that_is_mended_leaves_the_list(tmp_path: Path) -> None:
    found = Counter(d.kind for d in differences("mof-2020", 1000, tmp_path))
    mended = [kind for kind in KNOWN["rows"] if not found[kind]]
    assert mended == [], MENDED
