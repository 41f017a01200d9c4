"""没有读懂的格: 审核说出有几处, 退出码为 1; 计分给区间, 不当作未填."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

from tests.published.rendering import as_xlsx, rendered
from tests.published.tables import table

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, Any], str]:
    """A published table with another content in the cell that shows a text."""

    def change(text: str, content: Any) -> str:
        evaluation, style = table("004-yongde-minglang-yingyang")
        filled = evolve(evaluation, department="永德县教育体育局")
        path = as_xlsx(rendered(filled, style), tmp_path / "自评表.xlsx")
        book = openpyxl.load_workbook(path)
        cells = [c for row in book.active.iter_rows() for c in row if c.value == text]
        cells[-1].value = content
        book.save(path)
        return str(path)

    return change


@pytest.mark.parametrize("content", ["=SUM(1,2)", "#REF!", "见附件"])
def test_an_unread_total_is_counted_and_the_run_is_not_clean(
    ziping: Command, changed: Callable[[str, Any], str], content: str
) -> None:
    evaluation, _ = table("004-yongde-minglang-yingyang")
    path = changed(str(evaluation.total.stated), content)
    code, out, err = ziping("audit", path)
    assert code == 1
    first = out.splitlines()[0]
    assert "总分没有读懂" in first
    assert first.endswith("1 处没有读懂")
    assert "存疑" in err
    found = json.loads(ziping("audit", path, "--json")[1])
    assert found["evaluation"]["total"]["unread"] == [["stated", content]]
    assert not [f for f in found["findings"] if f["code"] in {"P405", "P406", "P410"}]


def test_an_unread_actual_makes_an_interval_and_nobody_calls_it_blank(
    ziping: Command, changed: Callable[[str, Any], str]
) -> None:
    evaluation, _ = table("004-yongde-minglang-yingyang")
    assert evaluation.indicators[0].actual == "735"
    found = json.loads(ziping("score", changed("735", "#DIV/0!"), "--json")[1])
    (scored,) = [r for r in found["rows"] if "#DIV/0!" in "".join(r["explanation"])]
    assert scored["outcome"] == "unverifiable"
    assert (float(scored["low"]), scored["high"]) == (0, "10.00")


def test_many_files_say_how_many_hold_what_was_not_read(
    ziping: Command, changed: Callable[[str, Any], str], tmp_path: Path
) -> None:
    evaluation, style = table("004-yongde-minglang-yingyang")
    whole = as_xlsx(rendered(evaluation, style), tmp_path / "完整.xlsx")
    path = changed(str(evaluation.total.stated), "=SUM(1,2)")
    code, out, _ = ziping("audit", str(whole), path, "--brief")
    assert code == 1
    assert "1 张有没读懂的内容" in out.splitlines()[-1]
