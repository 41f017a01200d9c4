"""做空表: 读计划、给分值、排进版式, 并写明依据."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from batch.plans import chosen, plans_in
from indicators.evaluation import Evaluation

if TYPE_CHECKING:
    from app.making.choices import PaperChoice, Weighing
    from scoring import Policy
    from scoring.choice import Choice
    from scoring.weights.giving import Wish
    from templates.forms.form import Form

_COST = "成本指标"
EQUAL = "equal"
NO_FORMULA = "没有指标值的行没有公式；补上指标值之后，再由补好的表做一次"
ON_THE_SHEET = {"评分办法", "一级分值的出处", "未查证的取值"}
"""What the sheet of the policy says in a live workbook."""


@frozen
class Blank:
    """做好的空表: 内容, 要告诉人的话, 与 JSON 里说的."""

    content: bytes
    notices: tuple[str, ...]
    said: dict[str, Any]


def blank_of(file: Path, paper: PaperChoice, weighing: Weighing) -> Blank:
    """由一个文件做一张空表. Raises `InputError` as reading and giving weights do."""
    from app.views.plan_notes import absent_levels, notes, notices
    from templates.forms.form import load_form

    plan = chosen(plans_in(file), paper.project, file)
    form = load_form(paper.form or _form_of(plan))
    table = _table(plan, form, paper.year)
    policy, choice = policy_for(table, weighing.policy)
    table = _weighed(table, form, policy, weighing)
    told = tuple(notices(plan, table, form))
    if weighing.weights is not None:
        told += tuple(absent_levels(table, policy))
    if paper.live and any(not row.target for row in table.indicators):
        told += (NO_FORMULA,)
    written = tuple(notes(file, plan, table, form, (policy, choice), told))
    return Blank(
        _workbook(table, form, policy, written, live=paper.live),
        told,
        {
            "project": table.project,
            "form": form.id,
            "policy": policy.id,
            "indicators": len(table.indicators),
            "notices": list(told),
        },
    )


def _workbook(
    table: Evaluation,
    form: Form,
    policy: Policy,
    written: Sequence[tuple[str, str]],
    *,
    live: bool,
) -> bytes:
    """The blank as a workbook; in a live one the policy has a sheet of its own."""
    if live:
        from scoring import score
        from templates.live.book import write_live

        apart = [note for note in written if note[0] not in ON_THE_SHEET]
        return write_live(score(table, policy), form, apart)
    from templates.writing.plan_book import write_plan

    return write_plan(table, form, written)


def _table(plan: Evaluation, form: Form, year: int | None) -> Evaluation:
    """What goes into the form: the plan without its results, in the year that is meant."""
    from templates.forms.planned import for_year, planned

    dated = plan if year is None else for_year(plan, year)
    return planned(dated, form)


def _form_of(plan: Evaluation) -> str:
    """The form for a plan: cost as a first level has its own."""
    firsts = {row.path[0] for row in plan.indicators if row.path}
    return "mof-2021" if _COST in firsts else "national-2020"


def policy_for(table: Evaluation, named: str | None) -> tuple[Policy, Choice]:
    """The policy that was named, else the one that follows from the form."""
    from app.views.scorecard import NAMED
    from scoring import load_policy
    from scoring.choice import Choice, choose

    choice = Choice(named, NAMED) if named else choose(table)
    return load_policy(choice.policy), choice


def _weighed(
    table: Evaluation, form: Form, policy: Policy, weighing: Weighing
) -> Evaluation:
    """给足分值, by the policy, else by what the form prints; unasked only the execution's."""
    from scoring.weights.giving import execution_added, give_weights
    from templates.forms.capacity import holds
    from templates.forms.planned import planned

    if weighing.weights is not None:
        given = give_weights(table, policy, _wish(form, weighing))
        return planned(given, form)
    return execution_added(table, policy) if "funds.weight" in holds(form) else table


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
