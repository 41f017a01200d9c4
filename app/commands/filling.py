"""填表: 读数据、计分、填进空表、写出新文件. 空表本身从不改动."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from app.commands.inputs import read_table
from app.commands.options import Written
from app.commands.saving import ends_with, refuse, save
from batch.inputs import at, located, reachable
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation

if TYPE_CHECKING:
    from app.commands.table import Filling
    from scoring import Policy, Result
    from templates.filling.fill import Filled

SUFFIX = ".xlsx"


def fill_blank(blank: Path, data: Path, how: Filling) -> Written:
    """填一张空表. Returns what was written and what a person should know."""
    target = how.out or blank.with_name(f"{blank.stem}-已填{SUFFIX}")
    refuse(target, (blank, data), force=how.force)
    ends_with(target, SUFFIX)
    policy = _policy(how.policy)
    evaluation = read_table(data)
    reachable(blank)
    try:
        filled = _filled(blank, evaluation, policy, how)
    except InputError as error:
        raise located(error, blank) from None
    save(target, filled.content, force=how.force)
    told = tuple(evolve(p, where=at(blank, p.where)) for p in filled.warnings)
    wrong = tuple(_wrong(target, policy, how.sheet)) if policy else ()
    return Written(target, (*told, *wrong), filled.unsettled or bool(wrong))


def _policy(name: str | None) -> Policy | None:
    """The policy that was named; None to take the points of the data."""
    if name is None:
        return None
    from scoring import load_policy

    return load_policy(name)


def _filled(
    blank: Path, evaluation: Evaluation, policy: Policy | None, how: Filling
) -> Filled:
    """Fill the blank; what is no workbook is refused before it is opened."""
    from templates.annotating.annotate import workbook
    from templates.filling.fill import fill

    workbook(blank)
    result = None
    if policy is not None:
        from scoring import score

        result = score(evaluation, policy)
    return fill(blank, evaluation, result, how.sheet, tidy=how.tidy)


def _wrong(path: Path, policy: Policy, sheet: str | None) -> list[Problem]:
    """What an audit would still find wrong with the points and weights as filled."""
    from auditing import audit
    from batch.inputs import read_one

    try:
        audited = audit(read_one(path, sheet), policy)
    except InputError as error:
        return [Problem(str(path), "填好的表读不回来", str(error))]
    found = (f for f in audited.of("P", "W", "F301", "F302") if f.severity != "info")
    return [
        Problem(
            at(path, str(f.place or f.name)), f"{f.code} {f.message}", remedy=f.remedy
        )
        for f in found
    ]


def refuse_other_files(file: Path) -> None:
    """只有 .xlsx 工作簿可以写回得分: raises `InputError` for any other."""
    from batch.inputs import is_data
    from templates.annotating.annotate import workbook

    if is_data(file):
        remedy = "请用 --out X.xlsx 写出官方版式的表，或用 fill 填进空表"
        raise InputError.of(str(file), "数据文件不是工作簿，得分无处可写", None, remedy)
    reachable(file)
    try:
        workbook(file)
    except InputError as error:
        raise located(error, file) from None


def write_back(
    file: Path, target: Path, result: Result, sheet: str | None, *, force: bool
) -> Written:
    """得分写进 `file` 的副本; its table is the one that `result` is of."""
    from templates.filling.write_points import write_points

    try:
        made = write_points(file, result, sheet)
    except InputError as error:
        raise located(error, file) from None
    save(target, made.content, force=force, inputs=(file,))
    told = tuple(evolve(p, where=at(file, p.where)) for p in made.warnings)
    return Written(target, told, made.unsettled)
