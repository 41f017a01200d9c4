"""资金表的各种列名、其中各项的各种排法; 认不出的逐格说明."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from indicators import Evaluation
from reading import read
from reading.tables.recognise import recognise
from reading.vocabulary.headings import role
from tests.reading.drawn import drawn

HEAD = """
| 项目支出绩效自评表 | < | < | < | < | < | < |
| 项目名称 | 道路养护 | < | < | < | < | < |
"""
TABLE = """
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 养护里程 | ≥10公里 | 10公里 | 90 | 90 |
"""


def form(block: str) -> Evaluation:
    (found,) = recognise(drawn(HEAD + block.strip() + TABLE))
    return found


def amounts(read_: Evaluation) -> list[tuple[str, ...]]:
    return [
        (line.label, *(str(each) for each in (line.initial, line.budget, line.spent)))
        for line in read_.funds.lines
    ]


def about_funds(read_: Evaluation) -> tuple[str | None, ...]:
    doubts = (doubt for doubt in read_.warnings if "资金" in doubt.message)
    return tuple(doubt.value for doubt in doubts)


HEADINGS = {
    "initial": "年初预算资金总额： 年初安排 年初批复预算数 年初财政预算金额 期初预算数",
    "budget": "调整后预算资金总额 到位数 全年到位数 实际到位资金 预算安排金额 年度预算总额"
    " 财政资金预算数 预算调整后金额 计划安排资金 下达资金 预算批复数 预算调整后",
    "spent": "实际投入资金额 全年支出 支出数 本年支出 累计支出 实际使用资金 实际拨付金额"
    " 已支付金额 决算支出 实际支出（万元） 实际完成投资",
    "rate": "资金使用率 支出进度 资金支付率 预算完成率 执行进度 项目资金使用率（%）",
}


@pytest.mark.parametrize("what", HEADINGS)
def test_a_heading_is_told_by_its_parts(what: str) -> None:
    for heading in HEADINGS[what].split():
        assert role("funds", heading) == what, heading


def test_what_is_no_column_of_amounts_is_none() -> None:
    for text in (
        "年度资金总额",
        "其他资金",
        "上年结转资金",
        "项目支出",
        "基本支出",
        "年初目标",
        "预算调整数（+/-）",
        "资金到位率",
        "结余数",
        "完成率",
        "年度投入",
    ):
        assert role("funds", text) is None, text


def test_funds_that_came_in_and_were_spent() -> None:
    read_ = form("""
| 资金到位与使用（万元） | 项目 | 年初安排 | 实际到位资金 | 实际支出 | 执行进度 | 备注 |
| ^ | 年度资金总额 | 120 | 110 | 100 | 90.91% | |
| ^ | 其中：中央资金 | 120 | 110 | 100 | 90.91% | |
""")
    assert read_.funds.unit == "万元"
    assert amounts(read_) == [
        ("年度资金总额", "120", "110", "100"),
        ("其中：中央资金", "120", "110", "100"),
    ]
    assert str(read_.funds.lines[0].rate) == "90.91%"
    assert read_.warnings == ()


def test_a_budget_goes_before_what_came_in_and_the_other_column_is_said() -> None:
    read_ = form("""
| 项目资金（万元） | 资金来源 | 预算数 | 全年到位数 | 支出数 | 支出率 | 结余数 |
| ^ | 合计 | 120 | 110 | 100 | 83.33% | 10 |
""")
    assert amounts(read_) == [("合计", "None", "120", "100")]
    assert {doubt.value for doubt in read_.warnings} == {"全年到位数", "结余数"}


def test_a_column_that_is_left_out_is_no_label_of_the_lines() -> None:
    read_ = form("""
| 经费使用情况（万元） | 经费来源 | 预算批复数 | 追加（减）数 | 调整后预算 | 实际使用金额 | 使用率 |
| ^ | 合计 | 120 | -10 | 110 | 100 | 90.9% |
| ^ | 其中：财政补助 | 100 | -10 | 90 | 80 | 88.9% |
""")
    assert amounts(read_) == [
        ("合计", "120", "110", "100"),
        ("其中：财政补助", "100", "90", "80"),
    ]
    assert {doubt.value for doubt in read_.warnings} == {"追加（减）数"}


@pytest.mark.parametrize(
    "lines",
    [
        (
            "| ^ | 其中： | | | | | |\n| ^ | 其他 | 20 | 20 | 20 | | |\n"
            "| ^ | 财政拨款 | 100 | 100 | 90 | | |\n| ^ | 合计 | 120 | 120 | 110 | 10 | 9 |"
        ),
        (
            "| ^ | 合计 | 120 | 120 | 110 | 10 | 9 |\n| ^ | 其中： | | | | | |\n"
            "| ^ | 其他 | 20 | 20 | 20 | | |\n| ^ | 财政拨款 | 100 | 100 | 90 | | |"
        ),
        (
            "| ^ | 财政拨款 | 100 | 100 | 90 | | |\n| ^ | 其中：其他 | 20 | 20 | 20 | | |\n"
            "| ^ | 合计 | 120 | 120 | 110 | 10 | 9 |"
        ),
    ],
)
def test_the_parts_stand_in_any_order(lines: str) -> None:
    titles = "| 资金性质 | 年初批复预算 | 调整后预算金额 | 全年支出 | 分值 | 得分 |"
    read_ = form(f"| 项目资金（元） {titles}\n{lines}")
    assert sorted(amounts(read_)) == [
        ("其中：其他", "20", "20", "20"),
        ("合计", "120", "120", "110"),
        ("财政拨款", "100", "100", "90"),
    ]
    assert read_.funds.total is not None
    assert read_.funds.total.label == "合计"
    assert read_.warnings == ()


@pytest.mark.parametrize(
    ("block", "cells"),
    [
        (
            (
                "| 资金情况（万元） | 上半年 | 下半年 | 去年 | | | |\n"
                "| ^ | 12 | ￥13.50 | 20 | | | |"
            ),
            ("资金情况（万元）", "12", "￥13.50", "20"),
        ),
        (
            (
                "| 项目经费（单位：万元） | < | < | < | < | < | < |\n"
                "| 甲类 | 乙类 | 丙类 | | | | |\n| 120 | 110 | 90 | | | | |"
            ),
            ("项目经费（单位：万元）", "120", "110", "90"),
        ),
        (
            "| 经费收支 | 收入 | 110 | 余额 | 10 | | |",
            ("经费收支", "110", "10"),
        ),
        (
            "| 预算编制 | 申请经费120万元，批复110万元 | < | < | < | < | < |",
            ("预算编制", "申请经费120万元，批复110万元"),
        ),
    ],
)
def test_funds_that_are_not_understood_are_doubted_cell_by_cell(
    block: str, cells: tuple[str, ...]
) -> None:
    read_ = form(block)
    assert read_.funds.lines == ()
    assert about_funds(read_) == cells


def test_no_money_no_doubt() -> None:
    for block in (
        "| 资金来源 | 财政拨款 | < | < | 项目编号 | 20 | < |",
        "| 预算部门 | 市水务局 | < | < | 联系电话 | 87654321 | < |",
        "| 资金使用单位 | 市水务局 | < | < | < | < | < |",
    ):
        assert about_funds(form(block)) == (), block


def test_a_word_table_with_other_headings_is_read(tmp_path: Path) -> None:
    rows = (
        ("资金来源", "年初安排资金", "到位资金", "使用金额", "资金使用率", "", ""),
        ("合计", "￥120", "120①", "100", "83.33%", "", ""),
        ("上级补助", "￥120", "120", "100", "83.33%", "", ""),
        ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
        ("产出指标", "数量指标", "养护里程", "10公里", "10公里", "90", "90"),
    )
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表")
    table = made.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text
    made.save(str(tmp_path / "表.docx"))
    read_ = read(tmp_path / "表.docx")
    assert amounts(read_) == [
        ("合计", "120", "120", "100"),
        ("上级补助", "120", "120", "100"),
    ]
    assert [doubt.value for doubt in read_.warnings] == ["120①"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("批复预算", "调整后预算"),
        ("预算数", "调整后预算数"),
        ("核定预算金额", "预算调整后金额"),
    ],
)
def test_a_budget_beside_the_adjusted_one_is_that_before(
    first: str, second: str
) -> None:
    found = form(f"""
| 项目资金 | 来源 | {first} | {second} | 实际支出 | 执行率 | 得分 |
| ^ | 年度资金总额 | 120 | 100 | 90 | 90% | 9 |
""")
    assert amounts(found) == [("年度资金总额", "120", "100", "90")]
    assert about_funds(found) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("到位资金", "调整后预算"),
        ("调整预算", "调整后预算数"),
        ("预算数", "全年预算数"),
    ],
)
def test_what_is_no_budget_before_an_adjustment_stays_unread(
    first: str, second: str
) -> None:
    found = form(f"""
| 项目资金 | 来源 | {first} | {second} | 实际支出 | 执行率 | 得分 |
| ^ | 年度资金总额 | 120 | 100 | 90 | 90% | 9 |
""")
    assert found.funds.lines[0].initial is None


@pytest.mark.parametrize(
    "parts",
    ["金额 | 支出率 | 结余", "支出率 | 金额 | 备注", "执行数 | 执行率 | 差额"],
)
def test_a_spending_may_stand_over_its_amount_and_its_rate(parts: str) -> None:
    values = {"支出率": "90%", "执行率": "90%", "金额": "90", "执行数": "90"}
    row = " | ".join(values.get(part, "") for part in parts.split(" | "))
    (line,) = form(f"""
| 资金使用（万元） | 资金来源 | 年初预算数 | 实际支出 | < | < | 分值 |
| ^ | ^ | ^ | {parts} | ^ |
| ^ | 县级资金 | 100 | {row} | 10 |
""").funds.lines
    assert (str(line.spent), str(line.rate), line.weight) == ("90", "90%", 10)


@pytest.mark.parametrize("heading", ["级次", "资金级别", "筹资主体"])
def test_an_unknown_heading_between_the_block_and_its_amounts_is_over_the_lines(
    heading: str,
) -> None:
    read_ = form(f"""
| 资金情况（万元） | {heading} | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |
| ^ | 合计 | 300 | 270 | 90% | 10 | 9 |
| ^ | 省级 | 200 | 180 | 90% | | |
| ^ | 县（区）级 | 100 | 90 | 90% | | |
""")
    assert amounts(read_) == [
        ("合计", "None", "300", "270"),
        ("省级", "None", "200", "180"),
        ("县（区）级", "None", "100", "90"),
    ]
    assert about_funds(read_) == ()


@pytest.mark.parametrize(
    ("budget", "spent", "rate"),
    [
        ("预算安排情况（调整后）", "资金执行情况", "预算执行进度"),
        ("预算数", "执行数", "执行率"),
        ("预算安排", "资金执行情况（万元）", "执行率（%）"),
    ],
)
def test_a_budget_may_stand_over_the_names_of_the_lines_too(
    budget: str, spent: str, rate: str
) -> None:
    read_ = form(f"""
| 二、预算执行情况 | {budget} | < | {spent} | < | {rate} | 得分（10分） |
| ^ | 预算总数 | 200 | 180 | < | 90% | 9 |
| ^ | 上级专款 | 150 | 135 | < | 90% | |
| ^ | 其他 | 50 | 45 | < | 90% | |
""")
    assert amounts(read_) == [
        ("预算总数", "None", "200", "180"),
        ("上级专款", "None", "150", "135"),
        ("其他", "None", "50", "45"),
    ]
    assert (str(read_.funds.lines[0].rate), read_.funds.lines[0].stated) == ("90%", 9)


@pytest.mark.parametrize(
    "heading",
    ["完成率", "完成比例（%）", "决算数/调整预算数", "决算数÷调整预算数×100%"],
)
def test_what_a_fund_of_insurance_completes_is_its_rate(heading: str) -> None:
    (line,) = form(f"""
| 基金执行 | 项目 | 年初预算数 | 调整预算数 | 决算数 | {heading} | 得分 |
| ^ | 基金收入 | 100 | 110 | 121 | 110% | 10 |
""").funds.lines
    assert (str(line.initial), str(line.budget)) == ("100", "110")
    assert (str(line.spent), str(line.rate)) == ("121", "110%")
