"""没有读到的格: 相邻的说成一处, 照原文引出; 标签、样行、签章、附注不说."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from indicators import Evaluation
from reading import read_all
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

FILES = Path(__file__).parents[2] / "drawn/files"
HEADING = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|"
ROW = "|产出指标|数量指标|里程|≥12公里|12公里|90|90|"
TOTAL = "|总分|<|<|<|<|100|100|"


def left_over(found: Evaluation) -> list[tuple[str, str | None]]:
    return [
        (str(doubt.where), doubt.value)
        for doubt in found.warnings
        if doubt.message.endswith("格没有读到")
    ]


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


def test_a_block_between_the_head_and_the_indicators_is_one_doubt() -> None:
    found = one(f"""
|项目名称|道路|<|<|<|<|<|
|政府采购|<|计划额|合同额|节约额|||
|^|<|120|100|20|||
{HEADING}
{ROW}
{TOTAL}
""")
    assert left_over(found) == [
        ("A2", "政府采购｜计划额｜合同额｜节约额｜120｜100｜20")
    ]


def test_rows_below_the_table_are_told_apart_from_one_another() -> None:
    found = one(f"""
{HEADING}
{ROW}
{TOTAL}
|抽查复核|<|扣2分|<|<|<|<|
||||||||
||||||||
|复核意见：请补材料|<|<|<|<|<|<|
""")
    assert left_over(found) == [
        ("A4", "抽查复核｜扣2分"),
        ("A7", "复核意见：请补材料"),
    ]


def test_a_text_beside_the_table_is_told_with_its_cell() -> None:
    found = one(f"""
|项目名称|道路|<|<|<|<|<||去年叫公路|
{HEADING}
{ROW}
{TOTAL}
""")
    assert left_over(found) == [("I1", "去年叫公路")]


def test_an_answer_without_a_field_is_quoted_with_its_label() -> None:
    found = one(f"""
|资金管理情况|<|<|<|<|<|<|
|分配科学性|<|按因素法|<|<|<|<|
{HEADING}
{ROW}
{TOTAL}
|评价结论|总体良好|<|<|<|<|<|
""")
    assert left_over(found) == [
        ("C2", "分配科学性：按因素法"),
        ("B6", "评价结论：总体良好"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "|填报人：张三|<|<|联系电话：0000-1|<|<|<|",
        "|审核人|张三|填报日期|2023年1月|||",
        "|单位负责人（签字）：|<|<|（公章）|<|年　月　日|<|",
        "|注：1.得分一档最高不能超过该指标分值上限。|<|<|<|<|<|<|",
        "|备注：2.定性指标根据完成情况分为三档。|<|<|<|<|<|<|",
        "|其他需要说明的事项|无|<|<|<|<|<|",
        "|指标2：|……|/|—||||",
        "|产出指标|数量指标||定性|||",
    ],
)
def test_what_forms_print_themselves_is_not_told(row: str) -> None:
    assert left_over(one(f"{HEADING}\n{ROW}\n{TOTAL}\n{row}\n")) == []


def test_the_label_of_a_fund_line_is_no_amount_of_a_strange_column() -> None:
    found = one(f"""
|项目资金||预算批复|全年预算数|执行数|执行率||
||年度资金总额|100|120|118.5|98.75%||
{HEADING}
{ROW}
{TOTAL}
""")
    assert [line.label for line in found.funds.lines] == ["年度资金总额"]


def test_a_long_run_is_quoted_to_its_end() -> None:
    rows = "\n".join(
        f"|附表{number}|未列栏目的内容{number}||||||" for number in range(90)
    )
    told = left_over(one(f"{HEADING}\n{ROW}\n{TOTAL}\n{rows}\n"))
    assert len(told) > 1
    said = "｜".join(value or "" for _, value in told)
    assert all(f"未列栏目的内容{number}" in said for number in range(90))


def test_a_fund_block_in_unknown_words_is_told_with_its_amounts() -> None:
    found = one(f"""
|用款概况|<|核定盘子|划出数|划出比||
|^|合计数|320|309.6|96.75%||
|^|区级|260|249.6|96.00%||
{HEADING}
{ROW}
{TOTAL}
""")
    assert found.funds.lines == ()
    ((where, told),) = left_over(found)
    assert where == "A1"
    assert told is not None
    assert all(text in told for text in ("核定盘子", "309.6", "96.00%", "区级"))


def test_a_table_titled_a_continuation_is_joined_or_says_that_it_is_not() -> None:
    (path,) = FILES.glob("x13-*.xlsx")
    found = read_all(path)
    told = [doubt.message for each in found for doubt in each.warnings]
    assert len(found) == 1 or any("没有接在其后" in message for message in told)


def test_a_formula_without_a_result_is_told_by_the_source_alone() -> None:
    grid = drawn(f"{HEADING}\n{ROW}\n|总分|<|<|<|<|100|96|")
    cells = tuple(
        evolve(cell, text="=SUM(G2:G2)", formula="SUM(G2:G2)")
        if cell.text == "96"
        else cell
        for cell in grid.cells
    )
    (found,) = recognise(evolve(grid, cells=cells))
    assert left_over(found) == []


@pytest.mark.parametrize(
    ("above", "told"), [("某县文旅局", False), ("某县农业局", True)]
)
def test_a_line_that_says_the_department_again_is_read(
    above: str, *, told: bool
) -> None:
    (found,) = recognise(
        drawn(f"""
|项目支出绩效自评表|<|<|<|
|部门：{above}|<|金额单位：万元|<|
|项目名称|免费开放|主管部门|某县文旅局|
|一级指标|三级指标|指标值|完成值|
|产出指标|甲|≥1个|1个|
""")
    )
    assert found.department == "某县文旅局"
    assert [each.value == f"部门：{above}" for each in found.warnings] == [True] * told
