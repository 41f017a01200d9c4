"""fill 说出每一处没有做到的; 按评分办法填好的表, 审核起来没有 P 与 W."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli import run
from auditing import audit
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total
from indicators.codec import dump
from reading import read
from scoring import load_policy
from templates.filling.fill import fill
from tests.app.conftest import Saved

Said = tuple[int, str, str]
HEADING = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "偏差原因",
)
OUTPUT, QUALITY = ("产出指标", "数量指标"), ("产出指标", "质量指标")
BENEFIT, CONTENT = ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")
Row = tuple[object, ...]


def book(path: Path, rows: Sequence[Row], total: Row = ("总分",)) -> str:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in (("项目支出绩效自评表",), ("（2023年度）",), ("项目名称", None)):
        sheet.append(row)
    for row in (HEADING, *rows, total):
        sheet.append(row)
    made.save(path)
    return str(path)


BLANK = tuple((*group, "指标1：") for group in (OUTPUT, QUALITY, BENEFIT, CONTENT))


def indicator(
    path: tuple[str | None, ...], name: str, weight: int, actual: str | None = "9 个"
) -> Indicator:
    return Indicator(path, name, "≥9 个", actual, Decimal(weight))


def table(*rows: Indicator, grade: str | None = None) -> Evaluation:
    return Evaluation(
        year=2023, project="甲", indicators=rows, total=Total(grade=grade)
    )


@pytest.fixture
def filled(
    tmp_path: Path, ziping: Callable[..., Said], saved: Saved
) -> Callable[..., tuple[int, list[str], Any]]:
    """Fill a blank: the exit code, what was said, and the sheet."""

    def call(
        evaluation: Evaluation, *options: str, blank: Sequence[Row] = BLANK, **kw: Any
    ) -> tuple[int, list[str], Any]:
        path = book(tmp_path / "空表.xlsx", blank, **kw)
        data, out = saved("数据", evaluation), str(tmp_path / "填好.xlsx")
        call_ = ("fill", path, "--from", data, "--out", out, "--json", "--force")
        code, said, err = ziping(*call_, *options)
        assert err == ""
        sheet = openpyxl.load_workbook(out).active
        return code, json.loads(said)["warnings"], sheet

    return call


def test_open_rows_are_listed_with_their_ranges_and_old_points_go(
    filled: Callable[..., Any],
) -> None:
    judged = Indicator(BENEFIT, "带动效果", "有效", "有效", Decimal(30), Decimal(12))
    blank = [(*row, None, None, None, 25) for row in BLANK]
    code, said, sheet = filled(
        table(judged, indicator(OUTPUT, "里程", 50), grade="优"),
        *("--policy", "mof-2020"),
        blank=blank,
        total=("总分", None, None, None, None, 100, 96, "优"),
    )
    assert code == 1
    assert any("带动效果" in s and "可能得 24.00～30.00 分" in s for s in said)
    assert any("填报 12 分，未写入" in s for s in said)
    assert any("总分没有写" in s for s in said)
    names = {row[2].value: row for row in sheet.iter_rows()}
    assert names["带动效果"][6].value is None
    assert names["里程"][6].value == 50
    total = next(row for row in sheet.iter_rows() if row[0].value == "总分")
    assert (total[6].value, total[7].value) == (None, None)


def test_a_blank_actual_value_is_listed_with_the_points_it_costs(
    filled: Callable[..., Any],
) -> None:
    rows = (indicator(OUTPUT, "里程", 50), indicator(BENEFIT, "户数", 30, None))
    code, said, _ = filled(table(*rows), "--policy", "mof-2020")
    assert code == 1
    assert any("户数：实际完成值为空，按 0 分计，少得 30 分" in s for s in said)


@pytest.mark.parametrize(("old", "grade"), [("优", "差"), (None, None)])
def test_the_grade_is_that_of_the_new_total_or_is_not_put_in(
    old: str | None, grade: str | None, filled: Callable[..., Any]
) -> None:
    funds = Funds(
        (
            FundLine(
                "年度资金总额", budget=Quantity(Decimal(10)), spent=Quantity(Decimal(9))
            ),
        )
    )
    rows = evolve(table(indicator(OUTPUT, "里程", 50)), funds=funds)
    _, _, sheet = filled(
        rows,
        *("--policy", "mof-2020"),
        total=("总分", None, None, None, None, 100, 96, old),
    )
    total = next(row for row in sheet.iter_rows() if row[0].value == "总分")
    assert (total[6].value, total[7].value) == (59, grade)


def test_without_a_policy_the_points_of_the_data_stay(
    filled: Callable[..., Any],
) -> None:
    row = evolve(indicator(OUTPUT, "里程", 50), stated=Decimal(7))
    code, said, sheet = filled(table(row), "--tidy")
    assert (code, said) == (0, [])
    names = {each[2].value: each[6].value for each in sheet.iter_rows()}
    assert names["里程"] == 7


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ((None, "质量指标"), QUALITY),
        ((None, "社会效益"), BENEFIT),
        ((None, "时效指标"), ("产出指标", "时效指标")),
    ],
)
def test_a_row_without_its_first_level_goes_where_its_second_one_stands(
    path: tuple[str | None, ...], group: tuple[str, str], filled: Callable[..., Any]
) -> None:
    code, said, sheet = filled(table(indicator(path, "合格率", 5)), "--tidy")
    assert (code, said) == (0, [])
    place = next(row for row in sheet.iter_rows() if row[2].value == "合格率")
    above = [row for row in sheet.iter_rows(max_row=place[0].row) if row[0].value]
    assert above[-1][0].value == group[0]
    assert place[1].value == group[1]


@pytest.mark.parametrize("path", [(None, "某某指标"), (None, None)])
def test_a_row_that_belongs_nowhere_is_listed_as_not_placed(
    path: tuple[str | None, ...], filled: Callable[..., Any]
) -> None:
    code, said, sheet = filled(table(indicator(path, "某某", 5)), "--tidy")
    assert code == 1
    assert any("整行未写入（原值“某某”）" in s for s in said)
    assert "某某" not in {row[2].value for row in sheet.iter_rows()}


def test_placeholders_are_told_and_go_when_asked(filled: Callable[..., Any]) -> None:
    data = table(indicator(OUTPUT, "里程", 50))
    code, said, sheet = filled(data)
    assert code == 0
    assert any("占位文字，3 处，可用 --tidy" in s for s in said)
    assert "指标1：" in {row[2].value for row in sheet.iter_rows()}
    code, said, sheet = filled(data, "--tidy")
    assert (code, said) == (0, [])
    assert "指标1：" not in {row[2].value for row in sheet.iter_rows()}


def test_points_that_the_blank_prints_for_a_group_and_the_data_has_not_are_told(
    filled: Callable[..., Any],
) -> None:
    row = evolve(indicator(OUTPUT, "里程", 50), path_weights=(Decimal(50), None))
    blank = [("产出指标（40分）", "数量指标", "指标1：")]
    code, said, _ = filled(table(row), blank=blank)
    assert code == 1
    assert any("产出指标 40，所填的为 50" in s for s in said)


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """Complete tables in the national groups: every row can be computed."""
    rows = []
    for group, weight in ((OUTPUT, 30), (QUALITY, 20), (BENEFIT, 30), (CONTENT, 10)):
        split = draw(st.sampled_from(((weight,), (weight - 5, 5), (weight - 7, 4, 3))))
        for number, part in enumerate(split):
            actual = f"{draw(st.integers(1, 12))} 个"
            rows.append(indicator(group, f"{group[1]}{number}", part, actual))
    spent = Quantity(Decimal(draw(st.integers(1, 100))))
    line = FundLine("年度资金总额", budget=Quantity(Decimal(100)), spent=spent)
    return Evaluation(
        year=2023,
        project="甲",
        funds=Funds((line,), "万元"),
        indicators=tuple(rows),
        total=Total(Decimal(100), grade=draw(st.sampled_from((None, "优", "差")))),
    )


@settings(max_examples=15)
@given(evaluations(), st.sampled_from(("national-2020", "yunnan-14", "cohesion-funds")))
def test_a_filled_sheet_audits_without_points_and_weights_that_are_wrong(
    evaluation: Evaluation, form: str
) -> None:
    with TemporaryDirectory() as folder:
        blank, out = Path(folder) / "空表.xlsx", Path(folder) / "填好.xlsx"
        data = Path(folder) / "数据.json"
        data.write_text(json.dumps(dump(evaluation)), "utf-8")
        assert run(["forms", form, "--out", str(blank)]) == 0
        call = ["fill", str(blank), "--from", str(data), "--out", str(out)]
        run([*call, "--policy", "mof-2020"])
        found = audit(read(out), load_policy("mof-2020")).of("P", "W", "F3")
        assert [f.code for f in found if f.code not in {"F306", "F307"}] == []


def test_fill_in_python_tells_whether_something_is_left(tmp_path: Path) -> None:
    path = Path(book(tmp_path / "空表.xlsx", BLANK))
    assert not fill(path, table(indicator(OUTPUT, "里程", 50))).unsettled
    assert fill(path, evolve(table(), year=2022)).unsettled
