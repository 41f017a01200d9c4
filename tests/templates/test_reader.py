"""读文件: 哪个工作表、几张表、读不出时怎么说."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from indicators import InputError
from templates import read, read_all

HEADING = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
)
Sheets = dict[str, list[tuple[str, ...]]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    def write(sheets: Sheets, hidden: str = "") -> Path:
        path = tmp_path / "自评.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
                if name == hidden:
                    sheet.hide()
        return path

    return write


def filled(project: str) -> list[tuple[str, ...]]:
    row = ("产出指标", "数量指标", "甲", "1", "1", "10", "10")
    return [("项目名称", project), HEADING, row]


def test_one_table_is_read_from_the_sheet_that_holds_it(
    workbook: Callable[..., Path],
) -> None:
    path = workbook(
        {"说明": [("填表说明",)], "表": filled("甲项目"), "库": [("a", "b")]}
    )
    found = read(path)
    assert (found.project, found.warnings) == ("甲项目", ())
    assert found.indicators[0].place == "表!G3"


def test_every_table_of_a_file_is_read(workbook: Callable[..., Path]) -> None:
    path = workbook({"一": filled("甲"), "二": filled("乙"), "三": [("空",)]})
    assert [found.project for found in read_all(path)] == ["甲", "乙"]


def test_of_several_tables_the_first_is_read_and_the_others_are_named(
    workbook: Callable[..., Path],
) -> None:
    found = read(workbook({"一": filled("甲"), "二": filled("乙")}))
    assert found.project == "甲"
    assert [str(problem) for problem in found.warnings] == [
        "自评.xlsx：文件里有 2 张自评表，读取了第一张（原值“一、二”）。可用 --sheet 指定工作表"
    ]


def test_a_sheet_is_chosen_by_its_name(workbook: Callable[..., Path]) -> None:
    path = workbook({"一": filled("甲"), "二": filled("乙")})
    found = read(path, sheet="二")
    assert (found.project, found.warnings) == ("乙", ())


def test_a_sheet_that_is_not_there_is_an_error_that_names_the_others(
    workbook: Callable[..., Path],
) -> None:
    with pytest.raises(InputError, match=r"没有这个工作表.*“三”.*可选：一、二"):
        read(workbook({"一": filled("甲"), "二": filled("乙")}), sheet="三")


def test_hidden_sheets_come_last_and_are_told(workbook: Callable[..., Path]) -> None:
    path = workbook({"一": filled("甲"), "模板": filled("")}, hidden="模板")
    assert read(path).warnings == ()
    (_, second) = read_all(path)
    assert [(p.where, p.message) for p in second.warnings] == [
        ("模板", "工作表已隐藏，已照读")
    ]


def test_a_file_without_a_table_is_an_error(workbook: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"自评\.xlsx：没有找到自评表"):
        read(workbook({"表": [("项目名称", "甲"), ("科目", "金额")]}))


def test_text_without_a_table_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text("项目支出绩效自评表已随决算公开。\n详见附件。", "utf-8")
    with pytest.raises(InputError, match="没有找到自评表"):
        read_all(path)


def test_what_the_source_doubts_is_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "自评表.xls"
    cells = "".join(f"<td>{name}</td>" for name in HEADING)
    row = "".join(f"<td>{text}</td>" for text in ("产出", "数量", "甲", 1, 1, 9, 9))
    path.write_text(f"<table><tr>{cells}</tr><tr>{row}</tr></table>", "utf-8")
    (warning,) = read(path).warnings
    assert warning.where == "自评表.xls"
    assert "扩展名" in warning.message


def test_a_document_may_part_the_head_from_the_indicators(tmp_path: Path) -> None:
    path = tmp_path / "自评表.html"
    cells = "".join(f"<td>{name}</td>" for name in HEADING)
    row = "".join(f"<td>{text}</td>" for text in ("产出", "数量", "甲", 1, 1, 9, 9))
    path.write_text(
        "<p>项目支出绩效自评表</p><p>（2020年度）</p>"
        "<table><tr><td>项目名称</td><td>甲项目</td></tr>"
        "<tr><td>实施单位</td><td>乙站</td></tr></table>"
        f"<table><tr>{cells}</tr><tr>{row}</tr></table>",
        "utf-8",
    )
    found = read(path)
    assert (found.form, found.year) == ("项目支出绩效自评表", 2020)
    assert (found.project, found.unit) == ("甲项目", "乙站")


def test_a_continuation_without_headings_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "自评表.html"
    cells = "".join(f"<td>{name}</td>" for name in HEADING)
    row = "".join(
        f"<td>{text}</td>" for text in ("产出指标", "数量指标", "甲", 1, 1, 9, 9)
    )
    path.write_text(
        f"<table><tr>{cells}</tr><tr>{row}</tr></table><p>第二页</p>"
        f"<table><tr>{row}</tr></table>",
        "utf-8",
    )
    (warning,) = read(path).warnings
    assert (warning.where, warning.message) == (
        "表2第1行第1列",
        "像是上一张表的续表，没有列名，未读取",
    )
