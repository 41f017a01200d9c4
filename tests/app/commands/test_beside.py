"""对照用的表是不是同一个项目的: 不是的说出来, 报告里也看得到."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from lxml import html

from indicators import Evaluation
from tests.app.conftest import Said, Saved
from tests.auditing.tables import sound, with_row

Ziping = Callable[..., Said]


@pytest.mark.parametrize("option", ["approved", "last-year", "monitoring"])
def test_another_project_is_doubted_on_stderr_in_json_and_in_the_report(
    ziping: Ziping, saved: Saved, tmp_path: Path, option: str
) -> None:
    other = saved("别的", evolve(sound(), project="另一个项目", year=None))
    out = tmp_path / "报告.html"
    table = saved("甲", sound())
    _, _, err = ziping("audit", table, f"--{option}", other, "--report", str(out))
    said = "项目名称与本表不同，本表为“示例”（原值“另一个项目”）。请核对是否给对了文件"
    assert f"存疑：{table}：{other}：" in err
    assert said in err
    head = html.document_fromstring(out.read_text("utf-8")).find_class("head")[0]
    assert said in head.text_content()
    document = json.loads(ziping("audit", table, f"--{option}", other, "--json")[1])
    (doubt,) = (
        d for d in document["evaluation"]["warnings"] if d["value"] == "另一个项目"
    )
    assert doubt["where"] == other


def test_the_same_project_is_not_doubted_however_it_is_spaced(
    ziping: Ziping, saved: Saved
) -> None:
    last = saved("上年", evolve(sound(), project="示 例\n", year=2021))
    same = saved("批复", evolve(sound(), project=None))
    table = saved("甲", sound())
    _, _, err = ziping("audit", table, "--last-year", last, "--approved", same)
    assert err == ""


def test_a_year_that_does_not_fit_is_doubted(ziping: Ziping, saved: Saved) -> None:
    table = saved("甲", sound())
    _, _, err = ziping("audit", table, "--last-year", table)
    assert "上年的表是 2022 年度的，本表是 2022 年度的" in err
    assert ziping("audit", table, "--approved", table)[2] == ""


def test_monitoring_that_says_nothing_about_the_likelihood_is_doubted_once(
    ziping: Ziping, saved: Saved, tmp_path: Path
) -> None:
    silent, table, out = (
        saved("监控", sound()),
        saved("甲", sound()),
        tmp_path / "报.html",
    )
    call = ("audit", table, saved("乙", sound()), "--monitoring", silent)
    _, _, err = ziping(*call, "--report", str(out))
    assert err.count("没有读到“完成可能性”") == 1
    heads = html.document_fromstring(out.read_text("utf-8")).find_class("head")
    assert all("没有读到“完成可能性”" in head.text_content() for head in heads)
    told = saved("监控二", with_row(0, extra=(("完成可能性", "确定能"),)))
    assert ziping("audit", table, "--monitoring", told)[2] == ""


def test_a_second_file_without_indicators_is_refused(
    ziping: Ziping, saved: Saved
) -> None:
    empty = saved("空", Evaluation())
    code, out, err = ziping("audit", saved("甲", sound()), "--approved", empty)
    assert (code, out) == (2, "")
    assert f"{empty}：批复的目标表里没有一行指标，无从对照" in err
