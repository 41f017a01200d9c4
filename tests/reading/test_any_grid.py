"""认表不怕乱: 随便什么格子, 要么认出, 要么没有, 从不出错."""

from __future__ import annotations

import time

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.place import Place
from reading.grid import Cell, Grid, text_grid
from reading.lines.recognise import recognise_text
from reading.tables.recognise import recognise
from reading.text import single
from reading.vocabulary.headings import words
from tests.reading.drawn import drawn

HEADINGS = sorted(
    {
        word
        for block in ("head", "funds", "goals", "columns", "total")
        for synonyms in words()[block].values()
        if isinstance(synonyms, list)
        for word in synonyms
    }
)
texts = st.sampled_from(
    (
        *HEADINGS,
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "得分",
        "产出指标（50分）",
        "（50分）",
        "指标2：",
        "……",
        "/",
        "1",
        "99.5%",
        "100分",
        "1985年度自评表",
        "项目名称：甲 主管部门：",
        "2023年指标值",
        "2022年完成值",
        "调整后指标值",
        "（A）",
        "B/A",
        "2",
        "3",
        "甲",
        "总额",
        "其中：财政拨款",
        "指标性质",
        "度量单位",
        "≥",
        "月",
        "12月底前",
        "产出指标\n50",
        "绩效指标合计",
        "自评等级：优",
        "公开14表  2023年度",
        "510000_0013zp",
        "存在问题",
        "未完成原因：慢",
        "结局",
        "公式",
        "备注",
        "注：",
        "\n",
        "",
    )
)
spots = st.tuples(st.integers(1, 9), st.integers(1, 9))
spans = st.tuples(st.integers(1, 3), st.integers(1, 3))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Cells anywhere, spans that overlap, headings out of place."""
    found = draw(st.dictionaries(spots, st.tuples(texts, spans), max_size=40))
    cells = tuple(
        Cell(text, row, column, Place("table", page=row), tall, wide)
        for (row, column), (text, (tall, wide)) in sorted(found.items())
    )
    return Grid("乱", cells, 12, 12)


@settings(max_examples=300, deadline=None)
@given(grids())
def test_any_grid_is_read_or_left(grid: Grid) -> None:
    for evaluation in recognise(grid):
        assert all(row.name for row in evaluation.indicators)
        assert all(str(problem.where) for problem in evaluation.warnings)


@pytest.mark.parametrize("glyph", ["-", " ", "(", "9", "产", "：", "/", "A", "年\n"])
def test_a_text_without_end_is_passed_over_in_no_time(glyph: str) -> None:
    """What a pattern could try in too many ways stands in every kind of place."""
    table = "|项目名称|甲|<|<|{0}|<|<|\n|{0}|<|<|<|<|<|<|\n"
    table += (
        "|项目资金||预算数|{0}|执行数|执行率|{0}|\n|{0}|年度资金总额|1|{0}|1|1|1|\n"
    )
    table += "|一级指标|二级指标|三级指标|指标值|完成值|得分|{0}|\n"
    table += "|{0}|数量指标|{0}|{0}|1|{0}|1|\n|总分|{0}|<|<|<|9|{0}|\n|{0}|{0}|||||{0}|"
    long = (glyph * 30_000).replace("\n", "\\n")
    begun = time.process_time()
    recognise(drawn(table.format(f"x{long}x")))
    recognise(drawn(table.format(f"产出{long}x")))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("text", ["9" * 60_000, "2020年度" * 16_000, "98分" * 30_000])
def test_a_line_without_end_around_a_table_is_passed_over(text: str) -> None:
    grid = drawn("|一级指标|三级指标|指标值|完成值|得分|\n|产出指标|甲|1|1|9|")
    begun = time.process_time()
    recognise(evolve(grid, before=(text,), after=(text,)))
    single(f"甲{' ' * 60_000}乙\n丙{'　' * 60_000}丁")
    assert time.process_time() - begun < 5


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(texts, max_size=6).map(" ".join), max_size=30))
@example(["项目支出绩效自评表", "项目名称", "一级指标 二级指标 三级指标 得分", "甲"])
def test_any_text_is_read_or_left(lines: list[str]) -> None:
    page = ["项目支出绩效自评表", "项目名称 甲", *lines]
    for evaluation in recognise_text(text_grid("乱.txt", page)):
        assert all(row.name for row in evaluation.indicators)
