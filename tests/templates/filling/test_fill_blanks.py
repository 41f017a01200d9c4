"""Blanks behind labels, years without a place, and groups that a blank prints."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

from indicators import Evaluation, Goals, Indicator
from indicators.errors import InputError
from reading import read
from templates.filling.fill import fill

HEADING = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
)
ROW = Indicator(("产出指标", "数量指标"), "养护里程", "≥10公里", "10公里")
FULL = Evaluation(
    year=2021,
    project="道路养护",
    department="市交通局",
    unit="养护中心",
    indicators=(ROW,),
)
TITLED = ("项目支出绩效自评表（    年度）",)
BLANK_ROW = ("产出指标", "数量指标", "指标1：")
Rows = tuple[tuple[str | None, ...], ...]


def filled(
    folder: Path,
    rows: Rows,
    evaluation: Evaluation = FULL,
    merges: tuple[str, ...] = (),
) -> tuple[Path, list[str]]:
    """Fill a blank of some rows; the file, and what was said."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    path, done = folder / "空表.xlsx", folder / "填好.xlsx"
    book.save(path)
    outcome = fill(path, evaluation)
    done.write_bytes(outcome.content)
    return done, [warning.message for warning in outcome.warnings]


def cell(path: Path, address: str) -> object:
    return openpyxl.load_workbook(path).worksheets[0][address].value


@pytest.mark.parametrize(
    ("blank", "written"),
    [
        ("项目名称：", "项目名称：道路养护"),
        ("项目名称：____", "项目名称：道路养护"),
        ("项目名称：＿＿＿＿", "项目名称：道路养护"),
        ("项目名称： ____ ", "项目名称：道路养护"),
        ("项目名称:          ", "项目名称:道路养护"),
        ("项目名称____", "项目名称：道路养护"),
        ("项目名称：____（盖章）", "项目名称：道路养护（盖章）"),
    ],
)
@pytest.mark.parametrize(
    ("beside", "merges"), [((None,) * 6, ("A2:G2",)), (("主管部门", None), ())]
)
def test_a_label_with_its_blank_in_the_same_cell_is_filled_behind_the_label(
    blank: str,
    written: str,
    beside: tuple[str | None, ...],
    merges: tuple[str, ...],
    tmp_path: Path,
) -> None:
    rows = (TITLED, (blank, *beside), HEADING, BLANK_ROW)
    done, said = filled(tmp_path, rows, FULL, merges)
    assert cell(done, "A2") == written
    assert not any("项目名称" in message for message in said)
    if "盖章" not in written:
        assert read(done).project == "道路养护"


def test_several_labels_in_one_cell_take_each_their_own(tmp_path: Path) -> None:
    line = "项目名称：____　主管部门：     实施单位：____填报年度：____"
    rows = (("项目支出绩效自评表",), (line,), HEADING, BLANK_ROW)
    done, said = filled(tmp_path, rows)
    assert said == []
    got = read(done)
    assert (got.project, got.department, got.unit, got.year) == (
        *("道路养护", "市交通局", "养护中心", 2021),
    )
    assert "_" not in str(cell(done, "A2"))


def test_a_label_without_a_rule_takes_the_cell_beside_it(tmp_path: Path) -> None:
    rows = (TITLED, ("项目名称：", None), HEADING, BLANK_ROW)
    done, _ = filled(tmp_path, rows)
    assert (cell(done, "A2"), cell(done, "B2")) == ("项目名称：", "道路养护")


def test_another_text_behind_a_label_stays_and_is_said(tmp_path: Path) -> None:
    rows = (TITLED, ("项目名称：桥梁养护",), HEADING, BLANK_ROW)
    done, said = filled(tmp_path, rows)
    assert cell(done, "A2") == "项目名称：桥梁养护"
    assert "空表印的是“桥梁养护”，未改动" in said


def test_a_blank_is_read_as_blank(tmp_path: Path) -> None:
    rows = (TITLED, ("项目名称：____　主管部门：____（盖章）",), HEADING, BLANK_ROW)
    done, _ = filled(tmp_path, rows, Evaluation(indicators=(ROW,)))
    got = read(done)
    assert (got.project, got.department) == (None, None)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("项目支出绩效自评表", ["空表没有写年度的地方，未写入"]),
        ("2021年项目支出绩效自评表", []),
        ("2020年项目支出绩效自评表", ["空表印的是 2020 年度，未改动"]),
        ("项目支出绩效自评表（    年度）", []),
    ],
)
def test_a_form_without_a_place_for_the_year_is_said(
    title: str, said: list[str], tmp_path: Path
) -> None:
    rows = ((title,), ("项目名称", None), HEADING, BLANK_ROW)
    evaluation = evolve(FULL, department=None, unit=None)
    assert filled(tmp_path, rows, evaluation)[1] == said
    assert filled(tmp_path, rows, evolve(evaluation, year=None))[1] == []


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (("产出指标", "质量指标", "养护里程"), "质量指标"),
        (("效益指标", "质量指标", "养护里程"), "效益指标、质量指标"),
        (("产出指标（50分）", "数量", "养护里程"), None),
    ],
)
def test_a_printed_group_that_does_not_fit_its_row_stays_and_is_said(
    printed: tuple[str, ...], names: str | None, tmp_path: Path
) -> None:
    rows = (TITLED, ("项目名称", None), HEADING, printed)
    done, said = filled(tmp_path, rows, evolve(FULL, department=None, unit=None))
    message = f"空表这一行印的组名“{names}”与所填的指标不符，未改动"
    assert said == ([message] if names else [])
    assert cell(done, "B4") == printed[1]


def test_rows_with_printed_names_and_no_groups_take_their_groups(
    tmp_path: Path,
) -> None:
    rows = (TITLED, ("项目名称", None), HEADING, (None, None, "养护里程"))
    done, _ = filled(tmp_path, rows)
    assert (cell(done, "A4"), cell(done, "B4")) == ROW.path


def test_a_group_in_a_merged_cell_that_another_row_has_named_is_said(
    tmp_path: Path,
) -> None:
    rows = (TITLED, ("项目名称", None), HEADING, (None,) * 3, (None,) * 3, ("总分",))
    other = Indicator(("效益指标", "社会效益指标"), "通行满意率", "≥90%", "92%")
    full = evolve(FULL, department=None, unit=None, indicators=(ROW, other))
    done, said = filled(tmp_path, rows, full, ("A4:A5",))
    assert cell(done, "A4") == "产出指标"
    assert said == ["空表这一行印的组名“产出指标”与所填的指标不符，未改动"]


def test_new_groups_below_one_row_do_not_share_its_first_group(tmp_path: Path) -> None:
    rows = (
        *(TITLED, ("项目名称", None), HEADING),
        *(("产出指标", "数量指标", "指标1："), (None, None, "指标2：")),
        *(("满意度指标", "群众满意度", "指标1："), ("总分",)),
    )
    indicators = (
        Indicator(("满意度指标", "群众满意度"), "甲满意率", "≥90%", "92%"),
        Indicator(("满意度指标", "群众满意度"), "乙满意率", "≥90%", "92%"),
        Indicator(("过程指标", "资金管理"), "台账", "100%", "100%"),
        Indicator(("过程指标", "资金管理"), "专账", "100%", "100%"),
    )
    full = evolve(FULL, indicators=indicators)
    done, _ = filled(tmp_path, rows, full, ("A4:A5", "B4:B5"))
    assert [row.path for row in read(done).indicators] == [
        row.path for row in indicators
    ]


@pytest.mark.parametrize(
    ("blanks", "written"),
    [
        (
            ("预期目标：", "实际完成情况："),
            ("预期目标：修路", "实际完成情况：已修"),
        ),
        (
            ("年度预期目标：________", "全年完成情况：________"),
            ("年度预期目标：修路", "全年完成情况：已修"),
        ),
        (
            ("年度总体目标：\n\n\n", "年度总体目标完成情况：\n\n"),
            ("年度总体目标：修路", "年度总体目标完成情况：已修"),
        ),
        (
            ("预期目标:（      ）", "实际完成情况:（    ）"),
            ("预期目标:修路", "实际完成情况:已修"),
        ),
    ],
)
def test_a_goal_with_its_blank_in_the_cell_of_its_label_is_filled_there(
    blanks: tuple[str, str], written: tuple[str, str], tmp_path: Path
) -> None:
    rows = (TITLED, ("项目名称", None), *((text,) for text in blanks), HEADING)
    full = evolve(FULL, department=None, unit=None, goals=Goals("修路", "已修"))
    done, said = filled(tmp_path, (*rows, BLANK_ROW), full, ("A3:G3", "A4:G4"))
    assert (cell(done, "A3"), cell(done, "A4")) == written
    assert said == []
    assert read(done).goals == full.goals


def test_a_goal_that_the_form_prints_stays_and_is_said(tmp_path: Path) -> None:
    rows = (TITLED, ("项目名称", None), ("预期目标：架桥",), ("实际完成情况：",))
    full = evolve(FULL, department=None, unit=None, goals=Goals("修路", None))
    made = (*rows, HEADING, BLANK_ROW)
    done, said = filled(tmp_path, made, full, ("A3:G3", "A4:G4"))
    assert cell(done, "A3") == "预期目标：架桥"
    assert cell(done, "A4") == "实际完成情况："
    assert said == ["空表印的是“架桥”，未改动"]


def test_a_cell_beside_the_label_goes_before_the_end_of_the_label(
    tmp_path: Path,
) -> None:
    rows = (TITLED, ("项目名称", None), ("预期目标：", None), ("实际完成情况：", None))
    full = evolve(FULL, department=None, unit=None, goals=Goals("修路", "已修"))
    done, said = filled(tmp_path, (*rows, HEADING, BLANK_ROW), full, ("B3:G3", "B4:G4"))
    assert [cell(done, a) for a in ("A3", "B3", "A4", "B4")] == [
        *("预期目标：", "修路"),
        *("实际完成情况：", "已修"),
    ]
    assert said == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ((), ["评分标准", "佐证材料"]),
        (("评分标准",), ["佐证材料"]),
        (("佐 证 材 料", "评分标准"), []),
    ],
)
def test_a_column_that_the_blank_does_not_have_is_said_once(
    columns: tuple[str, ...], said: list[str], tmp_path: Path
) -> None:
    extra = (("评分标准", "每少一公里扣一分"), ("佐证材料", "台账"))
    rows = tuple(evolve(ROW, name=name, extra=extra) for name in ("养护", "巡查"))
    full = evolve(FULL, department=None, unit=None, indicators=rows)
    made = (TITLED, ("项目名称", None), (*HEADING, *columns), BLANK_ROW, BLANK_ROW)
    done, _ = filled(tmp_path, made, full)
    outcome = fill(tmp_path / "空表.xlsx", full)
    told = [w.value for w in outcome.warnings if "没有这一栏" in w.message]
    assert told == said
    kept = {title for row in read(done).indicators for title, _ in row.extra}
    assert kept == set(columns)


def test_a_remark_that_is_not_written_is_said(tmp_path: Path) -> None:
    full = evolve(FULL, department=None, unit=None, remarks=(("存在问题", "人手不足"),))
    rows = (TITLED, ("项目名称", None), HEADING, BLANK_ROW)
    _, said = filled(tmp_path, rows, full)
    assert said == ["表下的说明没有填写，请手工补上"]


FLAT = ("项目编码", "项目名称", "全年预算数", "全年执行数", *HEADING, "总分")


@pytest.mark.parametrize(
    "rows",
    [
        (("T1", "甲"), ("T1", "甲")),
        (("T1", "甲"), ("T2", "乙")),
        (("T1", "甲"), ("T1", "甲"), ("T2", "乙"), ("T3", "丙")),
    ],
)
def test_an_export_that_repeats_its_projects_is_no_blank(
    rows: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    held = (
        (
            *names,
            "10",
            "9",
            "产出指标",
            "数量指标",
            f"指标{n}",
            "1",
            "1",
            "9",
            "9",
            "90",
        )
        for n, names in enumerate(rows)
    )
    with pytest.raises(InputError, match=r"平铺表.*空表"):
        filled(tmp_path, (FLAT, *held))
