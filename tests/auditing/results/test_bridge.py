"""得分桥: 每一步是一行, 加起来正好是两个总分之差."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from auditing import audit
from auditing.results.bridge import RESCALED, SUMMED, bridge
from indicators import Evaluation, Indicator, Total, load
from scoring import load_policy

NANCHANG = load(Path(__file__).parents[3] / "examples/nanchang-2021/evaluation.toml")


def row(name: str, actual: str | None, stated: str | None, weight: str) -> Indicator:
    points = None if stated is None else Decimal(stated)
    path = ("产出指标", "数量指标")
    return Indicator(path, name, "≥100%", actual, Decimal(weight), points)


def table(*rows: Indicator, stated: str | None) -> Evaluation:
    total = Total(Decimal(100), None if stated is None else Decimal(stated))
    return Evaluation(indicators=rows, total=total)


def test_the_nanchang_total_comes_down_by_the_rows_that_do_not_hold() -> None:
    made = bridge(audit(NANCHANG, load_policy("mof-2020")).facts)
    assert made is not None
    assert (made.start, made.end) == (Fraction("97.74"), Fraction("94.15"))
    assert [(step.name, step.delta) for step in made.steps] == [
        ("预算执行率", Fraction("-3.81")),
        ("城市大脑一期客户端验收时间", Fraction("0.1")),
        ("“贛政通”南昌分厅建设完成及时率", Fraction("0.1")),
        ("城市大脑一期验收合格率", Fraction("0.03")),
        ("城市大脑一期建设完成率", Fraction("-0.01")),
    ]
    assert made.span.low <= made.end <= made.span.high


def test_a_total_that_is_not_the_sum_is_the_first_step() -> None:
    rows = (row("甲", "100%", "60", "60"), row("乙", "50%", "40", "40"))
    made = bridge(audit(table(*rows, stated="99")).facts)
    assert made is not None
    assert [(s.name, s.delta, s.row) for s in made.steps] == [
        (SUMMED, Fraction(1), None),
        ("乙", Fraction(-20), made.steps[1].row),
    ]
    assert made.end == 80


def test_without_a_printed_total_the_bridge_begins_at_the_sum() -> None:
    rows = (row("甲", "100%", "60", "60"), row("乙", "50%", "40", "40"))
    made = bridge(audit(table(*rows, stated=None)).facts)
    assert made is not None
    assert not made.printed
    assert (made.start, made.end) == (100, 80)


def test_a_table_that_holds_needs_no_bridge() -> None:
    rows = (row("甲", "100%", "60", "60"), row("乙", "50%", "20", "40"))
    made = bridge(audit(table(*rows, stated="80")).facts)
    assert made is not None
    assert made.level


def test_a_weight_that_does_not_apply_is_spread_in_a_step_of_its_own() -> None:
    rows = (row("甲", "50%", "30", "60"), row("乙", "/", None, "40"))
    rows = (rows[0], evolve(rows[1], target="/"))
    policy = load_policy("mof-2020")
    spread = evolve(
        policy, not_applicable=evolve(policy.not_applicable, treatment="rescale")
    )
    made = bridge(audit(table(*rows, stated="30"), spread).facts)
    assert made is not None
    assert [(step.name, step.delta) for step in made.steps] == [(RESCALED, 20)]


def test_no_bridge_stands_where_nothing_is_stated_or_weighed() -> None:
    blank = table(row("甲", "100%", None, "100"), stated=None)
    assert bridge(audit(blank).facts) is None
    weightless = evolve(row("甲", "100%", "10", "1"), weight=None)
    assert bridge(audit(table(weightless, stated="10")).facts) is None


def test_a_row_that_an_audit_reads_more_widely_is_not_moved() -> None:
    judged = evolve(
        row("甲", "显著提升", "10", "20"), target="显著提升", variance_note="样本不足"
    )
    rows = (judged, row("乙", "100%", "80", "80"))
    audited = audit(table(*rows, stated="90"))
    made = bridge(audited.facts)
    assert not audited.of("P")
    assert made is not None
    assert made.level
