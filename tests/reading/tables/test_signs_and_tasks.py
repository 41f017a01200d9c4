"""一列符号由其中的字认出; 重点任务表的列名不是表头的栏目."""

from __future__ import annotations

import pytest

from reading.tables.recognise import recognise
from tests.reading.drawn import drawn


@pytest.mark.parametrize("title", ["方向", "关系", "比较", "要求"])
def test_a_column_of_signs_is_told_by_what_it_holds(title: str) -> None:
    (found,) = recognise(
        drawn(f"""
|项目名称|甲|<|<|<|<|<|<|
|一级指标|二级指标|三级指标|计量单位|{title}|指标值|完成值|得分|
|产出指标|数量指标|论文|篇|≥|42|47|50|
|产出指标|数量指标|机制|无|定性|建立|已建立|30|
|效益指标|社会效益|投诉|件|≤|3|2|20|
""")
    )
    targets = [(row.target, row.direction) for row in found.indicators]
    assert targets == [("≥42篇", None), ("建立", "定性"), ("≤3件", None)]
    assert all(not row.extra for row in found.indicators)


@pytest.mark.parametrize(
    "texts", [("篇", "个", "件"), ("正向", "正向", "反向"), "甲乙丙"]
)
def test_a_column_of_other_words_is_none_of_signs(texts: tuple[str, ...]) -> None:
    first, second, third = texts
    (found,) = recognise(
        drawn(f"""
|项目名称|甲|<|<|<|<|<|
|一级指标|二级指标|三级指标|口径|指标值|完成值|得分|
|产出指标|数量指标|论文|{first}|≥42|47|50|
|产出指标|数量指标|专利|{second}|≥3|3|30|
|效益指标|社会效益|投诉|{third}|≤3|2|20|
""")
    )
    assert [row.target for row in found.indicators] == ["≥42", "≥3", "≤3"]
    assert [row.extra for row in found.indicators] == [
        (("口径", text),) for text in texts
    ]


@pytest.mark.parametrize(
    ("task", "content", "done"),
    [
        ("任务名称", "主要内容", "完成情况"),
        ("重点任务名称", "计划目标", "实际完成情况"),
        ("重点工作", "具体内容", "工作进展情况"),
    ],
)
def test_a_list_of_tasks_is_neither_head_nor_goals(
    task: str, content: str, done: str
) -> None:
    (found,) = recognise(
        drawn(f"""
|部门整体支出绩效自评表|<|<|<|<|<|
|部门名称|街道办|<|<|<|<|
|年度主要任务|{task}|{content}|<|{done}|<|
|^|党建|建驿站9个|<|建成9个|<|
|^|改造|改造7个小区|<|完工6个|<|
|年度目标|提升治理水平|<|完成情况|基本完成|<|
|一级指标|二级指标|三级指标|指标值|完成值|得分|
|产出指标|数量指标|驿站|≥9个|9个|90|
""")
    )
    assert found.project is None
    assert (found.goals.expected, found.goals.actual) == ("提升治理水平", "基本完成")
    quoted = "".join(doubt.value or "" for doubt in found.warnings)
    for text in ("党建", "建驿站9个", "建成9个", "改造7个小区", "完工6个"):
        assert text in quoted
