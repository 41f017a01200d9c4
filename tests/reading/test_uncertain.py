"""图片里拿不准的文字: 不论写在哪里, 存疑都跟着它走, 它的数不当作看准的数用."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from indicators.evaluation import Evaluation
from indicators.place import Place
from indicators.reasons import Doubt, UncertainText
from reading.grid import Cell, Grid
from reading.reader import read_on
from tests.reading.drawn import drawn

HEADING = "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|偏差原因|"
ROWS = "|产出指标（50分）|数量指标|甲|≥10个|9个|50|45|旱情|"
TABLE = f"{HEADING}\n{ROWS}"
TITLE = "2021年度项目支出绩效自评表"
UNCLEAR = "字迹不清"


def doubted(text: str, *others: str) -> UncertainText:
    return UncertainText(text, UNCLEAR, others)


def page(
    table: str, doubt: UncertainText | None = None, **lines: tuple[str, ...]
) -> Grid:
    """A table of a scan, of whose cells and lines one is doubted."""
    grid = drawn(table)
    where = Place("table", page=1, table=1)
    cells = tuple(
        evolve(cell, origin=where, uncertain=doubt if _says(cell, doubt) else None)
        for cell in grid.cells
    )
    around = tuple(line for each in lines.values() for line in each)
    found = (doubt,) if doubt and doubt.read in around else ()
    return evolve(grid, kind="table", cells=cells, uncertain=found, **lines)


def _says(cell: Cell, doubt: UncertainText | None) -> bool:
    return doubt is not None and cell.text == doubt.read


def told(read: Evaluation) -> list[UncertainText | None]:
    return [w.recognised for w in read.warnings if w.reason is Doubt.UNCERTAIN]


@pytest.mark.parametrize(
    "lines",
    [
        {"before": (TITLE, "单位：万元")},
        {"before": (TITLE,), "after": ("自评总分：45分", "填表人：张三")},
        {"before": ("抄送：财政局", TITLE), "after": ("另一张表的标题",)},
    ],
)
def test_a_doubt_about_a_line_around_a_table_is_told(
    lines: dict[str, tuple[str, ...]],
) -> None:
    for line in (line for each in lines.values() for line in each):
        doubt = doubted(line)
        read = read_on((page(TABLE, doubt, **lines),), "扫描.png")
        assert told(read) == [doubt]


def test_a_line_between_two_tables_is_doubted_where_it_belongs() -> None:
    title = doubted("2022年度项目支出绩效自评表")
    first = page(TABLE, title, before=(TITLE,), after=(title.read,))
    second = evolve(page(TABLE, title, before=(title.read,)), name="第1页表2")
    for name, found in (("第1页表2", [title]), (first.name, [])):
        assert told(read_on((first, second), "扫描.png", name)) == found


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_total_in_a_doubtful_line_is_not_known(where: str) -> None:
    line = "自评总分：45分"
    sure, unsure = (
        read_on((page(TABLE, doubt, **{where: (line,)}),), "扫描.png").total
        for doubt in (None, doubted(line))
    )
    assert (sure.stated, sure.unknown("stated")) == (45, None)
    assert (unsure.stated, unsure.unknown("stated")) == (None, ("得分", line))


@pytest.mark.parametrize(
    "row",
    [
        "|总分：45分|<|<|<|<|<|<|<|",
        "|总分|<|<|<|<|50|45||",
        "|自评结论|自评得分45分，等级：良|<|<|<|<|<|<|",
    ],
)
def test_a_doubtful_total_is_not_known_wherever_it_is_written(row: str) -> None:
    text = next(part for part in row.split("|") if "45" in part)
    sure, unsure = (
        read_on((page(f"{TABLE}\n{row}", doubt),), "扫描.png").total
        for doubt in (None, doubted(text))
    )
    assert (sure.stated, sure.unknown("stated")) == (45, None)
    assert (unsure.stated, unsure.unknown("stated")) == (None, ("得分", text))


def test_a_subtotal_never_stands_in_for_a_doubtful_total() -> None:
    rows = "|小计|<|<|<|<|50|45||\n|总分|<|<|<|<|50|95||"
    total = read_on((page(f"{TABLE}\n{rows}", doubted("95")),), "扫描.png").total
    assert (total.stated, total.unknown("stated")) == (None, ("得分", "95"))


@pytest.mark.parametrize(
    ("others", "weight"),
    [
        (("产出指标（30分）",), None),
        (("产岀指标（50分）",), Decimal(50)),
        ((), None),
    ],
)
def test_points_in_the_label_of_a_group_are_taken_where_its_figures_are_sure(
    others: tuple[str, ...], weight: Decimal | None
) -> None:
    label = "产出指标（50分）"
    doubt = doubted(label, *others)
    read = read_on((page(TABLE, doubt),), "扫描.png")
    assert read.indicators[0].path_weights[0] == weight
    assert told(read) == [doubt]


def test_the_weight_of_the_execution_in_a_doubtful_heading_is_not_taken() -> None:
    heading = "预算执行情况（20分）"
    table = f"""
|{heading}|<|<|<|<|<|<|<|
|预算数（A）|<|执行数（B）|<|执行率（B/A）|<|得分|<|
|260|<|247|<|95%|<|19|<|
{TABLE}"""
    weights = [
        read_on((page(table, doubt),), "扫描.png").funds.lines[0].weight
        for doubt in (None, doubted(heading))
    ]
    assert weights == [20, None]


def test_a_doubt_below_the_form_in_a_table_of_its_own_is_told() -> None:
    doubt = doubted("填表人：张三 2022年3月8日")
    below = evolve(page(f"|{doubt.read}|\n|领导签字|", doubt), name="第1页表2")
    assert told(read_on((page(TABLE), below), "扫描.png")) == [doubt]


LINES = """项目支出绩效自评表
（2022年度）
项目名称：甲项目
主管部门：乙局 实施单位：丙站
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 新建站点个数 12个 12个 60 60
效益指标 社会效益指标 覆盖村的个数 30个 30个 40 39
总分 100 99"""


@pytest.mark.parametrize("number", [1, 6, 8])
def test_the_values_of_a_doubtful_line_of_text_are_not_known(number: int) -> None:
    lines = LINES.split("\n")
    cells = tuple(
        Cell(
            text,
            *(row, 1, Place("line", page=1, row=row)),
            uncertain=doubted(text) if row == number else None,
        )
        for row, text in enumerate(lines, 1)
    )
    grid = Grid("扫描.png", cells, len(lines), 1, kind="scan")
    read = read_on((grid,), "扫描.png")
    assert told(read) == [doubted(lines[number - 1])]
    first, second = read.indicators
    assert (first.unknown("stated") is None) == (number != 6)
    assert (first.stated, second.stated) == (None if number == 6 else 60, 39)
    assert (read.total.unknown("stated") is None) == (number != 8)
