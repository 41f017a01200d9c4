"""会自己计分的工作簿: 哪些格打开, 怎样限定, 存着什么; 没有宏, 没有密码."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openpyxl.cell import MergedCell

from indicators import Evaluation, Indicator, InputError, load
from reading import read
from scoring import load_policy, policy_ids, score
from templates.forms.form import form_ids, load_form
from templates.forms.planned import planned
from templates.live.book import write_live
from tests.live_tables import draw_table

ROOT = Path(__file__).parents[3]
NANCHANG = load(ROOT / "examples/nanchang-2021/evaluation.toml")
POLICY = load_policy("mof-2020")
POLICIES = [name for name in policy_ids() if load_policy(name).scored]
SCORED = (
    *("national-2020", "mof-2021", "national-2016", "cohesion-funds", "hainan"),
    *("department-anhui", "department-tianjin", "sichuan-510000-0013zp", "yunnan-14"),
)


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def book() -> bytes:
    return draw_table(1, POLICY).book()


def test_the_first_sheet_is_the_form_and_the_others_check_and_explain(
    book: bytes,
) -> None:
    assert opened(book).sheetnames == ["自评表", "检查", "说明"]


def test_nothing_in_the_file_is_a_macro_or_a_password(book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(book)) as package:
        names = package.namelist()
        sheets = [package.read(name) for name in names if "worksheets/sheet" in name]
    assert not [name for name in names if "vba" in name.lower()]
    assert len(sheets) == 3
    for sheet in sheets:
        (protection,) = re.findall(b"<sheetProtection[^>]*>", sheet)
        assert b"password" not in protection
        assert b"hash" not in protection.lower()
        assert b'insertRows="0"' in protection
        assert b'formatColumns="0"' in protection


def test_every_formula_has_its_result_stored(book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(book)) as package:
        sheets = [package.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2)]
    for sheet in sheets:
        cells = re.findall(r"<c [^>]*><f>.*?</c>", sheet)
        assert len(cells) > 5
        assert [cell for cell in cells if "<v>" not in cell] == []
        blank = [cell for cell in cells if "<v></v>" in cell]
        assert [cell for cell in blank if 't="str"' not in cell] == []


def test_long_lists_of_texts_stand_in_pieces() -> None:
    long = tuple(f"{'很' * n}好" for n in range(1, 40))
    band = evolve(POLICY.bands.bands[0], texts=long)
    bands = evolve(POLICY.bands, bands=(band, *POLICY.bands.bands[1:]))
    row = Indicator(("效益指标", "社会效益指标"), "效果", "提升", weight=Decimal(30))
    result = score(Evaluation(indicators=(row,)), evolve(POLICY, bands=bands))
    for formula in formulas_of(write_live(result, "national-2020")):
        held_by_excel(formula)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_formula_is_one_that_excel_takes(policy: str) -> None:
    """8,192 signs, 255 in a text, 64 functions inside each other."""
    formulas = formulas_of(draw_table(17, load_policy(policy)).book())
    assert len(formulas) > 20
    for formula in formulas:
        held_by_excel(formula)


def formulas_of(book: bytes) -> list[str]:
    return [
        str(cell.value)
        for sheet in opened(book)
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]


def held_by_excel(formula: str) -> None:
    texts = re.findall('"((?:[^"]|"")*)"', formula)
    assert len(formula) <= 8192
    assert max(map(len, texts), default=0) <= 255
    outside = re.sub('"(?:[^"]|"")*"', "", formula)
    deep = list(accumulate({"(": 1, ")": -1}.get(sign, 0) for sign in outside))
    assert max(deep, default=0) <= 64
    assert deep[-1:] in ([], [0])


def test_what_a_person_fills_is_open_and_tinted_and_nothing_else_is() -> None:
    table = draw_table(1, POLICY)
    live, sheet = table.live, opened(table.book())["自评表"]
    open_ = {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not (cell.protection.locked or isinstance(cell, MergedCell))
    }
    rows = range(len(table.meant.indicators))
    wanted = {
        live.cells.at("indicators", r, n) for n in rows for r in ("actual", "note")
    }
    assert wanted <= open_
    formulas = {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    by_hand = {
        live.cells.at("indicators", "stated", n)
        for n in rows
        if live.rows[n].shape.typed_points
    }
    assert formulas & open_ <= by_hand
    for role in ("name", "target", "weight"):
        assert not {live.cells.at("indicators", role, n) for n in rows} & open_
    assert {sheet[place].fill.fgColor.rgb for place in open_} == {"FFFFFBE8"}


def test_a_text_is_chosen_and_its_points_are_held_to_the_band() -> None:
    table = draw_table(3, POLICY)
    sheet = opened(table.book())["自评表"]
    texts = [
        number
        for number, each in enumerate(table.live.rows)
        if each.shape.kind == "qualitative"
    ]
    assert texts
    rules = sheet.data_validations.dataValidation
    by_cell = {cell: rule for rule in rules for cell in str(rule.sqref).split()}
    for number in texts:
        actual = table.live.cells.at("indicators", "actual", number)
        points = table.live.cells.at("indicators", "stated", number)
        assert "达成预期指标" in by_cell[str(actual)].formula1
        assert by_cell[str(points)].type == "decimal"
        assert by_cell[str(points)].formula1.startswith("'检查'!$")


def test_what_lacks_and_what_does_not_add_up_is_marked(book: bytes) -> None:
    opened_ = opened(book)
    conditions = {
        name: [
            rule.formula[0]
            for area in opened_[name].conditional_formatting
            for rule in area.rules
        ]
        for name in opened_.sheetnames
    }
    assert any("COUNTA" in text for text in conditions["自评表"])
    assert any("无" in text for text in conditions["自评表"])
    assert any("-100,6)<>0" in text for text in conditions["自评表"])
    assert len(conditions["检查"]) == 1
    every = [text for texts in conditions.values() for text in texts]
    assert [text for text in every if "!" in text] == []


@pytest.mark.parametrize("form", SCORED)
def test_every_form_with_points_can_work_them_out(form: str, tmp_path: Path) -> None:
    table = draw_table(5, POLICY, form)
    path = tmp_path / "表.xlsx"
    path.write_bytes(table.book())
    again = read(path)
    assert [row.name for row in again.indicators] == [
        row.name for row in table.meant.indicators
    ]
    assert [row.weight for row in again.indicators] == [
        row.weight for row in table.meant.indicators
    ]


def test_a_form_without_points_is_refused_with_what_it_lacks() -> None:
    assert set(SCORED) < set(form_ids())
    with pytest.raises(InputError, match="没有“分值、得分、总分”的格"):
        write_live(score(NANCHANG, POLICY), load_form("transfer-2020"))


def test_a_policy_without_points_is_refused() -> None:
    with pytest.raises(InputError, match="这种办法不计分"):
        write_live(score(NANCHANG, load_policy("transfer-unscored")), "national-2020")


def test_a_total_of_open_rows_is_read_as_no_total(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    blank = planned(NANCHANG, load_form())
    path.write_bytes(write_live(score(blank, POLICY), "national-2020"))
    again = read(path)
    assert again.total.stated is None
    assert again.total.unread == ()
    assert [w.message for w in again.warnings] == ["总分还没有定，只是暂计，未读取"]


def test_the_year_is_open_where_it_is_not_known() -> None:
    row = Indicator(("产出指标", "数量指标"), "场次", "≥5次", weight=Decimal(90))
    for year, open_ in ((None, True), (2023, False)):
        table = Evaluation(year=year, indicators=(row,))
        sheet = opened(write_live(score(table, POLICY), "national-2020"))["自评表"]
        assert sheet["A2"].protection.locked is not open_


def test_points_given_by_hand_stay_where_no_formula_gives_them() -> None:
    row = Indicator(
        ("效益指标", "社会效益指标"),
        "效果",
        "提升",
        "达成预期指标",
        Decimal(30),
        Decimal(27),
    )
    result = score(Evaluation(indicators=(row,)), POLICY)
    sheet = opened(write_live(result, "national-2020"))["自评表"]
    assert 27 in [cell.value for cell in sheet["I"]]
    open_ = evolve(row, stated=None)
    chosen = score(Evaluation(indicators=(open_,)), POLICY, judged="upper")
    sheet = opened(write_live(chosen, "national-2020"))["自评表"]
    assert 30 in [cell.value for cell in sheet["I"]]
