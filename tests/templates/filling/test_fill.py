from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from attrs import evolve
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from PIL import Image as Picture

from indicators import (
    Evaluation,
    FundLine,
    Funds,
    Goals,
    Indicator,
    Quantity,
    Total,
    load,
)
from indicators.errors import InputError
from reading import read
from scoring import load_policy, score
from templates.filling.fill import fill
from templates.forms.blank import blank
from templates.forms.form import Form, form_ids, load_form
from templates.writing.writer import write
from tests.templates.forms_data import bare, in_a_blank, kept

NANCHANG = load("examples/nanchang-2021/evaluation.toml")
NATIONAL = load_form()


def number(text: str) -> Quantity:
    return Quantity(Decimal(text))


def few(form: Form) -> Evaluation:
    """A small table in the groups and the lines of funds that the blank prints."""
    rows = tuple(
        Indicator(
            group.path,
            f"东湖{place}号桥灯",
            "≥95%",
            "96.50%",
            Decimal("2.5"),
            Decimal("2.50"),
            group.weights,
            "因雨推迟" if place == 1 else None,
        )
        for place, group in enumerate(form.groups)
    )
    lines = tuple(
        FundLine(label, number("520.5"), number("500"), number("462.35"))
        for label in form.labels
    )
    return kept(
        Evaluation(
            year=2023,
            project="东湖桥灯",
            department="南山区河湖局",
            unit="山石所",
            funds=Funds(lines or (FundLine("无"),), form.unit),
            goals=Goals("亮灯", "已亮灯"),
            indicators=rows,
            total=Total(Decimal(100), Decimal("98.58"), "优"),
        ),
        form,
    )


def blank_of(form: Form, folder: Path) -> Path:
    path = folder / f"{form.id}.xlsx"
    path.write_bytes(write(blank(form), form))
    return path


def filled(path: Path, evaluation: Evaluation) -> Path:
    out = path.with_name("filled.xlsx")
    out.write_bytes(fill(path, evaluation).content)
    return out


@pytest.mark.parametrize("name", form_ids())
def test_a_filled_blank_read_back_gives_the_data(name: str, tmp_path: Path) -> None:
    form = load_form(name)
    evaluation = in_a_blank(few(form), form)
    path = blank_of(form, tmp_path)
    assert bare(read(filled(path, evaluation))) == evaluation


@pytest.mark.parametrize("name", ["national-2020", "cohesion-funds", "guangxi-import"])
def test_a_blank_with_too_few_rows_takes_all_118_indicators(
    name: str, tmp_path: Path
) -> None:
    form = load_form(name)
    printed = {group.path: group.weights for group in form.groups}
    rows = tuple(
        evolve(row, path_weights=printed[row.path][: len(row.path)], deduction=None)
        for row in NANCHANG.indicators
    )
    evaluation = kept(evolve(NANCHANG, indicators=rows, concessions_under=None), form)
    got = bare(read(filled(blank_of(form, tmp_path), evaluation)))
    assert got.indicators == evaluation.indicators
    assert got.total == evaluation.total


@pytest.mark.parametrize("name", form_ids())
def test_nothing_but_the_cells_of_the_data_changes(name: str, tmp_path: Path) -> None:
    form = load_form(name)
    path = blank_of(form, tmp_path)
    before, after = picture(path), picture(filled(path, few(form)))
    cells, others = before.pop("cells"), after.pop("cells")
    assert after == before
    assert {place: look for place, (_, look) in others.items()} == {
        place: look for place, (_, look) in cells.items()
    }
    lost = [p for p, (value, _) in cells.items() if value and not others[p][0]]
    assert lost == []


def picture(path: Path) -> dict[str, Any]:
    """Everything of a sheet that openpyxl tells, values apart."""
    sheet: Any = openpyxl.load_workbook(path).worksheets[0]
    return {
        "cells": {
            c.coordinate: (
                c.value,
                (c.font.name, c.font.sz, c.border.left.style, c.alignment.wrap_text),
            )
            for row in sheet
            for c in row
        },
        "merges": sorted(map(str, sheet.merged_cells.ranges)),
        "widths": {k: d.width for k, d in sheet.column_dimensions.items()},
        "heights": {k: d.height for k, d in sheet.row_dimensions.items()},
        "titles": sheet.print_title_rows,
        "page": (sheet.page_setup.orientation, sheet.page_setup.paperSize),
        "footer": sheet.oddFooter.center.text,
    }


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A bureau's own blank: logo, lists, colours, formulas, a second sheet."""
    path = blank_of(NATIONAL, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    logo = BytesIO()
    Picture.new("RGB", (8, 8), "red").save(logo, "PNG")
    sheet.add_image(Image(logo), "A42")
    choice = DataValidation("list", formula1='"优,良,中,差"')
    choice.add("J40")
    sheet.add_data_validation(choice)
    red = PatternFill("solid", "FFFF0000")
    rule = CellIsRule("lessThan", ["H40"], fill=red)
    sheet.conditional_formatting.add("I13:I39", rule)
    sheet["I40"] = "=SUM(I13:I39)"
    sheet.freeze_panes = "A13"
    sheet.print_area = "A1:J40"
    sheet.row_breaks.append(Break(39))
    sheet["A41"] = "填报人：张三"
    sheet.row_dimensions[41].height = 33
    other = book.create_sheet("填报说明")
    other["A1"] = "=自评表!I40"
    other["A2"] = "请于 3 月底前报送"
    book.defined_names["合计"] = DefinedName("合计", attr_text="自评表!$I$40")
    book.save(path)
    return path


def test_what_a_bureau_put_into_its_blank_survives_and_moves_with_added_rows(
    bureau: Path,
) -> None:
    group = ("产出指标", "数量指标")
    rows = tuple(
        Indicator(group, f"东湖{n}号桥灯", "1座", "1座", Decimal(5), Decimal(5))
        for n in range(8)
    )
    done = fill(bureau, Evaluation(indicators=rows))
    book = openpyxl.load_workbook(BytesIO(done.content))
    sheet: Any = book.worksheets[0]
    assert sheet["A45"].value == "总分"
    assert sheet["I45"].value == "=SUM(I13:I44)"
    assert book["填报说明"]["A1"].value == "=自评表!I45"
    assert book["填报说明"]["A2"].value == "请于 3 月底前报送"
    assert book.defined_names["合计"].attr_text == "自评表!$I$45"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "J45"
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "I13:I44"
    assert area.rules[0].formula == ["H45"]
    assert sheet.freeze_panes == "A13"
    assert "$45" in sheet.print_area
    assert [mark.id for mark in sheet.row_breaks.brk] == [44]
    assert sheet.row_dimensions[46].height == 33
    assert sheet["A46"].value == "填报人：张三"
    assert sheet._images[0].anchor._from.row == 46
    spans = {str(span) for span in sheet.merged_cells.ranges}
    assert "C13:C20" in spans
    assert "D20:E20" in spans
    assert sheet["D20"].font.name == sheet["D13"].font.name == "宋体"


def test_a_formula_in_the_blank_is_kept_and_told(bureau: Path) -> None:
    done = fill(bureau, evolve(few(NATIONAL), total=Total(stated=Decimal(90))))
    sheet: Any = openpyxl.load_workbook(BytesIO(done.content)).worksheets[0]
    assert sheet["I40"].value == "=SUM(I13:I39)"
    assert [str(w.where) for w in done.warnings if "公式" in w.message] == [
        "自评表!I40"
    ]


def test_an_indicator_that_the_blank_names_is_filled_where_it_stands(
    tmp_path: Path,
) -> None:
    group = ("效益指标", "社会效益指标")
    named = tuple(Indicator(group, name) for name in ("甲桥亮灯", "乙桥亮灯"))
    path = tmp_path / "named.xlsx"
    path.write_bytes(write(evolve(blank(NATIONAL), indicators=named), NATIONAL))
    rows = (
        Indicator(group, "乙桥亮灯", "≥1座", "1座", Decimal(2), Decimal(2)),
        Indicator(group, "甲桥亮灯", "≥1座", "0座", Decimal(2), Decimal(0)),
    )
    got = read(filled(path, Evaluation(indicators=rows)))
    assert [(row.name, row.stated) for row in got.indicators] == [
        ("甲桥亮灯", 0),
        ("乙桥亮灯", 2),
    ]


def test_a_group_that_the_blank_lacks_gets_a_row_of_its_own(tmp_path: Path) -> None:
    rows = (
        Indicator(("产出指标", "时效指标"), "按时亮灯", "100%", "100%", Decimal(5)),
        Indicator(("产出指标", "成本指标"), "造价", "≤5万元", "4万元", Decimal(5)),
        Indicator(("过程指标", "资金管理"), "台账", "100%", "100%", Decimal(5)),
    )
    path = blank_of(load_form("mof-2021"), tmp_path)
    got = read(filled(path, Evaluation(indicators=rows)))
    assert [row.path for row in got.indicators] == [row.path for row in rows]


def test_money_is_written_in_the_unit_of_the_blank_and_the_change_is_told(
    tmp_path: Path,
) -> None:
    funds = Funds((FundLine("年度资金总额", budget=number("520.05")),), "万元")
    path = blank_of(load_form("yunnan-14"), tmp_path)
    done = fill(path, evolve(NANCHANG, funds=funds))
    out = tmp_path / "out.xlsx"
    out.write_bytes(done.content)
    assert read(out).funds.lines[0].budget == number("5200500")
    assert any("已换算" in warning.message for warning in done.warnings)


def test_with_a_policy_the_points_are_computed(tmp_path: Path) -> None:
    path = blank_of(NATIONAL, tmp_path)
    plain = evolve(
        NANCHANG,
        indicators=tuple(
            evolve(r, stated=None if r.name == "城市大脑一期建设完成率" else r.stated)
            for r in NANCHANG.indicators
        ),
    )
    result = score(plain, load_policy("nanchang-2021"))
    out = tmp_path / "out.xlsx"
    out.write_bytes(fill(path, plain, result).content)
    assert read(out).total.stated == Decimal("97.74")
    found = {row.name: row.stated for row in read(out).indicators}
    assert found["城市大脑一期建设完成率"] == Decimal("0.67")


@pytest.mark.parametrize("text", ["=1+1", "+8", "@cmd", "-3"])
def test_text_that_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    path = blank_of(NATIONAL, tmp_path)
    row = Indicator(("产出指标", "数量指标"), "亮灯", text, text, variance_note=text)
    done = fill(path, Evaluation(project=text, indicators=(row,)))
    sheet: Any = openpyxl.load_workbook(BytesIO(done.content)).worksheets[0]
    kinds = {c.data_type for line in sheet for c in line if c.value == text}
    assert kinds == {"s"}


def test_a_control_character_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = blank_of(NATIONAL, tmp_path)
    with pytest.raises(InputError, match=r"自评表!C3.*控制字符"):
        fill(path, Evaluation(project="亮\x01灯"))


def test_a_year_that_the_blank_prints_is_left_and_told(tmp_path: Path) -> None:
    path = tmp_path / "year.xlsx"
    path.write_bytes(write(blank(NATIONAL, 2022), NATIONAL))
    done = fill(path, evolve(few(NATIONAL), year=2023))
    told = [w.message for w in done.warnings if "占位" not in w.message]
    assert told == ["空表印的是 2022 年度，未改动"]


def test_columns_that_the_blank_lacks_are_told(tmp_path: Path) -> None:
    path = blank_of(load_form("hubei"), tmp_path)
    told = {w.value for w in fill(path, few(NATIONAL)).warnings}
    assert {"分值", "偏差原因", "年初预算数"} <= told


def test_an_extension_that_openpyxl_drops_is_told_in_chinese_only(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.xlsx"
    content = BytesIO(write(blank(NATIONAL), NATIONAL))
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/'
        'spreadsheetml/2009/9/main" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">'
        "<x14:conditionalFormattings><x14:conditionalFormatting/>"
        "</x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    with ZipFile(content) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</worksheet>", extension.encode())
            new.writestr(name, text)
    done = fill(path, few(NATIONAL), tidy=True)
    told = [str(problem) for problem in done.warnings]
    assert len(told) == 1
    assert "数据条" in told[0]


def with_part(path: Path, name: str, text: str) -> Path:
    with ZipFile(path, "a") as package:
        package.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("xl/drawings/drawing9.xml", "<xdr:sp macro=''>", "文本框"),
        ("xl/worksheets/sheet9.xml", "<legacyDrawingHF r:id='1'/>", "页眉页脚里的图片"),
        ("xl/worksheets/sheet9.xml", "<x14:sparklineGroups>", "迷你图"),
        ("xl/worksheets/sheet9.xml", "<x14:conditionalFormatting>", "数据条"),
        ("xl/vbaProject.bin", "", "宏"),
        ("xl/ctrlProps/ctrlProp1.xml", "", "表单控件"),
        ("xl/comments1.xml", "", "批注框"),
    ],
)
def test_what_cannot_be_kept_is_told_beforehand(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    from templates.workbooks.losses import losses

    path = with_part(blank_of(NATIONAL, tmp_path), name, text)
    assert [told in str(problem) for problem in losses(path)] == [True]


@pytest.mark.parametrize(
    "make", [lambda p: p.write_text("不是表"), lambda p: p.write_bytes(b"PK\x03\x04")]
)
def test_a_file_that_is_no_workbook_is_refused(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    make(path)
    with pytest.raises(InputError):
        fill(path, few(NATIONAL))
