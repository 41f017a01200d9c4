"""读输入文件, 存疑与错误写到标准错误."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app.terminal.streams import to_stderr
from app.views.doubts import doubt_sentences
from batch.inputs import is_data, read_one

if TYPE_CHECKING:
    from indicators.errors import Problem
    from indicators.evaluation import Evaluation


def read_table(file: Path, sheet: str | None = None) -> Evaluation:
    """读一张表; what a form leaves in doubt goes to stderr."""
    table = read_one(file, sheet)
    if not is_data(file):
        doubts_to_stderr(file, table.warnings)
    return table


def doubts_to_stderr(file: Path, doubts: Iterable[Problem]) -> None:
    """存疑之处写到标准错误: each kind once, with its places."""
    for sentence in doubt_sentences(file, doubts):
        to_stderr(sentence)


def problems_to_stderr(problems: Iterable[Problem]) -> None:
    """错误写到标准错误, 一处一行."""
    for problem in problems:
        to_stderr(f"错误：{problem}")
