"""从纯文字里认表: 折行、竖排的组名、断开的原因, 与说不准的地方."""

from __future__ import annotations

from indicators import Evaluation
from reading.grid import text_grid
from reading.lines.recognise import recognise_text
from tests.published.rendering import unplaced
from tests.published.tables import NANCHANG_TEXT, table

HEAD = """项目支出绩效自评表
（2022年度）
项目名称：甲项目
主管部门：乙局 实施单位：丙站
"""
HEADING = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n"


def one(text: str) -> Evaluation:
    (found,) = recognise_text(text_grid("自评.txt", text.split("\n")))
    return found


def rows(
    evaluation: Evaluation,
) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (r.name, r.target, r.actual, r.variance_note) for r in evaluation.indicators
    ]


def doubts(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.message) for problem in evaluation.warnings]


def test_blank_lines_are_not_needed() -> None:
    evaluation, _ = table("nanchang-2021")
    text = NANCHANG_TEXT.read_text("utf-8").replace("\f", "\n")
    found = one("\n".join(line for line in text.split("\n") if line.strip()))
    assert unplaced(found) == unplaced(evaluation)


def test_the_weight_of_execution_may_stand_in_a_heading() -> None:
    found = one(f"""{HEAD}预算执行情况（20分）
预算数（A） 执行数（B） 执行率（B/A） 得分（20分*执行率）
年度财政资金总额 260 247 95% 19
{HEADING}产出指标
数量指标
新建站点 12个 12个 80 80
总分 100 99""")
    line = found.funds.lines[0]
    assert (line.weight, line.stated) == (20, 19)


def test_weights_may_stand_before_the_target() -> None:
    found = one(f"""{HEAD}一级指标 二级指标 三级指标 分值 年度指标值 全年实际值 得分 偏差原因
产出指标
（50分）
数量指标
建设里程 10 ≥5公里 6公里 10
培训人次 10 100人次 90 人次 9 疫情
质量指标
合格率 30 100% 100% 30
效益指标
社会效益指标
便利群众 50 提升 提升 48
总分 100 97 优""")
    assert (found.project, found.department, found.unit) == ("甲项目", "乙局", "丙站")
    assert rows(found) == [
        ("建设里程", "≥5公里", "6公里", None),
        ("培训人次", "100人次", "90 人次", "疫情"),
        ("合格率", "100%", "100%", None),
        ("便利群众", "提升", "提升", None),
    ]
    assert [str(row.weight) for row in found.indicators] == ["10", "10", "30", "50"]
    assert [row.path for row in found.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
    ]
    assert found.indicators[0].path_weights[0] == 50
    assert (found.total.stated, found.total.grade) == (97, "优")
    assert doubts(found) == []


def test_labels_of_groups_may_stand_on_the_line_of_an_indicator() -> None:
    found = one(f"""{HEAD}{HEADING}产出指标 数量指标 甲建设 1个 2个 50 50
质量指标 乙合格率 100% 98% 50 49 返工
总分 100 99""")
    assert [row.path[1] for row in found.indicators] == ["数量指标", "质量指标"]
    assert rows(found)[1] == ("乙合格率", "100%", "98%", "返工")
    assert doubts(found) == []


def test_a_name_that_goes_on_below_its_values_is_told() -> None:
    found = one(f"""{HEAD}{HEADING}产出指标 数量指标
南昌市普通干线路网运行监测与应急处置平台建设
100% 100% 0.9 0.9
（二期）建设完成率
《南昌市数字经济特色产业园区产业布局方案》和
《南昌市数字经济特色示范（试点）园区创建方案 100% 80% 0.7 0.6 疫情影响
》编制完成率
总分 100 97.74""")
    first, second = found.indicators
    assert (
        first.name == "南昌市普通干线路网运行监测与应急处置平台建设（二期）建设完成率"
    )
    assert second.variance_note == "疫情影响》编制完成率"
    assert doubts(found) == [
        ("第8行", "这一行之后的文字按名称的续行读取"),
        ("第11行", "这一行之后的文字按偏差原因读取，也可能是名称的续行"),
    ]


def test_a_row_with_one_value_is_a_doubt() -> None:
    found = one(
        f"{HEAD}{HEADING}产出指标 数量指标 工作期限 2021-12-31 0.3 0 未拨付\n总分 100 97"
    )
    assert rows(found) == [("工作期限", "2021-12-31", None, "未拨付")]
    assert doubts(found) == [("第6行", "这一行只有一个值，读作指标值，实际完成值为空")]


def test_a_row_whose_points_cannot_be_told_is_a_doubt() -> None:
    found = one(f"{HEAD}{HEADING}产出指标 数量指标 甲建设 1 2 缺 缺\n总分 100 97")
    assert doubts(found) == [("第6行", "这一行没有指标值和完成值")]


def test_a_line_that_is_not_understood_is_not_passed_over() -> None:
    found = one(
        f"{HEAD}{HEADING}产出指标 数量指标 甲建设里程的完成数量 10公里 8公里 缺 缺\n"
        "乙建设里程的完成数量 1公里 2公里 10 9\n总分 100 97"
    )
    assert doubts(found) == [("第7行", "名称里有数值，可能是另一行没有读懂")]


def test_two_tables_in_one_text_are_two() -> None:
    body = f"{HEAD}{HEADING}产出指标 数量指标 甲建设 1个 2个 50 50\n总分 100 99\n"
    found = recognise_text(
        text_grid("自评.txt", (body + "其他文字\n" + body).split("\n"))
    )
    assert [len(evaluation.indicators) for evaluation in found] == [1, 1]


def test_a_title_without_a_table_below_it_is_no_table() -> None:
    text = "项目支出绩效自评表\n随决算公开\n详见附件"
    assert recognise_text(text_grid("a.txt", text.split("\n"))) == ()


def test_funds_and_goals_are_read_from_lines() -> None:
    found = one(f"""{HEAD}项目资金
（万元）
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 100 100 90 10 90% 9
其中：财政拨款 100 — 90
年度总体目标
预期目标 实际完成情况
建成一座
桥梁。

桥梁已经建成。
{HEADING}产出指标 数量指标 甲建设 1个 2个 50 50
总分 100 99""")
    first, second = found.funds.lines
    assert (str(first.budget), str(first.rate), first.stated) == ("100", "90%", 9)
    assert (str(second.initial), second.spent) == ("100", None)
    assert found.funds.unit == "万元"
    assert (found.goals.expected, found.goals.actual) == (
        "建成一座桥梁。",
        "桥梁已经建成。",
    )
    assert doubts(found) == [
        ("第9行", "只印了 3 个值而有 6 列，数字从左依次读取"),
        ("第9行", "横线之后的数字不知属于哪一列，未读取"),
    ]
