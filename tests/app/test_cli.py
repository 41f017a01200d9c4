"""命令行: 帮助与错误是中文, 退出码可靠, 输出不覆盖、不半途."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import run

ROOT = Path(__file__).parents[2]
NANCHANG = str(ROOT / "examples/nanchang-2021/evaluation.toml")
Said = tuple[int, str, str]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "表.toml"
    path.write_text(
        """
        project = "甲"
        [[funds.lines]]
        label = "年度资金总额"
        budget = "100"
        spent = "50"
        [[indicators]]
        path = ["产出指标", "数量指标"]
        name = "建设完成率"
        target = "100%"
        actual = "83%"
        weight = "0.8"
        [[indicators]]
        path = ["效益指标", "社会效益指标"]
        name = "能力提升"
        target = "提升"
        actual = "提升"
        weight = "10"
        """,
        "utf-8",
    )
    return path


def test_score_prints_the_tree_and_agrees_with_the_published_total(
    ziping: Callable[..., Said],
) -> None:
    code, out, err = ziping("score", NANCHANG)
    assert (code, err) == (1, "")
    assert (
        "nanchang-2021 南昌市 2021 年度项目支出绩效自评（推得）（数据文件自己写明"
        in out
    )
    assert "没有填的 1 行，按 0 分计" in out
    assert "公布总分 97.74：与公布总分一致" in out
    assert "城市大脑一期建设完成率" in out
    assert "记录在案的让步 4 处" in out


def test_score_strict_lists_the_differences_row_by_row(
    ziping: Callable[..., Said],
) -> None:
    code, out, _ = ziping(
        "score", NANCHANG, "--policy", "nanchang-2021", "--strict", "--summary"
    )
    assert code == 1
    assert "总分 94.17" in out
    assert "得分与填报不同的 4 行" in out
    assert "9.9   6.1   −3.8" in out
    assert "市委党校" not in out


def test_concessions_of_another_policy_are_not_taken(
    ziping: Callable[..., Said],
) -> None:
    code, out, _ = ziping("score", NANCHANG, "--policy", "mof-2020")
    assert code == 1
    assert "让步只用于 nanchang-2021，未采用" in out
    assert "89.35～94.55，公布总分 97.74 不一致" in out


def test_open_rows_are_listed_with_their_range_until_a_choice_is_made(
    ziping: Callable[..., Said], table: Path
) -> None:
    code, out, _ = ziping("score", str(table))
    assert code == 1
    assert "没有定分的 1 行" in out
    assert "8～10" in out
    assert "总分在 13.66～15.66 之间" in out
    code, out, _ = ziping("score", str(table), "--judged", "upper")
    assert code == 0
    assert "总分 15.66" in out
    assert "--judged 代为定分的 1 行" in out


def test_score_json_is_the_result_contract(ziping: Callable[..., Said]) -> None:
    code, out, _ = ziping("score", NANCHANG, "--policy", "nanchang-2021", "--json")
    document = json.loads(out)
    assert code == 1
    assert document["schema"] == "ziping.score/1"
    assert document["findings"] == []
    assert document["totals"]["points"] == "97.74"
    assert len(document["rows"]) == 119
    assert all(len(row["explanation"]) == 3 for row in document["rows"])


def test_an_existing_output_is_kept_unless_forced(
    ziping: Callable[..., Said], table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "新" / "表.xlsx"
    assert ziping("score", str(table), "--out", str(out))[2] == f"已写出 {out}\n"
    written = out.read_bytes()
    out.write_bytes(b"mine")
    code, _, err = ziping("score", str(table), "--out", str(out))
    assert (code, out.read_bytes()) == (2, b"mine")
    assert "已存在" in err
    assert ziping("score", str(table), "--out", str(out), "--force")[0] == 1
    assert out.read_bytes() == written
    assert sorted(path.name for path in out.parent.iterdir()) == ["表.xlsx"]


def test_an_output_that_cannot_be_written_is_told(
    ziping: Callable[..., Said], table: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = ziping(
        "score", str(table), "--out", str(tmp_path / "file" / "x.xlsx")
    )
    assert code == 2
    assert err.startswith("错误：")


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("9", ["城市大脑一期建设完成率"]),
        ("0", ["预算执行率"]),
        ("城市大脑一期建设完成率", ["城市大脑一期建设完成率"]),
        ("执行率", ["预算执行率"]),
        ("城市大脑一期", None),
    ],
)
def test_explain_finds_rows_by_number_name_or_part(
    ziping: Callable[..., Said], wanted: str, names: list[str] | None
) -> None:
    code, out, _ = ziping("explain", NANCHANG, wanted, "--json")
    found = [row["name"] for row in json.loads(out)]
    assert code == 0
    assert found == names if names else len(found) == 3


def test_explain_without_a_name_explains_all_119_rows(
    ziping: Callable[..., Said],
) -> None:
    _, out, _ = ziping("explain", NANCHANG, "--policy", "nanchang-2021")
    for head in ("公式：", "代入：", "结果："):
        assert out.count(f"   {head}") == 119


def test_policies_lists_all_and_describes_one(ziping: Callable[..., Said]) -> None:
    code, out, _ = ziping("policies")
    assert code == 0
    assert out.count("\n") > 9
    _, out, _ = ziping("policies", "yitihua")
    assert "超出部分按比例扣减" in out
    _, out, _ = ziping("policies", "mof-2020", "--json")
    assert json.loads(out)["id"] == "mof-2020"
    _, out, _ = ziping("policies", "--json")
    assert len(json.loads(out)) == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score"], "缺少参数 文件"),
        (["score", "没有.toml"], "找不到这个文件"),
        (["score", NANCHANG, "--policy", "x"], "没有这个编号"),
        (["score", NANCHANG, "--judged", "mid"], "可选 upper、lower"),
        (["score", NANCHANG, "--polic", "x"], "没有选项 --polic，是不是 --policy"),
        (["score", NANCHANG, "--policy"], "可能缺少取值"),
        (["score", NANCHANG, "多"], "多余的参数"),
        (["scroe"], "没有这个命令"),
        (["explain", NANCHANG, "没有这一行"], "表中没有"),
        (["policies", "x"], "没有这个编号"),
    ],
)
def test_a_wrong_call_is_told_in_chinese_with_exit_code_2(
    ziping: Callable[..., Said], arguments: list[str], said: str
) -> None:
    code, out, err = ziping(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("错误：")
    assert said in err


def test_help_is_chinese_and_lists_the_commands(ziping: Callable[..., Said]) -> None:
    code, out, _ = ziping("--help")
    assert code == 0
    for word in ("用法：", "选项", "命令", "score", "explain", "policies"):
        assert word in out
    assert "Usage" not in out
    assert "Options" not in out


def test_no_traceback_ever_reaches_a_user(
    ziping: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("坏了")

    monkeypatch.setattr("scoring.policy.load_policy", broken)
    monkeypatch.setattr("scoring.load_policy", broken)
    code, _, err = ziping("score", NANCHANG)
    assert code == 2
    assert "程序内部出错（RuntimeError：坏了）" in err
    assert "Traceback" not in err
    monkeypatch.setenv("ZIPING_DEBUG", "1")
    with pytest.raises(RuntimeError):
        ziping("score", NANCHANG)


def process(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from app.cli import main; main()", *arguments]
    return subprocess.run(
        program,
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | settings,
    )


def test_the_program_ends_with_its_exit_code_and_survives_a_closed_pipe() -> None:
    assert process("policies").returncode == 0
    assert process("score", "无.toml").returncode == 2
    command = f'"{sys.executable}" -c "from app.cli import main; main()"'
    piped = subprocess.run(  # noqa: S602 - a pipe is the point
        f"{command} explain {NANCHANG} | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert piped.stdout.startswith("评分办法")
    assert "Traceback" not in piped.stderr


def test_a_terminal_gets_a_drawn_table_and_a_pipe_plain_text(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run(["score", str(table)])
    drawn = capsys.readouterr().out
    assert "━" in drawn or "─" in drawn
    assert "建设完成率" in drawn


def test_the_file_that_was_read_is_never_written_over(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    ziping("score", NANCHANG, "--out", str(path))
    before = path.read_bytes()
    code, _, err = ziping("score", str(path), "--out", str(path), "--force")
    assert (code, path.read_bytes()) == (2, before)
    assert "同一个文件" in err


def test_every_table_of_a_workbook_is_audited_and_a_sheet_can_be_chosen(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "两张.xlsx"
    ziping("score", NANCHANG, "--out", str(path))
    book = load_workbook(path)
    del book["计分说明"]
    book.copy_worksheet(book.active).title = "第二张"
    book.save(path)
    _, out, _ = ziping("audit", str(path), "--json")
    places = [document["evaluation"]["total"]["place"] for document in json.loads(out)]
    assert [place.partition("!")[0] for place in places] == ["自评表", "第二张"]
    _, out, _ = ziping("audit", str(path), "--json", "--sheet", "第二张")
    assert json.loads(out)["evaluation"]["total"]["place"].startswith("第二张")
    _, out, err = ziping("score", str(path))
    assert "2 张自评表" in err
    assert "总分" in out
    assert ziping("score", str(path), "--sheet", "没有")[0] == 2


OLD = """
form = "项目支出绩效自评表"
project = "甲"
year = 2018
[[indicators]]
path = ["产出指标", "数量指标"]
name = "建设完成率"
target = "100%"
actual = "83%"
weight = "0.8"
[[indicators]]
path = ["成本指标", "经济成本指标"]
name = "总成本"
target = "≤5万元"
actual = "4万元"
weight = "10"
"""


@pytest.mark.parametrize(
    ("change", "policy", "reason"),
    [
        ("", "mof-2021", "成本指标列为一级指标"),
        ("成本指标", "legacy-2016", "2018 年度，适用 2016 年版的自评表"),
        ("自评表", "hainan-2023", "版式为海南的自评表"),
    ],
)
def test_score_explain_and_audit_choose_one_policy_and_say_why(
    ziping: Callable[..., Said], tmp_path: Path, change: str, policy: str, reason: str
) -> None:
    texts = {"成本指标": ("成本指标", "效益指标"), "自评表": ("支出", "支出海南")}
    path = tmp_path / "表.toml"
    path.write_text(OLD.replace(*texts.get(change, (OLD, OLD))), "utf-8")
    for command in ("score", "explain", "audit"):
        out = ziping(command, str(path))[1]
        (line,) = (text for text in out.splitlines() if text.startswith("评分办法："))
        assert line.startswith(f"评分办法：{policy} ")
        assert f"（{reason}" in line
    document = json.loads(ziping("score", str(path), "--json")[1])
    assert document["policy"] == policy
    assert document["policy_reason"].startswith(reason)


def test_a_policy_that_is_named_is_taken_without_a_reason(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    path = tmp_path / "表.toml"
    path.write_text(OLD, "utf-8")
    out = ziping("score", str(path), "--policy", "mof-2020")[1]
    assert out.splitlines()[1] == (
        "评分办法：mof-2020 项目支出绩效评价管理办法（财预〔2020〕10号）"
    )


def test_the_program_alone_prints_its_help(ziping: Callable[..., Said]) -> None:
    code, out, err = ziping()
    assert (code, out) == (2, "")
    assert err.startswith("用法：ziping [选项] 命令 …")
    assert "错误" not in err


def test_a_missing_option_is_named_and_help_says_what_must_be_given(
    ziping: Callable[..., Said],
) -> None:
    assert "错误：缺少选项 --from。" in ziping("fill", "空表.xlsx")[2]
    help_ = ziping("fill", "--help")[1]
    assert "（必填）" in help_
    assert "required" not in help_


def test_the_list_of_policies_says_what_its_last_column_is(
    ziping: Callable[..., Said],
) -> None:
    head, first, *_ = ziping("policies")[1].splitlines()
    assert head.split() == ["编号", "评分办法", "查证"]
    assert first.endswith("处未查证")


def test_the_package_runs_as_the_command_does(ziping: Callable[..., Said]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ziping", "-h"],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.decode() == ziping("-h")[1]
