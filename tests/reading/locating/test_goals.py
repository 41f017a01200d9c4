"""年度总体目标: 没有合并的表里, 目标写在栏目的下面."""

from __future__ import annotations

import pytest

from indicators import Goals
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

TABLE = "\n|绩效指标|一级指标|二级指标|三级指标|指标值|\n||产出指标|数量指标|甲|≥1|"


@pytest.mark.parametrize(
    ("goals", "read"),
    [
        ("|总体目标|年度目标||||\n||新建大棚12座||||", "新建大棚12座"),
        ("|总体目标|年度目标||||\n||一；||||\n||二。||||", "一；\n二。"),
        ("|总体目标|年度目标||||\n|项目概况|大棚||||", None),
        ("|总体目标|年度目标||||\n|||||大棚|", None),
        ("|年度目标|<|<|<|<|\n|新建大棚12座|<|<|<|<|", "新建大棚12座"),
    ],
)
def test_goals_below_a_narrow_label_are_read_where_nothing_stands_beside(
    goals: str, read: str | None
) -> None:
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals(read, None)


@pytest.mark.parametrize(
    "goals",
    [
        "|绩效目标|预期|修路5公里|<|<|\n|^|完成|修路6公里|<|<|",
        "|年度总体目标|目标|修路5公里|<|<|\n|^|实际|修路6公里|<|<|",
        "|总体目标|预期|<|完成|<|\n|^|修路5公里|<|修路6公里|<|",
        "|绩效目标|<|<|<|<|\n|预期|修路5公里|<|<|<|\n|完成|修路6公里|<|<|<|",
        "|年度目标|预定|修路5公里|实现|修路6公里|",
        "|年度绩效目标|设定|<|修路5公里|<|\n|^|执行情况|<|修路6公里|<|",
        "|目标|修路5公里|<|完成情况|修路6公里|",
        "|预期|修路5公里|<|全年完成情况|修路6公里|",
        "|计划|修路5公里|<|实际完成|修路6公里|",
        "|绩效目标|修路5公里|<|实施效果|修路6公里|",
        "|年度目标|修路5公里|<|目标实现情况|修路6公里|",
        "|年初设定目标|<|实施成效|<|<|\n|修路5公里|<|修路6公里|<|<|",
    ],
)
def test_short_words_beside_the_block_say_which_goal_is_which(goals: str) -> None:
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals("修路5公里", "修路6公里")


@pytest.mark.parametrize(
    "goals",
    [
        "|年度总体目标|序号|目标内容|<|完成情况|\n|^|1|修路|<|修了|\n|^|2|架桥|<|架了|",
        "|绩效目标|序号|计划|<|全年完成情况|\n|^|1.|修路|<|修了|\n|^|2.|架桥|<|架了|",
        "|总体目标|编号|预期情况|<|实际完成|\n|^|一|修路|<|修了|\n|^|二|架桥|<|架了|",
        "|年度目标|序号|预期目标|<|实际完成情况|\n|^|①|修路|<|修了|\n|^|②|架桥|<|架了|",
    ],
)
def test_goals_that_are_counted_row_by_row_are_read_in_full(goals: str) -> None:
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals("修路\n架桥", "修了\n架了")


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("服务目标", "服务目标完成情况"),
        ("项目年度绩效目标", "年度绩效目标完成"),
        ("总目标", "目标完成"),
        ("年度工作目标", "工作完成情况"),
        ("部门履职目标", "年度目标实现情况说明"),
        ("建设目标", "目标达成结果"),
        ("项目绩效目标内容", "绩效目标完成成效"),
    ],
)
def test_goals_under_other_labels_are_read(expected: str, actual: str) -> None:
    goals = f"|{expected}|修路5公里|<|<|<|\n|{actual}|修路6公里|<|<|<|"
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals("修路5公里", "修路6公里")


@pytest.mark.parametrize(
    "goals",
    [
        "|年度目标|修路5公里|<|<|<|\n|绩效指标|<|完成情况|未达目标情况说明|<|",
        "|总体目标|修路5公里|<|<|<|\n||<|实际完成情况|偏差原因|<|",
    ],
)
def test_a_heading_beside_a_label_is_not_its_text(goals: str) -> None:
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals("修路5公里", None)


def test_a_short_word_is_a_text_where_the_labels_say_it_in_full() -> None:
    goals = "|年度目标|预期目标|<|实际完成情况|<|\n|^|修路5公里|<|完成|<|"
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals("修路5公里", "完成")


@pytest.mark.parametrize(
    "goals",
    [
        "|年度总体目标：____|<|<|<|<|",
        "|年度总体目标：（      ）|<|<|<|<|",
        "|预期目标：＿＿＿＿|<|实际完成情况：＿＿＿|<|<|",
        "|年度总体目标|________|<|<|<|",
        "|年度绩效目标：……|<|<|<|<|",
    ],
)
def test_a_line_to_write_on_is_no_goal(goals: str) -> None:
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals(None, None)


def test_of_two_goals_in_their_labels_cells_one_may_be_blank() -> None:
    goals = "|预期目标：修路5公里|<|实际完成情况：____|<|<|"
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals("修路5公里", None)


@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        ("|绩效指标|<|<|指标值|<|评分|<|", "|一级|二级|三级|目标|实际|标准分|自评分|"),
        ("|指标|<|<|完成数|<|得分|<|", "|一级|二级|三级|计划|完成|分值|得分|"),
        ("|指标体系|<|<|数值|<|权重|得分|", "|一级|二级|三级|预期|实际|^|^|"),
    ],
)
@pytest.mark.parametrize("label", ["总体目标", "年度目标", "绩效目标"])
def test_no_heading_of_the_indicators_becomes_a_goal(
    titles: str, columns: str, label: str
) -> None:
    goals = f"|{label}|修路5公里|<|完成情况|修路6公里|<|<|\n"
    rows = "\n|产出指标|数量指标|甲|≥1|1|100|100|\n|合计|<|<|<|<|100|100|"
    (found,) = recognise(drawn(f"{goals}{titles}\n{columns}{rows}"))
    assert found.goals == Goals("修路5公里", "修路6公里")


def test_a_blank_goal_is_to_be_filled_where_the_other_one_stands() -> None:
    """没有合并的 CSV: 预期目标 与 实际完成情况 隔着空格, 文字都在下面."""
    goals = "|总体目标|预期目标|||完成情况||\n|||||修路6公里||"
    (found,) = recognise(drawn(goals + TABLE))
    cell = found.blank["goals.expected"]
    assert (found.goals, cell.row, cell.column) == (Goals(None, "修路6公里"), 2, 2)
