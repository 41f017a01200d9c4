"""两张表对照: 说出每一处不同, 与两个总分之间的桥."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from auditing.compare import compare, dump
from indicators import Evaluation, FundLine, Funds, Quantity, Total
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
