"""填报示例: 工作簿里教人怎样填的那一张, 不是填好的表."""

from __future__ import annotations

import re

from attrs import evolve

from indicators.errors import Problem
from indicators.evaluation import Evaluation
from reading.continued import Found
from reading.grid import Grid
from reading.vocabulary.headings import key

_SHEET = re.compile(
    "(填报|填写|填表|参考|自评表?)*(示例|样例|样表|范例|范本|例表|示范)(表|\\d)*"
)
_STANDS_FOR = re.compile(r"[×✕xX]{2,}|\*{2,}|[○〇]{2,}|某某|示例|样例|范例")
_TOLD = "工作表是填报示例，没有读"


def without_samples(found: list[Found]) -> list[Found]:
    """Leave out the samples among the tables of a file; the first of the others says so.

    A file of nothing but samples keeps them.
    """
    kept = [pair for pair in found if not is_sample(*pair)]
    if not kept or len(kept) == len(found):
        return found
    told = tuple(
        Problem(grid.name, _TOLD, table.project)
        for grid, table in found
        if is_sample(grid, table)
    )
    (grid, first), *others = kept
    return [(grid, evolve(first, warnings=(*told, *first.warnings))), *others]


def is_sample(grid: Grid, table: Evaluation) -> bool:
    """Say whether a table is on a sheet of samples and of a project that is none."""
    named = _SHEET.fullmatch(key(grid.name)) is not None
    return named and _STANDS_FOR.search(table.project or "") is not None
