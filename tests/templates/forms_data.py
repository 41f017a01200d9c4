"""任意的自评表: evaluations that a form can hold, for the laws of reading and writing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from reading.vocabulary.titles import number_in, numbered
from templates.forms.capacity import holds
from templates.forms.form import Form

GROUPS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
)
TARGETS = (
    *("≥95%", "=100%", "100%", "≤5次", "≥1,200.50万元", "0起", "<0.9‰", ">=17600株"),
    *("2021年12月底前", "2023-12-31", "第四季度前", "20-30", "±10%", "90%以上"),
    *("定性", "定性基本建立", "达成预期指标", "效果明显", "零事故", "不高于市场价"),
    *("=1+1", "+8", "-3", "@sum", "95", "1600元/亩", "3个工作日"),
)
GLYPHS = "东南西北河湖桥树灯车船山石ABab，、（）《》“”"

words = st.text(GLYPHS, min_size=2, max_size=40).filter(
    lambda text: text[0] not in "，、（）《》“”"
)
points = st.decimals(0, 100, places=2) | st.integers(0, 100).map(Decimal)
amounts = (st.decimals(0, 10**8, places=2) | st.decimals(1990, 2030, places=2)).map(
    Quantity
)
rates = st.decimals(0, 200, places=2).map(lambda rate: Quantity(rate, "%"))
targets = st.sampled_from(TARGETS)


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Indicator, ...]:
    rows = []
    firsts = {first: draw(st.none() | points) for first, _ in GROUPS}
    for group in GROUPS:
        weights = (firsts[group[0]], draw(st.none() | points))
        rows += [
            Indicator(
                group,
                draw(words),
                draw(st.none() | targets),
                draw(st.none() | targets),
                draw(st.none() | points),
                draw(st.none() | points),
                weights,
                draw(st.none() | words),
                direction=draw(st.sampled_from((None, None, "定性"))),
            )
            for _ in range(draw(st.integers(0, 4)))
        ]
    return tuple(rows) or (Indicator(GROUPS[0], draw(words), "≥95%"),)


@st.composite
def fund_lines(draw: st.DrawFn) -> tuple[FundLine, ...]:
    labels = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
    kept = labels[: draw(st.integers(1, 4))]
    mixed = st.none() | amounts
    # Lines that hold one amount, or none at all, are drawn as often as full ones.
    some = draw(st.sampled_from((mixed, mixed, st.none())))
    return tuple(
        FundLine(
            label,
            draw(some),
            draw(some),
            draw(mixed),
            weight=draw(st.none() | points),
            rate=draw(st.none() | rates),
            stated=draw(st.none() | points),
            variance_note=draw(st.none() | words),
        )
        for label in kept
    )


@st.composite
def evaluations(draw: st.DrawFn, form: Form) -> Evaluation:
    """Draw an evaluation, then keep what the form has cells for."""
    full = Evaluation(
        year=draw(st.none() | st.integers(2010, 2030)),
        project=draw(st.none() | words),
        department=draw(st.none() | words),
        unit=draw(st.none() | words),
        funds=Funds(draw(fund_lines()), draw(st.sampled_from(("元", "万元")))),
        goals=Goals(draw(st.none() | words), draw(st.none() | words)),
        indicators=draw(indicators()),
        total=Total(
            draw(st.none() | points),
            draw(st.none() | points),
            draw(st.sampled_from((None, "优", "良", "中", "差"))),
        ),
    )
    return kept(full, form)


def kept(full: Evaluation, form: Form) -> Evaluation:
    """Leave out what the form cannot hold."""
    held = holds(form)
    full = _fixed(full, form)
    titled = numbered(form.title, _number(form)) if form.headline else None
    funds = Funds()
    if "funds.label" in held:
        parts = held | {"funds.weight"} if form.id == "hubei" else held
        lines = tuple(_kept(line, "funds", parts) for line in full.funds.lines)
        if not all(block.headed for block in form.blocks if block.kind == "funds"):
            lines = tuple(line for line in lines if line.budget is not None)
            lines = lines if full.funds.lines[0].budget is not None else ()
        funds = Funds(lines, full.funds.unit) if lines else Funds()
    return evolve(
        full,
        form=titled,
        **{
            name: getattr(full, name) if name in held else None
            for name in ("year", "project", "department", "unit")
        },
        funds=funds,
        goals=_kept(full.goals, "goals", held),
        indicators=tuple(
            _signed(_kept(row, "indicators", held), form) for row in full.indicators
        ),
        total=_kept(full.total, "total", held),
    )


def _number(form: Form) -> str | None:
    """报表编号, printed in a line of its own, is read as a part of the title."""
    texts = [p.text or "" for b in form.blocks for row in b.rows for p in row]
    return next(filter(None, map(number_in, texts)), None)


def _fixed(full: Evaluation, form: Form) -> Evaluation:
    """Hubei prints the weight of the execution, 20 points, in its headings."""
    if form.id != "hubei":
        return full
    first, *others = full.funds.lines
    lines = (
        evolve(first, weight=Decimal(20)),
        *(evolve(o, weight=None) for o in others),
    )
    return evolve(full, funds=evolve(full.funds, lines=lines))


def _kept(item: Any, owner: str, held: frozenset[str]) -> Any:
    parts = {
        "funds": ("initial", "budget", "spent", "weight", "rate", "stated", "note"),
        "goals": ("expected", "actual"),
        "indicators": ("target", "actual", "weight", "stated", "note"),
        "total": ("weight", "stated", "grade"),
    }
    lost = {
        {"note": "variance_note"}.get(name, name): None
        for name in parts[owner]
        if f"{owner}.{name}" not in held
    }
    if owner == "indicators" and "indicators.path_weights" not in held:
        return evolve(item, **lost, path_weights=())
    return evolve(item, **lost)


def _signed(row: Indicator, form: Form) -> Indicator:
    """Only a column of signs tells the direction, 定性."""
    split = any("sign" in block.roles for block in form.blocks)
    return row if split and row.target else evolve(row, direction=None)


def in_a_blank(evaluation: Evaluation, form: Form) -> Evaluation:
    """Leave out what stands in columns that a blank does not print."""
    columns = [c for block in form.blocks for c in block.columns if c.optional]
    lost = {column.role: None for column in columns}
    rows = tuple(evolve(row, **lost) for row in evaluation.indicators)
    return evolve(evaluation, indicators=rows)


def bare(evaluation: Evaluation) -> Evaluation:
    """Drop the places, the reader's doubts and the derived columns."""
    return evolve(
        evaluation,
        funds=evolve(
            evaluation.funds,
            lines=tuple(evolve(line, place=None) for line in evaluation.funds.lines),
        ),
        indicators=tuple(
            evolve(row, place=None, extra=(), unit=None)
            for row in evaluation.indicators
        ),
        total=evolve(evaluation.total, place=None),
        warnings=(),
    )
