"""命令行: ziping missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.inputs import notice_to_stderr, problems_to_stderr, without_locks
from app.commands.options import (
    CLEAN,
    FINDINGS,
    JSON,
    PATH,
    POLICY,
    SHEET,
    UNUSABLE,
)

if TYPE_CHECKING:
    from app.views.presentations import Presentation
    from batch.run import Order

PURPOSE = "查缺"


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="文件…", type=PATH, nargs=-1, required=True)
@POLICY
@SHEET
@click.option(
    "--reasons", is_flag=True, help="只写偏差原因的草稿：表上的事实，原因留空"
)
@JSON
def missing(
    files: tuple[Path, ...],
    policy: str | None,
    sheet: str | None,
    *,
    reasons: bool,
    as_json: bool,
) -> int:
    """列出一张表还差什么，各关系到几分，总分还能是多少。

    差的是没有填的格、分值、总分，与扣了分没有说明的原因；没有读懂的另列。草稿只写指标值、完成值、差多少、扣几分，不代拟原因。

    退出码：0 什么也不差，1 还有没填、没读懂、没说明的，2 有文件读不了，或没有一行指标。
    """
    from batch.run import Order
    from scoring import load_policy

    real = without_locks(files, PURPOSE)
    chosen = load_policy(policy) if policy else None
    order = Order(chosen, sheet, blanks=True, purpose=PURPOSE)
    return _run(real, order, _presentation(real, reasons=reasons, as_json=as_json))


def _presentation(
    files: Sequence[Path], *, reasons: bool, as_json: bool
) -> Presentation:
    from app.views.owing import OwingInFull, owing_document
    from app.views.presentations import AsJson

    return AsJson(len(files) == 1, owing_document) if as_json else OwingInFull(reasons)


def _run(files: Sequence[Path], order: Order, presentation: Presentation) -> int:
    """Look at file after file, and write each outcome as soon as it is there."""
    from app.terminal.console import show
    from batch.outcomes import Notice, Started, Unread
    from batch.run import audits
    from batch.sources.found_file import FoundFile

    code = CLEAN
    for event in audits(tuple(map(FoundFile.of, files)), order):
        if isinstance(event, Started):
            continue
        if isinstance(event, Notice):
            notice_to_stderr(event, f"未{PURPOSE}")
            continue
        if isinstance(event, Unread):
            problems_to_stderr(event.problems)
            code = UNUSABLE
        elif not event.owing.complete:
            code = max(code, FINDINGS)
        show(presentation.take(presentation.shown(event)))
    show(presentation.end())
    return code
