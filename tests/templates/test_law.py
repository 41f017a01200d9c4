from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import Evaluation, FundLine
from reading import read
from templates.filling.fill import fill
from templates.forms.blank import blank
from templates.forms.form import Form, form_ids, load_form
from templates.writing.writer import write
from tests.templates.forms_data import bare, evaluations, in_a_blank

QUICK = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.parametrize("name", form_ids())
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=QUICK,
)
@given(data=st.data())
def test_what_is_written_in_a_form_is_read_back_unchanged(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = load_form(name)
    evaluation = data.draw(evaluations(form))
    path = tmp_path_factory.getbasetemp() / f"{name}.xlsx"
    path.write_bytes(write(evaluation, form))
    assert bare(read(path)) == evaluation


def fitted(evaluation: Evaluation, form: Form) -> Evaluation:
    """The same data under the group weights and fund lines that the blank prints."""
    printed = {group.path: group.weights for group in form.groups}
    firsts = {group.path[0]: group.weights[:1] for group in form.groups}
    rows = tuple(
        evolve(row, path_weights=printed.get(row.path, firsts.get(row.path[0], ())))
        for row in evaluation.indicators
    )
    lines = tuple(
        evolve(line, label=label)
        for line, label in zip(evaluation.funds.lines, form.labels, strict=False)
    )
    if any(block.kind == "funds" and block.headed for block in form.blocks):
        lines += tuple(FundLine(label) for label in form.labels[len(lines) :])
    money = evolve(evaluation.funds, lines=lines, unit=form.unit if lines else None)
    return evolve(evaluation, indicators=rows, funds=money)


@pytest.mark.parametrize("name", form_ids())
@settings(max_examples=4, deadline=None, suppress_health_check=QUICK)
@given(data=st.data())
def test_what_is_filled_in_a_blank_is_read_back_unchanged(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = load_form(name)
    evaluation = in_a_blank(fitted(data.draw(evaluations(form)), form), form)
    folder = tmp_path_factory.getbasetemp()
    empty, path = folder / f"{name}-blank.xlsx", folder / f"{name}-filled.xlsx"
    if not empty.exists():
        empty.write_bytes(write(blank(form), form))
    path.write_bytes(fill(empty, evaluation).content)
    assert bare(read(path)) == evaluation
