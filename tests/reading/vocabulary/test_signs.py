"""符号、数值、单位三格: 合得上的合成一个指标值, 合不上的各归各."""

from __future__ import annotations

import pytest

from indicators import Evaluation
from indicators.moment import Moment
from indicators.quantity import Bound, read_value
from reading.tables.recognise import recognise
from reading.vocabulary.signs import combined
from tests.reading.drawn import drawn

HEADING = "|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|分值|得分|"


def one(sign: str, value: str, unit: str) -> Evaluation:
    row = f"|产出指标|数量指标|甲|{sign}|{value}|{unit}|1|10|10|"
    (found,) = recognise(drawn(f"{HEADING}\n{row}"))
    return found


@pytest.mark.parametrize(
    ("sign", "value", "unit", "target"),
    [
        ("≥", "735", "人次", "≥735人次"),
        ("≥", "1,200.5", "万元", "≥1,200.5万元"),
        ("≥", "5万", "元", "≥5万元"),
        ("", "20-30", "人", "20-30人"),
        ("", "90以上", "%", "90%以上"),
        ("≥", "95%", "%", "≥95%"),
        ("≥", "3", "（个）", "≥3个"),
        ("≤", "12", "月", "≤12月"),
        ("≥", "12月底前", "月", "12月底前"),
        ("≤", "12月底前", "月", "≤12月底前"),
        ("=", "2023年12月31日", "日", "2023年12月31日"),
        ("＝", "达标", "项", "达标"),
        ("定性", "基本建立", "个", "基本建立"),
        ("≤", "2023/12/31", "", "≤2023/12/31"),
    ],
)
def test_a_unit_is_joined_to_a_number_that_has_none(
    sign: str, value: str, unit: str, target: str
) -> None:
    (row,) = one(sign, value, unit).indicators
    assert (row.target, row.unit) == (target, unit or None)


@pytest.mark.parametrize("cells", [("≤", "12", "月"), ("=", "2023年12月31日", "")])
def test_a_deadline_in_three_cells_is_a_date(cells: tuple[str, str, str]) -> None:
    (row,) = one(*cells).indicators
    assert isinstance(read_value(row.target), Moment)


@pytest.mark.parametrize(
    ("cells", "target", "message"),
    [
        (
            ("≥", "12月底前", "月"),
            "12月底前",
            "符号与日期不合，未并入指标值",
        ),
        (
            ("≤", "3小时", "天"),
            "≤3小时",
            "度量单位与指标值里的单位不同，未并入",
        ),
    ],
)
def test_what_does_not_fit_is_left_apart_and_told(
    cells: tuple[str, str, str], target: str, message: str
) -> None:
    found = one(*cells)
    assert found.indicators[0].target == target
    assert [(str(p.where), p.message) for p in found.warnings] == [("E2", message)]


def test_a_unit_keeps_the_bracket_that_is_its_own() -> None:
    assert combined("≥", "40", "台（套）")[0] == "≥40台（套）"
    assert combined("≥", "40", "（台）")[0] == "≥40台"


@pytest.mark.parametrize(
    ("sign", "value", "unit", "meaning"),
    [
        ("⩾", "95", "%", "≥95%"),
        ("﹦", "100", "%", "=100%"),
        ("⩵", "5", "个", "=5个"),
        ("〉", "3", "次", ">3次"),
        ("﹤", "3", "次", "<3次"),
        ("大于等于", "95", "%", "≥95%"),
        ("小于或等于", "7", "天", "≤7天"),
        ("不得低于", "20", "人次", "≥20人次"),
        ("≥（大于等于）", "20", "人次", "≥20人次"),
        ("定量（≤）", "3", "起", "≤3起"),
        ("≥", "40（已完成）", "人次", "≥40人次"),
        ("≥", "20", "名", "≥20人"),
    ],
)
def test_a_column_of_signs_may_use_any_glyph_or_words(
    sign: str, value: str, unit: str, meaning: str
) -> None:
    evaluation = one(sign, value, unit)
    assert not [w for w in evaluation.warnings if "符号" in w.message]
    found, wanted = read_value(evaluation.indicators[0].target), read_value(meaning)
    assert isinstance(found, Bound)
    assert isinstance(wanted, Bound)
    assert found.sign == wanted.sign
    assert found.quantity.base == wanted.quantity.base


def test_equal_in_words_is_a_direction() -> None:
    row = one("等于", "100", "%").indicators[0]
    assert (row.target, row.direction) == ("100%", "等于")
    row = one("正向指标（≥）", "95", "%").indicators[0]
    assert (row.target, row.direction) == ("≥95%", "正向")


def test_two_signs_that_disagree_are_doubted() -> None:
    evaluation = one("≥（≤）", "95", "%")
    assert evaluation.indicators[0].target == "95%"
    assert evaluation.warnings
