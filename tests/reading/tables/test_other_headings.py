"""别的列名: 项目、购买服务项目, 培训目标, 指标值下的目标与实际, 名称右边的绩效目标, 不知道的列."""

from __future__ import annotations

import pytest

from auditing.audit import audit
from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

_ROWS = (
    "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|\n"
    "|产出指标|数量指标|甲|≥10个|10个|100|100|\n|合计|<|<|<|<|100|100|"
)


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


@pytest.mark.parametrize(
    "head",
    [
        "|项目|环卫作业|<|填报单位|某中心|<|<|\n",
        "|项目|环卫作业|<|<|<|<|<|\n|主管部门|某局|<|实施单位|某中心|<|<|\n",
        "|主管部门|某局|<|实施单位|某中心|<|<|\n|项目|环卫作业|<|<|<|<|<|\n",
        "|购买服务项目|环卫作业|<|主管部门|某局|<|<|\n",
        "|政府购买服务项目名称|环卫作业|<|<|<|<|<|\n",
    ],
)
def test_a_project_under_other_labels_is_read(head: str) -> None:
    assert one(head + _ROWS).project == "环卫作业"


@pytest.mark.parametrize(
    "head",
    [
        "|主管部门|某局|<|实施单位|某中心|<|<|\n|项目|财政拨款|其他资金|合计||||\n",
        "|项目|内容|<|<|<|<|<|\n|修路|五公里|<|<|<|<|<|\n",
        "|主管部门|某局|<|<|<|<|<|\n|项目|120|<|<|<|<|<|\n",
    ],
)
def test_a_heading_of_a_list_is_no_label_of_the_project(head: str) -> None:
    assert one(head + _ROWS).project is None


@pytest.mark.parametrize("word", ["培训", "会议", "采购", "科研", "课题", "宣传"])
def test_goals_of_a_kind_of_work_are_goals(word: str) -> None:
    goals = f"|{word}目标|办好十期|<|<|<|<|<|\n|{word}完成情况|已办十期|<|<|<|<|<|\n"
    found = one(goals + _ROWS).goals
    assert (found.expected, found.actual) == ("办好十期", "已办十期")


@pytest.mark.parametrize(
    "titles",
    [
        "|指标|<|<|指标值|<|评分|<|\n|一级|二级|三级|目标|实际|标准分|自评分|\n",
        "|绩效指标|<|<|指标值|<|得分情况|<|\n|一级指标|二级指标|三级指标|计划|完成|分值|得分|\n",
        "|指标|<|<|年度指标值|<|分数|<|\n|一级|二级|三级|预期|实际|权重|自评得分|\n",
    ],
)
def test_a_group_of_headings_and_its_parts_are_read_together(titles: str) -> None:
    row = "|产出指标|数量指标|甲|≥10个|12个|100|99|\n|合计|<|<|<|<|100|99|"
    (read,) = one(titles + row).indicators
    values = (read.target, read.actual, str(read.weight), str(read.stated))
    assert (read.path, values) == (
        ("产出指标", "数量指标"),
        ("≥10个", "12个", "100", "99"),
    )


@pytest.mark.parametrize("title", ["绩效目标", "年度绩效目标", "项目绩效目标"])
def test_goals_right_of_the_names_are_targets_where_no_other_column_is(
    title: str,
) -> None:
    rows = "|1|产出指标|甲|≥10个|12个|100|100|\n|合计|<|<|<|<|100|100|"
    (read,) = one(
        f"|序号|一级指标|指标名称|{title}|完成情况|分值|自评|\n{rows}"
    ).indicators
    assert (read.target, read.actual) == ("≥10个", "12个")


@pytest.mark.parametrize(
    ("target", "actual", "what"),
    [
        ("指标值", "干成了多少实际的事", "actual"),
        ("今年要求做的", "完成值", "target"),
        ("任务要到哪一步", "完成值", "target"),
    ],
)
def test_a_column_that_may_hold_a_value_makes_it_unread_and_not_blank(
    target: str, actual: str, what: str
) -> None:
    found = one(_ROWS.replace("指标值", target).replace("完成值", actual))
    assert [row.unknown(what) is not None for row in found.indicators] == [True]
    assert found.unread == 1
    assert not audit(found).of("C802", "C807", "P")


@pytest.mark.parametrize("title", ["完成情况说明", "完成情况描述", "完成情况简要说明"])
def test_a_column_that_tells_what_was_done_holds_results_where_no_other_does(
    title: str,
) -> None:
    rows = "|过程|管理|制度健全性|5|5|已制定办法|\n|产出|数量|清淤|10|8|完成8公里|"
    found = one(f"|一级指标|二级指标|三级指标|分值|自评得分|{title}|\n{rows}")
    assert [row.actual for row in found.indicators] == ["已制定办法", "完成8公里"]
    messages = [problem.message for problem in found.warnings]
    assert messages == ["没有完成值一列，这一列按完成值读取"]


@pytest.mark.parametrize(
    ("title", "doubts"),
    [
        ("自评说明（未得满分原因）", 0),
        ("自评情况描述\\n（扣分原因及改进措施）", 0),
        ("自评说明", 1),
    ],
)
def test_a_scorecard_may_ask_for_the_reasons_in_the_bracket_of_its_last_column(
    title: str, doubts: int
) -> None:
    row = "|效能|整体|支出率|10|9.65|尾款待验收后支付|"
    found = one(f"|一级指标|二级指标|三级指标|分值|自评分数|{title}|\n{row}")
    assert [row.variance_note for row in found.indicators] == ["尾款待验收后支付"]
    assert len(found.warnings) == doubts


@pytest.mark.parametrize(
    "title", ["评价标准（目标值）", "评分标准(目标值)", "评价标准（指标值）"]
)
def test_a_standard_that_says_it_is_the_target_is_the_target(title: str) -> None:
    found = one(_ROWS.replace("指标值", title))
    assert [(row.target, row.actual) for row in found.indicators] == [
        (row.target, row.actual) for row in one(_ROWS).indicators
    ]


@pytest.mark.parametrize(
    "group", ["产 出 指 标", "产　出　指　标", "产 出  指 标（50分）"]
)
def test_blanks_that_stretch_the_name_of_a_group_are_no_part_of_it(group: str) -> None:
    (row,) = one(_ROWS.replace("产出指标", group)).indicators
    assert row.path[0] == "产出指标"


@pytest.mark.parametrize("title", ["评分标准", "评价标准", "计分细则"])
def test_where_a_standard_says_what_is_asked_a_target_is_not_blank(title: str) -> None:
    head = f"|一级指标|二级指标|三级指标|{title}|指标值|完成值|分值|得分|"
    rows = "|过程|管理|合规性|无违规得满分||合规|10|10|\n|产出|数量|甲|按率计分|10|10|90|90|"
    found = one(f"{head}\n{rows}\n|合计|<|<|<|<|<|100|100|")
    first, second = found.indicators
    assert first.unknown("target") == ("指标值", "无违规得满分")
    assert second.unknown("target") is None
    assert not audit(found).of("P407", "C807")


@pytest.mark.parametrize(
    "titles",
    [
        "一级指标|二级指标|三级指标|指标值|完成值|分值|得分",
        "一级指标|三级指标|年度指标值|实际完成值|分值|得分",
        "指标名称|目标值|完成值|分值|得分",
    ],
)
def test_indicators_that_stand_side_by_side_are_told_and_not_added_up(
    titles: str,
) -> None:
    words = {"分值": "50", "得分": "50"}
    row = "|".join(words.get(title, "10") for title in titles.split("|"))
    found = one(f"|{titles}|{titles}|\n|{row}|{row}|\n|总分|100|")
    messages = [problem.message for problem in found.warnings]
    assert "右边并排还有一半指标，未读取" in messages
    assert not audit(found).of("P405", "P410", "W201")
