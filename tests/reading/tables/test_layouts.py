"""版面的变化: 同样的内容, 各种画法; 拿不准的要说, 不许猜."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators import Evaluation
from indicators.reasons import Doubt
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

HEADING = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|"


def one(text: str, **where: int) -> Evaluation:
    (found,) = recognise(drawn(text, **where))
    return found


def names(evaluation: Evaluation) -> list[str]:
    return [
        "/".join(name or "?" for name in (*row.path, row.name))
        for row in evaluation.indicators
    ]


def doubts(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.message) for problem in evaluation.warnings]


def points(evaluation: Evaluation) -> list[tuple[Decimal | None, Decimal | None]]:
    return [(row.weight, row.stated) for row in evaluation.indicators]


@pytest.mark.parametrize(
    ("row", "weight", "stated", "grade"),
    [
        ("|总分|<|<|<|<|100|97.74|", "100", "97.74", None),
        ("|总  分|<|<|<|<|100.00|99.0|", "100.00", "99.0", None),
        ("|合计||||||98|", None, "98", None),
        ("|总分：98.62分|<|<|<|<|<|<|", None, "98.62", None),
        ("|自评得分 98.5 (优)|<|<|<|<|<|<|", None, "98.5", "优"),
        ("|自评得分|98.5|<|自评等级|<|优|<|", None, "98.5", "优"),
        ("|总分|<|<|<|<|96（优）|<|", None, "96", "优"),
        ("|总分|<|100|96|优|||", "100", "96", "优"),
        ("|总分|100分|96分|||||", "100", "96", None),
        ("|总得分|<|95|评价等级|优秀|||", None, "95", "优秀"),
        ("|总分（100分）|<|<|<|<|<|96|", "100", "96", None),
        ("|项目自评总分|<|<|<|<|100|/|", "100", None, None),
        ("||总计|<|<|<|100|90|", "100", "90", None),
        ("|||合计|||100|90|", "100", "90", None),
    ],
)
def test_the_total_is_found_in_whatever_cells(
    row: str, weight: str | None, stated: str | None, grade: str | None
) -> None:
    total = one(f"{HEADING}\n|产出指标|数量指标|甲|1|1|10|10|\n{row}").total
    assert (total.weight, total.stated, total.grade) == (
        weight and Decimal(weight),
        stated and Decimal(stated),
        grade,
    )


def test_a_total_that_stands_one_column_too_far_right_is_told() -> None:
    rows = "|产出指标|数量|甲|1|1|10|10||\n|总分|<|<|<|<|<|100|98.66|"
    found = one(f"{HEADING}偏差原因|\n{rows}")
    assert (found.total.weight, str(found.total.stated)) == (100, "98.66")
    told = "总分行错开一格，两个数依次按分值、得分读取"
    assert doubts(found) == [("H3", told)]


def test_a_number_over_both_columns_of_the_total_is_a_doubt() -> None:
    found = one(f"{HEADING}\n|产出指标|数量|甲|1|1|10|10|\n|合计|<|<|<|<|100|<|")
    assert doubts(found) == [("F3", "总分行的数跨分值、得分两列，按得分读取")]


def test_a_total_that_is_no_number_is_a_doubt() -> None:
    found = one(f"{HEADING}\n|产出指标|数量|甲|1|1|10|10|\n|总分|<|<|<|<|一百|95|")
    assert found.total.weight is None
    assert doubts(found) == [("F3", "总分行里有未读懂的内容")]


@pytest.mark.parametrize(
    "heading",
    [
        "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|",
        "|一级 指标|二级\\n指标|三 级 指 标|年度指标值（A）|实际完成值（B）|分  值|得  分|",
        "|一级指标（50分）|二级指标|三级指标|目标值|全年实际值|权重（90分）|自评得分|",
        "|一级|二级|三级|指标值|完成情况|指标分值|自评分|",
        "|★一级指标|二级指标|三级指标：|年初目标值[A]|实际完成值【B】|＊分值|指标得分|",
        "|一级指标|二级指标|指标内容|预期指标值|全年完成值|标准分|得分情况|",
    ],
)
def test_headings_are_known_by_their_meaning(heading: str) -> None:
    found = one(f"{heading}\n|产出指标|数量指标|甲|≥1个|2个|10|9|")
    (row,) = found.indicators
    assert (row.path, row.name) == (("产出指标", "数量指标"), "甲")
    assert (row.target, row.actual) == ("≥1个", "2个")
    assert points(found) == [(Decimal(10), Decimal(9))]
    assert doubts(found) == []


def test_columns_may_stand_in_any_order() -> None:
    found = one("""
|得分|偏差原因|三级指标|分值|实际完成值|二级指标|年度指标值|一级指标|
|9|略|甲|10|2个|数量指标|≥1个|产出指标|
""")
    (row,) = found.indicators
    assert (row.path, row.name) == (("产出指标", "数量指标"), "甲")
    assert (row.target, row.actual, row.variance_note) == ("≥1个", "2个", "略")
    assert points(found) == [(Decimal(10), Decimal(9))]


def test_empty_columns_between_and_around_do_not_matter() -> None:
    found = one(
        """
||一级指标||二级指标||三级指标|指标值||完成值|分值||得分|
||产出指标||数量指标||甲|1||2|10||9|
||||||乙|1||2|10||8|
||总分|||||||20||17|
""",
        top=5,
        left=3,
    )
    assert names(found) == ["产出指标/数量指标/甲", "产出指标/数量指标/乙"]
    assert points(found) == [(Decimal(10), Decimal(9)), (Decimal(10), Decimal(8))]
    assert found.total.stated == Decimal(17)


def test_headings_in_two_rows_without_merging() -> None:
    found = one("""
||||年度指标值||实际完成值|分值|得分|
|一级指标|二级指标|三级指标|||||||
|产出指标|数量指标|甲|≥1个||1个|50|50|
|||乙|≥1个||1个|40|40|
||质量指标|丙|≥1个||1个|10|10|
|效益指标||丁|≥1个||1个|10|10|
""")
    assert names(found) == [
        "产出指标/数量指标/甲",
        "产出指标/数量指标/乙",
        "产出指标/质量指标/丙",
        "效益指标/?/丁",
    ]
    assert doubts(found) == [("H6", "从这一行起有的行没有二级指标名称")]


def test_a_heading_that_is_repeated_on_each_page_begins_nothing_new() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
{HEADING}
|产出指标|数量指标|乙|1|1|10|10|
|总分|<|<|<|<|20|20|
""")
    assert names(found) == ["产出指标/数量指标/甲", "产出指标/数量指标/乙"]
    assert found.total.stated == Decimal(20)


@pytest.mark.parametrize("side", ["绩效指标", "绩效目标", ""])
def test_a_repeated_heading_takes_no_goals_into_the_path(side: str) -> None:
    """Goals above and a page break between: the form has one block all the same."""
    heading = f"|{side}{HEADING}"
    found = one(f"""
|年度总体目标|预期目标|<|<|实际完成情况|<|<|<|
|^|完成任务|<|<|已完成|<|<|<|
{heading}
||产出指标|数量指标|甲|1|1|10|10|
{heading}
||产出指标|数量指标|乙|1|1|10|10|
|总分|<|<|<|<|<|20|20|
""")
    assert names(found) == ["产出指标/数量指标/甲", "产出指标/数量指标/乙"]
    assert found.goals.expected == "完成任务"
    assert doubts(found) == []


def test_a_page_break_inside_a_goal_block_goes_on_with_it() -> None:
    found = one(f"""
|年度绩效目标1（40分）{HEADING}
||产出指标|数量指标|甲|1|1|10|10|
||一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
||产出指标|数量指标|乙|1|1|10|10|
|年度绩效目标2（40分）{HEADING}
||产出指标|数量指标|丙|1|1|10|10|
""")
    first, second = "年度绩效目标1", "年度绩效目标2"
    assert [row.path[0] for row in found.indicators] == [first, first, second]
    assert [row.path_weights[0] for row in found.indicators] == [40, 40, 40]


def test_levels_may_have_columns_of_weights() -> None:
    found = one("""
|一级指标|权重|二级指标|权重|三级指标|分值|指标值|完成值|自评得分|财政评分|扣分原因|
|产出|50|数量|20|A|10|1|1|10|9||
|^|^|^|^|B|10|1|1|10|10||
|^|^|质量|30|C|30|1|1|30|30||
|小计|<|<|<|<|50|||50|||
|合计|<|<|<|<|50|||50|||
""")
    assert [row.path_weights for row in found.indicators] == [
        (Decimal(50), Decimal(20)),
        (Decimal(50), Decimal(20)),
        (Decimal(50), Decimal(30)),
    ]
    assert [row.weight for row in found.indicators] == [10, 10, 30]
    assert found.indicators[0].extra == (("财政评分", "9"),)
    assert ("A5", "小计行未作为指标读取") in doubts(found)
    assert len(found.indicators) == 3


def test_group_weights_are_parted_from_group_names() -> None:
    found = one("""
|一级指标|二级指标|三级指标|指标值|完成值|得分|
|产出指标\\n（５０分）|数量指标（ 20\\n分）|甲|1|1|10|
|效益指标30分|经济效益\\n指标(15)|乙|1|1|10|
|满意度指标（公众）|满意度|丙|1|1|10|
""")
    assert names(found) == [
        "产出指标/数量指标/甲",
        "效益指标/经济效益指标/乙",
        "满意度指标（公众）/满意度/丙",
    ]
    assert [row.path_weights for row in found.indicators] == [
        (Decimal(50), Decimal(20)),
        (Decimal(30), Decimal(15)),
        (None, None),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "产出指标\\n50",
        "产出指标 50",
        "产出指标50",
        "产出指标（满分50分）",
        "产出指标（共50分）",
        "产出指标（50分)",
        "产出指标/50",
        "产出指标-50分",
        "产出指标：50分",
        "项目产出\\n50",
    ],
)
def test_a_weight_behind_a_group_is_no_part_of_its_name(label: str) -> None:
    found = one(f"{HEADING}\n|{label}|数量指标|甲|1|1|10|10|")
    (row,) = found.indicators
    assert row.path[0] in {"产出指标", "项目产出"}
    assert row.path_weights == (Decimal(50), None)
    assert doubts(found) == []


def test_a_share_behind_a_group_is_its_weight_and_told() -> None:
    found = one(f"{HEADING}\n|产出指标（50％）|数量指标|甲|1|1|10|10|")
    assert found.indicators[0].path == ("产出指标", "数量指标")
    assert found.indicators[0].path_weights == (Decimal(50), None)
    assert doubts(found) == [("A2", "组名里的百分数，按百分制的分数读取")]


@pytest.mark.parametrize("label", ["数量指标1", "标段 2", "产出指标\\n2023"])
def test_a_number_that_counts_groups_is_no_weight(label: str) -> None:
    found = one(f"{HEADING}\n|产出指标|{label}|甲|1|1|10|10|")
    assert found.indicators[0].path == ("产出指标", label.replace("\\n", ""))
    assert found.indicators[0].path_weights == (None, None)


def test_points_that_stay_in_the_name_of_a_group_are_told() -> None:
    found = one(f"{HEADING}\n|效益指标（每项10分，共3项）|社会|甲|1|1|10|10|")
    assert found.indicators[0].path[0] == "效益指标（每项10分，共3项）"
    assert doubts(found) == [("A2", "组名里的数未读懂，留在组名里")]


def test_fillers_are_skipped_and_told() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|指标1：甲|1|1|10|10|
|^|^|指标2：|||||
|^|^|……|……||||
|^|质量指标|/|/|/|/|/|
|^|时效指标||||||
|^|成本指标|无|||||
""")
    assert names(found) == ["产出指标/数量指标/指标1：甲"]
    assert doubts(found) == [
        ("C3", Doubt.UNFILLED_ROW.sentence),
        ("C4", Doubt.UNFILLED_ROW.sentence),
        ("C5", Doubt.UNFILLED_ROW.sentence),
        ("C7", Doubt.UNFILLED_ROW.sentence),
    ]
    assert [doubt.value for doubt in found.warnings] == ["指标2：", "……", "/", "无"]


def test_a_group_that_official_forms_print_may_stay_empty() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
|效益指标|经济效益\\n指标||||||
|^|生态效益指标||||||
|^|带动效益||||||
|^|……||||||
""")
    assert names(found) == ["产出指标/数量指标/甲"]
    assert [(str(p.where), p.message, p.value) for p in found.warnings] == [
        ("B5", "第 5 行没有三级指标，未读取", "带动效益"),
        ("B6", Doubt.UNFILLED_ROW.sentence, "……"),
    ]


def test_an_unfilled_row_without_a_name_is_told_by_its_text() -> None:
    found = one(f"{HEADING}\n|产出指标|数量指标|甲|1|1|9|9|\n||||—||||")
    assert [(str(p.where), p.message, p.value) for p in found.warnings] == [
        ("D3", Doubt.UNFILLED_ROW.sentence, "—")
    ]


def test_rows_that_share_a_name_have_each_their_own_place() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|培训人数|城镇60人|62人|10|10|
|^|^|^|农村40人|42人|10|9|
|^|^|^|牧区40人|^|^|^|
""")
    assert [row.name for row in found.indicators] == ["培训人数"] * 3
    assert [str(row.place) for row in found.indicators] == ["G2", "G3", "D4"]
    assert [str(row.places["name"]) for row in found.indicators] == ["C2"] * 3
    assert [str(row.places["actual"]) for row in found.indicators] == ["E2", "E3", "E3"]
    assert ("C2", "第 3 行与上一行同用一个指标名") in doubts(found)


def test_a_row_with_values_is_never_a_filler() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|指标2：|||5|5|
|^|^||≥5||5|5|
""")
    assert names(found) == [
        "产出指标/数量指标/指标2：",
        "产出指标/数量指标/（未写名称）",
    ]
    assert doubts(found) == [("G3", "有数值而没有指标名称")]


def test_points_that_are_no_numbers_are_left_out_and_told() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|十分|9.5分|
|^|^|乙|1|1|10%|—|
|^|^|丙|1|1|10（分）||
""")
    assert points(found) == [
        (None, Decimal("9.5")),
        (Decimal(10), None),
        (Decimal(10), None),
    ]
    assert doubts(found) == [
        ("F2", "分值不是数，未读取"),
        ("F3", "分值是百分数，按百分制的分数读取"),
    ]


def test_printed_marks_stay_in_target_and_actual() -> None:
    found = one(f"{HEADING}\n|产出指标|数量指标|甲|/|—|5|5|\n|^|^|乙|||5|5|")
    assert [(row.target, row.actual) for row in found.indicators] == [
        ("/", "—"),
        (None, None),
    ]


def test_merged_values_hold_for_each_row_but_merged_points_count_once() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1个|1个|10|10|
|^|^|乙|^|2个|^|^|
|^|^|丙|3|1|10|5|
|^|^|^|4|1|10|5|
""")
    assert [(row.name, row.target) for row in found.indicators] == [
        ("甲", "1个"),
        ("乙", "1个"),
        ("丙", "3"),
        ("丙", "4"),
    ]
    assert points(found)[1] == (None, None)
    assert doubts(found) == [
        ("F2", "第 3 行的分值与上一行合并，只计在第一行"),
        ("G2", "第 3 行的得分与上一行合并，只计在第一行"),
        ("C4", "第 5 行与上一行同用一个指标名"),
    ]


def test_an_indicator_over_two_rows_is_one_indicator() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
|^|^|^|^|^|^|^|
|^|^|乙|1|1|10|10|
""")
    assert names(found) == ["产出指标/数量指标/甲", "产出指标/数量指标/乙"]
    assert doubts(found) == []


def test_a_cell_over_two_columns_is_read_once_and_told() -> None:
    found = one(f"{HEADING}\n|产出指标|数量指标|甲|良好|<|10|10|")
    assert (found.indicators[0].target, found.indicators[0].actual) == ("良好", None)
    assert doubts(found) == [("D2", "一格跨了几列（指标值、完成值），按指标值读取")]


def test_level_cells_may_be_merged_with_the_next_level_or_the_name() -> None:
    found = one(f"""
{HEADING}
|预算执行率|<|<|100%|98%|10|9.8|
|产出指标|数量指标|甲|1|1|10|10|
|满意度指标|群众满意度|<|1|1|10|10|
|效益指标|<|乙|1|1|10|10|
""")
    assert names(found) == [
        "?/?/预算执行率",
        "产出指标/数量指标/甲",
        "满意度指标/?/群众满意度",
        "效益指标/?/乙",
    ]


def test_a_merged_cell_without_text_is_a_group_without_a_name() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
|^||乙|1|1|10|10|
|^|^|丙|1|1|10|10|
""")
    assert names(found)[1:] == ["产出指标/?/乙", "产出指标/?/丙"]
    assert doubts(found) == [("G3", "从这一行起有的行没有二级指标名称")]


def test_a_group_of_which_only_the_points_are_seen_has_no_name() -> None:
    rows = "|产出指标|时效指标（10分）|甲|1|1|10|10|\n|^|（5分）|乙|1|1|5|5|\n"
    rows += "|效益指标|（10分）|丙|1|1|10|10|\n|^|社会效益|丁|1|1|10|10|"
    found = one(f"{HEADING}\n{rows}")
    assert names(found) == [
        "产出指标/时效指标/甲",
        "产出指标/?/乙",
        "效益指标/?/丙",
        "效益指标/社会效益/丁",
    ]
    weights = [row.path_weights[1] for row in found.indicators]
    assert weights == [10, 5, 10, None]
    assert doubts(found) == [("G3", "从这一行起有的行没有二级指标名称")]


def test_parent_rows_and_their_parts_are_rows() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|补助面积|29.5亩|29.5亩|20|20|
|^|^|其中桃树|1.5亩|1.5亩|||
""")
    assert points(found) == [(Decimal(20), Decimal(20)), (None, None)]


def test_a_band_across_the_table_is_no_indicator() -> None:
    found = one(f"""
{HEADING}
|一、产出指标（50分）|<|<|<|<|<|<|
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert names(found) == ["产出指标/数量指标/甲"]
    assert doubts(found) == [("A2", "整行只有一格，未作为指标读取")]


@pytest.mark.parametrize(
    "footer",
    [
        "注：1.得分一档最高不能超过该指标分值上限。",
        "说明",
        "填报人：张三    联系电话：123",
        "其他需要说明的问题",
        "单位负责人（签名）：",
        "备注：自评表随同决算公开",
    ],
)
def test_what_stands_below_the_table_is_no_indicator(footer: str) -> None:
    found = one(
        f"{HEADING}\n|产出指标|数量指标|甲|1|1|10|10|\n|{footer}|<|<|<|无|<|<|\n|a|b|c|1|1|1|1|"
    )
    assert names(found) == ["产出指标/数量指标/甲"]


def test_an_indicator_whose_name_begins_like_a_footnote_is_read() -> None:
    found = one(
        f"{HEADING}\n|产出指标|数量指标|注册企业数|1|1|10|10|\n|^|^|说明会|1|1|5|5|"
    )
    assert [row.name for row in found.indicators] == ["注册企业数", "说明会"]


@pytest.mark.parametrize(
    "label",
    ["绩效指标合计", "指标得分合计", "产出指标得分小计", "各项指标合计（90分）"],
)
def test_what_the_indicators_add_up_to_is_no_indicator_and_not_the_total(
    label: str,
) -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|90|88|
|{label}||||| 90|88|
|总分|||||100|97.8|
""")
    assert names(found) == ["产出指标/数量指标/甲"]
    assert (found.total.weight, found.total.stated) == (100, Decimal("97.8"))
    assert doubts(found) == [("A3", "小计行未作为指标读取")]


def test_groups_below_the_total_are_read() -> None:
    found = one(f"""
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
|合计|<|<|<|<|10|10|
|效益指标|社会效益指标|乙|1|1|10|9|
|总分|<|<|<|<|20|19|
""")
    assert names(found) == ["产出指标/数量指标/甲", "效益指标/社会效益指标/乙"]
    assert found.total.stated == Decimal(19)
    assert doubts(found) == [("G5", "有几行合计，读取最后一行")]


def test_several_tables_stand_one_below_the_other() -> None:
    found = recognise(
        drawn("""
|2021年度项目自评表|<|<|<|
|项目名称|甲项目|||
|一级指标|三级指标|指标值|得分|
|产出指标|A|1|10|
|总分|||10|
|填报人：|张|||
|||||
|2022年度项目自评表|<|<|<|
|项目名称|乙项目|||
|一级指标|三级指标|指标值|得分|
|产出指标|B|2|20|
|总分|||20|
""")
    )
    assert [(e.year, e.project, e.total.stated) for e in found] == [
        (2021, "甲项目", 10),
        (2022, "乙项目", 20),
    ]
    assert [names(e) for e in found] == [["产出指标/A"], ["产出指标/B"]]


@pytest.mark.parametrize(
    "text",
    [
        "|预算表|<|\n|项目名称|甲|\n|科目|金额|\n|A|1|",
        "|一级指标|二级指标|三级指标|指标解释|\n|产出|数量|甲|乙|",
        "|填表说明|\n|一级指标：产出指标；分值50|\n|得分按比例|",
        "|指标值|\n|1|",
    ],
)
def test_other_tables_are_not_taken_for_one(text: str) -> None:
    assert recognise(drawn(text)) == ()


def test_labels_and_values_in_one_cell() -> None:
    found = one(f"""
|项目名称：道路维护　　主管部门：住建局|<|<|<|<|<|<|
|项 目 单 位（公章）：养护所|<|<|填报日期：2021年1月|<|<|<|
|填报年度|2020|||||
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert (found.project, found.department, found.unit, found.year) == (
        "道路维护",
        "住建局",
        "养护所",
        2020,
    )


def test_a_label_is_never_answered_by_another_label() -> None:
    found = one(f"""
|项目名称||某项目|||||
|主管部门|||项目编号（系统）|123|||
|项目负责人|张三|实施单位|||||
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert (found.project, found.department, found.unit) == ("某项目", None, None)


def test_title_and_fields_may_stand_in_lines_above_the_table() -> None:
    grid = drawn(
        f"{HEADING}\n|产出指标|数量指标|甲|1|1|10|10|",
        before=(
            "三、其他公开事项 2019年",
            "项目支出绩效自评表",
            "（2021年度）",
            "项目名称：甲项目  主管部门：乙局",
            "单位：万元",
        ),
    )
    (found,) = recognise(grid)
    assert (found.form, found.year) == ("项目支出绩效自评表", 2021)
    assert (found.project, found.department, found.unit) == ("甲项目", "乙局", None)


def test_a_table_before_it_may_hold_the_head_and_the_funds() -> None:
    head = drawn("""
|项目名称|甲项目|主管部门|乙局|||
|项目资金（元）||全年预算数|全年执行数|执行率||
|^|年度资金总额|100|90|90%||
""")
    (found,) = recognise(drawn(f"{HEADING}\n|产出|数量|甲|1|1|10|10|"), head)
    assert (found.project, found.department) == ("甲项目", "乙局")
    assert (found.funds.unit, str(found.funds.lines[0].rate)) == ("元", "90%")


@pytest.mark.parametrize(
    "funds",
    [
        "|项目资金（万元）||预算数|执行数|执行率|分值|得分|\n|^|年度资金总额|100|90|90%|10|9|",
        "|项目资金|资金来源|全年预算数（万元）|全年执行数（万元）|执行率|分值|得分|\n|^|年度资金总额|100|90|90%|10|9|",
        "|项目资金(单位:万元)||调整后预算数|实际支出数|预算执行率|权重|自评得分|\n||年度资金总额|100|90|90%|10|9|",
        "||项目资金\\n(万元)|全年预算数\\n（A）|全年执行数\\n（B）|执行率（B/A）|分值|得分|\n||年度资金总额|100|90|90%|10|9|",
    ],
)
def test_funds_are_known_by_their_headings(funds: str) -> None:
    found = one(f"|项目名称|甲||||||\n{funds}\n{HEADING}\n|产出|数量|甲|1|1|10|10|")
    (line,) = found.funds.lines
    assert (line.label, str(line.budget), str(line.spent)) == (
        "年度资金总额",
        "100",
        "90",
    )
    assert (str(line.rate), line.weight, line.stated) == ("90%", 10, 9)
    assert found.funds.unit == "万元"


def test_a_label_of_funds_may_be_written_in_two_cells() -> None:
    found = one(f"""
|项目资金（万元）|<|<|年初预算数|全年预算数|全年执行数|执行率|
|年度资金总额|<|<|见附件|100|90|90%|
|其中：|当年财政拨款|<||100|90|—|
||上年结转资金|<|||||
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert [line.label for line in found.funds.lines] == [
        "年度资金总额",
        "其中：当年财政拨款",
        "上年结转资金",
    ]
    assert doubts(found) == [("D2", "资金表里不是数，未读取")]


def test_goals_stand_below_their_headings_or_beside_their_labels() -> None:
    below = """
|年度总体目标|年初设定目标|<|<|全年实际完成情况|<|<|
|^|1.甲\\n2.乙|<|<|1.丙|<|<|
|^|3.丁|<|<|2.戊|<|<|
"""
    beside = (
        "|总体目标|1.甲\\n2.乙\\n3.丁|<|<|<|<|<|\n|实际完成情况|1.丙\\n2.戊|<|<|<|<|<|"
    )
    for goals in (below.strip(), beside):
        found = one(f"{goals}\n{HEADING}\n|产出|数量|甲|1|1|10|10|")
        assert found.goals.expected == "1.甲\n2.乙\n3.丁"
        assert found.goals.actual == "1.丙\n2.戊"


def test_an_unknown_wording_of_the_goals_is_a_doubt() -> None:
    found = one(f"""
|年度总体目标|预期目标|<|<|年内做出的结果|<|<|
|^|甲|<|<|乙|<|<|
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert (found.goals.expected, found.goals.actual) == ("甲", "乙")
    assert doubts(found) == [("E1", "未识别的目标列名，按实际完成情况读取")]


def test_four_levels_give_a_path_of_three() -> None:
    found = one("""
|一级指标|二级指标|三级指标|四级指标|目标值|实际完成值|分值|自评得分|备注|
|A|B|C|甲|5|5|10|9|好|
|^|^|^|乙|5|5|10|9||
""")
    assert names(found) == ["A/B/C/甲", "A/B/C/乙"]
    assert [row.variance_note for row in found.indicators] == ["好", None]
    assert doubts(found) == [("I1", "没有偏差原因一列，这一列按偏差原因读取")]


def test_names_alone_are_a_table_too() -> None:
    found = one(
        "|绩效指标|年度指标值|实际完成值|分值|得分|\n|甲|1|1|10|9|\n|总分|||10|9|"
    )
    assert names(found) == ["甲"]
    assert found.total.stated == Decimal(9)


def test_serial_numbers_beside_names_are_no_part_of_them() -> None:
    found = one("""
|一级指标|二级指标|三级指标|<|指标值|完成值|得分|
|产出指标|数量指标|1|甲|1|1|10|
|^|^|2|乙|1|1|10|
|^|^|指标3：|丙|1|1|10|
""")
    assert [row.name for row in found.indicators] == ["甲", "乙", "指标3：丙"]


def test_a_kind_of_indicator_is_not_taken_for_a_sign() -> None:
    found = one("""
|指标类型|指标名称|指标值|计量单位|完成值|得分|
|产出指标|甲|5|个|6|10|
|不低于|乙|5|个|6|10|
|定量|丙|5|个|6|10|
""")
    assert [row.target for row in found.indicators] == ["5个", "不低于5个", "5个"]
    assert doubts(found) == [("A2", "指标性质不是符号，未并入指标值")]


def test_amounts_may_stand_beside_their_labels() -> None:
    found = one(f"""
|预算执行情况（万元）|预算数|200|执行数|195.5|执行率|97.75%|
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    (line,) = found.funds.lines
    assert (str(line.budget), str(line.spent), str(line.rate)) == (
        "200",
        "195.5",
        "97.75%",
    )
    assert found.funds.unit == "万元"


def test_a_heading_of_funds_without_lines_is_a_doubt() -> None:
    found = one(f"""
|资金|全年预算数|全年执行数|执行率||||
|项目实施内容|甲||||||
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert found.funds.lines == ()
    assert doubts(found) == [("B1", "资金表里没有读到一行")]


@pytest.mark.parametrize(
    ("title", "form", "year"),
    [
        ("附件2：项目支出绩效自评表（2021年度）", "项目支出绩效自评表", 2021),
        ("2020年度 项 目 支 出 绩 效 自 评 表", "项目支出绩效自评表", 2020),
        ("项目支出绩效自评表\\n（ 2019 年 ）", "项目支出绩效自评表", 2019),
        ("部门整体支出绩效自评表（湖南）", "部门整体支出绩效自评表（湖南）", None),
    ],
)
def test_titles_are_freed_of_annex_year_and_white(
    title: str, form: str, year: int | None
) -> None:
    found = one(f"|{title}|<|<|<|<|<|<|\n{HEADING}\n|产出|数量|甲|1|1|10|10|")
    assert (found.form, found.year) == (form, year)


@pytest.mark.parametrize(
    "line", ["（2021年度）", "(2021)年度", "2021 年", "二〇二一年度", "填报年度：2021"]
)
def test_the_year_may_stand_below_the_title(line: str) -> None:
    found = one(
        f"|项目支出绩效自评表|<|<|<|<|<|<|\n|{line}|<|<|<|<|<|<|\n{HEADING}\n|产出|数量|甲|1|1|10|10|"
    )
    assert found.year == 2021


def test_a_total_may_stand_beside_the_title_and_labels_may_have_prefixes() -> None:
    found = one("""
|2021年度财政专项扶贫资金绩效自评表      项目总得分：95|<|<|<|<|<|<|
|县级项目名称|<|某|<|<|<|<|
|自治区主管部门|<|农业农村厅|<|市县实施单位|<|县局|
|一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分|
|产出指标|数量指标|里程|20|≥5公里|5公里|20|
""")
    assert (found.form, found.year) == ("财政专项扶贫资金绩效自评表", 2021)
    assert (found.project, found.department, found.unit) == ("某", "农业农村厅", "县局")
    assert (found.total.stated, str(found.total.place)) == (Decimal(95), "A1")


def test_rows_of_the_funds_that_are_not_understood_are_told() -> None:
    found = one(f"""
|年度预算申请（万元）||全年预算数|全年执行数|分值|执行率|得分|
|^|年度资金总额|4753.66万元|3824.26万元|10|100%|10|
|^|按收入性质分：|<|<|<|<|<|
|^|政府性基金拨款：2880|<|<|<|<|<|
{HEADING}
|产出指标|数量指标|甲|1|1|10|10|
""")
    assert [line.label for line in found.funds.lines] == ["年度资金总额"]
    assert doubts(found) == [
        ("B3", "资金表里这一格未读懂，未读取"),
        ("B4", "资金表里这一格未读懂，未读取"),
    ]
