"""做空表: 读计划、给分值、排进版式, 并写明依据."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from batch.plans import chosen, plans_in
from indicators.evaluation import Evaluation

if TYPE_CHECKING:
    from app.commands.plan import Weighing
    from scoring import Policy
    from scoring.choice import Choice
    from scoring.weights.giving import Wish
    from templates.forms.form import Form

_COST = "成本指标"
EQUAL = "equal"
ON_THE_SHEET = {"评分办法", "一级分值的出处", "未查证的取值"}
"""What the sheet of the policy says in a live workbook."""


@frozen
class Blank:
    """做好的空表: 内容, 要告诉人的话, 与 JSON 里说的."""

    content: bytes
    notices: tuple[str, ...]
    said: dict[str, Any]


def blank_of(
    file: Path,
    project: str | None,
    form_id: str | None,
    weighing: Weighing,
    *,
    live: bool = False,
) -> Blank:
    """由一个文件做一张空表; a `live` one works out its own points.

    Raises `InputError` as reading and giving weights do.
    """
    from templates.forms.form import load_form
    from templates.forms.planned import planned

    plan = chosen(plans_in(file), project, file)
    form = load_form(form_id or _form_of(plan))
    table = planned(plan, form)
    policy, choice = _policy(table, weighing.policy)
    if weighing.weights is not None:
        table = _weighed(table, form, policy, weighing)
    notices = tuple(_notices(plan, table, form))
    if weighing.weights is not None:
        notices += tuple(_absent(table, policy))
    notes = tuple(_notes(file, table, form, policy, choice, notices))
    return Blank(
        _written(table, form, policy, notes, live=live),
        notices,
        {
            "project": table.project,
            "form": form.id,
            "policy": policy.id,
            "indicators": len(table.indicators),
            "notices": list(notices),
        },
    )


def _written(
    table: Evaluation,
    form: Form,
    policy: Policy,
    notes: Sequence[tuple[str, str]],
    *,
    live: bool,
) -> bytes:
    """The blank as a workbook; in a live one the policy has a sheet of its own."""
    if live:
        from scoring import score
        from templates.live.book import write_live

        apart = [note for note in notes if note[0] not in ON_THE_SHEET]
        return write_live(score(table, policy), form, apart)
    from templates.writing.plan_book import write_plan

    return write_plan(table, form, notes)


def _form_of(plan: Evaluation) -> str:
    """The form for a plan: cost as a first level has its own."""
    firsts = {row.path[0] for row in plan.indicators if row.path}
    return "mof-2021" if _COST in firsts else "national-2020"


def _policy(table: Evaluation, named: str | None) -> tuple[Policy, Choice]:
    """The policy that was named, else the one that follows from the form."""
    from app.views.scorecard import NAMED
    from scoring import load_policy
    from scoring.choice import Choice, choose

    choice = Choice(named, NAMED) if named else choose(table)
    return load_policy(choice.policy), choice


def _weighed(
    table: Evaluation, form: Form, policy: Policy, weighing: Weighing
) -> Evaluation:
    """给足分值, by the policy, else by what the form prints."""
    from scoring.weights.giving import give_weights

    return give_weights(table, policy, _wish(form, weighing))


def _wish(form: Form, weighing: Weighing) -> Wish:
    from reading.importance import read_importance
    from scoring.weights.giving import Wish

    firsts = {
        group.path[0]: group.weights[0] or Decimal(0)
        for group in form.groups
        if group.path and group.weights
    }
    kept = int(weighing.places)
    if weighing.weights in {EQUAL, "平均", None}:
        return Wish(places=kept, firsts=firsts)
    important, fixed = read_importance(weighing.weights)
    return Wish(places=kept, firsts=firsts, importance=important, fixed=fixed)


def _notices(plan: Evaluation, table: Evaluation, form: Form) -> Iterator[str]:
    """What a person should know: doubts of the reading, and what is left to do."""
    from templates.forms.capacity import left_out

    yield from (str(problem) for problem in plan.warnings)
    without = sum(1 for row in table.indicators if not row.target)
    if without:
        yield f"{without} 个指标没有指标值，请补上"
    if any(row.weight is None for row in table.indicators):
        yield "有指标没有分值；--weights equal 可按评分办法给足"
    if absent := left_out(table, form):
        yield f"版式 {form.id} 没有位置，未写出：{'、'.join(absent)}"


def _absent(table: Evaluation, policy: Policy) -> Iterator[str]:
    """First levels of the policy that the table lacks; the others have their points."""
    firsts = {row.path[0] or "" for row in table.indicators if row.path}
    usual = policy.level_weights.of(firsts) if policy.level_weights else {}
    for name, points in usual.items():
        if name not in firsts:
            yield f"没有{name}，它的 {points:f} 分由其余的一级指标按比例分"


def _notes(
    file: Path,
    table: Evaluation,
    form: Form,
    policy: Policy,
    choice: Choice,
    notices: tuple[str, ...],
) -> Iterator[tuple[str, str]]:
    """The lines of 编制说明: where all comes from, and what it rests on."""
    yield "来源", file.name
    yield from table.remarks
    yield "版式", f"{form.id}　{form.title}。出处：{form.source}"
    yield "评分办法", f"{policy.id}　{policy.title}（{choice.reason}）"
    if policy.level_weights:
        yield "一级分值的出处", policy.level_weights.source
    if policy.doubts:
        yield "未查证的取值", "\n".join(policy.doubts)
    if notices:
        yield "请注意", "\n".join(notices)
