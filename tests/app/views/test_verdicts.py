"""结论的一句话与颜色: 有一处没有读懂, 就不能说是好的."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from app.views.verdicts import Verdict, verdict
from auditing import audit
from indicators import Evaluation
from indicators.errors import Problem
from indicators.reasons import Doubt
from reading import read
from tests.auditing.tables import line, sound, with_row


def said(table: Evaluation) -> Verdict:
    result = audit(table)
    return verdict(result, result.findings)


def test_a_table_that_was_read_whole_and_holds_is_good() -> None:
    assert said(sound()).tone == "good"


@pytest.mark.parametrize(
    "table",
    [
        with_row(1, unread=(("actual", "#REF!"),), actual=None),
        line(unread=(("initial", "约二百"),), initial=None),
        evolve(sound(), warnings=(Problem.of("第3页", Doubt.ROWS_UNREAD),)),
    ],
)
def test_a_table_of_which_something_was_not_read_is_open(table: Evaluation) -> None:
    found = said(table)
    assert found.tone == "open"
    assert found.counts.endswith("；1 处没有读懂")


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A"])
def test_a_page_with_an_error_value_is_open(error: str, tmp_path: Path) -> None:
    cells = [
        "产出指标,数量指标,更换路灯,≥500盏,500盏,45,45",
        f"产出指标,质量指标,验收合格率,100%,{error},45,45",
        "总分,,,,,90,90",
    ]
    head = "项目支出绩效自评表\n一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分\n"
    path = tmp_path / "表.csv"
    path.write_text(head + "\n".join(cells), "utf-8")
    assert said(read(path)).tone == "open"
