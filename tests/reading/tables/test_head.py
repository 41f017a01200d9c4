"""表名以下、表格以上: 年度、报表编号、主管部门."""

from __future__ import annotations

import pytest

from indicators import Evaluation
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

TABLE = """
|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
|产出指标|数量指标|甲|1|1|10|10|
"""


def one(head: str, before: tuple[str, ...] = ()) -> Evaluation:
    (found,) = recognise(drawn(head.strip() + TABLE, before=before))
    return found


def doubts(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.message) for problem in evaluation.warnings]


@pytest.mark.parametrize(
    "line",
    [
        "公开14表    2023年度",
        "公开14表（2023年度）",
        "（2023年度）    单位：元",
        "附件3  2023年度  单位：万元",
        "公开14表\\n2023年度    金额单位：元",
        "2023年",
    ],
)
def test_a_year_stands_in_its_line_with_what_else_is_printed_there(line: str) -> None:
    found = one(f"|项目支出绩效自评表|<|<|<|<|<|<|\n|{line}|<|<|<|<|<|<|")
    assert (found.form, found.year) == ("项目支出绩效自评表", 2023)
    assert doubts(found) == []


@pytest.mark.parametrize(
    "title",
    [
        "项目支出绩效自评表 2023年",
        "项目支出绩效自评表2023年度    单位：元",
        "2023年度项目支出绩效自评表  单位：万元",
    ],
)
def test_a_year_behind_the_title_is_its_year(title: str) -> None:
    found = one(f"|{title}|<|<|<|<|<|<|")
    assert (found.form, found.year) == ("项目支出绩效自评表", 2023)


def test_the_year_below_the_title_is_the_year_of_the_table() -> None:
    """A title of 2024 may stand over the table of 2023; both are told."""
    found = one("""
|附件3：2024年项目支出绩效自评表|<|<|<|<|<|<|
|（2023年度）|<|<|<|<|<|<|
""")
    assert (found.form, found.year) == ("项目支出绩效自评表", 2023)
    assert doubts(found) == [("A2", "年度写法不一，取 2023 年度")]


def test_of_two_years_in_a_title_the_one_that_says_so_is_the_year() -> None:
    found = one("|某县2024年财政预算项目支出（2023年度）绩效自评表|<|<|<|<|<|<|")
    assert found.year == 2023
    assert doubts(found) == []


def test_a_year_of_the_field_beats_a_year_in_passing() -> None:
    found = one("""
|2024年项目支出绩效自评表|<|<|<|<|<|<|
|项目名称|2022年度道路工程|预算年度|2023|||
""")
    assert (found.year, found.project) == (2023, "2022年度道路工程")
    assert doubts(found) == [("D2", "年度写法不一，取 2023 年度")]


def test_a_line_above_the_table_may_hold_the_year_and_the_unit() -> None:
    before = ("项目支出绩效自评表", "公开14表   2023年度   单位：元")
    found = one("|项目名称|甲|||||", before)
    assert (found.form, found.year) == ("项目支出绩效自评表", 2023)


@pytest.mark.parametrize(
    "line",
    [
        "|报表编号：510000_0013zp|<|<|<|<|<|<|",
        "|510000_0013zp|<|<|<|<|<|<|",
        "|报表编号|510000_0013zp|||||",
        "|（2023年度）|<|<|报表编号：510000_0013zp|<|<|<|",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_number_of_a_form_is_a_part_of_its_title(line: str, first: bool) -> None:  # noqa: FBT001
    title = "|部门预算项目支出绩效自评表|<|<|<|<|<|<|"
    found = one("\n".join((line, title) if first else (title, line)))
    assert found.form == "部门预算项目支出绩效自评表（510000_0013zp）"
    assert doubts(found) == []


def test_a_number_above_the_second_table_belongs_to_the_second() -> None:
    sheet = "|项目支出绩效自评表|<|<|<|<|<|<|\n|项目名称|甲|||||"
    first, second = recognise(
        drawn(
            f"{sheet}{TABLE}|总分|||||10|10|\n|510000_0013zp|<|<|<|<|<|<|\n{sheet}{TABLE}"
        )
    )
    assert first.form == "项目支出绩效自评表"
    assert second.form == "项目支出绩效自评表（510000_0013zp）"


def test_a_second_department_does_not_vanish() -> None:
    found = one("""
|自治区主管部门|<|乡村振兴局|市县主管部门|<|农业农村局|<|
""")
    assert found.department == "乡村振兴局"
    assert [(str(p.where), p.message, p.value) for p in found.warnings] == [
        (
            "F1",
            "主管部门有几栏，取“自治区主管部门”，“市县主管部门”未读取",
            "农业农村局",
        )
    ]


@pytest.mark.parametrize(
    "head",
    [
        "|中央主管部门|<|财政部|地方主管部门|<|财政厅|<|",
        "|主管部门|<|财政厅|市级主管部门|<|财政厅|<|",
    ],
)
def test_departments_that_a_form_prints_by_design_are_no_doubt(head: str) -> None:
    found = one(head)
    assert found.department == "财政厅"
    assert doubts(found) == []
