"""数据文件写的计划做成空表: 度量单位与两种预算都在."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reading import read

Said = tuple[int, str, str]
PLAN = """
year = 2023
project = "村级道路修缮"
[funds]
unit = "万元"
[[funds.lines]]
label = "年度资金总额"
initial = 100
budget = 120
[[funds.lines]]
label = "其中：当年财政拨款"
budget = 110
[[indicators]]
path = ["产出指标", "数量指标"]
name = "修缮村道里程"
target = "≥12"
unit = "公里"
weight = 60
[[indicators]]
path = ["产出指标", "质量指标"]
name = "验收合格率"
target = "95以上"
unit = "%"
weight = 30
"""


@pytest.mark.parametrize("live", [(), ("--live",)])
@pytest.mark.parametrize("form", ["national-2020", "sichuan-510000-0013zp"])
def test_a_unit_of_its_own_is_written_with_the_target(
    ziping: Callable[..., Said], tmp_path: Path, form: str, live: tuple[str, ...]
) -> None:
    plan, out = tmp_path / "计划.toml", tmp_path / "空表.xlsx"
    plan.write_text(PLAN, encoding="utf-8")
    code, _, _ = ziping("new", str(plan), "--form", form, *live, "--out", str(out))
    assert code == 0
    assert [row.target for row in read(out).indicators] == ["≥12公里", "95%以上"]


def test_both_budgets_of_a_plan_are_kept(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    plan, out = tmp_path / "计划.toml", tmp_path / "空表.xlsx"
    plan.write_text(PLAN, encoding="utf-8")
    code, _, _ = ziping("new", str(plan), "--live", "--out", str(out))
    assert code == 0
    total, part, *_ = read(out).funds.lines
    assert [str(total.initial), str(total.budget)] == ["100", "120"]
    assert [part.initial, str(part.budget)] == [None, "110"]
