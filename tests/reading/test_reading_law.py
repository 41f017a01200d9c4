"""定律: 任何一张自评表, 排出来再读, 还是它."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from reading import read
from tests.published.rendering import (
    Page,
    Style,
    as_csv,
    as_docx,
    as_html,
    as_pdf,
    as_xlsx,
    rendered,
    unplaced,
    without_blanks,
)
from tests.published.tables import NATIONAL

WORDS = st.sampled_from(
    (
        "建设",
        "完成率",
        "群众",
        "满意度",
        "项目（一期）",
        "2021 年",
        "“智慧”",
        "A平台",
        "≥5",
        "验收",
    )
)
names = st.lists(WORDS, min_size=1, max_size=4).map("".join).map(str.strip)
values = st.sampled_from(
    (
        "100%",
        "≥95%",
        "≤5 次",
        "2021-12-31",
        "提升",
        "12月底前",
        "/",
        "—",
        "0",
        "3.50万元",
        "无",
    )
)
numbers = st.decimals(0, 100, places=2)
optional_values = st.none() | values
LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Indicator, ...]:
    found: list[Indicator] = []
    for first, seconds in LEVELS.items():
        top = draw(st.none() | st.integers(1, 60).map(Decimal))
        for second in seconds:
            inner = draw(st.none() | st.integers(1, 30).map(Decimal))
            rows = st.lists(_indicator((first, second), (top, inner)), max_size=3)
            found += draw(rows)
    return tuple(found) or (draw(_indicator(("产出指标", "数量指标"), (None, None))),)


def _indicator(
    path: tuple[str, str], weights: tuple[Decimal | None, Decimal | None]
) -> st.SearchStrategy[Indicator]:
    return st.builds(
        Indicator,
        st.just(path),
        names,
        optional_values,
        optional_values,
        numbers,
        st.none() | numbers,
        st.just(weights),
        st.none() | st.sampled_from(("疫情影响", "1、原因。\n2、措施。", "0", "无")),
    )


amounts = st.none() | (
    st.decimals(0, 10**6, places=2) | st.decimals(1990, 2030, places=2)
).map(Quantity)
fund_lines = st.builds(
    FundLine,
    st.sampled_from(("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")),
    amounts,
    amounts,
    amounts,
    st.none() | numbers,
    st.none() | numbers.map(lambda number: Quantity(number, "%")),
    st.none() | numbers,
)
evaluations = st.builds(
    Evaluation,
    form=st.sampled_from(("项目支出绩效自评表", "部门整体支出绩效自评表")),
    year=st.integers(2015, 2030),
    project=names,
    department=st.none() | st.sampled_from(("某市财政局", "教育局")),
    unit=st.none() | st.sampled_from(("某中心", "甲、乙两站")),
    funds=st.builds(
        Funds,
        st.lists(fund_lines, min_size=1, max_size=4).map(tuple),
        st.sampled_from(("元", "万元", None)),
    ),
    goals=st.builds(
        Goals,
        st.sampled_from(("目标一；目标二。", "1、甲\n2、乙")),
        st.sampled_from(("已完成。", "1、丙\n2、丁")),
    ),
    indicators=indicators(),
    total=st.builds(
        Total,
        st.just(Decimal(100)),
        numbers,
        st.none() | st.sampled_from(("优", "良好")),
    ),
)
styles = st.builds(
    Style,
    st.sampled_from(
        (
            NATIONAL,
            (*NATIONAL[:3], "分值", "年度指标值", "全年实际值", "得分", "偏差原因"),
        )
    ),
    levels=st.sampled_from(("merged", "repeated", "blank")),
    top=st.integers(1, 4),
    left=st.integers(1, 3),
    total_label=st.sampled_from(("总分", "合计", "总 分")),
)


def as_read(evaluation: Evaluation) -> Evaluation:
    """Dashes of points are blank, and neighbours of one path are one group."""
    return evolve(unplaced(evaluation), warnings=())


def page_of(evaluation: Evaluation, style: Style) -> Page:
    return rendered(evaluation, style)


@settings(max_examples=150, deadline=None)
@given(evaluations, styles, st.sampled_from((as_xlsx, as_html, as_csv)))
def test_reading_gives_what_was_drawn(
    evaluation: Evaluation, style: Style, writer: object
) -> None:
    assert callable(writer)
    suffix = writer.__name__.removeprefix("as_")
    with tempfile.TemporaryDirectory() as folder:
        path = writer(page_of(evaluation, style), Path(folder) / f"表.{suffix}")
        assert as_read(read(path)) == as_read(evaluation)


@settings(max_examples=12, deadline=None)
@given(evaluations, styles)
def test_reading_a_document_gives_what_was_drawn(
    evaluation: Evaluation, style: Style
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = as_docx(page_of(evaluation, style), Path(folder) / "表.docx")
        assert as_read(read(path)) == as_read(evaluation)


@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(evaluations)
def test_reading_a_printed_page_gives_what_was_drawn(evaluation: Evaluation) -> None:
    """A page shows no blanks at line ends or between figures and characters."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = page_of(evaluation, Style(NATIONAL))
        printed = as_pdf(as_docx(page, folder / "表.docx"), folder)
        read_back, drawn = as_read(read(printed)), as_read(evaluation)
    assert without_blanks(read_back) == without_blanks(drawn)
