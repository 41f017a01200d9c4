"""报出之前的核对 (targets --check): 十二项, 各种文件; 看完成情况的各项一项不用."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from auditing.plans import BEFORE_THE_YEAR
from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from templates.writing.writer import write
from tests.app.conftest import ROOT, Said, Saved, Ziping

BUDGET = ROOT / "tests/published/nanchang-budget-2023.txt"
ROWS = (
    ("产出指标", "数量指标", "联网单位数量", "≥100家", "30"),
    ("产出指标", "质量指标", "网络可用率", "≥99%", "20"),
    ("效益指标", "社会效益指标", "服务群众人次", "≥3000人次", "30"),
    ("满意度指标", "服务对象满意度指标", "用户满意度", "≥90%", "10"),
)


def plan(*changed: tuple[int, dict[str, object]]) -> Evaluation:
    rows = [
        Indicator((first, second), name, target, weight=Decimal(weight))
        for first, second, name, target, weight in ROWS
    ]
    for number, values in changed:
        rows[number] = evolve(rows[number], **values)
    line = FundLine("年度资金总额", budget=Quantity(Decimal(50)))
    return Evaluation(
        year=2024,
        project="党政网",
        department="市局",
        unit="中心",
        funds=Funds((line,), "万元"),
        goals=Goals("联通百家"),
        indicators=tuple(rows),
    )


def declared(folder: Path, table: Evaluation) -> str:
    path = folder / "申报表.xlsx"
    path.write_bytes(write(table, "target-declaration"))
    return str(path)


def codes(said: Said) -> list[tuple[str, str]]:
    return [(f["code"], f["name"]) for f in json.loads(said[1])["findings"]]


def test_a_sound_declaration_is_clean(ziping: Ziping, tmp_path: Path) -> None:
    code, out, told = ziping("targets", declared(tmp_path, plan()), "--check")
    assert (code, told) == (0, "")
    assert out.startswith("1. 党政网（2024 年度）：指标 4 个；没有发现\n")
    assert "核对 12 项：" in out


@pytest.mark.parametrize(
    ("row", "values", "code"),
    [
        (0, {"name": "联网单位达到100家", "target": "达标"}, "V604"),
        (1, {"target": "2023年12月底前"}, "V606"),
        (1, {"name": "网络故障率", "target": "≥5%"}, "V607"),
        (3, {"target": "≥120%"}, "V608"),
        (2, {"target": "进一步提升"}, "V609"),
        (
            2,
            {"name": "联网单位数量", "path": ROWS[0][:2], "weight": Decimal(30)},
            "S102",
        ),
        (3, {"path": ("效益指标", "可持续影响指标")}, "S101"),
        (0, {"weight": Decimal(29)}, "W201"),
        (0, {"path_weights": (Decimal(40), None)}, "W202"),
        (3, {"weight": Decimal(0)}, "W203"),
        (3, {"target": None}, "C807"),
    ],
)
def test_each_fault_of_a_plan_is_found_at_its_cell(
    ziping: Ziping, tmp_path: Path, row: int, values: dict[str, object], code: str
) -> None:
    said = ziping(
        "targets", declared(tmp_path, plan((row, values))), "--check", "--json"
    )
    assert said[0] == 1
    (found,) = [f for f in json.loads(said[1])["findings"] if f["code"] == code]
    if code not in {"S101", "W201"}:
        assert found["place"].startswith("绩效目标申报表!")


def test_the_printed_weight_of_the_execution_is_compared(
    ziping: Ziping, saved: Saved
) -> None:
    line = evolve(plan().funds.lines[0], weight=Decimal(100))
    table = evolve(plan(), funds=Funds((line,), "万元"))
    said = ziping("targets", saved("计划", table), "--check", "--json")
    assert ("W204", "年度资金总额") in codes(said)


@pytest.mark.parametrize(
    "weights", [("30", "20", "30", "10"), ("40", "20", "30", "10")]
)
def test_the_execution_may_be_one_of_the_hundred_or_beside_it(
    ziping: Ziping, tmp_path: Path, weights: tuple[str, ...]
) -> None:
    changed = [(n, {"weight": Decimal(w)}) for n, w in enumerate(weights)]
    path = declared(tmp_path, plan(*changed))
    assert "W201" not in dict(codes(ziping("targets", path, "--check", "--json")))


def test_what_a_table_came_to_is_not_looked_at(ziping: Ziping, saved: Saved) -> None:
    rows = tuple(
        evolve(row, actual="≥1%", stated=Decimal(99), target=row.target)
        for row in plan().indicators
    )
    table = evolve(plan(), indicators=rows, total=Total(stated=Decimal(7)))
    path = saved("自评", table)
    assert ziping("audit", path)[0] == 1
    code, out, _ = ziping("targets", path, "--check", "--json")
    document = json.loads(out)
    assert (code, document["findings"]) == (0, [])
    assert document["schema"] == "ziping.plan-check/1"
    assert tuple(document["checks"]) == BEFORE_THE_YEAR


def test_every_project_of_a_document_is_checked(ziping: Ziping) -> None:
    code, out, _ = ziping("targets", str(BUDGET), "--check")
    assert code == 1
    assert "全部 36 行没有填指标值" in out
    assert "\n\n2. 党政信息网运行维护项目（2023 年度）：指标 22 个；不一致 1 处" in out
    one = ziping("targets", str(BUDGET), "--check", "--project", "2", "--json")
    assert codes(one) == [("C807", "指标值")]


def test_notes_of_one_kind_are_counted(ziping: Ziping, saved: Saved) -> None:
    vague = [(n, {"target": "进一步提升"}) for n in range(4)]
    code, out, _ = ziping("targets", saved("计划", plan(*vague)), "--check")
    assert code == 1
    assert "V609 提示  定性指标值不可衡量，4 处" in out
    assert "其余 1 处见 --json" in out


def test_a_policy_belongs_to_a_check(ziping: Ziping, tmp_path: Path) -> None:
    path = declared(tmp_path, plan())
    code, _, told = ziping("targets", path, "--policy", "hubei-2020")
    assert (code, told) == (
        2,
        "错误：--policy 与 --check 同用。用法见 ziping targets --help\n",
    )
    said = ziping("targets", path, "--check", "--policy", "hubei-2020", "--json")
    assert json.loads(said[1])["policy"] == "hubei-2020"
    assert said[0] == 1
