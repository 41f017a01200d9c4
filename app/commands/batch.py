"""命令行: ziping batch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.inputs import without_locks
from app.commands.many_files import WORK, Work, walked
from app.commands.option_groups import bundled
from app.commands.options import CLEAN, FINDINGS, PATH, POLICY, SHEET, UNUSABLE
from app.terminal.streams import PROGRESS, to_stderr, to_stdout

if TYPE_CHECKING:
    from app.commands.results.collected import BatchResults
    from app.views.closing import Closing
    from batch.accepted import Accepted
    from batch.results.journal import Journal, Used
    from batch.sources.found_file import FoundFile
    from batch.sources.walk import Walk

WORST = ("error", "inconsistency", "warning")
INSIDE = ".ziping"
LISTED = 10


class Lists(NamedTuple):
    """名单与认可的发现."""

    roster: Path | None = None
    accepted: Path | None = None


@click.command(cls=ChineseCommand)
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
@bundled(
    "lists",
    Lists,
    roster={"type": PATH, "metavar": "文件", "help": "应报单位的名单，列出没有报来的"},
    accepted={
        "type": PATH,
        "metavar": "文件",
        "help": "认可的发现：编号、文件、位置各一列，不再算作发现",
    },
)
@click.option("--ndjson", is_flag=True, help="另写 tables.ndjson，一个文件一行 JSON")
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
    ndjson: bool,
    resume: bool,
    work: Work,
) -> int:
    """审核许多张表，结果写成一个文件夹：汇总表、网页、可查询的数据。

    文件夹、压缩包（.zip）、通配符里每个读得懂的文件都审。内容、软件、评分办法没有变的，下次不再读；中断了，
    再运行一次就接着做。结果与进程的个数、中断过没有都无关。

    退出码：0 没有发现，1 有发现，或有的表没有填完、没有读懂，2 指名的文件读不了，或一张表也没有审到，或写不进去。
    """
    from app.views.closing import Closing
    from batch import accepted as told

    names = told.roster(lists.roster) if lists.roster else ()
    taken = told.accepted(lists.accepted) if lists.accepted else told.Accepted()
    _prepare(folder, files)
    with TemporaryDirectory(prefix="ziping-") as unpacked:
        walk = walked(without_locks(files), Path(unpacked), [folder])
        run = partial(_run, walk, folder, policy, sheet)
        results = run(taken, work=work, anew=not resume, ndjson=ndjson, roster=names)
    closing = Closing(len(_once(walk.sources)) + len(walk.unread), WORST)
    results.count(closing)
    _tell(results, closing, taken, names)
    if not closing.complete:
        return UNUSABLE
    return FINDINGS if closing.heavy or closing.unsettled else CLEAN


def _prepare(folder: Path, files: Sequence[Path]) -> None:
    """Refuse a folder that cannot be written to, or that holds something else.

    Raises `InputError`; nothing was read yet.
    """
    from app.commands.results.collected import NOTE
    from app.commands.saving import same, save
    from indicators.errors import InputError

    if any(same(folder, file) for file in files):
        raise InputError.of(str(folder), "结果与要审的是同一处", remedy="请换个文件夹")
    if folder.exists() and not folder.is_dir():
        raise InputError.of(
            str(folder), "这里不是一个文件夹", remedy="请写出文件夹的名字"
        )
    ours = (folder / INSIDE).is_dir()
    if folder.exists() and not ours and any(folder.iterdir()):
        message = "文件夹里已有别的文件，未改动"
        raise InputError.of(str(folder), message, remedy="请换个文件夹，或先清空")
    note = "ziping batch 做完的清单在这里；删去它，下次从头做起。\n"
    save(folder / INSIDE / NOTE, note.encode(), force=True)


def _run(
    walk: Walk,
    folder: Path,
    policy: str | None,
    sheet: str | None,
    accepted: Accepted,
    *,
    work: Work,
    anew: bool,
    ndjson: bool,
    roster: Sequence[str],
) -> BatchResults:
    """Do what is not done, and write the results of all."""
    from app.commands.results.collected import BatchResults
    from app.commands.results.writing import Wanted, write_results
    from app.report.kept_lines import PAGES
    from batch.results.journal import NAME, Journal
    from batch.system_errors import of_path
    from batch.workers import cores

    inside = folder / INSIDE
    try:
        pages = (folder / PAGES).is_dir()
        journal = Journal(inside / NAME, anew=anew or not pages)
        used, kept = _done(walk, folder, policy, sheet, accepted, work, journal)
        results = BatchResults(folder, journal, used)
        results.take()
        wanted = Wanted(tuple(roster), ndjson, work.jobs or cores())
        write_results(results, wanted)
        journal.keep(kept)
    except OSError as error:
        raise of_path(Path(error.filename or folder), error) from None
    return results


def _done(
    walk: Walk,
    folder: Path,
    policy: str | None,
    sheet: str | None,
    accepted: Accepted,
    work: Work,
    journal: Journal,
) -> tuple[list[Used], list[str]]:
    """Audit every file that is not done; returns the keys of all, and those to keep."""
    from app.commands.results.task import RecordTask, moved, unread_record
    from batch.outcomes import Started
    from batch.results.doing import Doing
    from batch.results.program import program
    from batch.run import Order
    from batch.workers import WorkLimits, cores
    from scoring import load_policy

    order = Order(load_policy(policy) if policy else None, sheet)
    doing = Doing(
        order,
        WorkLimits(work.jobs or cores(), work.seconds, work.megabytes),
        program(),
        lambda source: [str(e) for e in accepted.of(str(source.path)).entries],
        lambda chain: RecordTask(order, chain, accepted, folder),
        unread_record,
        partial(moved, folder),
    )
    told = doing.told(walk.unread, journal)
    used, kept = [*told], [each.key for each in told]
    for step in doing.over(_once(walk.sources), journal):
        if isinstance(step, Started):
            PROGRESS.at(step.number, step.count, step.path.name)
        else:
            used += step.used
            kept += step.kept
    PROGRESS.clear()
    return used, kept


def _once(sources: Sequence[FoundFile]) -> list[FoundFile]:
    """The files in the order of their paths, each once."""
    once: dict[str, FoundFile] = {}
    for source in sorted(sources, key=lambda each: (str(each.path), not each.named)):
        once.setdefault(os.path.realpath(source.real), source)
    return list(once.values())


def _tell(
    results: BatchResults,
    closing: Closing,
    accepted: Accepted,
    roster: Sequence[str],
) -> None:
    """Say what was found, what was not audited, and where everything is."""
    for doubt in results.doubts:
        to_stderr(doubt)
    named = (each for each in results.unread if each["named"])
    for problem in chain.from_iterable(each["problems"] for each in named):
        to_stderr(f"错误：{problem}")
    to_stdout(f"{closing.sentence or '读 1 个文件'}")
    for told in _of_the_set(results):
        to_stdout(told)
    if accepted.entries:
        _tell_accepted(results, accepted)
    if roster:
        to_stdout(_lacking(results.whole.missing(roster), len(roster)))
    to_stderr(f"已写出 {results.folder}")


def _lacking(names: Sequence[str], asked: int) -> str:
    """Say which units of a roster sent nothing."""
    shown = "、".join(names[:LISTED])
    more = " 等，全部见汇总表" if len(names) > LISTED else ""
    told = f"：{shown}{more}" if names else ""
    return f"名单上 {asked} 个单位，{len(names)} 个没有报来{told}"


def _tell_accepted(results: BatchResults, accepted: Accepted) -> None:
    """Say how many findings were accepted, and which of the list fit none."""
    count = sum(results.counts.accepted.values())
    to_stdout(f"认可了的发现 {count} 处，没有算作发现")
    for entry in results.unused(accepted):
        to_stderr(f"注意：认可的这一条没有对上发现：{entry}")


def _of_the_set(results: BatchResults) -> Iterator[str]:
    """What is to be seen of all the tables together."""
    from auditing.finding import SEVERITY_WORDS

    if results.whole.copies:
        count = sum(map(len, results.whole.copies.values()))
        yield f"{count} 个文件与别的文件完全相同"
    for check, count in results.whole.findings():
        word = SEVERITY_WORDS[check.severity]
        yield f"{check.code} {word}：{check.message(count)}"
