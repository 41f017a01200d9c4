"""命令行: ziping audit / compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.bundled import bundled
from app.chinese import ChineseCommand
from app.inputs import read_table, read_tables, tell_doubts
from app.options import (
    CLEAN,
    FINDINGS,
    JSON,
    PATH,
    SHEET,
    UNUSABLE,
    print_json,
)
from app.outputs import Audited, Outputs, check, hashed, output_options, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditing import AuditResult, Finding
    from indicators.evaluation import Evaluation

SEVERITIES = ("error", "inconsistency", "warning", "info")


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="文件…", type=PATH, nargs=-1, required=True)
@click.option("--policy", metavar="编号", help="评分办法，默认由版式推得")
@SHEET
@JSON
@click.option("--only", metavar="编号,…", help="只看这些核对，如 P408,N5")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="warning",
    metavar="error|inconsistency|warning|info",
    help="有这样重的发现时退出码为 1，默认 warning",
)
@click.option("--reproduce", is_flag=True, help="列出哪种评分办法给得出填报的得分")
@bundled(
    "others",
    dict,
    approved={"type": PATH, "metavar": "文件", "help": "批复的目标表"},
    last_year={"type": PATH, "metavar": "文件", "help": "上年的自评表"},
    monitoring={"type": PATH, "metavar": "文件", "help": "运行监控表"},
)
@output_options
def audit(
    files: tuple[Path, ...],
    policy: str | None,
    sheet: str | None,
    *,
    as_json: bool,
    only: str | None,
    fail_on: str,
    reproduce: bool,
    others: dict[str, Path | None],
    outputs: Outputs,
) -> int:
    """审核自评表：自己对得上吗，差多少，在哪一格。

    退出码：0 没有发现，1 有发现，2 有文件读不了。
    """
    codes = _codes(only)
    from indicators.errors import InputError

    check(outputs, [*files, *filter(None, others.values())])
    given = {
        name: read_table(path) for name, path in others.items() if path is not None
    }
    one = outputs.annotate is not None
    done: list[Audited] = []
    unread: list[str] = []
    for path in files:
        try:
            tables = _tables(path, sheet, one=one)
        except InputError as error:
            unread.append(str(error))
            continue
        for table in tables:
            found = _audited(table, policy, given)
            done.append(Audited(path, found, _chosen(found, codes)))
    write(outputs, done, unread)
    if as_json:
        documents = [_document(each, codes) for each in done]
        print_json(
            documents[0] if len(documents) == 1 and len(files) == 1 else documents
        )
    else:
        for number, each in enumerate(done):
            if number:
                click.echo()
            _show(each, folded=not codes, reproduce=reproduce)
    for line in "\n".join(unread).splitlines():
        click.echo(f"错误：{line}", err=True)
    if unread:
        return UNUSABLE
    worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    heavy = any(f.severity in worst for each in done for f in each.findings)
    return FINDINGS if heavy else CLEAN


@click.command(cls=ChineseCommand)
@click.argument("before", metavar="前", type=PATH)
@click.argument("after", metavar="后", type=PATH)
@JSON
def compare(before: Path, after: Path, *, as_json: bool) -> int:
    """对照两张表：增、删、改的行，得分的变化，两个总分之间的桥。

    退出码：0 没有不同，1 有不同，2 有文件读不了。
    """
    from auditing.compare import compare as compare_tables
    from auditing.compare import dump

    comparison = compare_tables(read_table(before), read_table(after))
    if as_json:
        print_json(dump(comparison))
    else:
        from app.compared import compared
        from app.console import show

        show(compared(comparison))
    return CLEAN if comparison.same else FINDINGS


def _codes(only: str | None) -> tuple[str, ...]:
    """Read --only: codes or their beginnings; refuse what names no check."""
    from auditing import CHECKS
    from indicators.errors import InputError

    wanted = tuple(word for word in (only or "").replace("，", ",").split(",") if word)
    for word in wanted:
        if not any(code.startswith(word.upper()) for code in CHECKS):
            known = "、".join(sorted({code[:2] for code in CHECKS}))
            raise InputError.of("--only", "没有这个编号", word, f"编号以 {known} 开头")
    return tuple(word.upper() for word in wanted)


def _tables(path: Path, sheet: str | None, *, one: bool) -> tuple[Evaluation, ...]:
    """Read every table of a file; one alone where a copy of it is annotated."""
    if one:
        return (read_table(path, sheet),)
    found = read_tables(path, sheet)
    for each in found:
        tell_doubts(path, each.table.warnings)
    return tuple(each.table for each in found)


def _audited(
    table: Evaluation, policy: str | None, others: dict[str, Evaluation]
) -> AuditResult:
    from auditing import audit as audit_table
    from scoring import load_policy

    return audit_table(table, load_policy(policy) if policy else None, **others)


def _chosen(result: AuditResult, codes: tuple[str, ...]) -> Sequence[Finding]:
    return result.of(*codes) if codes else result.findings


def _document(each: Audited, codes: tuple[str, ...]) -> Any:
    from auditing import dump

    source = {"path": str(each.path), "sha256": hashed(each.path)}
    document = dump(each.result, source)
    if codes:
        document["findings"] = [
            finding
            for finding in document["findings"]
            if finding["code"].startswith(codes)
        ]
    return document


def _show(each: Audited, *, folded: bool, reproduce: bool) -> None:
    from app.audited import audited, reproduced
    from app.console import show

    show(audited(each.result, each.findings, folded=folded))
    if reproduce:
        show(reproduced(each.result))
