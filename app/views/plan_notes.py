"""做空表时要说的话: 读时的存疑, 还要补的; “编制说明”写明来历、依据与年中的情况."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditing.sorts import Sort, sort_of
from indicators.evaluation import Evaluation, FundLine, Indicator
from scoring import Policy
from scoring.choice import Choice
from templates.forms.capacity import holds, left_out
from templates.forms.form import EVALUATION, Form

_TICKS = re.compile(r"[√✓☑✔是]")
_OF_ANOTHER_YEAR = "原表是 {0} 年度的，预算金额没有照抄，请填 {1} 年度的"
_DATED = "{0} 个指标值写着 {1} 年，请改"
_SAME_YEAR = "年度照写 {0}；做下一年度的，加 --year {1}"
_MIDYEAR = "以下是年中监控时的情况，供填写时参考，不是全年的完成值"


def notices(plan: Evaluation, table: Evaluation, form: Form) -> Iterator[str]:
    """What a person should know: doubts of the reading, and what is left to do."""
    yield from (str(problem) for problem in plan.warnings)
    yield from _of_the_year(plan, table, form)
    without = sum(1 for row in table.indicators if not row.target)
    if without:
        yield f"{without} 个指标没有指标值，请补上"
    unweighed = sum(1 for row in table.indicators if row.weight is None)
    partly = 0 < unweighed < len(table.indicators)
    if partly or (unweighed and form.paper == EVALUATION):
        yield "有指标没有分值；--weights equal 可按评分办法给足"
    if absent := left_out(table, form):
        yield f"版式 {form.id} 没有位置，未写出：{'、'.join(absent)}"


def _of_the_year(plan: Evaluation, table: Evaluation, form: Form) -> Iterator[str]:
    """Amounts and deadlines belong to a year; last year's are not this year's."""
    old, new = plan.year, table.year
    if old is None or new is None:
        return
    if old == new:
        backwards = form.paper != EVALUATION and sort_of(plan) is Sort.SELF_EVALUATION
        if backwards:
            yield _SAME_YEAR.format(old, old + 1)
        return
    yield _OF_ANOTHER_YEAR.format(old, new)
    dated = sum(1 for row in table.indicators if str(old) in (row.target or ""))
    if dated:
        yield _DATED.format(dated, old)
    if str(old) in (table.goals.expected or ""):
        yield f"总体目标里写着 {old} 年，请改"


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
    yield "来源", file.name
    yield from table.remarks
    yield "版式", f"{form.id}　{form.title}。出处：{form.source}"
    weighed = any(row.weight is not None for row in table.indicators)
    if weighed or form.paper == EVALUATION:
        yield from _rules(*ruled)
    if "funds.weight" not in holds(form):
        yield from _execution_weight(plan, ruled[0], weighed=weighed)
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


def _execution_weight(
    plan: Evaluation, policy: Policy, *, weighed: bool
) -> Iterator[tuple[str, str]]:
    """The execution's weight, for a form without a cell for it: printed, or the policy's."""
    line, execution = plan.funds.total, policy.execution
    if line and line.weight is not None:
        yield "预算执行率的分值", f"{line.weight:f} 分（照原表，本表没有此栏）"
    elif weighed and execution is not None:
        yield "预算执行率的分值", f"{execution.points:f} 分（按评分办法，本表没有此栏）"


def _midyear(plan: Evaluation) -> Iterator[tuple[str, str]]:
    """年中的完成值: kept where a person sees them, and no reader takes them for results."""
    rows = [(row.name, "；".join(_of_row(row))) for row in plan.indicators]
    line = plan.funds.total
    spent = "；".join(_of_line(line)) if line else ""
    said = [pair for pair in (("资金", spent), *rows) if pair[1]]
    if said:
        yield "运行监控", _MIDYEAR
        yield from said


def _of_row(row: Indicator) -> Iterator[str]:
    """What was said of an indicator in the middle of the year."""
    if row.actual:
        yield f"年中完成值 {row.actual}"
    for title, text in row.extra:
        yield title if _TICKS.fullmatch(text.strip()) else f"{title} {text}"
    if row.variance_note:
        yield f"原因 {row.variance_note}"


def _of_line(line: FundLine) -> Iterator[str]:
    if line.spent is not None:
        yield f"年中执行数 {line.spent}"
    if line.rate is not None:
        yield f"年中执行率 {line.rate}"
