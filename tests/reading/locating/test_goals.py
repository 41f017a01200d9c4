"""年度总体目标: 没有合并的表里, 目标写在栏目的下面."""

from __future__ import annotations

import pytest

from indicators import Goals
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

TABLE = "\n|绩效指标|一级指标|二级指标|三级指标|指标值|\n||产出指标|数量指标|甲|≥1|"


@pytest.mark.parametrize(
    ("goals", "read"),
    [
        ("|总体目标|年度目标||||\n||新建大棚12座||||", "新建大棚12座"),
        ("|总体目标|年度目标||||\n||一；||||\n||二。||||", "一；\n二。"),
        ("|总体目标|年度目标||||\n|项目概况|大棚||||", None),
        ("|总体目标|年度目标||||\n|||||大棚|", None),
        ("|年度目标|<|<|<|<|\n|新建大棚12座|<|<|<|<|", "新建大棚12座"),
    ],
)
def test_goals_below_a_narrow_label_are_read_where_nothing_stands_beside(
    goals: str, read: str | None
) -> None:
    (found,) = recognise(drawn(goals + TABLE))
    assert found.goals == Goals(read, None)
