"""逐个文件审核: 一张表审完就交出, 一个文件读不了不耽误其余的. 只交出值, 什么也不印."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from attrs import evolve, frozen

from auditing import audit
from auditing.sorts import Sort, sort_of
from batch.blanks import blank_problem, is_blank
from batch.chain import Chain
from batch.converting import converted_ahead
from batch.inputs import Read, located, read_tables, unchanged
from batch.outcomes import Audited, Event, Notice, Outcome, Started, Unread
from batch.reference_tables import NAMES, ReferenceTable, doubts_of
from batch.sources.found_file import FoundFile
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from indicators.reasons import Doubt
from reading.sources.office.shelf import shelf
from scoring.policy import Policy

Beside = Callable[[Evaluation], tuple[tuple[ReferenceTable, ...], tuple[Problem, ...]]]
"""A table → those to compare it with, and what could not be settled of them."""


@frozen
class Order:
    """审核什么: 评分办法、工作表、所选的核对、对照用的表.

    `blanks`: a table of which only the names are printed is taken too, each by itself
    and with no other of the year. `purpose` is what it is said to be no use for where it
    is not. `grids`: what was read of the whole file is given with each table.
    """

    policy: Policy | None
    sheet: str | None
    codes: tuple[str, ...] = ()
    others: tuple[ReferenceTable, ...] = ()
    blanks: bool = False
    purpose: str = "审核"
    grids: bool = False

    def refuses(self, table: Evaluation) -> bool:
        """Tell whether a table is a blank of which nothing can be said."""
        return not table.indicators if self.blanks else is_blank(table)

    def read(self, path: Path) -> Sequence[Read]:
        """The tables of a file, or that on the chosen sheet."""
        if self.grids:
            return read_tables(path, self.sheet, grids=True)
        return read_tables(path, self.sheet)

    @property
    def chained(self) -> tuple[str, ...]:
        """哪几种对照用的表要在同一次的文件里找: those that are not given."""
        given = {other.name for other in self.others}
        return () if self.blanks else tuple(n for n in NAMES if n not in given)


def audits(sources: Sequence[FoundFile], order: Order) -> Iterator[Event]:
    """逐张审核: each file's start, what is doubted of a table, and what became of it.

    An outcome is given as soon as it is there, before the next file is opened.
    """
    with shelf():
        yield from converted_ahead(sources)
        chain = Chain(order.chained)
        if chain.wanted:
            chain.look(sources, order.sheet)
        for number, source in enumerate(sources, 1):
            yield Started(source.path, number, len(sources))
            yield from file_events(source, order, chain)


def file_events(source: FoundFile, order: Order, chain: Chain) -> Iterator[Event]:
    """审核一个文件里的每一张表: all of it under the name by which the file is called."""
    return map(source.called, _events(source, order, chain))


def _events(source: FoundFile, order: Order, chain: Chain) -> Iterator[Event]:
    path = source.real
    try:
        with unchanged(path) as digest:
            found = chain.before.tables(path) or order.read(path)
    except InputError as error:
        yield Unread(path, error.problems)
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        yield _broken(path, None, error)
    else:
        beside = partial(chain.beside, source.path, found)
        yield from _tables(path, digest, found, order, beside)


def _tables(
    path: Path, digest: str, found: Sequence[Read], order: Order, beside: Beside
) -> Iterator[Event]:
    """Audit the filled tables of a file; a blank one among them is only mentioned."""
    filled = [each for each in found if not order.refuses(each.table)]
    blank = [each for each in found if filled and order.refuses(each.table)]
    yield from (Notice(path, sheet=each.sheet, blank=True) for each in blank)
    for each in filled or found:
        others, doubts = beside(each.table)
        known = evolve(order, others=(*order.others, *others))
        yield from _table(path, digest, each, known, doubts)


def _table(
    path: Path, digest: str, each: Read, order: Order, unsettled: tuple[Problem, ...]
) -> Iterator[Event]:
    """Give the doubts about one table, and its outcome."""
    others = (*unsettled, *doubts_of(each.table, order.others))
    each = each._replace(table=_doubted(each.table))
    doubts = (*each.table.warnings, *others)
    if order.refuses(each.table):
        if doubts:
            yield Notice(path, doubts, each.sheet)
        yield Unread(
            path,
            (blank_problem(path, each.sheet, each.table, order.purpose),),
            each.sheet,
            blank=True,
        )
        return
    own = tuple(doubt for other in order.others for doubt in other.doubts)
    table = evolve(each.table, warnings=(*doubts, *own))
    outcome = _outcome(path, digest, each._replace(table=table), order)
    if isinstance(outcome, Audited):  # the audit may say more of a doubt
        doubts = outcome.result.result.evaluation.warnings[: len(doubts)]
    if doubts:
        yield Notice(path, doubts, each.sheet)
    yield outcome


def _doubted(table: Evaluation) -> Evaluation:
    """The table with its doubts: the amounts of a declaration need no heading."""
    if sort_of(table) is not Sort.TARGETS:
        return table
    known = (w for w in table.warnings if w.reason is not Doubt.UNHEADED_FUNDS)
    return evolve(table, warnings=tuple(known))


def _outcome(path: Path, digest: str, each: Read, order: Order) -> Outcome:
    """Audit one table; a fault of the program costs this table alone."""
    given = {other.name: other.table for other in order.others}
    try:
        result = audit(each.table, order.policy, **given)
        findings = result.of(*order.codes) if order.codes else result.findings
        compared = tuple(other.label for other in order.others)
        return Audited(path, digest, each.sheet, result, findings, compared, each.grids)
    except InputError as error:
        return Unread(path, located(error, path).problems, each.sheet)
    except Exception as error:  # noqa: BLE001 - one table must not end the run
        return _broken(path, each.sheet, error)


def _broken(path: Path, sheet: str | None, error: Exception) -> Unread:
    """A fault of the program itself, as a problem of the file that met it."""
    if os.environ.get("ZIPING_DEBUG") or isinstance(error, MemoryError):
        raise error
    message = f"程序内部出错（{type(error).__name__}：{error}）"
    problem = Problem(str(path), message, remedy="请报告此问题")
    return Unread(path, (problem,), sheet)
