"""读文件: 哪个工作表、几张表、读不出时怎么说."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from indicators import Goals, InputError
from reading import read, read_all

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
    assert str(found.indicators[0].place) == "表!G3"


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
    assert [(str(p.where), p.message) for p in second.warnings] == [
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
    assert (str(warning.where), warning.message) == (
        "表2第1行第1列",
        "像是上一张表的续表，没有列名，未读取",
    )


def html(rows: Sequence[Sequence[object]]) -> str:
    lines = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


BLANK = ("", "", "")
FIRST = ("产出指标", "数量指标", "甲", 1, 1, 50, 50)
NEXT = ("", "", "乙", 1, 1, 20, 20)
LAST = ("效益指标", "社会效益指标", "丙", 1, 1, 30, 30)
END = ("总分", *BLANK, "", 100, 100)
HEAD = "<p>项目支出绩效自评表</p><table><tr><td>项目名称</td><td>甲</td></tr></table>"


@pytest.mark.parametrize(
    ("between", "heading"),
    [
        ("<p>续表</p>", [HEADING]),
        ("<p>（续表一）</p>", [HEADING]),
        ("<p>项目支出绩效自评表</p><p>（续表）</p>", [HEADING]),
        ("<p>项目支出绩效自评表（续）</p>", [HEADING]),
        ("", [HEADING]),
        ("<p>（续表）</p>", []),
        ("<p>接上页</p>", []),
        ("", []),
    ],
)
def test_a_table_cut_in_two_is_one(
    between: str, heading: list[tuple[str, ...]], tmp_path: Path
) -> None:
    path = tmp_path / "自评表.html"
    rest = [*heading, NEXT, LAST, END]
    path.write_text(f"{HEAD}{html([HEADING, FIRST])}{between}{html(rest)}", "utf-8")
    (found,) = read_all(path)
    assert [(row.name, row.path) for row in found.indicators] == [
        ("甲", ("产出指标", "数量指标")),
        ("乙", ("产出指标", "数量指标")),
        ("丙", ("效益指标", "社会效益指标")),
    ]
    assert (found.project, found.total.stated) == ("甲", 100)
    assert "像是上一张表的续表" in found.warnings[-1].message
    assert "已接在其后读取" in found.warnings[-1].message


def test_a_table_without_levels_that_is_cut_in_two_is_one(tmp_path: Path) -> None:
    path = tmp_path / "自评表.html"
    first, rest = (
        [row[2:] for row in (HEADING, FIRST)],
        [row[2:] for row in (HEADING, NEXT)],
    )
    path.write_text(html(first) + html(rest), "utf-8")
    (found,) = read_all(path)
    assert [(row.name, row.path) for row in found.indicators] == [
        ("甲", ()),
        ("乙", ()),
    ]


def test_a_table_of_another_form_is_no_continuation(tmp_path: Path) -> None:
    path = tmp_path / "自评表.html"
    first = html([("甲项目支出绩效自评表",), HEADING, FIRST])
    other = html([("部门整体支出绩效自评表",), HEADING, NEXT, END])
    path.write_text(first + other, "utf-8")
    assert [len(found.indicators) for found in read_all(path)] == [1, 1]


def test_a_table_of_another_project_is_no_continuation(tmp_path: Path) -> None:
    path = tmp_path / "自评表.html"
    table = html([HEADING, FIRST])
    path.write_text(f"<p>一、甲项目</p>{table}<p>二、乙项目</p>{table}", "utf-8")
    assert [len(found.indicators) for found in read_all(path)] == [1, 1]


def test_a_continuation_of_another_width_is_told(tmp_path: Path) -> None:
    path = tmp_path / "自评表.html"
    rest = html([row[:6] for row in (LAST, END)])
    path.write_text(f"{html([HEADING, FIRST])}<p>续表</p>{rest}", "utf-8")
    (warning,) = read(path).warnings
    assert (str(warning.where), warning.message) == (
        "表2第1行第1列",
        "像是上一张表的续表，没有列名，未读取",
    )


def test_head_funds_and_goals_may_each_stand_in_a_table_of_their_own(
    tmp_path: Path,
) -> None:
    def form(project: str) -> str:
        head = [("项目名称", project), ("主管部门", "乙局"), ("实施单位", "丙站")]
        funds = [
            ("", "年初预算数", "全年预算数", "全年执行数", "分值", "得分"),
            ("年度资金总额", 100, 100, 90, 10, 9),
        ]
        goals = [("预期目标", "实际完成情况"), ("建成一座桥", "桥已建成")]
        tables = (head, funds, goals, [HEADING, FIRST, END])
        titles = "一二三四"
        parts = (f"<p>{n}、</p>{html(t)}" for n, t in zip(titles, tables, strict=True))
        return "<p>项目支出绩效自评表</p><p>（2022年度）</p>" + "".join(parts)

    path = tmp_path / "自评表.html"
    path.write_text(form("甲") + form("丁"), "utf-8")
    found = read_all(path)
    assert [e.project for e in found] == ["甲", "丁"]
    for evaluation in found:
        head = (evaluation.year, evaluation.department, evaluation.unit)
        assert head == (2022, "乙局", "丙站")
        assert evaluation.goals == Goals("建成一座桥", "桥已建成")
        assert [str(line.spent) for line in evaluation.funds.lines] == ["90"]
        assert evaluation.warnings == ()


@pytest.mark.parametrize(
    ("line", "stated", "grade"),
    [
        ("总分：98.66分", "98.66", None),
        ("自评总分98.66分，自评等级为“优”。", "98.66", "优"),
        ("经自评，本项目绩效自评综合得分98.66分，等级为良。", "98.66", "良"),
        ("总分：99.2分　　评价等级：优", "99.2", "优"),
        ("注：总分100分，其中预算执行率10分。", None, None),
    ],
)
def test_a_total_may_be_written_in_a_sentence_below(
    line: str, stated: str | None, grade: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "自评表.html"
    path.write_text(f"{html([HEADING, FIRST])}<p>&nbsp;</p><p>{line}</p>", "utf-8")
    total = read(path).total
    assert (total.stated and str(total.stated), total.grade) == (stated, grade)


@pytest.mark.parametrize(
    "page",
    [
        "<h1>卫健委2022年度项目支出绩效自评情况公开</h1><p>2023年5月发布</p>",
        "<title>2022年度项目支出绩效自评表公开</title><p>发布时间：2023-05-16</p>",
        "<p>现将2022年项目支出绩效自评表公开如下：</p>",
    ],
)
def test_a_year_in_the_text_around_the_table_is_taken_and_told(
    page: str, tmp_path: Path
) -> None:
    path = tmp_path / "自评表.html"
    table = html([HEADING, FIRST])
    path.write_text(f"{page}<p>项目支出绩效自评表</p>{table}", "utf-8")
    found = read(path)
    (warning,) = found.warnings
    assert found.year == 2022
    assert (str(warning.where), warning.message) == ("表1", "年度取自表外的文字")
    assert warning.value is not None
    assert "2022" in warning.value


@pytest.mark.parametrize("name", ["填报示例", "样表", "范例2"])
def test_a_sample_beside_filled_tables_is_left_out_and_named(
    name: str, workbook: Callable[..., Path]
) -> None:
    path = workbook({name: filled("××项目（示例）"), "甲": filled("送戏下乡")})
    (table,) = read_all(path)
    assert table.project == "送戏下乡"
    assert name in {str(each.place) for each in table.warnings}


@pytest.mark.parametrize(
    ("name", "project"), [("填报示例", "送戏下乡"), ("表", "××项目（示例）")]
)
def test_what_only_looks_like_a_sample_is_read(
    name: str, project: str, workbook: Callable[..., Path]
) -> None:
    path = workbook({name: filled(project), "甲": filled("公路养护")})
    assert [table.project for table in read_all(path)] == [project, "公路养护"]


def test_a_file_of_nothing_but_a_sample_is_read(workbook: Callable[..., Path]) -> None:
    assert read(workbook({"填报示例": filled("××项目")})).project == "××项目"
