"""填空表: 计分、填进去, 说出填好之后得分与分值还有什么不对."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from batch.inputs import at
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation

if TYPE_CHECKING:
    from scoring import Policy
    from templates.filling.fill import Filled


def filled_blank(
    blank: Path,
    table: Evaluation,
    policy: Policy | None,
    sheet: str | None = None,
    *,
    tidy: bool = False,
) -> Filled:
    """填一张空表; without a policy the points are those of the data.

    Raises `InputError` where it is no workbook, or holds no form.
    """
    from templates.annotating.annotate import workbook
    from templates.filling.fill import fill

    workbook(blank)
    result = None
    if policy is not None:
        from scoring import score

        result = score(table, policy)
    return fill(blank, table, result, sheet, tidy=tidy)


def still_wrong(path: Path, policy: Policy, sheet: str | None = None) -> list[Problem]:
    """填好的表里, 审核还会指出的得分与分值上的不对."""
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
