"""执行率的分值与得分写在资金表之外, 资金写成一句话, 单位写在表上的小标题里."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditing.audit import audit
from indicators import Evaluation, Quantity
from indicators.place import Place
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

_ROWS = (
    "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|\n"
    "|产出指标|数量指标|甲|≥10个|10个|80|80|\n|合计|<|<|<|<|100|98|"
)
_LINE = "|年初预算|120|调整后预算|100|实际支出|90||\n"
_GRID = (
    "|资金来源|年初预算|全年预算|全年执行|||\n"
    "|财政拨款|70|60|50|||\n|其他资金|50|40|40|||\n|合计|120|100|90|||\n"
)
_TURNED = (
    "|项目|财政拨款|其他资金|合计||||\n|年初预算|70|50|120||||\n"
    "|全年预算数|60|40|100||||\n|全年执行数|50|40|90||||\n"
)


def one(funds: str, before: tuple[str, ...] = ()) -> Evaluation:
    (found,) = recognise(drawn(funds + _ROWS, before=before))
    return found


def told(found: Evaluation) -> tuple[object, ...]:
    line = found.funds.total
    assert line is not None
    amounts = (line.initial, line.budget, line.spent)
    return (*(a and str(a.value) for a in amounts), line.weight, line.stated)


WHOLE = ("120", "100", "90", Decimal(20), Decimal(18))


@pytest.mark.parametrize("funds", [_LINE, _GRID, _TURNED])
@pytest.mark.parametrize(
    "row",
    [
        "|执行率分值|20|执行率得分|18||||\n",
        "|预算执行率分值|<|20|预算执行率得分|<|18||\n",
        "|执行率|90%|分值|20|得分|18||\n",
        "|分值|20|支出率|90%|自评得分|18||\n",
        "|执行率权重|20||||||\n|预算执行得分|18||||||\n",
    ],
)
def test_points_in_a_row_below_the_funds_are_those_of_the_execution(
    funds: str, row: str
) -> None:
    found = one(funds + row)
    assert told(found) == WHOLE
    assert not [w for w in found.warnings if "没有读到" in w.message]


@pytest.mark.parametrize(
    "row",
    [
        "|分值|20|得分|18||||\n",
        "|执行率分值|20|联系电话|18||||\n",
        "|执行率分值|另定|执行率得分|18||||\n",
    ],
)
def test_points_that_may_be_of_something_else_are_left_and_told(row: str) -> None:
    found = one(_LINE + row)
    assert told(found)[3:] == (None, None)
    assert any("没有读到" in w.message or "总分" in w.message for w in found.warnings)


@pytest.mark.parametrize(
    "remark",
    ["分值20分，得分18分", "执行率得分18分；分值20分", "满分20，自评得分18"],
)
def test_points_in_a_remark_beside_the_total_are_those_of_the_execution(
    remark: str,
) -> None:
    funds = (
        "|资金来源|年初预算|全年预算|全年执行|备注|<|<|\n"
        f"|财政拨款|70|60|50||||\n|合计|120|100|90|{remark}|<|<|\n"
    )
    assert told(one(funds)) == WHOLE


@pytest.mark.parametrize(
    "remark", ["结转下年10分项", "得分18分", "分值20分，分值30分", "另见附件"]
)
def test_other_remarks_give_no_points(remark: str) -> None:
    funds = (
        "|资金来源|年初预算|全年预算|全年执行|备注|<|<|\n"
        f"|合计|120|100|90|{remark}|<|<|\n"
    )
    assert told(one(funds))[3:] == (None, None)


@pytest.mark.parametrize(
    "funds",
    [
        "|资金投入|年初预算120万元|调整后预算100万元|实际支出90万元|执行率90%|||\n",
        "|项目资金|年初预算数：120万元，全年预算数：100万元，全年执行数：90万元|<|<|<|<|<|\n",
        "|年初预算120万元；全年预算100万元|<|<|全年支出90万元|<|<|<|\n",
    ],
)
def test_amounts_in_sentences_are_read_with_their_unit(funds: str) -> None:
    found = one(funds)
    assert told(found) == ("120", "100", "90", None, None)
    assert found.funds.unit == "万元"


def test_amounts_of_several_units_keep_them() -> None:
    found = one("|资金|全年预算1亿元|<|全年支出9000万元|<|<|<|\n")
    line = found.funds.total
    assert line is not None
    assert (line.budget, line.spent) == (
        Quantity(Decimal(1), "亿元"),
        Quantity(Decimal(9000), "万元"),
    )


@pytest.mark.parametrize(
    "text", ["全年预算100万元，已全部支出", "预算执行率90%", "修路90公里，支出90万元"]
)
def test_a_sentence_about_more_than_amounts_is_no_line_of_the_funds(text: str) -> None:
    assert one(f"|概况|{text}|<|<|<|<|<|\n").funds.lines == ()


@pytest.mark.parametrize(
    "line",
    [
        "一、预算执行情况（万元）",
        "（一）项目资金（单位：万元）",
        "资金投入情况（万元）",
    ],
)
def test_the_unit_in_the_line_above_the_table_is_that_of_the_funds(line: str) -> None:
    funds = "|资金来源|预算数|执行数|执行率||||\n|合计|100|90|90%||||\n"
    assert one(funds, ("项目支出绩效自评表", line)).funds.unit == "万元"
    assert one(funds, ("二、人员情况（万元）",)).funds.unit is None


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("|执行率分值|20|执行率得分||\n", 4),
        ("|执行率|90%|分值|20|得分||\n", 6),
        ("|执行率权重|20||预算执行得分|||\n", 5),
    ],
)
def test_points_that_are_blank_below_the_funds_are_told_at_their_cell(
    row: str, column: int
) -> None:
    found = one(_LINE + row)
    assert told(found)[3:] == (Decimal(20), None)
    (finding,) = audit(found).of("C801")
    assert finding.place == Place("sheet", row=2, column=column)
