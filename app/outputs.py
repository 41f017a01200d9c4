"""审核的输出文件: HTML 报告与批注过的工作簿; 两者都不改动原文件.

The command line imports this module to declare its options, so it imports nothing
heavy: its values are named tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from app.bundled import bundled
from app.options import PATH

if TYPE_CHECKING:
    from auditing import AuditResult, Finding


class Outputs(NamedTuple):
    """要写出的文件. `date` 原样印在报告上; 软件自己不看钟."""

    report: Path | None = None
    annotate: Path | None = None
    date: str | None = None
    force: bool = False


class Audited(NamedTuple):
    """一个文件的审核: 文件、结果、要列出的发现."""

    path: Path
    result: AuditResult
    findings: Sequence[Finding]


output_options = bundled(
    "outputs",
    Outputs,
    report={"type": PATH, "metavar": "X.html", "help": "写出审核报告"},
    annotate={"type": PATH, "metavar": "X.xlsx", "help": "写出带批注的工作簿副本"},
    date={"metavar": "日期", "help": "报告上注明的审核日期"},
    force={"is_flag": True, "help": "覆盖已有的输出文件"},
)


def check(outputs: Outputs, files: Sequence[Path]) -> None:
    """先看输出是否可写: before any file is read."""
    from app.saving import refuse

    for out in (outputs.report, outputs.annotate):
        if out is not None:
            refuse(out, files, force=outputs.force)
    if outputs.annotate is not None:
        from templates.annotate import accept

        if len(files) > 1:
            raise click.UsageError("--annotate 一次只批注一个文件")
        accept(files[0], outputs.annotate)


def write(outputs: Outputs, done: Sequence[Audited], unread: Sequence[str]) -> None:
    """写出要求的文件, 并在 stderr 上说明."""
    if outputs.report is not None:
        _save(outputs.report, _report(outputs, done, unread), outputs)
    if outputs.annotate is not None:
        for each in done:
            _annotate(outputs.annotate, each, outputs)


def _report(outputs: Outputs, done: Sequence[Audited], unread: Sequence[str]) -> bytes:
    from app.report import report
    from app.report_section import Source, section

    sections = [
        section(
            each.result, each.findings, Source(each.path.name, hashed(each.path)), n
        )
        for n, each in enumerate(done, 1)
    ]
    return report(sections, unread, outputs.date)


def _annotate(out: Path, each: Audited, outputs: Outputs) -> None:
    from app.annotated import review
    from templates.annotate import annotate

    made, warnings = annotate(each.path, review(each, hashed(each.path)))
    for problem in warnings:
        click.echo(f"注意：{problem}", err=True)
    _save(out, made, outputs)


def _save(path: Path, content: bytes, outputs: Outputs) -> None:
    from app.saving import save

    save(path, content, force=outputs.force)
    click.echo(f"已写出 {path}", err=True)


def hashed(path: Path) -> str:
    """文件的 sha256."""
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()
