"""存疑之处的说法: 同类的合成一句, 只列前几处."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from batch.inputs import at

if TYPE_CHECKING:
    from indicators.errors import Problem

SHOWN = 5
"""How many places of one kind of doubt are named; --json has all."""


def doubt_sentences(file: Path, doubts: Iterable[Problem]) -> Iterator[str]:
    """Write the doubts about a file: each kind once, with its places."""
    from attrs import evolve

    from indicators.reasons import Doubt

    same: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in doubts:
        same.setdefault((problem.message, problem.remedy), []).append(problem)
    for problems in same.values():
        first = problems[0]
        if len(problems) > 1:
            places = "、".join(str(problem.where) for problem in problems[:SHOWN])
            more = f"等 {len(problems)} 处" if len(problems) > SHOWN else ""
            first = evolve(first, where=f"{places}{more}", value=None)
        if first.reason is Doubt.UNFILLED_ROW:
            yield f"注意：{file}：{len(problems)} 行没有填写的样行，从 {problems[0].where} 起"
        else:
            yield f"存疑：{evolve(first, where=at(file, first.where))}"
