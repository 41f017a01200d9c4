"""表外的表: 一张自评表之后、没有指标的表; 其中的说明归前一张, 别的照原文引出."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from indicators.errors import Problem
from reading.continued import Found
from reading.grid import Cell, Grid
from reading.locating.remarks import find_remarks
from reading.text import single
from reading.vocabulary.known_words import is_known

_UNREAD = "自评表之后的一张表没有读取"
_SUBJECT = re.compile("绩效|自评|得分|总分|评分|等级|目标|指标|评价|偏差")
_LONGEST = 200


def with_table_below(last: Found, grid: Grid) -> Found:
    """Give a form what a table below it explains; what else that holds is doubted.

    A table that does not speak of the evaluation is none of its business.
    """
    if grid.kind != "table":
        return last
    remarks = find_remarks(grid.layout, 1, grid.height)
    read = {cell.place for remark in remarks for cell in remark.cells}
    left = [c for c in grid.cells if c.text.strip() and c.place not in read]
    above, evaluation = last
    said = tuple((remark.label, remark.text) for remark in remarks)
    return above, evolve(
        evaluation,
        remarks=(*evaluation.remarks, *said),
        warnings=(*evaluation.warnings, *_doubts(left)),
    )


def _doubts(left: list[Cell]) -> Iterator[Problem]:
    """One doubt about all cells that were not read, unless they only label."""
    texts = "｜".join(single(cell.text) for cell in left)
    if _SUBJECT.search(texts) and not all(is_known(cell.text) for cell in left):
        yield Problem.of(left[0].place, _UNREAD, texts[:_LONGEST])
