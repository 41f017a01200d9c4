"""任何文字都读得完: 或是项目与指标, 或是一句说明, 没有别的."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import Evaluation
from indicators.errors import InputError
from reading.grid import text_grid
from reading.plans import read_plans
from reading.prose.recognise import recognise_prose

PIECES = (
    *(
        "数量指标",
        "产出指标",
        "满意度指标",
        "成本指标",
        "经济成本指标",
        "质量",
        "指标值",
    ),
    *(
        "项目名称",
        "年度预算",
        "绩效目标",
        "立项依据",
        "实施周期",
        "三级指标",
        "一级指标",
    ),
    *(
        "：",
        "；",
        "。",
        "，",
        "、",
        "\n",
        " ",
        "（",
        "）",
        "【",
        "】",
        "“",
        "”",
        "-",
        "为",
    ),
    *("1.", "（二）", "三、", "①", "1.1 ", "项目一：", "指标1：", "•", "第二部分"),
    *("≥95%", "3期", "200人次", "2023年12月底前", "361万元", "1,200", "不少于", "%"),
    *("培训人次", "网站运维项目", "无", "反映", "合格率", "甲", "x", "\t", "〇", "⑳"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(TEXTS)
def test_any_text_gives_projects_with_named_rows(text: str) -> None:
    for plan in recognise_prose(text_grid("a.txt", text.split("\n"))):
        assert plan.indicators
        assert all(row.name.strip() for row in plan.indicators)
        assert all(row.path and row.path[0] for row in plan.indicators)


@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    recognise_prose(text_grid("a.txt", text.split("\n")))


CELLS = st.sampled_from(
    (
        "项目名称",
        "二级指标",
        "三级指标",
        "指标值",
        "分值",
        "数量指标",
        "甲",
        "≥5个",
        "",
        "10",
    )
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_list_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    file: Path = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_text("\n".join(map(",".join, rows)) + "\n", "utf-8")
    plans: tuple[Evaluation, ...] = ()
    with suppress(InputError):
        plans = read_plans(file)
    assert all(plan.indicators for plan in plans)
