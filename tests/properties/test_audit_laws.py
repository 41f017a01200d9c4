"""审核的规律: 无误的表没有发现; 改一格只说那一格与总分; 与行的顺序无关."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from auditing import AuditResult, audit, dump
from indicators import Evaluation, FundLine, Funds, Indicator, Quantity, Total, load
from indicators.codec import dump as dump_evaluation
from indicators.codec import structure
from indicators.errors import InputError
from reading import read
from scoring import load_policy, policy_ids, score
from scoring.result import COMPUTED, JUDGED
from templates.forms.form import form_ids, load_form
from templates.writing.writer import write
from tests.auditing.published import NAMES, published

LEVELS = (("产出指标", 50), ("效益指标", 30), ("满意度指标", 10))
POLICIES = ("mof-2020", "yitihua", "nanchang-2021", "legacy-2016")
SCORED_FORMS = [
    name
    for name in form_ids()
    if "total.stated" in load_form(name).values
    and any({"weight", "stated"} <= {*block.roles} for block in load_form(name).blocks)
]
TEXTS = ("达成", "部分达成", "未达成")
EXAMPLE = Path(__file__).parents[2] / "examples/nanchang-2021/evaluation.toml"


@st.composite
def values(draw: st.DrawFn) -> tuple[str, str, str | None]:
    """A target, an actual that compares with it (never far beyond), a direction."""
    kind = draw(st.sampled_from("≥≤=区期定"))
    limit = draw(st.integers(1, 400))
    if kind == "期":
        return f"2022-{draw(st.integers(1, 12))}-15", "2022-7-1", None
    if kind == "定":
        return "形成可推广的做法三条", draw(st.sampled_from(TEXTS)), None
    most = limit * 129 // 100 if kind == "≥" else 3 * limit
    actual = draw(st.integers(0, most))
    if kind == "区":
        return f"{limit}-{limit + 20}个", f"{actual}个", None
    return f"{kind}{limit}个", f"{actual}个", None


@st.composite
def parts(draw: st.DrawFn, whole: int) -> list[Decimal]:
    """Weights above 0, in tenths, that add up to the whole."""
    cuts = draw(st.sets(st.integers(1, whole * 10 - 1), max_size=4))
    edges = [0, *sorted(cuts), whole * 10]
    return [Decimal(b - a) / 10 for a, b in pairwise(edges)]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Evaluation, str]:
    """A table that a policy scored, with its points stated and every loss explained."""
    policy = load_policy(draw(st.sampled_from(POLICIES)))
    rows: list[Indicator] = []
    for name, weight in LEVELS:
        for number, part in enumerate(draw(parts(weight))):
            target, actual, direction = draw(values())
            rows.append(
                Indicator(
                    (name, f"{name}之一"),
                    f"{name}第{number}件事",
                    target,
                    actual,
                    part,
                    path_weights=(Decimal(weight), Decimal(weight)),
                    variance_note="条件变化",
                    direction=direction,
                )
            )
    budget = Decimal(draw(st.integers(1000, 90000))) / 10
    spent = budget - Decimal(draw(st.integers(0, 300))) / 10000 * budget
    spent = spent.quantize(Decimal("0.01"))
    line = FundLine(
        "年度资金总额",
        *(Quantity(number) for number in (budget, budget, spent)),
        weight=Decimal(10),
    )
    source = FundLine("其中：财政拨款", line.initial, line.budget, line.spent)
    table = Evaluation(year=2022, funds=Funds((line, source)), indicators=tuple(rows))
    return stated(table, policy.id, draw(st.booleans())), policy.id


def stated(table: Evaluation, policy: str, upper: bool) -> Evaluation:  # noqa: FBT001
    """Write the engine's points into the table, and add them up to two decimals."""
    made = score(table, load_policy(policy))
    first, scored = made.execution, made.rows
    assert first is not None
    rows = tuple(
        evolve(row, stated=result.most if upper else result.low)
        for row, result in zip(table.indicators, scored, strict=True)
    )
    line, *others = table.funds.lines
    lines = (evolve(line, stated=first.points), *others)
    total = sum((row.stated or Decimal(0) for row in rows), first.points or Decimal(0))
    return evolve(
        table,
        indicators=rows,
        funds=Funds(lines),
        total=Total(Decimal(100), total + Decimal("0.00")),
    )


def told(result: AuditResult) -> set[tuple[Any, ...]]:
    return {
        (f.code, f.path, f.name, f.stated, f.expected, f.message)
        for f in result.findings
    }


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_table_that_the_engine_scored_has_nothing_to_answer_for(
    made: tuple[Evaluation, str],
) -> None:
    table, policy = made
    result = audit(table, load_policy(policy))
    assert [f.message for f in result.of("P", "F", "W", "N5")] == []
    assert result.panel.total.verdict in {"consistent", "consistent_only_if"}


@pytest.mark.parametrize("form", SCORED_FORMS)
@settings(max_examples=8, deadline=None)
@given(made=tables())
def test_what_the_engine_scored_and_wrote_has_nothing_to_answer_for(
    form: str, made: tuple[Evaluation, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    table, policy = made
    path = tmp_path_factory.getbasetemp() / f"audited-{form}.xlsx"
    path.write_bytes(write(table, load_form(form)))
    result = audit(read(path), load_policy(policy))
    assert len(result.facts.rows) == len(table.indicators)
    assert result.facts.evaluation.total.stated == table.total.stated
    assert [f.message for f in result.of("P", "F", "W", "N5")] == []


@settings(max_examples=150, deadline=None)
@given(tables(), st.data())
def test_a_changed_score_is_told_at_its_row_and_at_the_total(
    made: tuple[Evaluation, str], data: st.DataObject
) -> None:
    table, policy = made
    number = data.draw(st.integers(0, len(table.indicators) - 1))
    old = table.indicators[number]
    delta = Decimal(data.draw(st.integers(-500, 40))) / 100
    changed = evolve(old, stated=(old.stated or Decimal(0)) + delta)
    assume(delta)
    rows = (*table.indicators[:number], changed, *table.indicators[number + 1 :])
    result = audit(evolve(table, indicators=rows), load_policy(policy))
    found = result.of("P", "F", "W", "N5")
    assert {f.name for f in found} <= {old.name, "总分"}
    scored = result.facts.rows[number].scored
    if scored.outcome == COMPUTED:
        assert old.name in {f.name for f in found}
    assert scored.outcome in {COMPUTED, JUDGED}
    assert {"P405", "P403"} & {f.code for f in found if f.name == "总分"}


@settings(max_examples=80, deadline=None)
@given(tables(), st.integers(1, 500))
def test_a_changed_total_is_told_at_the_total_alone(
    made: tuple[Evaluation, str], cents: int
) -> None:
    table, policy = made
    total = (table.total.stated or Decimal(0)) - Decimal(cents) / 100
    altered = evolve(table, total=evolve(table.total, stated=total))
    found = audit(altered, load_policy(policy)).of("P", "F", "W", "N5")
    assert {f.name for f in found} == {"总分"}


@settings(max_examples=80, deadline=None)
@given(tables(), st.integers(20, 500))
def test_changed_execution_points_are_told_there_and_at_the_total(
    made: tuple[Evaluation, str], cents: int
) -> None:
    table, policy = made
    line, *others = table.funds.lines
    points = (line.stated or Decimal(0)) - Decimal(cents) / 100
    altered = evolve(table, funds=Funds((evolve(line, stated=points), *others)))
    found = audit(altered, load_policy(policy)).of("P", "F", "W", "N5")
    assert {f.name for f in found} == {"年度资金总额", "总分"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([name[:3] for name in NAMES] + ["南昌"]), st.randoms())
def test_findings_do_not_depend_on_the_order_of_the_rows(
    number: str, chance: Any
) -> None:
    table = load(EXAMPLE) if number == "南昌" else published(number)
    *rows, last = (
        table.indicators
    )  # where a table is cut, what is cut is below its last row
    chance.shuffle(rows)
    mixed = evolve(table, indicators=(*rows, last))
    assert told(audit(mixed)) == told(audit(table))


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["100%", "≥5个", "0", "/", "2021-6-30", "12月底前", "提升", "290%", "1/2", "**"]
    ),
    st.text(min_size=1, max_size=12),
)
NUMBERS = st.one_of(
    st.none(),
    st.decimals(-200, 200, places=2).map(str),
    st.integers(-3, 10**25).map(str),
    st.sampled_from(["0", "10", "0.000", "-0"]),
)
NAMES_OF_ROWS = st.sampled_from(
    ["甲终验完成率", "甲终验时间", "其中：乙", "成本", "指标1："]
)
LINES = st.fixed_dictionaries(
    {"label": st.sampled_from(["年度资金总额", "其中：拨款", "其他"])},
    optional=dict.fromkeys(
        ("initial", "budget", "spent", "weight", "rate", "stated"), NUMBERS
    ),
)
ROWS = st.fixed_dictionaries(
    {
        "path": st.lists(
            st.sampled_from(["产出指标", "效益指标", "成本指标", None]), max_size=3
        ),
        "name": NAMES_OF_ROWS | st.text(min_size=1, max_size=8),
    },
    optional={
        "target": CELLS,
        "actual": CELLS,
        "weight": NUMBERS,
        "stated": NUMBERS,
        "variance_note": CELLS,
        "direction": st.sampled_from([None, "正向", "反向", "等于", "定性"]),
    },
)
DOCUMENTS = st.fixed_dictionaries(
    {"indicators": st.lists(ROWS, max_size=6)},
    optional={
        "form": CELLS,
        "year": st.sampled_from([None, 2018, 2021]),
        "funds": st.fixed_dictionaries({"lines": st.lists(LINES, max_size=3)}),
        "goals": st.fixed_dictionaries({"expected": CELLS, "actual": CELLS}),
        "total": st.fixed_dictionaries(
            {}, optional={"weight": NUMBERS, "stated": NUMBERS, "grade": CELLS}
        ),
    },
)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS, st.sampled_from((None, *policy_ids())))
def test_any_table_is_audited_or_refused_as_input(
    document: dict[str, Any], policy: str | None
) -> None:
    try:
        table = structure(document, Evaluation, "表")
    except InputError:
        return
    chosen = load_policy(policy) if policy else None
    result = audit(table, chosen, approved=table, last_year=table, monitoring=table)
    written = dump(result)
    assert len(written["rows"]) >= len(table.indicators)
    assert structure(dump_evaluation(table), Evaluation, "表") == table
