"""计划: 文件里的各个项目与指标, 选出其中一个; 问题用给出的路径称呼文件."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from batch.inputs import located, reachable

if TYPE_CHECKING:
    from indicators.evaluation import Evaluation


def plans_in(file: Path) -> tuple[Evaluation, ...]:
    """读出文件里的每一个项目. Raises `InputError` where there is none."""
    from indicators.errors import InputError
    from reading.plans import read_plans

    reachable(file)
    try:
        return tuple(map(_settled, read_plans(file)))
    except InputError as error:
        raise located(error, file) from None


def _settled(plan: Evaluation) -> Evaluation:
    """A table of targets is a declaration: its amounts are the initial budget."""
    from auditing.sorts import Sort, sort_of
    from templates.forms.planned import declared

    return declared(plan) if sort_of(plan) is Sort.TARGETS else plan


def chosen(
    plans: tuple[Evaluation, ...], project: str | None, file: Path
) -> Evaluation:
    """选出一个项目: by its number, or by a part of its name; the only one needs none.

    Raises `InputError`, which lists the projects, where it is not clear which is meant.
    """
    from indicators.errors import InputError

    names = _names(plans)
    found = _matching(names, project or "")
    if len(found) == 1:
        return plans[found[0]]
    listed = "；".join(f"{number} {name}" for number, name in enumerate(names, 1))
    message = "文件里有几个项目" if project is None else "没有认准是哪一个项目"
    raise InputError.of(str(file), message, project, f"请用 --project 指明：{listed}")


def _names(plans: tuple[Evaluation, ...]) -> list[str]:
    """The names of the projects; papers of one project are told by what they are."""
    from auditing.sorts import sort_of

    names = [plan.project or "（没有项目名称）" for plan in plans]
    return [
        f"{name}（{sort_of(plan).value}）" if names.count(name) > 1 else name
        for name, plan in zip(names, plans, strict=True)
    ]


def _matching(names: list[str], wanted: str) -> list[int]:
    """Which projects are meant: by number, by the whole name, by a part of it.

    >>> _matching(["网站运维", "党政网"], "2"), _matching(["网站", "网站运维"], "网站")
    ([1], [0])
    """
    by_number = {str(at): [at - 1] for at in range(1, len(names) + 1)}
    same = [at for at, name in enumerate(names) if name == wanted]
    alike = [at for at, name in enumerate(names) if wanted in name]
    return by_number.get(wanted) or same or alike
