from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

import templates.forms
from indicators.errors import InputError
from templates.forms.form import check_form, form_ids, load_form

FOLDER = Path(templates.forms.__path__[0])


def plain(name: str = "national-2020") -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", form_ids())
def test_every_form_loads_and_names_its_source(name: str) -> None:
    form = load_form(name)
    assert form.id == name
    assert form.source
    assert form.verified or form.reason


def test_an_unknown_form_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"没有这个编号.*national-2020"):
        load_form("national-1999")


def test_every_fault_of_a_form_is_told_at_once_with_its_key_path() -> None:
    data = plain()
    data["blocks"][0]["rows"][0][0]["span"] = 3
    data["blocks"][3]["columns"][0]["role"] = "level9"
    data["blocks"][3]["columns"][2]["role"] = "target"
    data["reason"] = None
    del data["reason"]
    with pytest.raises(InputError) as caught:
        check_form(data, "x.toml")
    assert [problem.where for problem in caught.value.problems] == [
        "x.toml reason",
        "x.toml blocks[0].rows[0]",
        "x.toml blocks[3].columns[0].role",
        "x.toml blocks[3].columns[3].role",
        "x.toml blocks[3].columns",
    ]


def test_an_unknown_key_or_value_of_a_form_is_refused_at_its_place() -> None:
    data = copy.deepcopy(plain())
    data["blocks"][0]["rows"][0][1]["value"] = "projekt"
    data["colour"] = "red"
    with pytest.raises(InputError) as caught:
        check_form(data, "x.toml")
    places = {problem.where for problem in caught.value.problems}
    assert places == {"x.toml colour", "x.toml blocks[0].rows[0][1].value"}


def test_a_bureaus_own_form_is_read_from_its_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = (FOLDER / "national-2020.toml").read_text("utf-8")
    own.write_text(text.replace('"项目支出绩效自评表"', '"本县自评表"'), "utf-8")
    assert load_form(own).title == "本县自评表"
