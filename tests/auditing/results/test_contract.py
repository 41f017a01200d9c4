"""JSON 合约 ziping.audit/1: 键齐全, 数是文字, 空是 null."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditing import CHECKS, audit, dump
from indicators import load
from scoring import load_policy

EXAMPLE = Path(__file__).parents[3] / "examples/nanchang-2021/evaluation.toml"
FINDING = {
    *("code", "severity", "place", "path", "name", "row", "stated", "expected"),
    *("points", "message", "remedy", "basis"),
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    audited = audit(load(EXAMPLE), load_policy("mof-2020"))
    return dump(audited, {"path": "表.toml", "sha256": "0" * 64})


def test_the_document_has_the_keys_of_the_contract(document: dict[str, Any]) -> None:
    assert document["schema"] == "ziping.audit/1"
    assert document["source"] == {"path": "表.toml", "sha256": "0" * 64}
    assert (document["policy"], document["policy_reason"]) == ("mof-2020", "指定")
    assert document["evaluation"]["schema"] == "ziping.evaluation/1"
    assert set(document["checks"]) == set(CHECKS)
    assert all(set(finding) == FINDING for finding in document["findings"])


def test_totals_are_told_level_by_level(document: dict[str, Any]) -> None:
    totals = document["totals"]
    told = [totals[key] for key in ("stated", "sum_of_stated", "low", "high")]
    assert told == ["97.74", "97.74", "89.35", "94.55"]
    assert totals["verdict"] == "inconsistent"
    assert len(totals["conditions"]) == 24
    first = totals["levels"][0]
    assert (first["path"], first["weight"], first["sum_of_stated"]) == (
        ["产出指标"],
        "50",
        "47.84",
    )


def test_each_row_names_the_policies_that_give_its_points(
    document: dict[str, Any],
) -> None:
    rows = {row["name"]: row for row in document["rows"]}
    assert rows["城市大脑一期建设完成率"]["reproduced_by"] == ["nanchang-2021"]
    assert rows["城市大脑一期验收合格率"]["reproduced_by"] == []
    assert rows["便利群众出行"]["reproduced_by"] is None
    assert rows["预算执行率"]["reproduced_by"] == []
    assert document["reproduction"]["best"] == ["nanchang-2021"]


def test_a_finding_links_to_its_row(document: dict[str, Any]) -> None:
    for finding in document["findings"]:
        if finding["row"] is not None and finding["name"] != "年度资金总额":
            assert document["rows"][finding["row"]]["name"] == finding["name"]


def test_numbers_are_texts_and_nothing_is_an_empty_text(
    document: dict[str, Any],
) -> None:
    def walk(value: object) -> None:
        assert not isinstance(value, float)
        assert value != ""
        for inner in value.values() if isinstance(value, dict) else ():
            walk(inner)
        for inner in value if isinstance(value, list) else ():
            walk(inner)

    walk(document["findings"])
    walk(document["totals"])
    assert json.loads(json.dumps(document)) == document
