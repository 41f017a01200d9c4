"""定律: 计划 → 申报表 → 监控表 → 自评表 → 申报表, 名称、次序、指标值与分值一个不变."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import run
from auditing.sorts import Sort, sort_of
from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity
from indicators.codec import dump
from reading import read_all
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.templates.forms_data import GROUPS, points, targets, words

CHAIN = (
    ("target-declaration", Sort.TARGETS),
    ("monitoring", Sort.MONITORING),
    ("national-2020", Sort.SELF_EVALUATION),
    ("target-declaration", Sort.TARGETS),
)
weights = st.none() | points


@st.composite
def plans(draw: st.DrawFn) -> Evaluation:
    """A plan of up to a dozen rows, with weights or without; groups in any order, also torn."""
    weighed = draw(st.booleans())
    groups = draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=6))
    levels = {level: draw(weights) for group in groups for level in group}
    rows = []
    for group in groups:
        printed = tuple(levels[level] for level in group) if weighed else ()
        rows += [
            Indicator(
                group,
                draw(words),
                draw(targets),
                weight=draw(points) if weighed else None,
                path_weights=printed,
            )
            for _ in range(draw(st.integers(1, 3)))
        ]
    amount = Quantity(draw(st.decimals(1, 10**6, places=2)))
    return Evaluation(
        year=draw(st.integers(2018, 2030)),
        project=draw(words),
        department=draw(words),
        unit=draw(words),
        funds=Funds((FundLine("年度资金总额", initial=amount),), "万元"),
        goals=Goals(draw(words)),
        indicators=tuple(rows),
    )


def planned(table: Evaluation) -> list[tuple[object, ...]]:
    """What must not change on the way, row by row."""
    return [
        (row.path, row.path_weights, row.name, row.target, row.weight)
        for row in table.indicators
    ]


def filled_in_july(table: Evaluation) -> Evaluation:
    """What a clerk writes into a monitoring table."""
    rows = tuple(evolve(row, actual="60%") for row in table.indicators)
    lines = tuple(
        evolve(line, spent=Quantity(Decimal(1))) for line in table.funds.lines
    )
    return evolve(table, indicators=rows, funds=evolve(table.funds, lines=lines))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plan=plans())
def test_nothing_that_is_planned_changes_through_the_papers_of_a_year(
    plan: Evaluation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    file = folder / "chain.json"
    file.write_text(json.dumps(dump(plan), ensure_ascii=False), "utf-8")
    for number, (form, sort) in enumerate(CHAIN):
        out = folder / f"chain-{number}.xlsx"
        call = ["new", str(file), "--form", form, "--out", str(out), "--force"]
        assert run(call) == 0
        (table,) = read_all(out)
        assert planned(table) == planned(plan), form
        assert sort_of(table) is sort
        assert (table.year, table.project) == (plan.year, plan.project)
        assert (table.unit, table.department) == (plan.unit, plan.department)
        assert table.goals == plan.goals
        line, amount = table.funds.lines[0], plan.funds.lines[0].initial
        assert amount in {line.initial, line.budget}
        assert {row.actual for row in table.indicators} == {None}
        assert {each.spent for each in table.funds.lines} == {None}
        if sort is Sort.MONITORING:
            out.write_bytes(write(filled_in_july(table), load_form(form)))
        file = Path(out)
