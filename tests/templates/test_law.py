from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import load
from templates import read
from templates.form import form_ids, load_form
from templates.writer import write
from tests.templates.forms_data import bare, evaluations

NANCHANG = load("examples/nanchang-2021/evaluation.toml")


@pytest.mark.parametrize("name", form_ids())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
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
