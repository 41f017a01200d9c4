"""总分: 写在表头里的, 标签旁的等级, 与总分行里别的东西."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

HEADING = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|说明|"
ROW = "|产出指标|数量指标|甲|≥10个|9个|20|18|旱情|"


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


def doubts(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.message) for problem in evaluation.warnings]


@pytest.mark.parametrize(
    "head",
    [
        "|项目名称|高标准农田|<|<|自评总分（分）|<|99.35|<|",
        "|绩效自评表（2021年度）|<|<|<|项目总得分|<|99.35|<|",
        "|自评总分（满分100分）|<|99.35|<|项目名称|高标准农田2期|<|<|",
        "|项目名称|高标准农田|<|<|自评得分：99.35分|<|<|<|",
    ],
)
def test_a_total_in_the_head_is_read_and_its_neighbours_are_no_doubt(head: str) -> None:
    table = f"{HEADING.replace('说明', '偏差原因')}\n{ROW}"
    (apart,) = recognise(drawn(table), drawn(head))  # the head in a table of its own
    for found in (one(f"{head}\n{table}"), apart):
        assert found.total.stated == Decimal("99.35")
        assert doubts(found) == []


def test_chongqing_weighs_the_execution_and_explains_in_a_column_of_remarks() -> None:
    found = one(f"""
|项目资金||年初预算数|全年（调整）预算数|全年执行数|执行率（%）|执行率权重|执行率得分|
||年度总金额|1800|1820|1792.7|98.5|10|9.85|
|当年绩效目标|年初绩效目标|<|<|全年目标实际完成情况|<|<|<|
|^|建设农田|<|<|建成农田|<|<|<|
{HEADING}
{ROW}
""")
    (line,) = found.funds.lines
    assert (str(line.budget), line.weight, line.stated) == (
        "1820",
        Decimal(10),
        Decimal("9.85"),
    )
    assert (found.goals.expected, found.goals.actual) == ("建设农田", "建成农田")
    assert found.indicators[0].variance_note == "旱情"
    assert doubts(found) == [("H5", "没有偏差原因一列，这一列按偏差原因读取")]


@pytest.mark.parametrize(
    "row",
    [
        "|总分|<|<|<|<|100|98|自评等级：优|",
        "|总分|<|<|<|<|100|98|等级：优|",
        "|总分|<|<|<|<|100|98|评价结果：☑优 □良 □中|",
        "|总分|<|<|<|<|100|98||\n|自评等级：优|<|<|<|<|<|<|<|",
        "|总分|<|<|<|<|100|98||\n|注：1.自评等级：划分为4档|<|<|<|<|<|<|<|\n|自评等级|优|<|<|<|<|<|<|",
    ],
)
def test_a_grade_may_stand_behind_its_label(row: str) -> None:
    found = one(f"{HEADING.replace('说明', '偏差原因')}\n{ROW}\n{row}")
    assert (found.total.stated, found.total.grade) == (98, "优")
    assert doubts(found) == []


@pytest.mark.parametrize(
    "below",
    [
        "|自评结论|自评得分18分，等级：优|<|<|<|<|<|<|",
        "|自评得分|18分|<|<|<|<|<|<|",
        "|自评得分：18分（优）|<|<|<|<|<|<|<|",
    ],
)
def test_points_that_are_said_again_below_leave_the_weight(below: str) -> None:
    found = one(f"{HEADING}\n{ROW}\n|总分|<|<|<|<|20|18||\n{below}")
    assert (found.total.weight, found.total.stated) == (20, 18)
    assert not any("合计" in message for _, message in doubts(found))


@pytest.mark.parametrize("above", ["项目总得分：", "自评总分：", "自评得分："])
def test_a_blank_for_the_points_above_leaves_the_weight_below(above: str) -> None:
    head = f"|绩效自评表|<|<|<|<|<|{above}|<|"
    found = one(f"{head}\n{HEADING}\n{ROW}\n|合计|<|<|<|<|20|||")
    assert (found.total.weight, found.total.stated) == (20, None)
