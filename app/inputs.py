"""输入文件: 数据文件 (.toml、.json) 或任何读得懂的自评表."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from indicators.errors import Problem
    from indicators.evaluation import Evaluation

SHOWN = 5
"""How many places of one kind of doubt are named; --json has all."""


def read_table(file: Path, sheet: str | None = None) -> Evaluation:
    """读一张表; what a form leaves in doubt is said on stderr."""
    if _is_data(file):
        from indicators import load

        return load(file)
    from templates import read

    return _told(read(file, sheet))


def read_tables(file: Path, sheet: str | None = None) -> tuple[Evaluation, ...]:
    """读出文件里的每一张表, 或 `sheet` 指定的一张."""
    if _is_data(file) or sheet is not None:
        return (read_table(file, sheet),)
    from templates import read_all

    return tuple(map(_told, read_all(file)))


def _is_data(file: Path) -> bool:
    return file.suffix.lower() in {".toml", ".json"}


def _told(evaluation: Evaluation) -> Evaluation:
    """Say each kind of doubt once, with its places."""
    from attrs import evolve

    same: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in evaluation.warnings:
        same.setdefault((problem.message, problem.remedy), []).append(problem)
    for problems in same.values():
        first = problems[0]
        if len(problems) > 1:
            places = "、".join(problem.where for problem in problems[:SHOWN])
            more = f"等 {len(problems)} 处" if len(problems) > SHOWN else ""
            first = evolve(first, where=f"{places}{more}", value=None)
        click.echo(f"存疑：{first}", err=True)
    return evaluation
