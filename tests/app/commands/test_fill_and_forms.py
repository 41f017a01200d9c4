"""版式与填表的命令: 列出、预览、写出空表、填进空表."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reading import read
from templates.forms.form import form_ids, load_form

NANCHANG = str(Path(__file__).parents[3] / "examples/nanchang-2021/evaluation.toml")
Said = tuple[int, str, str]


@pytest.fixture
def empty(tmp_path: Path, ziping: Callable[..., Said]) -> Path:
    path = tmp_path / "空表.xlsx"
    assert ziping("forms", "national-2020", "--out", str(path))[0] == 0
    return path


def test_forms_lists_every_form_and_tells_how_many_are_not_verified(
    ziping: Callable[..., Said],
) -> None:
    code, out, _ = ziping("forms")
    assert code == 0
    assert all(name in out for name in form_ids())
    unseen = sum(not load_form(name).verified for name in form_ids())
    assert f"其中 {unseen} 种未见官方原表" in out


def test_forms_previews_the_headings_in_printed_order(
    ziping: Callable[..., Said],
) -> None:
    _, out, _ = ziping("forms", "cohesion-funds")
    columns = "三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分"
    assert columns in out
    assert "没有位置的内容：" in out


def test_forms_json_says_what_each_form_holds(ziping: Callable[..., Said]) -> None:
    _, out, _ = ziping("forms", "transfer-2020", "--json")
    (form,) = json.loads(out)["forms"]
    assert form["id"] == "transfer-2020"
    assert "indicators.actual" in form["holds"]
    assert "indicators.stated" not in form["holds"]


def test_a_blank_needs_a_form_and_an_unknown_one_is_told(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    out = str(tmp_path / "x.xlsx")
    assert ziping("forms", "--out", out)[0] == 2
    code, _, err = ziping("forms", "national-1999", "--out", out)
    assert code == 2
    assert "没有这个编号" in err


def test_what_a_form_cannot_hold_is_said_when_it_is_written(
    ziping: Callable[..., Said], tmp_path: Path
) -> None:
    out = str(tmp_path / "x.xlsx")
    call = ("score", NANCHANG, "--policy", "nanchang-2021", "--out", out)
    _, _, err = ziping(*call, "--form", "hubei")
    assert "版式 hubei 没有位置，未写出：" in err
    assert "分值" in err


def test_fill_writes_beside_the_blank_and_leaves_the_blank_alone(
    ziping: Callable[..., Said], empty: Path
) -> None:
    before = hashlib.sha256(empty.read_bytes()).hexdigest()
    code, out, err = ziping("fill", str(empty), "--from", NANCHANG)
    written = empty.with_name("空表-已填.xlsx")
    assert (code, out) == (0, "")
    assert str(written) in err
    assert hashlib.sha256(empty.read_bytes()).hexdigest() == before
    assert read(written).total.stated == Decimal("97.74")
    assert len(read(written).indicators) == 118


def test_fill_takes_its_data_from_any_form_and_scores_it(
    ziping: Callable[..., Said], empty: Path, tmp_path: Path
) -> None:
    source, out = tmp_path / "旧表.xlsx", tmp_path / "新表.xlsx"
    policy = ("--policy", "nanchang-2021")
    ziping("score", NANCHANG, *policy, "--out", str(source))
    call = ("fill", str(empty), "--from", str(source), "--out", str(out))
    assert ziping(*call, *policy)[0] == 1  # one row has no actual value
    names = [row.name for row in read(out).indicators]
    assert names == [row.name for row in read(source).indicators]


def test_fill_never_writes_over_the_blank_nor_over_a_file_unasked(
    ziping: Callable[..., Said], empty: Path
) -> None:
    call = ("fill", str(empty), "--from", NANCHANG)
    code, _, err = ziping(*call, "--out", str(empty), "--force")
    assert code == 2
    assert "同一个文件" in err
    assert ziping(*call)[0] == 0
    code, _, err = ziping(*call)
    assert code == 2
    assert "--force" in err
    assert ziping(*call, "--force")[0] == 0


@pytest.mark.parametrize("content", ["", "不是工作簿", "<html></html>"])
def test_a_blank_that_is_no_workbook_ends_in_a_message(
    ziping: Callable[..., Said], tmp_path: Path, content: str
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_text(content, "utf-8")
    code, _, err = ziping("fill", str(path), "--from", NANCHANG)
    assert code == 2
    assert err.startswith("错误：")
    assert "程序内部出错" not in err


def test_a_missing_blank_is_told(ziping: Callable[..., Said], tmp_path: Path) -> None:
    code, _, err = ziping("fill", str(tmp_path / "x.xlsx"), "--from", NANCHANG)
    assert code == 2
    assert "程序内部出错" not in err


@pytest.mark.parametrize("columns", ["", "60", "80", "120"])
def test_the_list_of_forms_keeps_every_id_whole_and_says_what_each_is_for(
    ziping: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = ziping("forms")[1]
    first_words = [line.split(" ")[0] for line in out.splitlines()]
    for name in form_ids():
        assert name in first_words
        assert load_form(name).use
    assert "财政发了空表的，用 ziping fill" in out


@pytest.mark.parametrize("form", form_ids())
def test_reading_a_blank_of_ours_raises_no_doubt(
    form: str, ziping: Callable[..., Said], tmp_path: Path
) -> None:
    blank = tmp_path / "空表.xlsx"
    ziping("forms", form, "--out", str(blank))
    code, out, err = ziping("read", str(blank))
    assert (code, err) == (0, "")
    assert "存疑" not in out
    assert "没有填写的样行" in out
