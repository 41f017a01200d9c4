"""还差什么: 哪几格、各关系到几分, 没有读懂的另列; 总分还能是多少."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

from auditing import audit
from auditing.owed import Kind, Owing, owing
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total
from indicators.place import Place

GROUP = ("产出指标", "数量指标")
SHEET = Place("sheet", sheet="自评表")
LINE = FundLine(
    "年度资金总额",
    budget=Quantity(Decimal(100)),
    spent=Quantity(Decimal(100)),
    weight=Decimal(10),
    stated=Decimal(10),
)


def row(number: int, weight: str, actual: str | None, stated: str | None) -> Indicator:
    points = None if stated is None else Decimal(stated)
    values = {"actual": actual, "stated": points}
    cells = {"actual": SHEET.cell(number, 6), "stated": SHEET.cell(number, 8)}
    return Indicator(
        GROUP,
        f"指标{number}",
        "≥10个",
        actual,
        Decimal(weight),
        points,
        place=SHEET.cell(number, 8),
        places={what: cells[what] for what in cells if values[what] is not None},
        blank={what: cells[what] for what in cells if values[what] is None},
    )


def found(*rows: Indicator, stated: str | None = "90", full: int = 100) -> Owing:
    points = None if stated is None else Decimal(stated)
    blank = {} if points is not None else {"stated": SHEET.cell(40, 8)}
    total = Total(Decimal(full), points, blank=blank)
    table = Evaluation(
        form="项目支出绩效自评表",
        year=2023,
        funds=Funds((LINE,), "万元"),
        indicators=rows,
        total=total,
    )
    return owing(audit(table))


def told(each: Owing) -> list[tuple[str, str, str]]:
    return [(o.name, o.label, str(o.place)) for o in each.owed]


def test_each_empty_cell_is_told_with_what_depends_on_it() -> None:
    result = found(row(5, "50", "10个", "50"), row(6, "40", None, None))
    assert told(result) == [
        ("指标6", "实际完成值", "自评表!F6"),
        ("指标6", "得分", "自评表!H6"),
    ]
    for each in result.owed:
        assert each.kind is Kind.BLANK
        assert (each.stake.low, each.stake.high) == (0, 40)
    outlook = result.outlook
    assert (outlook.low, outlook.now, outlook.high) == (60, 60, 100)
    assert outlook.grades == ("中", "优")
    assert not result.complete


def test_points_that_follow_from_the_values_are_named() -> None:
    result = found(row(5, "50", "10个", None), row(6, "40", "9个", "36"), stated=None)
    assert told(result)[:2] == [
        ("指标5", "得分", "自评表!H5"),
        ("总分", "总分", "自评表!H40"),
    ]
    points, total, reason = result.owed
    assert (points.stake.low, points.stake.high) == (50, 50)
    assert (total.stake.low, total.stake.high, total.stake.weight) == (96, 96, 100)
    assert (reason.kind, reason.name, reason.lost) == (Kind.REASON, "指标6", 4)


def test_what_was_not_understood_is_not_blank() -> None:
    odd = evolve(row(6, "40", "#REF!", "40"), unread=(("actual", "#REF!"),))
    result = found(row(5, "50", "10个", "50"), odd)
    (owed,) = result.owed
    assert (owed.kind, owed.label, owed.text) == (Kind.UNREAD, "实际完成值", "#REF!")
    assert (owed.stake.low, owed.stake.high) == (0, 40)
    assert (result.outlook.low, result.outlook.high) == (60, 100)
    assert not result.complete


def test_a_mark_in_the_place_of_a_value_is_told_as_such() -> None:
    result = found(row(5, "50", "10个", "50"), row(6, "40", "/", "0"))
    marked = [each for each in result.owed if each.kind is Kind.MARKED]
    assert [(each.label, each.text) for each in marked] == [("实际完成值", "/")]


def test_judged_points_inside_their_range_are_settled() -> None:
    text = evolve(row(6, "40", "部分达成", "30"), target="有效改善")
    result = found(row(5, "50", "10个", "50"), evolve(text, variance_note="略"))
    assert result.owed == ()
    assert result.complete
    assert (result.outlook.low, result.outlook.high) == (90, 90)


def test_a_filled_table_owes_nothing() -> None:
    result = found(row(5, "50", "10个", "50"), row(6, "40", "10个", "40"), stated="100")
    assert (result.owed, result.complete) == ((), True)


def test_weights_are_owed_where_the_form_has_a_column_for_them() -> None:
    rows = [
        Indicator(
            GROUP,
            name,
            "≥10个",
            None,
            place=SHEET.cell(number, 8),
            blank={
                what: SHEET.cell(number, column)
                for what, column in (("actual", 6), ("weight", 7), ("stated", 8))
            },
        )
        for number, name in ((5, "甲"), (6, "乙"))
    ]
    labels = [(each.name, each.label) for each in found(*rows, stated=None).owed]
    assert labels[:6] == [
        (name, label) for name in "甲乙" for label in ("实际完成值", "分值", "得分")
    ]


def test_data_by_hand_owe_what_the_rule_needs() -> None:
    rows = (
        Indicator(GROUP, "甲", "≥10个", None, Decimal(50), Decimal(0)),
        Indicator(
            GROUP, "乙", None, "9个", Decimal(40), Decimal(36), variance_note="略"
        ),
    )
    owed = owing(audit(Evaluation(indicators=rows))).owed
    labels = [(each.name, each.label, each.place) for each in owed]
    assert ("甲", "实际完成值", None) in labels
    assert ("乙", "指标值", None) in labels
    assert ("年度资金总额", "全年预算数", None) in labels
