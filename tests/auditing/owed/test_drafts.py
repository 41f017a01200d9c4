"""偏差原因的草稿: 只有表上的事实, 每一种指标值各有说法; 没有写原因的草稿不算说明."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from auditing import audit
from auditing.owed import Kind, draft, owing
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total

GROUP = ("产出指标", "数量指标")
LEFT = "；原因：____；改进措施：____"


NO_FUNDS = Funds()


def drafts(*rows: Indicator, funds: Funds = NO_FUNDS) -> dict[str, str]:
    """The drafts of a table, by the names of their rows, without what is left open."""
    total = Total(Decimal(100), Decimal(80))
    table = Evaluation(year=2021, funds=funds, indicators=rows, total=total)
    found = owing(audit(table))
    owed = [each for each in found.owed if each.kind is Kind.REASON]
    texts = {each.name: draft(found.audited.facts, each) for each in owed}
    assert all(text.endswith(LEFT) for text in texts.values())
    return {name: text.removesuffix(LEFT) for name, text in texts.items()}


def row(
    target: str, actual: str | None, stated: str | None = "8", name: str = "甲"
) -> Indicator:
    points = None if stated is None else Decimal(stated)
    return Indicator(GROUP, name, target, actual, Decimal(10), points)


@pytest.mark.parametrize(
    ("target", "actual", "stated", "said"),
    [
        ("≥95%", "90%", "9.47", "指标值≥95%，实际完成90%，少5个百分点，扣0.53分"),
        ("≥9‰", "8.5‰", "9", "指标值≥9‰，实际完成8.5‰，少0.5个千分点，扣1分"),
        ("≥200人", "180人", "9", "指标值≥200人，实际完成180人，少20人，扣1分"),
        ("≥200人", "180", "9", "指标值≥200人，实际完成180，少20人，扣1分"),
        ("≥1.2万元", "9000元", "8", "指标值≥1.2万元，实际完成9000元，少3000元，扣2分"),
        ("≤5次", "8次", "6.25", "指标值≤5次，实际完成8次，多3次，扣3.75分"),
        ("=3份", "2份", "6.67", "指标值=3份，实际完成2份，少1份，扣3.33分"),
        ("=3份", "4份", "9", "指标值=3份，实际完成4份，多1份，扣1分"),
        (
            "90%～95%",
            "88%",
            "8",
            "指标值90%～95%，实际完成88%，低于下限2个百分点，扣2分",
        ),
        (
            "90%～95%",
            "97%",
            "8",
            "指标值90%～95%，实际完成97%，高于上限2个百分点，扣2分",
        ),
        ("≥95%", "88%-90%", "9", "指标值≥95%，实际完成88%-90%，少5～7个百分点，扣1分"),
        (
            "2021年6月30日前",
            "2021年7月4日",
            "8",
            "指标值2021年6月30日前，实际完成2021年7月4日，晚4天，扣2分",
        ),
        (
            "2021年6月底前",
            "2021年7月",
            "8",
            "指标值2021年6月底前，实际完成2021年7月，晚1～31天，扣2分",
        ),
        (
            "2021年6月底前",
            "100%",
            "8",
            "指标值2021年6月底前，实际完成100%，指标值是时限，实际完成值是完成率，无从判断是否按时，扣2分",
        ),
        (
            "有效改善",
            "基本完成",
            "7",
            "指标值“有效改善”，实际完成“基本完成”，由人评定，扣3分",
        ),
        (
            "≥5个",
            "已全部完成",
            "9",
            "指标值≥5个，实际完成“已全部完成”，指标值是数，实际完成值是文字，无从计算，扣1分",
        ),
        ("≥95%", "96%", "9", "指标值≥95%，实际完成96%，已达到指标值，扣1分"),
        ("≥95%", None, "0", "指标值≥95%，实际完成值为空，扣10分"),
    ],
)
def test_a_draft_says_what_was_to_be_what_is_and_what_lies_between(
    target: str, actual: str | None, stated: str, said: str
) -> None:
    assert drafts(row(target, actual, stated)) == {"甲": said}


def test_points_that_nobody_has_filled_are_taken_by_the_rule() -> None:
    found = drafts(row("≥95%", "90%", None), row("≥1个", "1个", "10", "乙"))
    assert found == {"甲": "指标值≥95%，实际完成90%，少5个百分点，按办法扣0.53分"}


def test_what_the_rule_has_not_decided_wants_no_reason_yet() -> None:
    assert (
        drafts(row("有效改善", "基本完成", None), row("≥1个", "1个", "10", "乙")) == {}
    )


def test_the_unit_of_a_column_of_its_own_belongs_to_both() -> None:
    bare = evolve(row("≥95", "90", "9.47"), unit="%")
    assert drafts(bare)["甲"].startswith("指标值≥95%，实际完成90%，少5个百分点")


def test_a_low_execution_is_told_by_its_amounts() -> None:
    line = FundLine(
        "年度资金总额",
        budget=Quantity(Decimal(100)),
        spent=Quantity(Decimal("60.86")),
        weight=Decimal(10),
        rate=Quantity(Decimal("60.86"), "%"),
        stated=Decimal("6.09"),
    )
    found = drafts(row("≥1个", "1个", "10"), funds=Funds((line,), "万元"))
    assert found["年度资金总额"] == (
        "全年预算数100万元，全年执行数60.86万元，执行率60.86%，未执行39.14万元，扣3.91分"
    )


@pytest.mark.parametrize("note", ["疫情所致", "原因：疫情；改进措施：____"])
def test_a_reason_that_is_written_is_not_owed(note: str) -> None:
    assert drafts(evolve(row("≥95%", "90%", "9.47"), variance_note=note)) == {}


def test_a_draft_pasted_as_it_is_explains_nothing() -> None:
    plain = row("≥95%", "90%", "9.47")
    (text,) = drafts(plain).values()
    pasted = evolve(plain, variance_note=text + LEFT)
    assert drafts(pasted) == {"甲": text}
    assert audit(Evaluation(indicators=(pasted,))).of("N501")
