"""公开的表与逐项对照所见: 漏掉的照说, 冤枉的不说, 说在出错的那一格."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import Workbook

from auditing import audit
from indicators import Evaluation, Total
from indicators.place import Place
from reading import read
from tests.auditing.hundred import D, line, looked_at, row, table, told

TOTAL, FUNDS = "总分", "年度资金总额"
BENEFIT = ("效益指标", "社会效益指标")
HEADING = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
]


def group(*weights: str, under: str = "50") -> list[Any]:
    """Rows of these weights, all met, in a group that prints its own weight."""
    return [
        row(f"事项{n}", "≥3个", "3个", each, each, path_weights=(D(under), None))
        for n, each in enumerate(weights)
    ]


def benefit(weight: str) -> Any:
    return row("受益人数", "≥3个", "3个", weight, weight, path=BENEFIT)


def written(folder: Path, rows: list[list[Any]], *extra: str) -> Evaluation:
    """A sheet of the national form with these rows below its heading."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    beside = ["原因"] if "资金原因" in extra else []
    above: list[list[Any]] = [
        ["项目支出绩效自评表"],
        ["（2022年度）"],
        ["项目名称", "示例"],
        ["资金", "", "全年预算数", "全年执行数", "分值", "执行率", "得分", *beside],
        ["", FUNDS, 100, 70, 10, "70%", 7],
        [*HEADING, *(title for title in extra if title != "资金原因")],
    ]
    for each in above + rows:
        sheet.append(each)
    path = folder / "自评表.xlsx"
    book.save(path)
    return read(path)


def test_rows_are_no_excuse_for_weights_that_do_not_add_up() -> None:
    made = table(
        *group("12.51", "12.51", "12.5", "12.5"), benefit("39.98"), total="100"
    )
    found = {f.name: (f.stated, f.expected) for f in audit(made).of("W201")}
    assert found["产出指标"] == ("50", "50.02")


@pytest.mark.parametrize(
    ("weights", "under"),
    [(["3.33"] * 3, "10"), (["2.78"] * 18, "50"), (["6.66"] * 3, "20")],
)
def test_a_whole_that_was_split_evenly_and_rounded_adds_up(
    weights: list[str], under: str
) -> None:
    for printed in (D(under), None):
        rows = [
            evolve(each, path_weights=(printed, None))
            for each in group(*weights, under=under)
        ]
        rest = benefit(str(90 - D(under)))
        assert audit(table(*rows, rest, total="100")).of("W201") == ()


@pytest.mark.parametrize(
    ("target", "actual", "unit"),
    [
        ("≥2020.8亩", "2020.8", None),
        ("≥2000", "2020.8", None),
        ("≥2020.8亩", "2020.8", "亩"),
        ("2020.8亩", "2020.8亩", None),
        ("2000-2100亩", "2020.8", None),
    ],
)
def test_a_number_beside_a_number_is_no_month(
    target: str, actual: str, unit: str | None
) -> None:
    made = row("种植面积", target, actual, "10", "10", unit=unit)
    found = audit(table(made, total="100"))
    assert found.facts.rows[0].scored.outcome == "computed"
    assert found.of("P", "V612") == ()


def test_a_month_beside_a_month_is_one() -> None:
    made = row("完工时间", "2020年12月", "2020.8", "10", "10")
    assert audit(table(made, total="100")).facts.rows[0].scored.met is True


@pytest.mark.parametrize("target", ["=0起", "0起", "≤0起", "＝0次"])
def test_none_answers_nothing(target: str) -> None:
    made = table(row("安全事故", target, "无", "10", "10"), total="100")
    assert audit(made).of("P", "V612") == ()


def test_none_does_not_answer_a_number() -> None:
    made = table(row("培训次数", "=5次", "无", "10", "10"), total="100")
    assert [f.name for f in audit(made).of("P407")] == ["培训次数"]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("培训数量", "≥十一个", "十二个"),
        ("群众满意度", "≥**%", "95%"),
        ("安全事故起数", "≤零起", "0起"),
    ],
)
def test_a_sign_before_no_number_or_a_chinese_one_fits(
    name: str, target: str, actual: str
) -> None:
    made = table(row(name, target, actual, "10", "10"), total="100")
    assert audit(made).of("V607") == ()


@pytest.mark.parametrize("actual", ["180元/人、天", "≤180元/人、天", "5场/村、季"])
def test_a_value_with_a_unit_is_no_description(actual: str) -> None:
    made = table(row("培训标准", "符合规定", actual, "10", "10"), total="100")
    assert audit(made).of("V601") == ()


def test_two_units_behind_a_stroke_are_one_unit() -> None:
    made = row("培训标准", "≤180元/人、天", "200元/人、天", "10", "9", "涨价")
    assert audit(table(made, total="99")).facts.rows[0].scored.met is False


@pytest.mark.parametrize(("target", "actual"), [("≥95", "96.5%"), ("≥95%", "95")])
def test_a_percent_is_wanted_on_both_sides(target: str, actual: str) -> None:
    made = table(row("验收合格率", target, actual, "10", "10"), total="100")
    assert [f.name for f in audit(made).of("V603")] == ["验收合格率"]
    in_column = row("验收合格率", target, actual, "10", "10", unit="%")
    assert audit(table(in_column, total="100")).of("V603") == ()


def test_a_total_row_may_add_up_its_own_column_alone() -> None:
    for total in ("100", "97"):
        rows = (row("事项", "≥100%", "100%", "90", "90" if total == "100" else "87"),)
        made = evolve(table(*rows, total=total), total=Total(D(90), D(total)))
        found = audit(made)
        assert found.of("W201", "P405") == ()
        assert bool(found.of("P410")) is (total == "97")


def test_full_marks_beside_neighbours_that_lost_points_are_told() -> None:
    names = [
        ("未成年人救助人数", "38508", "37442", "20"),
        ("空置房改造户数", "100", "90", "18"),
    ]
    rows = [
        row(name, f"{target}人", f"{actual}人", "20", stated, "人口流动")
        for name, target, actual, stated in names
    ]
    assert ("P409", names[0][0]) in told(table(*rows, total="98"))
    alone = told(table(rows[0], total="100"))
    assert ("P409", names[0][0]) not in alone
    assert ("S105", names[0][0]) in alone


@pytest.mark.parametrize("marks", [("1.党员", "2.群众"), ("（一）党员", "（二）群众")])
def test_rows_numbered_below_a_parent_are_its_details(marks: tuple[str, str]) -> None:
    for printed in (D(20), None):
        weight = (None, printed)
        found = told(numbered(marks, weight, "70"))
        assert [name for code, name in found if code == "S104"] == ["、".join(marks)]
        assert not {code for code, _ in found} & {"W201", "P405", "P410"}


def test_a_group_above_that_its_rows_exceed_tells_details_too() -> None:
    """What is counted twice makes up for 执行率; 产出指标 prints 10, its rows make 20."""
    made = numbered(("（一）党员", "（二）群众"), (D(10), None), "80", whole="10")
    found = told(made)
    assert [name for code, name in found if code == "S104"] == [
        "（一）党员、（二）群众"
    ]
    assert not {code for code, _ in found} & {"W201", "P405", "P410"}


def test_rows_below_a_parent_that_belong_to_the_whole_are_counted() -> None:
    made = numbered(("1.党员", "2.群众"), (None, None), "50")
    assert not {code for code, _ in told(made)} & {"S104", "W201", "P405", "P410"}


def numbered(
    marks: tuple[str, str],
    weight: tuple[Decimal | None, ...],
    rest: str,
    whole: str = "20",
) -> Evaluation:
    """A parent, two rows of half its points each below it, and the rest."""
    half = str(D(whole) / 2)
    rows = [
        row("一、培训人数", "≥9人", "9人", whole, whole, path_weights=weight),
        *(row(name, "≥3人", "3人", half, half, path_weights=weight) for name in marks),
        benefit(rest),
    ]
    return table(*rows, total="100")


def test_a_negative_target_is_judged_and_full_marks_want_a_word() -> None:
    missed = ("工业增加值增速", "≥-7.2%", "-9%", "10")
    for stated, total in (("0", "90"), ("6", "96"), ("10", "100")):
        spoken = table(row(*missed, stated, "市场下行"), total=total)
        assert audit(spoken).of("P") == ()
    silent = told(table(row(*missed, "10"), total="100"))
    assert ("P409", missed[0]) in silent


def test_the_grade_and_the_weight_of_the_total_have_cells_of_their_own() -> None:
    cells = {
        value: Place("sheet", "表", row=20, column=column)
        for value, column in (("weight", 6), ("stated", 7), ("grade", 9))
    }
    total = Total(D(110), D(100), "良", cells["stated"], cells)
    found = audit(evolve(table(total="100"), total=total))
    assert {(f.code, str(f.place)) for f in found.of("W201", "P406")} == {
        ("W201", "表!F20"),
        ("P406", "表!I20"),
    }


def test_the_cells_of_the_total_are_read_from_its_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["产出指标", "数量指标", "建成数", "≥3个", "3个", 90, 90],
        ["总分", "", "", "", "", 100, 97],
        ["自评等级", "良"],
    ]
    total = written(tmp_path, rows).total
    found = {value: str(place) for value, place in total.places.items()}
    assert found == {"weight": "Sheet!F8", "stated": "Sheet!G8", "grade": "Sheet!B9"}


@pytest.mark.parametrize(
    ("extra", "note", "asked"),
    [
        ((), "", False),
        (("偏差原因",), "", True),
        (("偏差原因",), "尾款下年支付", False),
        (("偏差原因", "资金原因"), "尾款下年支付", True),
    ],
)
def test_a_reason_is_asked_for_where_the_form_has_room_for_one(
    tmp_path: Path, extra: tuple[str, ...], note: str, *, asked: bool
) -> None:
    rows: list[list[Any]] = [
        ["产出指标", "数量指标", "建成数", "≥3个", "3个", 90, 90, note],
        ["总分", "", "", "", "", 100, 97],
    ]
    checks = audit(written(tmp_path, rows, *extra)).checks["F306"]
    assert (checks.failed == 1) is asked
    assert extra or checks.reasons == ("表上没有写原因的地方",)


def test_a_low_rate_of_a_table_that_is_data_wants_a_reason() -> None:
    made = table(total="97", lines=(line("100", "70", "70%", "7"),))
    assert [f.name for f in looked_at(made).of("F306")] == [FUNDS]
