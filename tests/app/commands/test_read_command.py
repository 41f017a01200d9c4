"""ziping read: 一条命令看清文件里写了什么."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import run
from tests.published.rendering import as_html, as_xlsx, rendered
from tests.published.tables import table


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    evaluation, style = table("004-yongde-minglang-yingyang")
    return as_xlsx(rendered(evaluation, style), tmp_path / "自评表.xlsx")


def test_plain_output_shows_head_funds_tree_and_total(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(workbook)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "项目支出绩效自评表(公开14表)"
    assert "年度：2022" in shown
    assert "项目名称：义务教育营养改善计划专项资金" in shown
    assert any("年度资金总额" in line and "387664.62" in line for line in shown)
    row = next(line for line in shown if "学生受资助人数" in line)
    assert row.split() == ["学生受资助人数", "≧735人次", "735", "10", "10", "自评表!J8"]
    assert "指标 9 行。总分：96，满分 100（自评表!J17）" in shown


def test_json_is_the_evaluation(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(workbook), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "ziping.evaluation/1"
    assert document["year"] == "2022"
    assert document["indicators"][0]["target"] == "≧735人次"
    assert document["total"]["stated"] == "96"
    assert "extra" not in document["indicators"][0]


def test_several_tables_are_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = []
    for name in ("012-langzhong-jiaotong-cheguoshui", "015-huangshi-zhujian-haimian"):
        path = as_html(rendered(*table(name)), tmp_path / f"{name}.html")
        pages.append(path.read_text("utf-8"))
    both = tmp_path / "两张.html"
    both.write_text("".join(pages), "utf-8")
    assert run(["read", str(both), "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)
    assert [document["year"] for document in documents] == ["2021", "2022"]
    assert run(["read", str(both), "--sheet", "表2"]) == 0
    assert "黄石市" in capsys.readouterr().out


def test_doubts_are_shown_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = rendered(*table("012-langzhong-jiaotong-cheguoshui"))
    path = as_html(page, tmp_path / "表.html")
    assert run(["read", str(path)]) == 0
    assert "存疑 1 处：" in capsys.readouterr().out


def test_score_reads_any_file_and_says_its_doubts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = rendered(*table("012-langzhong-jiaotong-cheguoshui"))
    path = as_html(page, tmp_path / "表.html")
    assert run(["score", str(path), "--policy", "transfer-unscored"]) in {0, 1}
    assert f"存疑：{path}：表1第8行第6列" in capsys.readouterr().err


def test_explain_reads_any_file(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", str(workbook), "政策知晓率"]) == 0
    assert "政策知晓率" in capsys.readouterr().out


def test_a_file_without_a_table_is_an_input_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "空.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    assert run(["read", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"错误：{path}：没有找到自评表。")


def test_one_kind_of_doubt_is_said_once_with_its_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "空表.xlsx"
    run(["forms", "yunnan-14", "--out", str(path)])
    capsys.readouterr()
    run(["score", str(path)])
    doubts = capsys.readouterr().err.splitlines()
    unread = [line for line in doubts if "没有填写的样行" in line]
    assert len(unread) == 1
    assert "27 行没有填写的样行，从 自评表!D14 起" in unread[0]
