"""两张表对照: 说出每一处不同, 与两个总分之间的桥."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from auditing.compare import compare, dump
from indicators import Evaluation, FundLine, Funds, Goals, Quantity, Total
from indicators.evaluation import Deduction
from tests.auditing.tables import line, row, sound, with_row


def test_a_table_is_the_same_as_itself() -> None:
    comparison = compare(sound(), sound())
    assert comparison.same
    assert comparison.unexplained == 0


def test_a_changed_row_is_told_cell_by_cell_with_its_points() -> None:
    comparison = compare(sound(), with_row(0, actual="4个", stated=Decimal(8)))
    (change,) = comparison.changes
    assert (change.kind, change.name, change.points) == ("changed", "修缮校舍", -2)
    told = [(d.field, d.before, d.after) for d in change.differences]
    assert told == [("实际完成值", "5个", "4个"), ("得分", "10", "8")]
    assert comparison.unexplained == 0


def test_rows_are_added_and_removed_by_path_and_name() -> None:
    extra = row("数量", "新增的事", "≥1个", "1个")
    more = evolve(sound(), indicators=(*sound().indicators[1:], extra))
    kinds = {change.name: change.kind for change in compare(sound(), more).changes}
    assert kinds == {"修缮校舍": "removed", "新增的事": "added"}


def test_rows_of_one_name_are_paired_in_their_order() -> None:
    twice = evolve(sound(), indicators=(sound().indicators[0],) * 2)
    once = evolve(sound(), indicators=sound().indicators[:1])
    (change,) = compare(twice, once).changes
    assert (change.kind, change.points) == ("removed", -10)


def test_the_fund_line_is_compared_too() -> None:
    (change,) = compare(sound(), line(stated=Decimal(9))).changes
    assert (change.name, change.points) == ("年度资金总额", -1)


def test_what_the_rows_do_not_explain_is_named() -> None:
    total = evolve(sound(), total=Total(Decimal(100), Decimal("99.5")))
    comparison = compare(sound(), total)
    assert not comparison.same
    assert comparison.unexplained == Fraction(-1, 2)
    assert dump(comparison)["totals"] == {
        "before": "100",
        "after": "99.5",
        "unexplained": "-0.5",
    }


def test_without_a_printed_total_nothing_is_bridged() -> None:
    blank = evolve(sound(), total=Total())
    assert compare(sound(), blank).unexplained is None
    assert dump(compare(sound(), blank))["totals"]["after"] is None


def test_an_amount_is_the_same_in_any_unit() -> None:
    first = FundLine("年度资金总额", budget=Quantity(Decimal("1.5")))
    other = FundLine("年度资金总额", budget=Quantity(Decimal(15000)))
    before = Evaluation(funds=Funds((first,), "万元"))
    assert compare(before, Evaluation(funds=Funds((other,), "元"))).same
    (change,) = compare(before, Evaluation(funds=Funds((other,), "万元"))).changes
    assert [d.field for d in change.differences] == ["全年预算数"]


@pytest.mark.parametrize(
    ("field", "change", "before", "after"),
    [
        ("表名", {"form": "整体自评表"}, "项目支出绩效自评表", "整体自评表"),
        ("年度", {"year": 2021}, "2022", "2021"),
        ("项目名称", {"project": "别的"}, "示例", "别的"),
        ("主管部门", {"department": "财政局"}, None, "财政局"),
        ("实施单位", {"unit": "某校"}, None, "某校"),
        ("预期目标", {"goals": Goals(None, sound().goals.actual)}, "1、", None),
        ("实际完成情况", {"goals": Goals(sound().goals.expected)}, "1、", None),
        ("等级", {"total": evolve(sound().total, grade="良")}, "优", "良"),
        ("总分的分值", {"total": evolve(sound().total, weight=None)}, "100", None),
    ],
)
def test_the_head_the_goals_and_the_grade_are_compared(
    field: str, change: dict[str, object], before: str | None, after: str | None
) -> None:
    comparison = compare(sound(), evolve(sound(), **change))
    (difference,) = comparison.head
    assert not comparison.same
    assert (difference.field, difference.after) == (field, after)
    assert (difference.before or "").startswith(before or "")
    assert dump(comparison)["head"][0]["field"] == field


def test_blanks_in_a_text_are_no_difference() -> None:
    spaced = evolve(
        sound(), project="示 例\n", goals=Goals("1、建成平台；\n2、完成培训。")
    )
    told = compare(evolve(sound(), goals=Goals(sound().goals.expected)), spaced)
    assert told.same


def test_the_weights_of_groups_are_compared() -> None:
    first, *rest = sound().indicators
    lighter = evolve(first, path_weights=(Decimal(50), Decimal(15)))
    others = (evolve(row, path_weights=(Decimal(50), None)) for row in rest[:1])
    after = evolve(sound(), indicators=(lighter, *others, *rest[1:]))
    comparison = compare(sound(), after)
    (group,) = comparison.groups
    assert (group.path, group.name, group.points) == (("产出指标",), "数量指标", 0)
    assert [(d.before, d.after) for d in group.differences] == [("20", "15")]
    assert not comparison.same
    assert not comparison.changes
    assert dump(comparison)["groups"][0]["name"] == "数量指标"


def test_every_fund_line_is_compared_by_its_label() -> None:
    table = sound()
    whole, grant, other = table.funds.lines
    money = Quantity(Decimal(150))
    moved = evolve(grant, label=" 其中：当年财政拨款：", spent=money, stated=Decimal(3))
    funds = evolve(table.funds, lines=(whole, other, moved))
    (change,) = compare(table, evolve(table, funds=funds)).changes
    assert change.name.strip() == "其中：当年财政拨款："
    told = [(d.field, d.before, d.after) for d in change.differences]
    assert told == [("全年执行数", "200万元", "150万元"), ("得分", None, "3")]
    assert change.points == 0
    gone = evolve(table.funds, lines=(whole, grant))
    (change,) = compare(table, evolve(table, funds=gone)).changes
    assert (change.kind, change.name) == ("removed", "其他资金")


def test_the_total_lines_are_one_whatever_they_are_called() -> None:
    table = sound()
    first, *rest = table.funds.lines
    lines = (evolve(first, label="项目资金总额", stated=Decimal(9)), *rest)
    other = evolve(table, funds=evolve(table.funds, lines=lines))
    (change,) = compare(table, other).changes
    assert (change.kind, change.points) == ("changed", -1)


def test_every_column_of_a_row_is_compared() -> None:
    after = with_row(
        0,
        unit="个",
        direction="正向",
        deduction=Deduction(Decimal("0.5"), "抽查"),
        extra=(("完成率", "100%"),),
    )
    (change,) = compare(sound(), after).changes
    assert [(d.field, d.after) for d in change.differences] == [
        ("度量单位", "个"),
        ("指标方向", "正向"),
        ("扣减分数", "0.5，抽查"),
        ("完成率", "100%"),
    ]


def test_the_order_of_the_rows_is_told_and_is_no_difference() -> None:
    first, second, *rest = sound().indicators
    turned = evolve(sound(), indicators=(second, first, *rest))
    comparison = compare(sound(), turned)
    assert comparison.same
    assert comparison.reordered
    assert dump(comparison)["reordered"] is True
    shorter = evolve(sound(), indicators=sound().indicators[1:])
    assert not compare(sound(), shorter).reordered


def test_json_keeps_the_keys_that_it_had() -> None:
    document = dump(compare(sound(), with_row(0, stated=Decimal(9))))
    assert document["schema"] == "ziping.comparison/1"
    (change,) = document["changes"]
    assert set(change) == {"kind", "path", "name", "points", "differences"}
    assert set(document["totals"]) == {"before", "after", "unexplained"}
    assert document["sources"] == {"before": None, "after": None}
