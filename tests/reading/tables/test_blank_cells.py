"""空着的格: 表上有位置而什么也没有写的才是, 各种排法都认得; 没有读懂的、合并的、没有这一栏的不是."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from indicators import Evaluation
from indicators.place import Place
from reading.grid import Cell, sheet_grid
from reading.tables.recognise import recognise

SHEET = Place("sheet", sheet="表")
HEADING = "一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分"
ROW = "产出指标|数量指标|路灯|≥80盏|82盏|90|90"
TOTAL = "总分||||||100"
Lines = tuple[str, ...]


def read(*lines: str, spans: Mapping[str, tuple[int, int]] | None = None) -> Evaluation:
    """Read a sheet of lines with | between cells; `spans` are rows × columns by text."""
    wide = spans or {}
    cells = [
        Cell(text, row, column, SHEET, *wide.get(text, (1, 1)))
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line.split("|"), 1)
        if text
    ]
    return recognise(sheet_grid("表", cells))[0]


def told(places: Mapping[str, Place]) -> dict[str, str | None]:
    return {what: place.address for what, place in places.items()}


@pytest.mark.parametrize(
    ("head", "blank"),
    [
        ("项目名称|路灯|主管部门||实施单位|路灯所", {"department": "D1"}),
        ("项目名称||自评总分|90", {"project": "B1"}),
        ("项目名称|路灯|年度||单位|路灯所", {"year": "D1"}),
        ("项目名称：|主管部门：城管局|实施单位：____", {"project": "A1", "unit": "C1"}),
        # what stands there may be the answer, or there is no such field
        ("项目名称|路灯|主管部门：城管局|", {}),
        ("项目名称|路灯", {}),
    ],
)
def test_a_field_of_the_head_is_blank_where_its_answer_belongs(
    head: str, blank: dict[str, str]
) -> None:
    assert told(read(head, HEADING, ROW).blank) == blank


def test_fields_whose_answers_stand_below_are_not_blank() -> None:
    table = read("项目名称|主管部门", "路灯|城管局", HEADING, ROW, TOTAL)
    assert table.blank == {}


def test_a_field_beside_a_text_that_was_not_read_is_not_called_blank() -> None:
    table = read("项目名称|路灯|主管部门||城管局负责", HEADING, ROW, TOTAL)
    assert "department" not in table.blank


@pytest.mark.parametrize(
    ("goals", "blank", "actual"),
    [
        (
            ("年度目标||实际完成情况|装了 82 盏",),
            {"goals.expected": "B1"},
            "装了 82 盏",
        ),
        (("预期目标|装 80 盏|实际完成情况|",), {"goals.actual": "D1"}, None),
        (
            ("预期目标|实际完成情况", "装 80 盏|"),
            {"goals.actual": "B2"},
            None,
        ),
        (("年度总体目标：____",), {"goals.expected": "A1"}, None),
        (("预期目标|装 80 盏|实际完成情况|装了 82 盏",), {}, "装了 82 盏"),
    ],
)
def test_a_goal_is_blank_where_its_text_belongs(
    goals: Lines, blank: dict[str, str], actual: str | None
) -> None:
    table = read(*goals, HEADING, ROW, TOTAL)
    assert told(table.blank) == blank
    assert table.goals.actual == actual


@pytest.mark.parametrize(
    ("total", "blank", "stated"),
    [
        ("总分|||||100|", "G3", None),
        ("合计（含执行率）|||||100|", "G3", None),
        ("总分||||||90", None, 90),
        ("总分||||||见附件", None, None),
        ("备注|无", None, None),
    ],
)
def test_the_total_is_blank_in_its_column(
    total: str, blank: str | None, stated: int | None
) -> None:
    table = read(HEADING, ROW, total)
    assert told(table.total.blank).get("stated") == blank
    assert table.total.stated == stated


def test_a_total_in_the_head_is_blank_beside_its_label() -> None:
    table = read("项目名称|路灯|自评总分||自评等级|优", HEADING, ROW)
    assert told(table.total.blank) == {"stated": "D1"}


def test_the_sums_of_other_columns_are_not_the_total() -> None:
    heading = f"{HEADING}|扣分|主管部门评分"
    table = read(heading, f"{ROW}|1|88", "总分|||||100||1|88")
    assert table.total.stated is None
    assert told(table.total.blank) == {"stated": "G3"}
    assert sum("总分行里多出一个数" in str(w) for w in table.warnings) == 2


def test_of_two_totals_the_greater_one_is_the_total_though_blank() -> None:
    table = read(HEADING, ROW, "合计|||||90|90", "总分（含执行率）|||||100|")
    assert (table.total.weight, table.total.stated) == (100, None)
    assert told(table.total.blank) == {"stated": "G4"}


def test_values_of_a_row_are_blank_in_their_columns() -> None:
    table = read(HEADING, ROW, "||树|||5|", "||花|≥5株|/|5|0", TOTAL)
    rows = [told(row.blank) for row in table.indicators]
    assert rows == [{}, {"target": "D3", "actual": "E3", "stated": "G3"}, {}]


def test_points_under_a_merge_and_columns_that_a_form_lacks_are_not_blank() -> None:
    second = "||||树|≥5棵|5棵"
    heading = "分值|得分|一级指标|二级指标|三级指标|指标值|实际完成值"
    first = "九十|八十|产出指标|数量指标|路灯|≥80盏|82盏"
    spans = {"九十": (2, 1), "八十": (2, 1)}
    merged = read(heading, first, second, spans=spans)
    assert [row.blank for row in merged.indicators] == [{}, {}]
    pointless = read(
        "一级指标|二级指标|三级指标|指标值|实际完成值", "产出指标|数量指标|灯|5|5"
    )
    assert pointless.indicators[0].blank == {}


def test_amounts_of_a_line_are_blank_and_marks_are_not() -> None:
    funds = "资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分"
    table = read(funds, "年度资金总额|—|200||10||", HEADING, ROW, TOTAL)
    (line,) = table.funds.lines
    assert told(line.blank) == {"spent": "D2", "rate": "F2", "stated": "G2"}


def test_a_dump_keeps_what_is_blank_and_a_load_knows_it() -> None:
    from indicators.codec import dump, structure

    table = read(
        "项目名称||主管部门|城管局", HEADING, "产出指标|数量指标|灯|5||90|", TOTAL
    )
    again = structure(dump(table), Evaluation, "表.json")
    assert {what: str(place) for what, place in again.blank.items()} == {
        "project": "表!B1"
    }
    assert set(again.indicators[0].blank) == {"actual", "stated"}


def test_blank_cells_of_a_row_stand_in_the_order_of_their_columns() -> None:
    row = read(HEADING, ROW, "产出指标|数量指标|桥||||", TOTAL).indicators[1]
    assert list(row.blank) == ["target", "actual", "weight", "stated"]
