"""列名: 年份、字母、各种说法的原因、两列同义、栏次行、没有合并的两行表头."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from indicators import Evaluation
from reading import read
from reading.grid import Grid
from reading.tables.recognise import recognise
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.reading.drawn import drawn

LEVELS = "|一级指标|二级指标|三级指标"
HEADING = f"{LEVELS}|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|"
ROW = "|产出指标|数量指标|甲|≥10个|8个|50|40|天气|"


def one(text: str) -> Evaluation:
    (found,) = recognise(drawn(text))
    return found


def doubts(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.message) for problem in evaluation.warnings]


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("2023年指标值", "2023年完成值"),
        ("2023年度目标值（A）", "2023年实际完成值（B）"),
        ("年度指标值\\nA", "实际完成值\\nB"),
        ("年度计划值", "完成数"),
        ("本年目标值", "年终完成值"),
        ("计划完成值", "年度实际完成情况"),
        ("计划数（指标）", "截至年底完成值"),
        ("年初绩效目标值", "2023年实绩"),
        ("预期完成值", "实际达到值"),
        ("目标", "完成"),
    ],
)
def test_values_are_known_with_a_year_a_letter_or_other_words(
    target: str, actual: str
) -> None:
    found = one(
        f"{LEVELS}|{target}|{actual}|分值|得分|\n|产出|数量|甲|≥10个|8个|50|40|"
    )
    (row,) = found.indicators
    assert (row.target, row.actual, row.extra) == ("≥10个", "8个", ())
    assert doubts(found) == []


@pytest.mark.parametrize(
    "title",
    [
        "未达标原因及改进措施",
        "原因分析和改进措施",
        "偏差原因及下一步改进措施",
        "未完成原因分析及拟采取的改进措施",
        "完成情况及偏差原因分析",
        "指标偏差原因分析",
        "存在问题及改进措施",
        "未完成（超额完成）原因及下一步措施",
        "扣分原因和整改措施",
        "原因",
    ],
)
def test_reasons_are_known_by_what_their_heading_says(title: str) -> None:
    found = one(f"{HEADING.replace('偏差原因分析及改进措施', title)}\n{ROW}")
    assert found.indicators[0].variance_note == "天气"
    assert doubts(found) == []


@pytest.mark.parametrize("title", ["说明", "备注", "情况说明"])
def test_a_column_of_remarks_holds_the_reasons_where_no_other_does(title: str) -> None:
    found = one(f"{HEADING.replace('偏差原因分析及改进措施', title)}\n{ROW}")
    assert found.indicators[0].variance_note == "天气"
    assert doubts(found) == [("H1", "没有偏差原因一列，这一列按偏差原因读取")]


def test_a_column_of_remarks_beside_the_reasons_is_kept_as_it_is() -> None:
    found = one(f"{HEADING}备注|\n{ROW}无误|")
    assert found.indicators[0].variance_note == "天气"
    assert found.indicators[0].extra == (("备注", "无误"),)
    assert doubts(found) == []


def test_an_unknown_column_may_be_the_one_that_is_missing() -> None:
    found = one(f"{LEVELS}|奋斗目标|办理结果|经办科室|得分|\n|产出|数量|甲|5|6|略|9|")
    (row,) = found.indicators
    assert (row.target, row.actual) == (None, None)
    assert row.extra == (("奋斗目标", "5"), ("办理结果", "6"), ("经办科室", "略"))
    assert doubts(found) == [
        ("D1", "未识别的列，它可能是指标值，原样保留在附加列中"),
        ("E1", "未识别的列，它可能是完成值，原样保留在附加列中"),
        ("F1", "未识别的列，原样保留在附加列中"),
    ]


def test_last_year_beside_this_year_is_not_read_as_this_year() -> None:
    found = one(
        f"{LEVELS}|2022年完成值|2023年目标值|2023年完成值|得分|\n|产出|数量|甲|7|9|8|5|"
    )
    (row,) = found.indicators
    assert (row.target, row.actual) == ("9", "8")
    assert row.extra == (("2022年完成值", "7"),)
    assert doubts(found) == [
        ("D1", "是别的年度，以 2023 年为准，这一列原样保留在附加列中")
    ]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("年初指标值", "调整后指标值", "8"),
        ("调整后目标值", "年度指标值", "9"),
        ("年初目标值", "年度目标值", "8"),
        ("目标值", "年初目标值", "9"),
    ],
)
def test_of_two_targets_the_one_that_holds_is_read(
    first: str, second: str, read: str
) -> None:
    found = one(f"{LEVELS}|{first}|{second}|完成值|得分|\n|产出|数量|甲|9|8|7|5|")
    (row,) = found.indicators
    other = (first, "9") if read == "8" else (second, "8")
    assert (row.target, row.extra) == (read, (other,))
    place = "D1" if read == "8" else "E1"
    chosen = second if read == "8" else first
    message = f"指标值有几列，取“{chosen}”，这一列原样保留在附加列中"
    assert doubts(found) == [(place, message)]


def test_a_target_that_is_seen_comes_before_a_hidden_one() -> None:
    grid = drawn(f"{LEVELS}|年度指标值|指标值|完成值|得分|\n|产出|数量|甲|9|8|7|5|")
    cells = tuple(evolve(c, hidden=c.column == 4) for c in grid.cells)
    (found,) = recognise(Grid(grid.name, cells, grid.height, grid.width))
    (row,) = found.indicators
    assert (row.target, row.extra) == ("8", (("年度指标值", "9"),))
    assert ("D2", "有隐藏的行或列，已照读") in doubts(found)


def test_an_extra_column_never_overwrites_the_column_of_its_name(
    tmp_path: Path,
) -> None:
    """Of two targets 年度指标值 went to the extra ones; a form prints that heading."""
    found = one(
        f"{LEVELS}|年度指标值|调整后指标值|完成值|得分|\n|产出|数量|甲|9|8|7|5|"
    )
    assert found.indicators[0].extra == (("年度指标值", "9"),)
    path = tmp_path / "表.xlsx"
    path.write_bytes(write(found, load_form()))
    assert read(path).indicators[0].target == "8"


@pytest.mark.parametrize(
    "legend",
    [
        "|1|2|3|4|5|6|7|8|",
        "|甲|乙|丙|1|2|3|4|丁|",
        "|栏次|||1|2|3|4|5|",
        "|（1）|（2）|（3）|（4）|（5）|（6）|（7）|（8）|",
        "|||||（A）|（B）|（C）||",
    ],
)
def test_a_row_that_counts_the_columns_is_no_indicator(legend: str) -> None:
    found = one(f"{HEADING}\n{legend}\n{ROW}")
    assert [row.name for row in found.indicators] == ["甲"]
    assert doubts(found) == []


def test_an_indicator_of_numbers_is_no_row_of_column_numbers() -> None:
    found = one(f"{HEADING}\n|1|2|甲|4|5|6|7|8|")
    assert [row.name for row in found.indicators] == ["甲"]


def test_parts_of_a_heading_that_is_not_merged_are_told_by_what_is_above() -> None:
    """A CSV keeps a heading over several columns in the first of them."""
    found = one("""
|绩效指标|一级指标|二级指标|三级指标|年度指标值|1-7月完成值|全年预计完成情况|偏差原因分析|||完成可能性||备注|
||||||||经费保障|其他|原因说明|确定能|有可能||
||产出指标|数量指标|期数|≥4期|2期|4期|√||学员少||√||
||||课时|≥8|8|8||||√|||
""")
    first, second = found.indicators
    assert (first.name, first.target, first.actual) == ("期数", "≥4期", "2期")
    assert first.variance_note == "学员少"
    assert first.extra == (
        ("全年预计完成情况", "4期"),
        ("偏差原因分析经费保障", "√"),
        ("完成可能性有可能", "√"),
    )
    assert (second.path, second.name) == (first.path, "课时")
    assert doubts(found) == []


def test_a_first_row_of_words_is_no_row_of_headings() -> None:
    found = one("|绩效指标|年度指标值|实际完成值|备注|\n|甲|完成|完成|良好|\n|乙|5|5||")
    assert [row.name for row in found.indicators] == ["甲", "乙"]
    found = one(f"{HEADING}\n|产出指标|数量指标|甲|提升|提升|无|无|无|")
    assert [row.name for row in found.indicators] == ["甲"]


FUNDS = "|项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|"


@pytest.mark.parametrize(
    "letters",
    [
        "||||（A）|（B）||（B/A）||",
        "||||A|B||B/A||",
        "|||1|2|3|4|5=3/2|6|",
    ],
)
def test_letters_below_the_headings_of_funds_are_no_line(letters: str) -> None:
    found = one(
        f"{FUNDS}\n{letters}\n||年度资金总额|100|120|118.5|10|98.75%|9.88|\n{HEADING}\n{ROW}"
    )
    (line,) = found.funds.lines
    assert (str(line.initial), str(line.budget), str(line.spent)) == (
        "100",
        "120",
        "118.5",
    )
    assert (line.weight, line.stated) == (Decimal(10), Decimal("9.88"))
    assert doubts(found) == []


def test_headings_of_funds_may_end_in_a_letter_or_begin_with_a_year() -> None:
    found = one(f"""
|项目资金||年初\\n预算数|2023年预算数\\nA|全年执行数\\nB|分值|执行率\\nB/A|得分|
||年度资金总额|100|120|118.5|10%|98.75%|9.88|
{HEADING}
{ROW}
""")
    (line,) = found.funds.lines
    assert (str(line.initial), str(line.budget)) == ("100", "120")
    assert (str(line.spent), str(line.rate)) == ("118.5", "98.75%")
    assert line.weight == Decimal(10)
    assert doubts(found) == [("F2", "资金表里的分数是百分数，按百分制的分数读取")]


def test_funds_whose_headings_stand_in_two_rows_unmerged_are_read() -> None:
    found = one(f"""
|年度主要任务|任务名称|完成情况|预算数（万元）||执行数（万元）||执行率|
||||总额|其中：财政拨款|总额|其中：财政拨款||
||任务1|已完成|120|110|118|109|98.33%|
||金额合计||120|110|118|109|98.33%|
{HEADING}
{ROW}
""")
    lines = [(x.label, str(x.budget), str(x.spent)) for x in found.funds.lines]
    assert lines == [("任务1", "120", "118"), ("金额合计", "120", "118")]
    assert doubts(found) == []


def test_the_adjusted_budget_comes_before_the_first_one() -> None:
    found = one(f"""
|项目资金||预算数|调整后预算数|执行数|执行率|||
||年度资金总额|100|120|118.5|98.75%|||
{HEADING}
{ROW}
""")
    assert str(found.funds.lines[0].budget) == "120"
    assert str(found.funds.lines[0].initial) == "100"
    assert doubts(found) == []
