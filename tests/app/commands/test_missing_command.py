"""ziping missing: 一张表还差什么, 用真的文件; 退出码与写法."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy
from typing import Any

import click
import openpyxl
import pytest

ROOT = Path(__file__).parents[3]
DRAWN = ROOT / "tests/drawn/files"
NATIONAL = ROOT / "tests/files/national-openpyxl.xlsx"
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
Said = tuple[int, str, str]
Ziping = Callable[..., Said]


def drawn(name: str) -> str:
    """The path of a drawn table."""
    found = [p for p in DRAWN.glob(f"{name}*") if not p.name.endswith(".json")]
    return str(found[0])


def edited(folder: Path, source: str = str(NATIONAL), **cells: object) -> str:
    """A copy of a table with other cells."""
    path = Path(copy(source, folder / "我的表.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    for address, value in cells.items():
        sheet[address] = value
    book.save(path)
    return str(path)


def lines(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()]


def test_the_cells_of_a_row_stand_on_one_line(ziping: Ziping) -> None:
    code, out, err = ziping("missing", drawn("x75"))
    assert (code, err) == (1, "")
    assert "没有填的 4 处（工作表“自评表”）：" in out
    assert ["受益农户数", "实际完成值、得分", "10", "0～10", "E13、G13"] in lines(out)
    assert out.splitlines()[-2:] == [
        "填完之后总分可为 80～100（良～优）；照现在的样子为 80",
        "得分与总分可由程序算好写出：ziping score 文件 --write 副本.xlsx（或 --out）",
    ]


@pytest.mark.parametrize(
    ("name", "owed"),
    [
        ("d79", ["总分", "总分", "100", "99.84", "表1第16行第7列"]),
        ("h61", ["普查数据漏登率", "实际完成值", "10", "0～10", "表2第14行第6列"]),
        ("p86", ["表头", "实施单位", "第1页表1第3行第6列"]),
        ("o81", ["总分", "总分", "100", "99.62", "G18"]),
    ],
)
def test_documents_pages_and_open_formats_are_told_alike(
    name: str, owed: list[str], ziping: Ziping
) -> None:
    code, out, _ = ziping("missing", drawn(name))
    assert code == 1
    assert owed in lines(out)


def test_a_filled_table_ends_in_0(ziping: Ziping) -> None:
    code, out, err = ziping("missing", drawn("x41"))
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith("：该填的都填了")


def test_a_cell_that_was_not_understood_is_not_called_empty(
    ziping: Ziping, tmp_path: Path
) -> None:
    path = edited(tmp_path, G12="约十分上下", F14=None)
    code, out, _ = ziping("missing", path)
    assert code == 1
    assert "没有读懂的 1 处" in out
    assert "格里有内容，不算没有填" in out
    told = json.loads(ziping("missing", path, "--json")[1])
    kinds = {each["place"]: (each["kind"], each["text"]) for each in told["owed"]}
    assert ("unread", "约十分上下") in kinds.values()
    assert told["counts"]["unread"] == 1


def test_reasons_are_drafts_without_a_reason(ziping: Ziping) -> None:
    code, out, _ = ziping("missing", str(NATIONAL), "--reasons")
    assert code == 1
    assert (
        "指标值≥120公里，实际完成118公里，少2公里，扣0.25分；原因：____；改进措施：____"
        in out.splitlines()
    )
    assert "没有填的" not in out


def test_a_draft_pasted_into_its_cell_still_owes_the_reason(
    ziping: Ziping, tmp_path: Path
) -> None:
    source = drawn("x07")
    (owed,) = json.loads(ziping("missing", source, "--json")[1])["owed"]
    assert owed["kind"] == "reason"
    cell = owed["place"].partition("!")[2]
    pasted = edited(tmp_path, source, **{cell: owed["draft"]})
    assert ziping("missing", pasted)[0] == 1
    written = owed["draft"].replace("原因：____", "原因：汛期停工")
    code, out, _ = ziping("missing", edited(tmp_path, source, **{cell: written}))
    assert (code, out.splitlines()[0].endswith("：该填的都填了")) == (0, True)


def test_a_form_without_the_column_is_not_asked_for_it(ziping: Ziping) -> None:
    code, out, _ = ziping("missing", drawn("x06"))
    assert code == 0
    assert "表上没有地方填、得分因此无从核对的：" in out
    assert "    全年预算数为空，执行率无从计算：预算执行率" in out


def test_a_blank_with_its_indicators_is_listed_and_one_without_is_refused(
    ziping: Ziping, tmp_path: Path
) -> None:
    names, blank = tmp_path / "名单.csv", tmp_path / "空表.xlsx"
    names.write_text(
        "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,培训人数,≥200人\n"
        "效益指标,社会效益指标,知晓率,≥90%\n满意度指标,服务对象满意度指标,满意度,≥95%\n",
        "utf-8",
    )
    made = ziping("new", str(names), "--weights", "equal", "--out", str(blank))
    assert made[0] == 0
    code, out, _ = ziping("missing", str(blank))
    assert code == 1
    assert lines(out)[-2][0] == "填完之后总分可为"
    assert "0～100（差～优）；照现在的样子为" in out
    assert any(line[:2] == ["培训人数", "实际完成值、得分"] for line in lines(out))
    empty = tmp_path / "发的.xlsx"
    ziping("forms", "national-2020", "--out", str(empty))
    code, out, err = ziping("missing", str(empty))
    assert (code, out) == (2, "")
    assert "空表，没有一行指标，无从查缺" in err


def test_files_that_cannot_be_read_do_not_stop_the_others(
    ziping: Ziping, tmp_path: Path
) -> None:
    gone = str(tmp_path / "没有.xlsx")
    code, out, err = ziping("missing", gone, drawn("x75"), drawn("x41"))
    assert code == 2
    assert "找不到这个文件" in err
    assert [line for line in out.splitlines() if line.startswith(str(DRAWN))] == [
        f"{drawn('x75')}：没有填 4 处",
        f"{drawn('x41')}：该填的都填了",
    ]
    documents = json.loads(ziping("missing", gone, drawn("x75"), "--json")[1])
    assert [each["schema"] for each in documents] == [
        "ziping.unread/1",
        "ziping.missing/1",
    ]


def test_reasons_that_a_form_asks_for_below_are_not_owed_beside_the_rows(
    ziping: Ziping, tmp_path: Path
) -> None:
    text = (
        "一级指标,二级指标,三级指标,指标值,完成值,分值,得分\n"
        "产出指标,数量指标,场次,≥10场,9场,90,\n总分,,,,,90,\n"
        "偏差大或目标未完成原因分析,疫情,,,,,\n"
    )
    path = tmp_path / "表.csv"
    path.write_text(text, "utf-8")
    told = json.loads(ziping("missing", str(path), "--json")[1])
    assert told["counts"]["blank"] > 0
    assert told["counts"]["reason"] == 0


def test_it_keeps_to_the_terminal(
    terminal: Callable[[int], None], ziping: Ziping
) -> None:
    from app.text.wrapping import width

    for columns in (80, 120):
        terminal(columns)
        for words in ((), ("--reasons",)):
            out = ziping("missing", str(NANCHANG), *words)[1]
            told = click.unstyle(out).splitlines()
            assert max(width(line.rstrip()) for line in told) <= columns
