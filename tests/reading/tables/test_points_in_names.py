"""验收合格率（10分）: 三级指标的名称里写着分值."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditing.audit import audit
from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

LEVELS = "|一级指标|二级指标|三级指标|指标值|完成值|"


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


def named(evaluation: Evaluation) -> list[tuple[str, Decimal | None]]:
    return [(row.name, row.weight) for row in evaluation.indicators]


@pytest.mark.parametrize(
    ("text", "name", "weight"),
    [
        ("验收合格率（10分）", "验收合格率", "10"),
        ("新建道路【12.5分】", "新建道路", "12.5"),
        ("采购设备\\n(分值：8)", "采购设备", "8"),
        ("1.修桥（含引道）（满分６分）", "1.修桥（含引道）", "6"),
        ("培训（标准分5分）；", "培训", "5"),
    ],
)
def test_points_behind_a_name_are_the_weight_of_the_row(
    text: str, name: str, weight: str
) -> None:
    found = one(f"{LEVELS}得分|\n|产出指标|数量指标|{text}|≥10个|10个|5|")
    assert named(found) == [(name, Decimal(weight))]


@pytest.mark.parametrize(
    "text",
    ["合格率（95%）", "时长（45分钟）", "站点（10）", "（10分）", "每人次（2024年）"],
)
def test_another_number_behind_a_name_is_no_weight(text: str) -> None:
    found = one(f"{LEVELS}得分|\n|产出指标|数量指标|{text}|≥10个|10个|5|")
    assert named(found) == [(text, None)]


@pytest.mark.parametrize("target", ["≥90分", "90分以上", "≥90", "90"])
def test_points_that_the_target_names_are_what_is_measured(target: str) -> None:
    row = f"|效益指标|社会效益|群众评分（90分）|{target}|92分|10|"
    assert named(one(f"{LEVELS}得分|\n{row}")) == [("群众评分（90分）", None)]


def test_a_weight_in_its_own_cell_holds_and_leaves_the_name() -> None:
    found = one(f"{LEVELS}分值|得分|\n|产出指标|数量指标|甲（10分）|1个|1个|20|20|")
    assert named(found) == [("甲（10分）", Decimal(20))]


def test_a_weight_that_reaches_down_from_above_is_not_counted_again() -> None:
    found = one(f"""
{LEVELS}分值|得分|
|产出指标|数量指标|甲（10分）|1个|1个|20|10|
|^|^|乙（10分）|1个|1个|^|10|
""")
    assert [row.weight for row in found.indicators] == [Decimal(20), None]


@pytest.mark.parametrize("heading", ["三级指标", "指标名称", "具体指标"])
def test_more_points_than_the_name_allows_are_found(heading: str) -> None:
    found = one(f"""
{LEVELS.replace("三级指标", heading)}得分|
|产出指标（60分）|数量指标|培训人数（30分）|≥100人|120人|31|
|^|^|场次（30分）|≥10场|10场|30|
|效益指标（40分）|社会效益指标|知晓率（40分）|≥90%|95%|40|
""")
    points = [fault for fault in audit(found).findings if fault.code[0] == "P"]
    assert [fault.code for fault in points] == ["P401"]


def test_rows_without_points_in_their_names_are_not_worth_nothing() -> None:
    found = one(f"""
{LEVELS}得分|
|产出指标|数量指标|甲（60分）|≥10个|12个|60|
|^|^|乙|≥10个|12个|10|
|效益指标|社会效益指标|丙|≥90%|95%|30|
|总分|<|<|<|<|100|
""")
    codes = [fault.code for fault in audit(found).findings]
    assert not [code for code in codes if code[0] == "P"]
    missing = [f.message for f in audit(found).findings if f.code == "W203"]
    assert missing == ["没有印分值，有的行印有"] * 2
