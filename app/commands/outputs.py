"""审核的输出文件: HTML 报告与批注过的工作簿; 两者都不改动原文件.

The command line imports this module to declare its options, so it imports nothing
heavy: its options are a named tuple.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import click

from app.commands.option_groups import bundled
from app.commands.options import PATH
from app.terminal.streams import to_stderr

if TYPE_CHECKING:
    from app.report.report import Report
    from batch.outcomes import Audited, Outcome


class Writer(Protocol):
    """写一个输出文件: 一张一张地接下结局, 最后写出."""

    def take(self, outcome: Outcome) -> None:
        """Take in what became of one table, or of one file."""

    def end(self) -> None:
        """Write the file: nothing more will come."""


PAGES, WORKBOOKS = (".html", ".htm"), (".xlsx", ".xlsm")


class Outputs(NamedTuple):
    """要写出的文件. `date` 原样印在报告上; 软件自己不看钟."""

    report: Path | None = None
    annotate: Path | None = None
    date: str | None = None
    force: bool = False

    @property
    def any(self) -> bool:
        """有要写出的文件."""
        return self.report is not None or self.annotate is not None


output_options = bundled(
    "outputs",
    Outputs,
    report={"type": PATH, "metavar": "X.html", "help": "写出审核报告"},
    annotate={"type": PATH, "metavar": "X.xlsx", "help": "写出带批注的工作簿副本"},
    date={"metavar": "日期", "help": "报告上注明的审核日期"},
    force={"is_flag": True, "help": "覆盖已有的输出文件"},
)


def check(outputs: Outputs, files: Sequence[Path], inputs: Sequence[Path]) -> None:
    """先看输出是否可写: before any file is read.

    `files` are those to audit; `inputs` are all that are read, the others included.
    """
    from app.commands.saving import ends_with, refuse, same

    report, copy = outputs.report, outputs.annotate
    if report is not None and copy is not None and same(report, copy):
        raise click.UsageError("--report 与 --annotate 是同一个文件")
    for out, suffixes in ((report, PAGES), (copy, WORKBOOKS)):
        if out is not None:
            refuse(out, inputs, force=outputs.force)
            ends_with(out, *suffixes)
    if copy is not None:
        _check_copy(copy, files)


def _check_copy(copy: Path, files: Sequence[Path]) -> None:
    from batch.inputs import located, reachable
    from indicators.errors import InputError
    from templates.annotating.annotate import accept

    if len(files) > 1:
        raise click.UsageError("--annotate 一次只批注一个文件")
    reachable(files[0])
    try:
        accept(files[0], copy)
    except InputError as error:
        raise located(error, files[0]) from None


def wanted(outputs: Outputs, files: Sequence[Path]) -> Iterator[Writer]:
    """要写出的文件, 各由一个接下结局的来写."""
    if outputs.report is not None:
        from app.report.report import Report

        yield _Reporting(outputs.report, outputs, Report(shown_names(files)))
    if outputs.annotate is not None:
        yield _Annotating(outputs.annotate, outputs)


class _Reporting:
    """写报告: each table becomes text at once, the page is put together at the end."""

    def __init__(self, path: Path, outputs: Outputs, report: Report) -> None:
        self.path, self.outputs, self.report = path, outputs, report

    def take(self, outcome: Outcome) -> None:
        """Write the section of a table."""
        self.report.add(outcome)

    def end(self) -> None:
        """Write the page."""
        _save(self.path, self.report.page(self.outputs.date), self.outputs)


class _Annotating:
    """写批注过的副本: all tables of the file in one copy."""

    def __init__(self, path: Path, outputs: Outputs) -> None:
        self.path, self.outputs = path, outputs
        self.found: list[Audited] = []

    def take(self, outcome: Outcome) -> None:
        """Keep a table until all of its file have come."""
        from batch.outcomes import Audited

        if isinstance(outcome, Audited):
            self.found.append(outcome)

    def end(self) -> None:
        """Write the copy, unless no table could be audited."""
        from attrs import evolve

        from app.views.annotated import review
        from batch.inputs import at
        from templates.annotating.annotate import annotate

        if not self.found:
            return
        reviews = [review(each) for each in self.found]
        made, warnings = annotate(self.found[0].path, reviews)
        for problem in warnings:
            where = at(self.found[0].path, problem.where)
            to_stderr(f"注意：{evolve(problem, where=where)}")
        _save(self.path, made, self.outputs)


def _save(path: Path, content: bytes, outputs: Outputs) -> None:
    from app.commands.saving import save

    save(path, content, force=outputs.force)
    to_stderr(f"已写出 {path}")


def shown_names(files: Sequence[Path]) -> dict[Path, str]:
    """报告里怎么称呼各个文件: by name, by the whole path where names are alike."""
    names = [file.name for file in files]
    return {
        file: file.name if names.count(file.name) == 1 else str(file) for file in files
    }
