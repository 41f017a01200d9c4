"""读输入文件, 存疑与错误写到标准错误."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.terminal.streams import to_stderr
from app.views.doubts import doubt_sentences
from batch.inputs import is_data, is_lock, read_one

if TYPE_CHECKING:
    from batch.outcomes import Notice
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


def notice_to_stderr(notice: Notice, undone: str = "未审核") -> None:
    """要知道的事写到标准错误: doubts, a blank that was passed over."""
    doubts_to_stderr(notice.path, notice.doubts)
    if notice.blank:
        to_stderr(f"注意：{notice.label}：没有一行指标，{undone}")


def without_locks(files: Sequence[Path], purpose: str = "审核") -> list[Path]:
    """略过 Office 打开文件时留下的锁定文件, and say so."""
    for file in filter(is_lock, files):
        to_stderr(f"略过：{file} 是 Office 的锁定文件")
    real = [file for file in files if not is_lock(file)]
    if not real:
        message = f"没有可{purpose}的文件"
        raise click.UsageError(message)
    return real
