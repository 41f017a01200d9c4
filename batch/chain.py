"""一批文件里配成一套的表: 自评表旁边有它的申报表、监控表、上年的表, 就自己对照 (X701-X703).

The files are looked at once before the run, and only those are read that may be such a
paper. Where several would do, or what is printed does not settle it, nothing is
compared and the table says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, field

from auditing.sorts import Sort, sort_of
from batch.inputs import Read, reachable, read_tables
from batch.papers import Belonging, Paper, identity_of, paper_of
from batch.reference_tables import NAMES, ReferenceTable
from batch.sources.found_file import FoundFile
from batch.sources.read_before import ReadBefore, digest_of
from indicators.errors import Problem
from indicators.evaluation import Evaluation
from reading.sources.glimpse import glimpse

T = TypeVar("T")
_TITLES = re.compile("监控|申报|目标表|目标批复|批复.{0,6}目标")
_YEAR = re.compile(r"(20\d\d)\s*年?度")
_SEVERAL = "{}有 {} 张像是本表的，内容不同，没有对照：{}"
_UNSURE = "{}有 {} 张像是本表的，年度或单位没有印全，没有对照：{}"
_REMEDY = "请单独审核这个文件，用 --{} 指明"
_FEW = 3


Over = Callable[[Callable[[FoundFile], T], Sequence[FoundFile]], Iterable[T | None]]
"""Does one thing with each of many files, here or in other processes."""


@define
class Chain:
    """一批文件里可以对照的表. `wanted` 为要自己去找的种类.

    `before` are the tables that were read while looking.
    """

    wanted: tuple[str, ...]
    papers: Mapping[str, Sequence[Paper]] = field(factory=dict)
    before: ReadBefore = field(factory=ReadBefore)

    def look(
        self, sources: Sequence[FoundFile], sheet: str | None, over: Over[Any] = map
    ) -> None:
        """先看一遍各个文件, 收下可以对照的表; one that cannot be read is told later.

        `over` may look at many files at once; it gives None for one that it gave up.
        """
        once = tuple(dict.fromkeys(sources))
        if len(once) > 1:
            worth = _worth_reading(tuple(zip(once, over(_seen, once), strict=True)))
            read = partial(papers_in, sheet=sheet, before=self.before)
            found = over(read, tuple(worth))
            self.papers = by_project(chain.from_iterable(filter(None, found)))

    def beside(
        self, path: Path, found: Sequence[Read], table: Evaluation
    ) -> tuple[tuple[ReferenceTable, ...], tuple[Problem, ...]]:
        """一张自评表的各张对照用的表, and what could not be settled.

        `found` are the tables of its own file.
        """
        if not self.wanted or sort_of(table) is not Sort.SELF_EVALUATION:
            return (), ()
        here = () if len(found) == 1 else tuple(_papers(path, found))
        known = self.papers.get(identity_of(table).project or "", ())
        papers = (*here, *(paper for paper in known if paper.path != path))
        own = [_Found(name, table, papers) for name in self.wanted]
        references = chain.from_iterable(found.references() for found in own)
        doubts = chain.from_iterable(found.doubts(path) for found in own)
        return tuple(references), tuple(doubts)


def by_project(papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    """The tables by the project that they are of: no other belongs to it."""
    grouped: dict[str, list[Paper]] = {}
    for paper in papers:
        grouped.setdefault(paper.identity.project or "", []).append(paper)
    return grouped


def papers_in(
    source: FoundFile, sheet: str | None, before: ReadBefore
) -> tuple[Paper, ...]:
    """The tables of a file that others may be compared with."""
    try:
        reachable(source.real)
        digest = digest_of(source.real)
        found = read_tables(source.real, sheet)
        before.keep(source.real, digest, found)
    except Exception:  # noqa: BLE001 - the run itself tells what is wrong
        return ()
    return tuple(_papers(source.path, found))


def _seen(source: FoundFile) -> tuple[bool, int | None]:
    """看一眼: whether a file speaks of targets or monitoring, and of which year it is."""
    text = glimpse(source.real)
    year = _YEAR.search(text)
    return bool(_TITLES.search(text)), int(year[1]) if year else None


def _worth_reading(
    seen: Sequence[tuple[FoundFile, tuple[bool, int | None] | None]],
) -> Iterator[FoundFile]:
    """Files that may hold a declaration, a monitoring table, or what was last year."""
    known = [(source, *told) for source, told in seen if told]
    following = {year - 1 for _, _, year in known if year is not None}
    for source, titled, year in known:
        if titled or year in following:
            yield source


def _papers(path: Path, found: Sequence[Read]) -> Iterator[Paper]:
    papers = (paper_of(path, each.sheet, each.table) for each in found)
    yield from filter(None, papers)


class _Found:
    """找到的一种: those that belong to a table for sure, and those that may."""

    def __init__(self, name: str, table: Evaluation, papers: Sequence[Paper]) -> None:
        own, lag = identity_of(table), int(name == "last_year")
        kind = [paper for paper in papers if paper.name == name]
        told = [(paper, own.belonging(paper.identity, lag)) for paper in kind]
        self.name = name
        self.sure = [paper for paper, how in told if how is Belonging.SURE]
        self.unsure = [paper for paper, how in told if how is Belonging.UNSURE]
        self.settled = len({paper.packed for paper in self.sure}) == 1

    def references(self) -> Iterator[ReferenceTable]:
        """The one that is found, or the first of several that say the same."""
        if self.settled:
            yield self.sure[0].reference

    def doubts(self, path: Path) -> Iterator[Problem]:
        """Say which tables it might be, where that is not settled."""
        several, what = self.sure or self.unsure, NAMES[self.name]
        if not several or self.settled:
            return
        labels = "、".join(paper.label for paper in several[:_FEW])
        more = " 等" if len(several) > _FEW else ""
        message = _SEVERAL if self.sure else _UNSURE
        told = message.format(what, len(several), labels + more)
        remedy = _REMEDY.format(self.name.replace("_", "-"))
        yield Problem(str(path), told, remedy=remedy)
