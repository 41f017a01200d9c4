"""做空表时要说的话: 读时的存疑, 还要补的; “编制说明”写明来历、依据与年中的情况."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from auditing.sorts import Sort, sort_of
from indicators.evaluation import Evaluation, FundLine, Indicator
from indicators.target import read_target
from scoring import Policy
from scoring.choice import Choice
from templates.forms.capacity import holds, left_out
from templates.forms.form import EVALUATION, Form

_TICKS = re.compile(r"[√✓☑✔是]")
_OVER = re.compile(r"^(完成(?:目标)?可能性|偏差原因(?:分析)?)[:：]?(?=.)")
"""What stands over several columns, before the heading of one of them."""
_MIDYEAR = "以下是年中监控时的情况，供填写时参考，不是全年的完成值"


def notices(plan: Evaluation, table: Evaluation, form: Form) -> Iterator[str]:
    """What a person should know: doubts of the reading, and what is left to do."""
    yield from map(str, plan.warnings)
    yield from _of_the_year(plan, table, form)
    rows = table.indicators
    without = sum(not row.target for row in rows)
    unweighed = sum(row.weight is None for row in rows)
    asked = form.paper == EVALUATION or unweighed < len(rows)
    absent = "、".join(left_out(table, form))
    ungrouped = sum(not any(row.path) for row in rows)
    deep = _left_levels(plan, table)
    turned = [row.name for row in rows if _kind(row) is not _kind(_undirected(row))]
    yield from _said(
        (ungrouped, f"{ungrouped} 个指标没有写在哪一组之下，请补上一级、二级指标"),
        (deep, f"版式只有两级指标，没有写出的一级：{'、'.join(deep)}"),
        (turned, f"表上没有写明方向的格，请把符号写进指标值：{'、'.join(turned)}"),
        (without, f"{without} 个指标没有指标值，请补上"),
        (unweighed and asked, "有指标没有分值；--weights equal 可按评分办法给足"),
        (absent, f"版式 {form.id} 没有位置，未写出：{absent}"),
    )


def _kind(row: Indicator) -> type:
    """正向、反向 …, as the row has it; what is inferred goes by the name."""
    target, _ = read_target(
        row.target, name=row.name, group=row.group, direction=row.direction
    )
    return type(target)


def _undirected(row: Indicator) -> Indicator:
    """The row as a form says it, which has no cell for a direction."""
    return evolve(row, direction=None)


def _left_levels(plan: Evaluation, table: Evaluation) -> list[str]:
    """The groups of the plan that the table has no level for, each once."""
    pairs = zip(plan.indicators, table.indicators, strict=True)
    left = (name for old, new in pairs for name in old.path if name not in new.path)
    return list(dict.fromkeys(filter(None, left)))


def _said(*told: tuple[object, str]) -> Iterator[str]:
    """The sentences that there is an occasion for."""
    yield from (sentence for occasion, sentence in told if occasion)


def _of_the_year(plan: Evaluation, table: Evaluation, form: Form) -> Iterator[str]:
    """Amounts and deadlines belong to a year; last year's are not this year's."""
    old, new = str(plan.year), str(table.year)
    another = None not in {plan.year, table.year} and old != new
    backwards = form.paper != EVALUATION and sort_of(plan) is Sort.SELF_EVALUATION
    dated = sum(old in (row.target or "") for row in table.indicators)
    goals = old in (table.goals.expected or "")
    yield from _said(
        (
            backwards and plan.year and old == new,
            f"年度照写 {old}；做下一年度的，加 --year 与年度",
        ),
        (another, f"原表是 {old} 年度的，预算金额没有照抄，请填 {new} 年度的"),
        (another and dated, f"{dated} 个指标值写着 {old} 年，请改"),
        (another and goals, f"总体目标里写着 {old} 年，请改"),
    )


def absent_levels(table: Evaluation, policy: Policy) -> Iterator[str]:
    """First levels of the policy that the table lacks; the others have their points."""
    firsts = {row.path[0] or "" for row in table.indicators if row.path}
    usual = policy.level_weights.of(firsts) if policy.level_weights else {}
    for name, points in usual.items():
        if name not in firsts:
            yield f"没有{name}，它的 {points:f} 分由其余的一级指标按比例分"


def notes(
    file: Path,
    plan: Evaluation,
    table: Evaluation,
    form: Form,
    ruled: tuple[Policy, Choice],
    told: Sequence[str],
) -> Iterator[tuple[str, str]]:
    """The lines of 编制说明: where all comes from, and what it rests on."""
    weighed = any(row.weight is not None for row in table.indicators)
    yield "来源", file.name
    yield from table.remarks
    yield "版式", f"{form.id}　{form.title}。出处：{form.source}"
    if weighed or form.paper == EVALUATION:
        yield from _rules(*ruled)
    if weighed and "funds.weight" not in holds(form):
        yield "预算执行率的分值", _execution_weight(plan, ruled[0])
    if told:
        yield "请注意", "\n".join(told)
    if form.paper == EVALUATION and sort_of(plan) is Sort.MONITORING:
        yield from _midyear(plan)


def _rules(policy: Policy, choice: Choice) -> Iterator[tuple[str, str]]:
    yield "评分办法", f"{policy.id}　{policy.title}（{choice.reason}）"
    if policy.level_weights:
        yield "一级分值的出处", policy.level_weights.source
    if policy.doubts:
        yield "未查证的取值", "\n".join(policy.doubts)


def _execution_weight(plan: Evaluation, policy: Policy) -> str:
    """The execution's weight, for a form without a cell for it: printed, or the policy's."""
    line = plan.funds.total
    printed = line.weight if line else None
    points = policy.execution.points if policy.execution else 0
    given, source = (points, "按评分办法") if printed is None else (printed, "照原表")
    return f"{given:f} 分（{source}，本表没有此栏）"


def _midyear(plan: Evaluation) -> Iterator[tuple[str, str]]:
    """年中的情况: kept where a person sees it, and no reader takes it for results."""
    yield "运行监控", _MIDYEAR
    rows = ((row.name, "；".join(_of_row(row))) for row in plan.indicators)
    yield from (pair for pair in (("资金", _of_funds(plan)), *rows) if pair[1])


def _of_row(row: Indicator) -> Iterator[str]:
    """What was said of an indicator in the middle of the year."""
    yield from _said((row.actual, f"年中完成值 {row.actual}"))
    for heading, text in row.extra:
        title = _OVER.sub(r"\1：", heading)
        yield title if _TICKS.fullmatch(text.strip()) else f"{title} {text}"
    yield from _said((row.variance_note, f"原因 {row.variance_note}"))


def _of_funds(plan: Evaluation) -> str:
    """What was spent by then, and which share that is."""
    line = plan.funds.total or FundLine("")
    spent = (line.spent, f"年中执行数 {line.spent}")
    return "；".join(_said(spent, (line.rate, f"年中执行率 {line.rate}")))
