"""自评结果汇总表 (audit --summary): 一张自评表一行, 精确合计, 没有列入的说出来."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from indicators import Evaluation, Funds, Quantity, Total
from tests.app.commands.test_chain_of_papers import evaluated
from tests.app.commands.test_plan_check import declared, plan
from tests.app.conftest import Saved, Ziping
from tests.kept_office import convert

Row = dict[str, Any]


def spent(table: Evaluation, budget: str, done: str, unit: str) -> Evaluation:
    line = evolve(
        table.funds.lines[0],
        initial=None,
        budget=Quantity(Decimal(budget)),
        spent=Quantity(Decimal(done)),
        rate=None,
    )
    return evolve(table, funds=Funds((line,), unit))


def summary(path: Path) -> tuple[list[Row], list[str]]:
    """The rows by the names of their columns, and the lines below the table."""
    sheet = load_workbook(path)["汇总表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = [below or above for above, below in zip(rows[2], rows[3], strict=True)]
    end = next(n for n, row in enumerate(rows) if str(row[1]).startswith("合计"))
    lines = [dict(zip(names, row, strict=True)) for row in rows[4 : end + 1]]
    return lines, [str(row[0]) for row in rows[end + 1 :]]


@pytest.fixture
def three(saved: Saved) -> list[str]:
    """Tables in 万元 and in 元; the last has lost points without a reason."""
    faulty = evolve(
        spent(evaluated(project="丙", unit="丙所"), "30", "29", "万元"),
        total=Total(Decimal(100), Decimal("99.5"), "良"),
    )
    return [
        saved("甲", spent(evaluated(project="甲"), "50.25", "40.2", "万元")),
        saved("乙", spent(evaluated(project="乙"), "1000000.01", "999999", "元")),
        saved("丙", faulty),
    ]


def test_each_table_has_a_line_with_what_it_prints_and_what_was_found(
    ziping: Ziping, tmp_path: Path, three: list[str]
) -> None:
    out = tmp_path / "汇总.xlsx"
    _, shown, told = ziping("audit", *three, "--summary", str(out), "--brief")
    assert f"已写出 {out}" in told
    assert "读 3 个文件" in shown
    (first, second, third, whole), notes = summary(out)
    assert (first["序号"], first["项目名称"], first["年度"]) == (1, "甲", 2024)
    assert (first["主管部门"], first["实施单位"]) == ("市局", "中心")
    assert (first["全年预算数"], first["全年执行数"]) == (50.25, 40.2)
    assert first["执行率"] == 0.8
    assert (first["得分"], first["等级"], first["年初预算数"]) == (100, "优", None)
    assert (second["全年预算数"], second["全年执行数"]) == (100.000001, 99.9999)
    assert (third["得分"], third["等级"]) == (99.5, "良")
    assert (whole["项目名称"], whole["得分"]) == ("合计（3 张）", None)
    assert whole["全年预算数"] == 180.250001
    assert whole["执行率"] == 0.9387
    assert whole["备注"] == "没有填而未计入的：年初预算数 3 张"
    assert "注：1. 金额单位：万元" in notes[0]
    assert any("没有见到公开的汇总表式" in note for note in notes)


def test_the_counts_are_those_of_the_audit(
    ziping: Ziping, tmp_path: Path, three: list[str]
) -> None:
    out = tmp_path / "汇总.xlsx"
    _, shown, _ = ziping("audit", *three, "--json", "--summary", str(out))
    lines, _ = summary(out)
    words = {
        "error": "错误",
        "inconsistency": "不一致",
        "warning": "提醒",
        "info": "提示",
    }
    for document, line in zip(json.loads(shown), lines, strict=False):
        severities = [finding["severity"] for finding in document["findings"]]
        for severity, word in words.items():
            assert (line[word] or 0) == severities.count(severity), word
    total = sum(lines[-1][word] or 0 for word in words.values())
    assert total == sum(len(each["findings"]) for each in json.loads(shown)) > 0


def test_what_has_no_line_is_named_below_the_table(
    ziping: Ziping, tmp_path: Path, three: list[str]
) -> None:
    broken, out = tmp_path / "坏.xlsx", tmp_path / "汇总.xlsx"
    broken.write_bytes(b"PK\x03\x04....")
    declaration = declared(tmp_path, plan())
    ziping("audit", *three, str(broken), declaration, "--summary", str(out))
    lines, notes = summary(out)
    assert len(lines) == 4
    assert f"未列入：绩效目标表 1 张：{declaration}" in notes
    assert any(
        note.startswith(f"未列入：没有审成的 1 张：{broken}（") for note in notes
    )


def test_an_amount_without_a_unit_is_not_added_up(
    ziping: Ziping, tmp_path: Path, saved: Saved
) -> None:
    table = spent(evaluated(), "50", "40", "万元")
    bare = saved("甲", evolve(table, funds=Funds(table.funds.lines)))
    out = tmp_path / "汇总.xlsx"
    ziping("audit", bare, saved("乙", table), "--summary", str(out))
    (first, _, whole), _ = summary(out)
    assert (first["全年预算数"], first["执行率"]) == (None, 0.8)
    assert "金额没有单位，没有列出" in first["备注"]
    assert (whole["全年预算数"], whole["执行率"]) == (50, None)
    assert "全年预算数 1 张、全年执行数 1 张" in whole["备注"]


def test_a_summary_prints_across_a4_and_repeats_its_headings(
    ziping: Ziping, tmp_path: Path, saved: Saved
) -> None:
    files = [saved(f"表{n}", evaluated(project=f"项目{n}")) for n in range(60)]
    out = tmp_path / "汇总.xlsx"
    ziping("audit", *files, "--summary", str(out), "--brief")
    convert((out,), tmp_path, "pdf")
    pdf = tmp_path / "汇总.pdf"
    said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True)
    assert "841.89 x 595.304 pts (A4)" in said.stdout
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True
    )
    pages = [page for page in text.stdout.decode().split("\f") if page.strip()]
    assert len(pages) > 1
    assert all("项目名称" in page and "重算得分" in page for page in pages)
    assert "合计（60 张）" in pages[-1]


def test_outputs_of_one_name_are_refused(
    ziping: Ziping, tmp_path: Path, three: list[str]
) -> None:
    out = str(tmp_path / "x.xlsx")
    call = ("audit", three[0], "--summary", out)
    code, _, told = ziping(*call, "--annotate", out)
    assert code == 2
    assert "--annotate 与 --summary 是同一个文件" in told
    Path(out).write_bytes(b"old")
    assert ziping(*call)[0] == 2
    assert Path(out).read_bytes() == b"old"
    assert ziping("audit", three[0], "--summary", "x.csv")[0] == 2
