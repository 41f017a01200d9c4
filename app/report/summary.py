"""许多张表的总览: 结论各几张, 总分的分布, 按核对编号, 按单位."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from attrs import frozen

from app.report.contents import ContentsLine
from app.views.row_points import signed
from auditing.finding import SEVERITIES, SEVERITY_WORDS
from auditing.registry import CHECKS
from indicators.exact import Fraction

EDGES = (100, 95, 90, 80, 70, 60)
TONES = ("bad", "open", "good")


@frozen
class Link:
    """一张表: 它的序号与位置."""

    number: int
    id: str
    title: str


@frozen
class Share:
    """一种结论: 几张表, 占百分之几; `shade` 使同色的几种分得开."""

    word: str
    tone: str
    count: int
    width: float
    shade: float


@frozen
class TotalBand:
    """总分的一档: 填报与重算各几张, 各画多长."""

    name: str
    counts: tuple[int, int]
    widths: tuple[float, float]


@frozen
class CodeLine:
    """一项核对: 几张表, 几处."""

    code: str
    severity: str
    word: str
    title: str
    places: int
    tables: tuple[Link, ...]


@frozen
class UnitLine:
    """一个单位: 几张表, 几张不一致, 各种轻重的发现几处, 总分最多相差多少."""

    name: str
    wrong: int
    counts: tuple[int, ...]
    over: str
    tables: tuple[Link, ...]


@frozen
class Summary:
    """总览."""

    shares: tuple[Share, ...]
    bands: tuple[TotalBand, ...]
    codes: tuple[CodeLine, ...]
    units: tuple[UnitLine, ...]


def summary(lines: Sequence[ContentsLine]) -> Summary:
    """写出总览. `lines` come worst first: their order gives the numbers."""
    return Summary(
        tuple(_shares(lines)),
        tuple(_bands(lines)),
        tuple(_codes(lines)),
        tuple(_units(lines)),
    )


def _shares(lines: Sequence[ContentsLine]) -> Iterator[Share]:
    """Verdicts, the bad ones first, of those the most frequent first.

    A total that agrees beside something to look at is not called as one that is clean.
    """
    counts = Counter((line.verdict.tone, line.verdict.word) for line in lines)
    order = sorted(counts, key=lambda each: (TONES.index(each[0]), -counts[each]))
    for tone, group in groupby(order, key=itemgetter(0)):
        for number, (_, word) in enumerate(group):
            count = counts[tone, word]
            width = round(count * 100 / len(lines), 2)
            also = "，另须查看" if ("good", word) in counts and tone == "open" else ""
            yield Share(word + also, tone, count, width, round(0.75**number, 2))


def _bands(lines: Sequence[ContentsLine]) -> Iterator[TotalBand]:
    """From the full marks down; the last band holds what has no total."""
    stated = Counter(_band(line.share) for line in lines)
    due = Counter(_band(line.reach) for line in lines)
    most = max(*stated.values(), *due.values())
    names = [str(EDGES[0]), *(f"{low}～{high}" for high, low in pairwise(EDGES))]
    for number, name in enumerate((*names, f"{EDGES[-1]} 以下", "没有")):
        counts = (stated[number], due[number])
        first, second = (round(count * 100 / most, 2) for count in counts)
        yield TotalBand(name, counts, (first, second))


def _band(total: Fraction | None) -> int:
    if total is None:
        return len(EDGES) + 1
    return next((n for n, edge in enumerate(EDGES) if total >= edge), len(EDGES))


def _codes(lines: Sequence[ContentsLine]) -> Iterator[CodeLine]:
    """Checks with findings: the severe first, of those the most frequent first."""
    places: Counter[str] = Counter()
    tables: dict[str, list[Link]] = {}
    for number, line in enumerate(lines, 1):
        places += line.codes
        for code in line.codes:
            tables.setdefault(code, []).append(Link(number, line.id, line.title))

    def order(code: str) -> tuple[int, int, str]:
        severity = SEVERITIES.index(CHECKS[code].severity)
        return severity, -len(tables[code]), code

    for code in sorted(tables, key=order):
        check = CHECKS[code]
        word = SEVERITY_WORDS[check.severity]
        yield CodeLine(
            code,
            check.severity,
            word,
            check.title_failed,
            places[code],
            tuple(tables[code]),
        )


def _units(lines: Sequence[ContentsLine]) -> Iterator[UnitLine]:
    """Units: those with the gravest findings first."""
    of_unit: dict[str, list[tuple[int, ContentsLine]]] = {}
    for number, line in enumerate(lines, 1):
        of_unit.setdefault(line.unit, []).append((number, line))
    made = [_unit(name, own) for name, own in of_unit.items()]
    yield from sorted(made, key=lambda unit: (unit.counts, unit.wrong), reverse=True)


def _unit(name: str, own: Sequence[tuple[int, ContentsLine]]) -> UnitLine:
    """Sum up the tables of a unit."""
    lines = [line for _, line in own]
    counts = tuple(map(sum, zip(*(line.counts for line in lines), strict=True)))
    over = max((line.over for line in lines), key=abs)
    return UnitLine(
        name,
        sum(line.verdict.tone == "bad" for line in lines),
        counts,
        signed(over) if over else "",
        tuple(Link(number, line.id, line.title) for number, line in own),
    )
