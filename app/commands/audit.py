"""命令行: ziping audit / compare."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.inputs import doubts_to_stderr, read_table, without_locks
from app.commands.many_files import LISTS, WORK, Lists, Run, Work, walked
from app.commands.option_groups import bundled
from app.commands.options import (
    CLEAN,
    FINDINGS,
    JSON,
    PATH,
    SHEET,
    UNUSABLE,
    print_json,
)
from app.commands.outputs import Outputs, check, output_options, wanted
from app.terminal.streams import to_stderr, to_stdout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.views.closing import Closing
    from app.views.presentations import Presentation
    from batch.reference_tables import ReferenceTable

SEVERITIES = ("error", "inconsistency", "warning", "info")
_BETWEEN = re.compile(r"[\s,，、;；]+")


class View(NamedTuple):
    """怎样列出结果: 每张一行、所选的核对、逐项的结果、复算; 多重的发现算作有发现."""

    brief: bool
    only: str | None
    checks: bool
    reproduce: bool
    fail_on: str

    def check(self, *, as_json: bool) -> None:
        """Refuse what cannot be shown on one line each, as a usage error."""
        if self.brief and (as_json or self.checks or self.reproduce):
            raise click.UsageError("--brief 不能与 --json、--checks、--reproduce 同用")


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="文件或文件夹…", type=PATH, nargs=-1, required=True)
@click.option("--policy", metavar="编号", help="评分办法，默认由版式推得")
@SHEET
@JSON
@bundled(
    "view",
    View,
    brief={"is_flag": True, "help": "每张表只写一行，重的在先"},
    only={"metavar": "编号,…", "help": "只看这些核对，如 P408,N5"},
    checks={"is_flag": True, "help": "逐项列出核对的结果，不适用的写明原因"},
    reproduce={"is_flag": True, "help": "列出哪种评分办法给得出填报的得分"},
    fail_on={
        "type": click.Choice(SEVERITIES),
        "default": "warning",
        "metavar": "error|inconsistency|warning|info",
        "help": "有这样重的发现时退出码为 1，默认 warning",
    },
)
@bundled(
    "others",
    dict,
    approved={"type": PATH, "metavar": "文件", "help": "批复的目标表"},
    last_year={"type": PATH, "metavar": "文件", "help": "上年的自评表"},
    monitoring={"type": PATH, "metavar": "文件", "help": "运行监控表"},
)
@bundled("lists", Lists, **LISTS)
@output_options
@bundled("work", Work, **WORK)
def audit(
    files: tuple[Path, ...],
    policy: str | None,
    sheet: str | None,
    *,
    as_json: bool,
    view: View,
    others: dict[str, Path | None],
    lists: Lists,
    outputs: Outputs,
    work: Work,
) -> int:
    """审核自评表：自己对得上吗，差多少，在哪一格。

    可以给出许多文件、文件夹、压缩包（.zip）、通配符，审完一张写出一张；表多的，--brief 每张一行。
    在文件夹里碰到的，没有自评表的、空的、读不了的分开列在最后，不算出错。

    退出码：0 没有发现，1 有发现，或有的表没有填完、没有读懂，2 指名的文件读不了、是空表，或一张表也没有审到。
    """
    from app.views.closing import Closing
    from batch.run import Order
    from batch.sources.unpacked import unpacking_place
    from scoring import load_policy

    view.check(as_json=as_json)
    codes, (roster, accepted) = _codes(view.only), lists.read()
    chosen = load_policy(policy) if policy else None
    with unpacking_place() as folder:
        walk = walked(without_locks(files), folder, outputs.paths)
        real = [source.path for source in walk.sources]
        check(outputs, real, [*real, *filter(None, others.values())])
        copied = outputs.annotate is not None
        order = Order(chosen, sheet, codes, _references(others), grids=copied)
        alone = len(real) == 1 and not walk.whole
        count = len(real) + len(walk.unread)
        closing = Closing(count, SEVERITIES[: SEVERITIES.index(view.fail_on) + 1])
        presentation = _presentation(view, codes, as_json=as_json, alone=alone)
        quiet = as_json or view.brief or not sys.stdout.isatty()
        writers = tuple(wanted(outputs, real))
        shown = quiet and not alone
        run = Run(presentation, closing, writers, accepted=accepted, progress=shown)
        written = run.over(walk, order, work)
    _close(closing.sentence, run.of_the_set(roster), as_json=as_json)
    return _exit_code(closing) if written else UNUSABLE


def _close(sentence: str | None, more: Iterable[str], *, as_json: bool) -> None:
    """Write the last sentences: beside the results, or apart from their JSON."""
    said = to_stderr if as_json else to_stdout
    if sentence:
        said(sentence if as_json else f"\n{sentence}")
    for each in more:
        said(each)


def _exit_code(closing: Closing) -> int:
    """Return 2 where a file was not read or a table is blank, else 1 or 0.

    1 where there are findings, or a table is not filled or not understood to its end.
    """
    if not closing.complete:
        return UNUSABLE
    return FINDINGS if closing.heavy or closing.unsettled else CLEAN


def _references(files: dict[str, Path | None]) -> tuple[ReferenceTable, ...]:
    """Read the tables to compare with; what is doubted of them goes to stderr."""
    from batch.reference_tables import reference_table

    found = []
    for name, path in files.items():
        if path is not None:
            found.append(reference_table(name, path, read_table(path)))
            doubts_to_stderr(path, found[-1].doubts)
    return tuple(found)


def _presentation(
    view: View, codes: tuple[str, ...], *, as_json: bool, alone: bool
) -> Presentation:
    from app.views.presentations import (
        AsJson,
        InFull,
        OneLineEach,
        outcome_document,
    )

    if as_json:
        return AsJson(alone, partial(outcome_document, codes=codes))
    return OneLineEach() if view.brief else InFull(codes, view.reproduce, view.checks)


@click.command(cls=ChineseCommand)
@click.argument("before", metavar="前", type=PATH)
@click.argument("after", metavar="后", type=PATH)
@JSON
def compare(before: Path, after: Path, *, as_json: bool) -> int:
    """对照两张表：表头、目标、资金、指标各有什么不同，两个总分之间的桥。

    指标的先后不同会说明，但不算不同。

    退出码：0 没有不同，1 有不同，2 有文件读不了。
    """
    from auditing.compare import compare as compare_tables
    from auditing.compare import dump
    from batch.inputs import unchanged

    with unchanged(before) as one, unchanged(after) as other:
        comparison = compare_tables(read_table(before), read_table(after))
    if as_json:
        pairs = ((before, one), (after, other))
        sources = [{"path": str(file), "sha256": digest} for file, digest in pairs]
        print_json(dump(comparison, sources))
    else:
        from app.terminal.console import show
        from app.views.compared import compared

        show(compared(comparison, str(before), str(after)))
    return CLEAN if comparison.same else FINDINGS


def _codes(only: str | None) -> tuple[str, ...]:
    """Read --only: codes or their beginnings; refuse what names no check."""
    from auditing import CHECKS
    from indicators.errors import InputError

    wanted_ = tuple(word.upper() for word in _BETWEEN.split(only or "") if word)
    for word in wanted_:
        if not any(code.startswith(word) for code in CHECKS):
            known = "、".join(sorted({code[:2] for code in CHECKS}))
            raise InputError.of("--only", "没有这个编号", word, f"编号以 {known} 开头")
    if only is not None and not wanted_:
        raise InputError.of("--only", "没有写编号", only, "如 P408,N5")
    return wanted_
