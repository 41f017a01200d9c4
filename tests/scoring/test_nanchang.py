"""南昌 2021 年公开表 (总分 97.74): 推得的办法逐行还原, 全国办法逐行不冤枉.

The published numbers are the data: equality, never a margin.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from indicators import Evaluation
from scoring import Result, load_policy, score

DEDUCTED = {
    "城市大脑一期验收合格率": ("0.5", "0.47"),
    "城市大脑一期客户端验收时间": ("0.3", "0.2"),
    "“贛政通”南昌分厅建设完成及时率": ("0.3", "0.2"),
}
LATE = {
    "南昌市小额工程网上交易系统终验时间": (184, "0.15"),
    "数字经济培训班举办时间": (61, "0.2"),
    "南昌市数字经济产业”五新人才分类认定目录编制完成时间": (4, "0.25"),
    "南昌市数字经济新景区评选完成时间": (30, "0.2"),
}
PROPORTIONAL = {
    "城市大脑一期建设完成率": "0.66",
    "城市大脑运维工作完成率": "0",
    "疫情防控大数据管理平台终验工作完成率": "0",
    "疫情防控大数据管理平台验收通过率": "0.4",
}


@pytest.fixture(scope="module")
def inferred(nanchang: Evaluation) -> Result:
    return score(nanchang, load_policy("nanchang-2021"))


@pytest.fixture(scope="module")
def national(nanchang: Evaluation) -> Result:
    return score(nanchang, load_policy("mof-2020"))


def test_the_example_is_the_published_table(nanchang: Evaluation) -> None:
    path = Path(__file__).parents[1] / "published/nanchang-2021.csv"
    with path.open(encoding="utf-8-sig") as file:
        published = list(csv.DictReader(file))
    assert len(published) == 118
    for row, printed in zip(nanchang.indicators, published, strict=True):
        assert row.path == (printed["level1"], printed["level2"])
        assert row.name == printed["level3"]
        assert (row.target, row.actual or "") == (printed["target"], printed["actual"])
        assert (f"{row.weight}", f"{row.stated}") == (
            printed["weight"],
            printed["score"],
        )
        assert (row.variance_note or "") == printed["reason"]


def test_every_row_is_reproduced_and_the_total_is_97_74(inferred: Result) -> None:
    assert len(inferred.all_rows) == 119
    assert [row.name for row in inferred.all_rows if row.difference] == []
    assert inferred.totals.points == Decimal("97.74")
    assert inferred.totals.grade == "优"


def test_four_concessions_are_recorded_and_no_more(inferred: Result) -> None:
    conceded = {row.name: row.concession for row in inferred.all_rows if row.concession}
    assert set(conceded) == {"预算执行率", *DEDUCTED}
    assert "98.63%" in (conceded["预算执行率"] or "")
    assert all("未说明原因" in (conceded[name] or "") for name in DEDUCTED)


def test_without_the_concessions_the_total_is_94_17(nanchang: Evaluation) -> None:
    strict = score(nanchang, load_policy("nanchang-2021"), concessions=False)
    assert strict.totals.points == Decimal("94.17")
    assert strict.execution is not None
    assert strict.execution.points == Decimal("6.1")
    changed = {row.name: row.difference for row in strict.all_rows if row.difference}
    assert changed == {
        "预算执行率": Decimal("-3.8"),
        "城市大脑一期验收合格率": Decimal("0.03"),
        "城市大脑一期客户端验收时间": Decimal("0.1"),
        "“贛政通”南昌分厅建设完成及时率": Decimal("0.1"),
    }


def test_nationally_89_rows_are_met_and_get_full_weight(national: Result) -> None:
    met = [r for r in national.all_rows if r.outcome == "computed" and r.met]
    assert len(met) == 89
    assert all(row.points == row.weight for row in met)
    full = {row.name: f"{row.points.normalize():f}" for row in met if row.points}
    for name, (weight, _) in DEDUCTED.items():
        assert full[name] == weight


def test_nationally_the_missed_rows_are_exact(national: Result) -> None:
    missed = {
        row.name: row.points
        for row in national.all_rows
        if row.outcome == "computed" and not row.met and row.name != "预算执行率"
    }
    assert missed == {name: Decimal(points) for name, points in PROPORTIONAL.items()}


def test_nationally_20_qualitative_rows_and_4_late_dates_are_intervals(
    national: Result,
) -> None:
    judged = {row.name: row for row in national.all_rows if row.outcome == "judged"}
    assert len(judged) == 24
    for name, (days, stated) in LATE.items():
        row = judged.pop(name)
        assert (row.low, row.high) == (0, row.weight)
        assert f"晚 {days} 天" in row.explanation.substitution
        assert row.points == Decimal(stated)
    for row in judged.values():
        assert row.weight is not None
        assert (row.low, row.high) == (row.weight * Decimal("0.8"), row.weight)


def test_nationally_one_row_is_missing_and_execution_is_6_09(national: Result) -> None:
    assert Counter(row.outcome for row in national.all_rows)["missing"] == 1
    (missing,) = (row for row in national.all_rows if row.outcome == "missing")
    assert missing.name == "城市大脑运维工作期限"
    assert not national.totals.complete
    assert national.execution is not None
    assert national.execution.points == Decimal("6.09")


def test_nationally_the_printed_total_is_out_of_reach(national: Result) -> None:
    totals = national.totals
    assert (totals.low, totals.high) == (Decimal("89.35"), Decimal("94.55"))
    assert totals.verdict == "inconsistent"
    assert totals.sum_of_stated == Decimal("97.74") == totals.stated


def test_every_row_explains_itself_in_three_lines(
    inferred: Result, national: Result
) -> None:
    for row in (*inferred.all_rows, *national.all_rows):
        heads = [line[:3] for line in row.explanation.lines]
        assert heads == ["公式：", "代入：", "结果："], row.name
        assert all(len(line) > 3 for line in row.explanation.lines), row.name


def test_row_order_does_not_matter(nanchang: Evaluation, national: Result) -> None:
    from attrs import evolve

    turned = evolve(nanchang, indicators=nanchang.indicators[::-1])
    again = score(turned, load_policy("mof-2020"))
    assert again.totals == national.totals
    assert sorted(again.all_rows, key=repr) == sorted(national.all_rows, key=repr)
