"""审核的输出: HTML 报告、一表一页的文件夹、批注过的副本; 都不改动原文件.

The command line imports this module to declare its options, so it imports nothing
heavy: its options are a named tuple.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import click

from app.commands.option_groups import bundled
from app.commands.options import PATH
from app.terminal.streams import to_stderr

if TYPE_CHECKING:
    from app.report.folder import ReportFolder
    from app.report.report import Report
    from batch.outcomes import Audited, Outcome
    from indicators.errors import InputError
    from templates.writing.summary_book import ResultLine


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
    report_dir: Path | None = None
    annotate: Path | None = None
    summary: Path | None = None
    date: str | None = None
    force: bool = False

    @property
    def any(self) -> bool:
        """有要写出的文件."""
        return bool(self.paths)

    @property
    def paths(self) -> tuple[Path, ...]:
        """要写出的文件与文件夹."""
        asked = (self.report, self.report_dir, self.annotate, self.summary)
        return tuple(filter(None, asked))


output_options = bundled(
    "outputs",
    Outputs,
    report={"type": PATH, "metavar": "X.html", "help": "写出审核报告"},
    report_dir={
        "type": PATH,
        "metavar": "文件夹",
        "help": "写出目录 index.html，旁边每张表一页",
    },
    annotate={
        "type": PATH,
        "metavar": "X.xlsx",
        "help": "写出带批注的副本；不是 .xlsx 的照抄成工作簿",
    },
    summary={
        "type": PATH,
        "metavar": "X.xlsx",
        "help": "写出自评结果汇总表，一张自评表一行",
    },
    date={"metavar": "日期", "help": "报告上注明的审核日期"},
    force={"is_flag": True, "help": "覆盖已有的输出文件"},
)


def check(outputs: Outputs, files: Sequence[Path], inputs: Sequence[Path]) -> None:
    """先看输出是否可写: before any file is read.

    `files` are those to audit; `inputs` are all that are read, the others included.
    """
    from app.commands.saving import empty, ends_with, refuse, same

    copy, summary = outputs.annotate, outputs.summary
    wanted_ = {"--report": outputs.report, "--annotate": copy, "--summary": summary}
    given = [(name, out) for name, out in wanted_.items() if out is not None]
    for (one, first), (other, second) in combinations(given, 2):
        if same(first, second):
            raise click.UsageError(f"{one} 与 {other} 是同一个文件")
    ends = ((outputs.report, PAGES), (copy, WORKBOOKS), (summary, WORKBOOKS[:1]))
    for out, suffixes in ends:
        if out is not None:
            refuse(out, inputs, force=outputs.force)
            ends_with(out, *suffixes)
    if outputs.report_dir is not None:
        empty(outputs.report_dir, force=outputs.force)
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
    if outputs.report_dir is not None:
        from app.report.folder import ReportFolder

        made = ReportFolder(shown_names(files), outputs.date)
        yield _Paging(outputs.report_dir, outputs, made, files)
    if outputs.annotate is not None:
        yield _Annotating(outputs.annotate, outputs)
    if outputs.summary is not None:
        yield _Summing(outputs.summary, outputs)


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


class _Paging:
    """写一个文件夹的报告: each page as soon as its table comes, the contents at the end."""

    def __init__(
        self, path: Path, outputs: Outputs, made: ReportFolder, inputs: Sequence[Path]
    ) -> None:
        self.path, self.force, self.made, self.inputs = (
            path,
            outputs.force,
            made,
            inputs,
        )
        self.failed: InputError | None = None

    def take(self, outcome: Outcome) -> None:
        """Write the page of a table; the first that cannot be written is the last."""
        from indicators.errors import InputError

        page = self.made.add(outcome)
        if page is None or self.failed:
            return
        try:
            self._save(*page)
        except InputError as error:
            self.failed = error

    def end(self) -> None:
        """Write the contents."""
        from app.report.folder import INDEX

        if self.failed:
            raise self.failed
        self._save(INDEX, self.made.index())
        count = len(self.made.pages)
        to_stderr(f"已写出 {self.path / INDEX} 与 {count} 页")

    def _save(self, name: str, content: bytes) -> None:
        from app.commands.saving import save

        save(self.path / name, content, force=self.force, inputs=self.inputs)


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
        from batch.inputs import at, of_content
        from templates.annotating.annotate import annotate

        if not self.found:
            return
        path, digest = self.found[0].path, self.found[0].sha256
        reviews = [review(each) for each in self.found]
        with of_content(path, digest):
            made, warnings = annotate(path, reviews, self.found[0].grids)
        for problem in warnings:
            where = at(path, problem.where)
            to_stderr(f"注意：{evolve(problem, where=where)}")
        _save(self.path, made, self.outputs)


class _Summing:
    """写汇总表: a line of each self-evaluation, and what else was given."""

    def __init__(self, path: Path, outputs: Outputs) -> None:
        self.path, self.outputs = path, outputs
        self.lines: list[ResultLine] = []
        self.apart: list[tuple[str, str]] = []

    def take(self, outcome: Outcome) -> None:
        """Keep one line of a table."""
        from app.views.result_lines import apart, result_line
        from batch.outcomes import Audited

        other = apart(outcome)
        if other is not None:
            self.apart.append(other)
        elif isinstance(outcome, Audited):
            self.lines.append(result_line(outcome))

    def end(self) -> None:
        """Write the table."""
        from app.views.result_lines import left_apart
        from templates.writing.summary_book import write_summary

        others = tuple(left_apart(self.apart))
        _save(self.path, write_summary(self.lines, others), self.outputs)


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
