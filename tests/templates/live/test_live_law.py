"""会自己计分的工作簿读得回来: 写的是什么, 读的就是什么, 存着结果或由别的程序重算."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditing import audit
from indicators import Evaluation, FundLine, Funds, Total
from reading import read
from scoring import load_policy, score
from templates.forms.form import Form, load_form
from templates.live.book import write_live
from templates.writing.writer import scored
from tests.live_tables import (
    REASON,
    draw_table,
    in_office,
    needs_office,
    without_results,
)
from tests.templates.forms_data import bare, evaluations
from tests.templates.live.test_book import SCORED

QUICK = [HealthCheck.too_slow, HealthCheck.data_too_large]
MOF = load_policy("mof-2020")


def told(evaluation: Evaluation, form: Form) -> Evaluation:
    """What a table says apart from what is worked out: points, rate, total, grade."""
    whole = evaluation.funds.total
    lines = tuple(
        evolve(line, weight=None, rate=None, stated=None) if line is whole else line
        for line in evaluation.funds.lines
    )
    if not lines:
        lines = tuple(map(FundLine, form.labels))
    unit = (evaluation.funds.unit or form.unit) if lines else None
    return evolve(
        evaluation,
        funds=Funds(lines, unit),
        indicators=tuple(evolve(row, stated=None) for row in evaluation.indicators),
        total=Total(),
    )


@pytest.mark.parametrize("name", SCORED)
@settings(max_examples=6, deadline=None, suppress_health_check=QUICK)
@given(data=st.data())
def test_whatever_a_table_says_is_read_back_from_its_live_workbook(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = load_form(name)
    evaluation = data.draw(evaluations(form))
    path = tmp_path_factory.getbasetemp() / f"{name}.xlsx"
    path.write_bytes(write_live(score(evaluation, MOF), form))
    assert told(bare(read(path)), form) == told(evaluation, form)


def complete(seed: int, name: str) -> Evaluation:
    """A table with every value filled, and the points that the engine gives."""
    meant = draw_table(seed, MOF, name, whole=True).meant
    rows = tuple(evolve(row, variance_note=REASON) for row in meant.indicators)
    told = evolve(meant, indicators=rows)
    return scored(told, score(told, MOF))


@pytest.mark.parametrize("name", ["national-2020", "mof-2021"])
@settings(max_examples=12, deadline=None, suppress_health_check=QUICK)
@given(seed=st.integers(0, 10**6))
def test_a_filled_table_is_read_back_whole_and_audits_clean(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    evaluation = complete(seed, name)
    path = tmp_path_factory.getbasetemp() / f"{name}.xlsx"
    path.write_bytes(write_live(score(evaluation, MOF), name))
    again = read(path)
    assert bare(again) == evaluation
    assert again.warnings == ()
    assert clean(again)


def clean(evaluation: Evaluation) -> bool:
    found = audit(evaluation, MOF).findings
    return [f for f in found if f.code[0] in "PWC"] == []


@needs_office
def test_a_filled_table_is_read_back_whole_when_another_program_worked_it_out(
    tmp_path: Path,
) -> None:
    tables = {
        seed: complete(seed, name)
        for seed, name in enumerate(("national-2020", "mof-2021") * 4, 400)
    }
    jobs = []
    for seed, evaluation in tables.items():
        path, name = tmp_path / f"{seed}.xlsx", ("national-2020", "mof-2021")[seed % 2]
        without_results(write_live(score(evaluation, MOF), name), path)
        jobs.append({"path": str(path), "kept": str(tmp_path / f"{seed}-算过.xlsx")})
    in_office(jobs)
    for seed, evaluation in tables.items():
        again = read(tmp_path / f"{seed}-算过.xlsx")
        assert bare(again) == evaluation
        assert again.warnings == ()
        assert clean(again)
