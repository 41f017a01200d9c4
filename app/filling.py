"""填表: 读数据、计分、填进空表、写出新文件. 空表本身从不改动."""

from __future__ import annotations

from pathlib import Path

from app.saving import refuse, save
from indicators.errors import Problem
from indicators.evaluation import Evaluation


def fill_blank(
    blank: Path,
    evaluation: Evaluation,
    out: Path | None,
    policy: str | None,
    sheet: str | None,
    *,
    force: bool,
) -> tuple[Path, tuple[Problem, ...]]:
    """填一张空表. Returns the file that was written and what a person should know."""
    from templates.fill import fill

    target = out or blank.with_name(f"{blank.stem}-已填.xlsx")
    refuse(target, (blank,), force=force)
    result = None
    if policy is not None:
        from scoring import load_policy, score

        result = score(evaluation, load_policy(policy))
    filled = fill(blank, evaluation, result, sheet)
    save(target, filled.content, force=force)
    return target, filled.warnings
