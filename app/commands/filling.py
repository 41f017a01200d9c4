"""填表: 读数据、计分、填进空表、写出新文件. 空表本身从不改动."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from app.commands.inputs import read_table
from app.commands.saving import ends_with, refuse, save
from batch.inputs import at, located, reachable
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation

if TYPE_CHECKING:
    from templates.filling.fill import Filled


def fill_blank(
    blank: Path,
    data: Path,
    out: Path | None,
    policy: str | None,
    sheet: str | None,
    *,
    force: bool,
) -> tuple[Path, tuple[Problem, ...]]:
    """填一张空表. Returns the file that was written and what a person should know."""
    target = out or blank.with_name(f"{blank.stem}-已填.xlsx")
    refuse(target, (blank, data), force=force)
    ends_with(target, ".xlsx")
    evaluation = read_table(data)
    reachable(blank)
    try:
        filled = _filled(blank, evaluation, policy, sheet)
    except InputError as error:
        raise located(error, blank) from None
    save(target, filled.content, force=force)
    return target, tuple(evolve(p, where=at(blank, p.where)) for p in filled.warnings)


def _filled(
    blank: Path, evaluation: Evaluation, policy: str | None, sheet: str | None
) -> Filled:
    """Fill the blank; what is no workbook is refused before it is opened."""
    from templates.annotating.annotate import workbook
    from templates.filling.fill import fill

    workbook(blank)
    result = None
    if policy is not None:
        from scoring import load_policy, score

        result = score(evaluation, load_policy(policy))
    return fill(blank, evaluation, result, sheet)
