"""列名不在词典里的: 由位置、由下面写着什么认出; 几列同义的取哪一列."""

from __future__ import annotations

import pytest

from indicators import Evaluation, dump
from indicators.codec import structure
from reading.tables.recognise import recognise
from scoring.engine import score
from scoring.policy import load_policy
from tests.reading.drawn import drawn

LEVELS = "|一级指标|二级指标|三级指标|"
REST = "指标值|完成值|分值|得分|"
ROWS = """
|产出指标|数量指标|甲|≥98人|100人|60|60|
|效益指标|社会效益|乙|≥5个|5个|40|40|
"""


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


def read_whole(found: Evaluation) -> bool:
    first, last = found.indicators
    return (
        (first.path, first.name) == (("产出指标", "数量指标"), "甲")
        and (last.target, last.actual) == ("≥5个", "5个")
        and [str(first.weight), str(last.stated)] == ["60", "40"]
        and not found.warnings
    )


@pytest.mark.parametrize(
    "title",
    ["分解目标", "评价内容", "指标类型", "指标类别", "考核维度", "绩效目标", "板块"],
)
def test_what_stands_left_of_the_second_level_is_the_first(title: str) -> None:
    assert read_whole(one(f"|{title}|二级指标|三级指标|{REST}{ROWS}"))


@pytest.mark.parametrize("title", ["评价内容", "评价指标", "指标分类"])
def test_what_stands_between_level_and_name_is_the_second_level(title: str) -> None:
    assert read_whole(one(f"|一级指标|{title}|指标名称|{REST}{ROWS}"))


def test_signs_left_of_the_second_level_are_signs() -> None:
    found = one(f"""
|指标类型|二级指标|三级指标|{REST}
|定量|数量指标|甲|98人|100人|60|60|
|定性|社会效益|乙|好|好|40|40|
""")
    assert [row.path for row in found.indicators] == [("数量指标",), ("社会效益",)]
    assert found.indicators[1].direction == "定性"


@pytest.mark.parametrize("title", ["目标内容", "具体内容", "工作任务", "分解目标"])
def test_what_stands_right_of_the_levels_names_the_rows(title: str) -> None:
    assert read_whole(one(f"|一级指标|二级指标|{title}|{REST}{ROWS}"))


def test_an_explanation_beside_names_of_their_own_is_no_name() -> None:
    found = one(f"""
|一级指标|二级指标|工作内容|{REST}
|产出指标|修路|修到村口|≥98人|100人|60|60|
|效益指标|出行|方便|≥5个|5个|40|40|
""")
    assert [row.name for row in found.indicators] == ["修路", "出行"]


@pytest.mark.parametrize(
    "title",
    ["参考分值", "标准权重", "自评分值", "评价权重", "权重占比", "考核分值", "基本分"],
)
def test_a_weight_is_known_under_any_prefix(title: str) -> None:
    assert read_whole(one(f"{LEVELS}指标值|完成值|{title}|得分|{ROWS}"))


@pytest.mark.parametrize(
    "title",
    ["实施进度", "工作进展情况", "推进情况", "单项指标实际完成值", "实际情况"],
)
def test_an_actual_value_is_known_by_progress_too(title: str) -> None:
    assert read_whole(one(f"{LEVELS}指标值|{title}|分值|得分|{ROWS}"))


def test_an_actual_value_goes_before_a_progress() -> None:
    found = one(f"""
{LEVELS}指标值|完成进度|实际完成值|分值|得分|
|产出指标|数量指标|甲|≥98人|100%|100人|60|60|
""")
    (row,) = found.indicators
    assert (row.actual, row.extra) == ("100人", (("完成进度", "100%"),))


@pytest.mark.parametrize("over", ["年度指标值", "预期指标值", "目标值"])
@pytest.mark.parametrize("value", ["值", "数值", "目标数值"])
def test_sign_value_and_unit_under_one_heading(over: str, value: str) -> None:
    found = one(f"""
{LEVELS}{over}|<|<|完成值|分值|得分|
|^|^|^|符号|{value}|单位|^|^|^|
|产出指标|数量指标|甲|≥|98|人|100|60|60|
|效益指标|社会效益|乙|≤|5|个|5|40|40|
""")
    assert [row.target for row in found.indicators] == ["≥98人", "≤5个"]
    assert found.warnings == ()


@pytest.mark.parametrize("title", ["单位（文字描述）", "计量单位或定性描述"])
def test_words_under_the_unit_are_the_value_where_there_is_none(title: str) -> None:
    found = one(f"""
{LEVELS}预期指标值|<|<|完成值|分值|得分|
|^|^|^|符号|值|{title}|^|^|^|
|产出指标|数量指标|甲|≥|98|人|100|60|60|
|效益指标|社会效益|乙|||明显改善|明显改善|40|40|
""")
    assert [row.target for row in found.indicators] == ["≥98人", "明显改善"]


def test_points_of_the_whole_go_before_points_of_a_single_indicator() -> None:
    found = one(f"""
{LEVELS}指标值|完成值|权重占比|单项指标得分|折算得分|
|产出指标|数量指标|甲|≥98人|100人|60|95|57|
""")
    (row,) = found.indicators
    assert (str(row.stated), row.extra) == ("57", (("单项指标得分", "95"),))


@pytest.mark.parametrize(
    "titles",
    [
        "自评得分|复核得分|财政评价得分",
        "财政评价得分|部门复核|自评得分",
        "专家打分|第三方评价得分|得分",
    ],
)
def test_what_others_gave_is_kept_beside_the_self_evaluation(titles: str) -> None:
    own = {"自评得分": "60", "得分": "60"}
    cells = [own.get(title, "58") for title in titles.split("|")]
    found = one(f"""
{LEVELS}指标值|完成值|分值|{titles}|
|产出指标|数量指标|甲|≥98人|100人|60|{"|".join(cells)}|
""")
    (row,) = found.indicators
    others = tuple((t, "58") for t in titles.split("|") if t not in own)
    assert (str(row.stated), row.extra, found.warnings) == ("60", others, ())


def test_parts_of_one_heading_of_points_are_told_apart() -> None:
    found = one(f"""
{LEVELS}指标值|完成值|分值|得分|<|<|
|^|^|^|^|^|^|复核|自评|财政评价|
|产出指标|数量指标|甲|≥98人|100人|60|59|60|58|
""")
    (row,) = found.indicators
    assert str(row.stated) == "60"
    assert row.extra == (("复核", "59"), ("财政评价", "58"))


@pytest.mark.parametrize(
    ("initial", "adjusted"),
    [
        ("年初指标值", "调整后指标值"),
        ("年初目标值", "年中调整目标值"),
        ("原指标值", "修订后指标值"),
        ("年度指标值", "调整后"),
    ],
)
@pytest.mark.parametrize("blank", ["", "—", "/"])
def test_the_initial_target_counts_where_nothing_was_adjusted(
    initial: str, adjusted: str, blank: str
) -> None:
    found = one(f"""
{LEVELS}{initial}|{adjusted}|完成值|分值|得分|
|产出指标|数量指标|甲|≥90人|≥98人|100人|60|60|
|效益指标|社会效益|乙|≥5个|{blank}|5个|40|40|
""")
    first, last = found.indicators
    assert (first.target, first.target_from) == ("≥98人", None)
    assert (last.target, last.target_from) == ("≥5个", initial)
    assert str(last.places["target"]) == "D3"
    assumed = score(found, load_policy("mof-2020")).rows[1].assumptions
    assert any(f"按“{initial}”一列计" in str(said) for said in assumed)
    assert structure(dump(found), Evaluation, "表").indicators[1].target_from == initial


@pytest.mark.parametrize(
    "above",
    [
        "|||||||自评得分|",
        "|绩效指标|<|<|<|<|<|自评得分|",
        "|绩效指标完成情况|<|<|<|<|<|自评得分|",
    ],
)
def test_a_title_that_stands_one_row_higher_heads_its_column(above: str) -> None:
    found = one(f"{above}\n{LEVELS}指标值|完成值|分值||{ROWS}")
    assert [str(row.stated) for row in found.indicators] == ["60", "40"]


@pytest.mark.parametrize("title", ["自评得分", "得分", "复核得分"])
def test_points_among_the_headings_are_told(title: str) -> None:
    found = one(f"""
{LEVELS}指标值|完成值|分值|{title}|
|^|^|^|^|^|^|90|
{ROWS.strip()}
""")
    assert [(str(p.where), p.value) for p in found.warnings if "90" in str(p.value)]


def test_numbers_under_no_heading_are_told() -> None:
    found = one(f"""
{LEVELS}指标值|完成值|分值||
|产出指标|数量指标|甲|≥98人|100人|60|58|
""")
    assert [(str(p.where), p.value) for p in found.warnings] == [("G2", "58")]
