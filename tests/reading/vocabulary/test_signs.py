"""符号、数值、单位三格: 合得上的合成一个指标值, 合不上的各归各."""

from __future__ import annotations

import pytest

from indicators import Evaluation
from indicators.moment import Moment
from indicators.quantity import read_value
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
