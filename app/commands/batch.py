"""命令行: ziping batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from app.commands.chinese_help import CommandWithMore
from app.commands.columns.diff import diff_columns
from app.commands.columns.score import score_columns
from app.commands.inputs import without_locks
from app.commands.many_files import LISTS, WORK, Lists, Work, tell_skipped, walked
from app.commands.option_groups import bundled
from app.commands.options import CLEAN, FINDINGS, PATH, POLICY, SHEET, UNUSABLE
from app.terminal import interruptions
from app.terminal.streams import PROGRESS, to_stderr, to_stdout

if TYPE_CHECKING:
    from app.commands.results.collected import BatchResults
    from app.views.closing import Closing
    from batch.accepted import Accepted
    from batch.outcomes import Started

WORST = ("error", "inconsistency", "warning")
MOST_DOUBTS = 20
"""So many doubts are told on the terminal; each stands on the page of its table."""


class Also(NamedTuple):
    """另外写出的."""

    per_unit: bool = False
    ndjson: bool = False


@click.command(cls=CommandWithMore)
@click.argument("files", metavar="文件或文件夹…", type=PATH, nargs=-1, required=True)
@click.option(
    "--out",
    "folder",
    type=PATH,
    required=True,
    metavar="文件夹",
    help="结果写到这里",
)
@POLICY
@SHEET
@bundled("lists", Lists, **LISTS)
@bundled(
    "also",
    Also,
    per_unit={
        "is_flag": True,
        "help": "另写 units/，一个单位一个文件夹：报告、批注过的副本、复核情况单",
    },
    ndjson={"is_flag": True, "help": "另写 tables.ndjson，一个文件一行 JSON"},
)
@click.option(
    "--resume/--anew",
    default=True,
    help="接着做，只做没做过的（默认），或从头做起",
)
@bundled("work", Work, **WORK)
def batch(
    files: tuple[Path, ...],
    folder: Path,
    policy: str | None,
    sheet: str | None,
    *,
    lists: Lists,
    also: Also,
    resume: bool,
    work: Work,
) -> int:
    """审核许多张表，结果写成一个文件夹：汇总表、网页、可查询的数据。

    文件夹、压缩包（.zip）、通配符里每个读得懂的文件都审。内容、软件、评分办法没有变的，下次不再读；中断了，
    再运行一次就接着做。结果与进程的个数、中断过没有都无关。

    退出码：0 没有发现，1 有发现，或有的表没有填完、没有读懂，2 指名的文件读不了，或一张表也没有审到，或写不进去。
    """
    from app.commands.results.copies import INSIDE
    from app.commands.results.running import BatchRun, once, prepare
    from app.commands.results.writing import Wanted
    from app.views.closing import Closing
    from batch.locking import locked
    from batch.run import Order
    from batch.sources.unpacked import unpacking_place
    from batch.workers import WorkLimits, cores
    from scoring import load_policy

    names, taken = lists.read()
    prepare(folder, files)
    order = Order(load_policy(policy) if policy else None, sheet)
    jobs = work.jobs or cores()
    run = BatchRun(
        folder,
        order,
        taken,
        Wanted(names, also.ndjson, also.per_unit, jobs),
        WorkLimits(jobs, work.seconds, work.megabytes),
        anew=not resume,
    )
    with _interruptible(), locked(folder, INSIDE), unpacking_place() as unpacked:
        walk = walked(without_locks(files), unpacked, [folder])
        results = run.over(walk, _progress)
    closing = Closing(len(once(walk.sources)) + len(walk.unread), WORST)
    results.count(closing)
    _tell(results, closing, taken, names)
    tell_skipped(walk)
    to_stderr(f"已写出 {results.folder}")
    if not closing.complete:
        return UNUSABLE
    return FINDINGS if closing.heavy or closing.unsettled else CLEAN


batch.add(score_columns)
batch.add(diff_columns)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Say that what was done before an interruption is kept."""
    try:
        yield
    except (KeyboardInterrupt, RuntimeError) as error:
        if interruptions.is_one(error):
            PROGRESS.clear()
            to_stderr("已中断。做完的都记着，再运行一次就接着做")
        raise


def _progress(started: Started | None) -> None:
    if started is None:
        PROGRESS.clear()
    else:
        PROGRESS.at(started.number, started.count, started.path.name)


def _first(doubts: Sequence[str]) -> tuple[str, ...]:
    """The first doubts, and how many others there are."""
    more = len(doubts) - MOST_DOUBTS
    rest = (f"存疑：另有 {more} 条，见各张表的页",) if more > 0 else ()
    return (*doubts[:MOST_DOUBTS], *rest)


def _problems(results: BatchResults) -> Iterator[str]:
    """Why files that were named are not audited; of others too, where no table is."""
    for each in results.unread:
        if each["named"]:
            yield from (f"错误：{problem}" for problem in each["problems"])
    others = [] if results.tables else [e for e in results.unread if not e["named"]]
    for each in others[:MOST_DOUBTS]:
        yield f"没有审成：{each['problems'][0]}"
    if len(others) > MOST_DOUBTS:
        yield f"没有审成：另有 {len(others) - MOST_DOUBTS} 个，见汇总表"


def _tell(
    results: BatchResults,
    closing: Closing,
    accepted: Accepted,
    roster: Sequence[str],
) -> None:
    """Say what was found, and what was not audited."""
    from app.commands.results import over_set
    from app.commands.results.writing import BOOK

    for told in (*_first(results.doubts), *_problems(results)):
        to_stderr(told)
    to_stdout(closing.whole)
    whole, counts = results.whole, results.counts
    for told in (*over_set.copies(whole), *over_set.set_findings(whole)):
        to_stdout(told)
    if accepted.entries:
        to_stdout(over_set.accepted(counts.accepted.total()))
    for told in over_set.unused(accepted, counts.taken):
        to_stderr(told)
    if roster:
        to_stdout(
            over_set.lacking(whole.missing(roster), len(roster), "，全部见汇总表")
        )
    if apart := {each["file"] for each in results.unread}:
        to_stderr(f"没有审的 {len(apart)} 个文件与原因，见 {BOOK} 的“没有审的文件”")
