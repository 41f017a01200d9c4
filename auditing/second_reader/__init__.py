"""算术是第二个读者: 图上拿不准的格, 换一种读法, 表上的数是否就对得上.

Only tables with such cells are asked; `read_again` is what an audit asks.
"""

from __future__ import annotations

from auditing.facts.doubted import recognised_in
from auditing.facts.facts import gather
from auditing.second_reader.doubted_cells import DoubtedCell
from auditing.second_reader.reconciling import SecondReading, reconciled
from auditing.second_reader.wording import with_sentences
from auditing.strict import strictly_scored
from indicators.evaluation import Evaluation
from scoring.policy import Policy

__all__ = ["DoubtedCell", "SecondReading", "read_again", "reconciled"]


def read_again(
    table: Evaluation, policy: Policy
) -> tuple[Evaluation, tuple[SecondReading, ...]]:
    """按哪些读法表上的数对得上; the doubts of the table say so, its values stay."""
    cells = {
        place: DoubtedCell(place, text.read, text.others)
        for place, text in recognised_in(table).items()
    }
    readings = reconciled(
        table, cells.values(), lambda each: gather(strictly_scored(each, policy))
    )
    return with_sentences(table, readings), readings
