"""几张表上下排在一张工作表里: 续表接上, 另一个项目的表另算, 单位一行不是指标."""

from __future__ import annotations

import pytest

from indicators.evaluation import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

HEADING = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|"
FIRST = "|产出指标|数量指标|修路|≥1公里|1公里|50|50|"
SECOND = "|产出指标|质量指标|验收|≥90%|95%|30|30|"
THIRD = "|效益指标|社会效益指标|受益|≥9人|9人|20|20|"
TOTAL = "|总分|||||100|100|"
ROWS = (FIRST, SECOND, THIRD)


def wide(text: str) -> str:
    return f"|{text}|<|<|<|<|<|<|"


def read(*lines: str) -> tuple[Evaluation, ...]:
    return recognise(drawn("\n".join(lines)))


@pytest.mark.parametrize(
    "mark",
    [
        "项目支出绩效自评表（续）",
        "2022年度项目支出绩效自评表（续表）",
        "项目支出绩效自评表（续一）",
        "续表",
        "（接上页）",
        "部门项目支出绩效自评表（续1）",
    ],
)
def test_a_title_that_says_it_goes_on_begins_no_other_table(mark: str) -> None:
    title, line = wide("项目支出绩效自评表"), wide("单位：万元")
    top, again = (title, wide("项目名称：甲"), HEADING), (wide(mark), line, HEADING)
    (found,) = read(*top, FIRST, *again, SECOND, *again, THIRD, TOTAL)
    assert [row.name for row in found.indicators] == ["修路", "验收", "受益"]
    assert (found.project, found.total.stated) == ("甲", 100)
    assert found.warnings == ()


def test_a_group_goes_on_below_a_heading_printed_again() -> None:
    blank = "||质量指标|验收|≥90%|95%|30|30|"
    (found,) = read(HEADING, FIRST, wide("续表"), HEADING, blank, THIRD, TOTAL)
    assert [row.path[0] for row in found.indicators] == ["产出指标"] * 2 + ["效益指标"]
    assert found.warnings == ()


@pytest.mark.parametrize(
    "line",
    [
        "|单位：某中心|<|<|金额单位：万元|<|<|<|",
        "|金额单位：元|<|<|<|<|<|<|",
        "|单位名称：某局（盖章）|<|<|<|<|单位：万元|<|",
        "|附件2|<|<|<|<|<|<|\n|单位：某中心|<|<|<|<|单位：元|<|",
        "|资金单位：万元|<|<|<|<|<|<|\n||||||||",
    ],
)
@pytest.mark.parametrize("total", [(), (TOTAL,)])
def test_the_line_above_the_next_title_is_no_row(
    line: str, total: tuple[str, ...]
) -> None:
    title = wide("项目支出绩效自评表")
    names = wide("项目名称：甲"), wide("项目名称：乙")
    found = read(
        title, names[0], HEADING, *ROWS, *total, line, title, names[1], HEADING, *ROWS
    )
    assert [each.project for each in found] == ["甲", "乙"]
    assert [len(each.indicators) for each in found] == [3, 3]
    assert [each.warnings for each in found] == [(), ()]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ((), ()),
        (("|甲项目|<|<|<|<|<|<|",), ("|乙项目|<|<|<|<|<|<|",)),
        (("|一、修路项目情况|<|<|<|<|<|<|",), ("|二、桥梁项目情况|<|<|<|<|<|<|",)),
        (("|项目：甲|<|<|金额：1万元|<|<|<|",), ("|项目：乙|<|<|金额：2万元|<|<|<|",)),
        ((), ("|填报人：张三|<|<|<|<|<|<|", "|乙项目|<|<|<|<|<|<|")),
    ],
)
def test_below_its_total_the_table_of_another_project_begins_anew(
    above: tuple[str, ...], below: tuple[str, ...]
) -> None:
    found = read(*above, HEADING, *ROWS, TOTAL, *below, HEADING, *ROWS, TOTAL)
    assert [len(each.indicators) for each in found] == [3, 3]
    assert [each.total.stated for each in found] == [100, 100]


def test_parts_of_one_form_with_totals_of_their_own_are_one_table() -> None:
    part = "|合计|||||80|80|"
    (found,) = read(HEADING, FIRST, SECOND, part, HEADING, THIRD, TOTAL)
    assert [row.name for row in found.indicators] == ["修路", "验收", "受益"]
    goals = wide("年度绩效目标1"), wide("年度绩效目标2")
    (found,) = read(goals[0], HEADING, FIRST, part, goals[1], HEADING, *ROWS, TOTAL)
    assert len(found.indicators) == 4
