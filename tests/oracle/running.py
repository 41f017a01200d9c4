"""跑一遍: 干净的表、少见的表、每种错若干张, 给出每张的判定."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import ziping
from tests.oracle.clean import clean_table
from tests.oracle.faults import layouts_of, table_with
from tests.oracle.judging import Verdict, judge
from tests.oracle.layouts import LAYOUTS
from tests.oracle.model import Sheet
from tests.oracle.unusual import UNUSUAL, unusual_table
from tests.oracle.writing import write

TABLES = 20
"""How many tables of each kind belong to the whole run."""


@dataclass(frozen=True)
class Case:
    """一张表与它的判定."""

    kind: str
    layout: str
    seed: int
    verdict: Verdict

    def __str__(self) -> str:
        more = f" ({self.verdict.more})" if self.verdict.more else ""
        return f"{self.kind}, {self.layout} {self.seed}: {self.verdict.said}{more}"


def faulty(kind: str, folder: Path, count: int = TABLES) -> Iterator[Case]:
    """Audit tables with one fault of a kind, in all layouts by turns."""
    layouts = layouts_of(kind)
    for seed in range(count):
        layout = layouts[seed % len(layouts)]
        table, wanted = table_with(kind, seed, layout)
        yield Case(kind, layout, seed, judge(table, wanted, folder / "错.xlsx"))


def unusual(kind: str, folder: Path, count: int = TABLES) -> Iterator[Case]:
    """Audit unusual tables of a kind, in all layouts by turns."""
    layouts = [key for key, form in LAYOUTS.items() if UNUSUAL[kind].fits(form)]
    for seed in range(count):
        layout = layouts[seed % len(layouts)]
        table, allowed = unusual_table(kind, seed, layout)
        yield Case(kind, layout, seed, judge(table, allowed, folder / "少见.xlsx"))


def clean_of(layout: str, seed: int) -> Sheet:
    """Draw a clean table; every fourth national one has 成本 as a level-1 group."""
    cost = layout == "national-2020" and seed % 4 == 3
    return clean_table(layout, Random(f"clean/{layout}/{seed}"), cost=cost)


def clean(layout: str, folder: Path, count: int) -> Iterator[Case]:
    """Audit clean tables of a layout: nothing may be found."""
    for seed in range(count):
        table = clean_of(layout, seed)
        yield Case("干净", layout, seed, judge(table, (), folder / "干净.xlsx"))


def wrong_points(layout: str, seed: int, folder: Path) -> list[str]:
    """Rows of a clean table, read from its workbook, whose points differ."""
    table, path = clean_of(layout, seed), folder / "得分.xlsx"
    write(table, path)
    if not LAYOUTS[layout].has("weight"):
        return []
    result = ziping.audit(ziping.read(path)).result
    wanted = [line.worth(table.by) for line in table.lines]
    got: list[object] = [(row.low, row.high) for row in result.rows]
    return [
        f"{layout} {seed} {line.name}: {own} {other}"
        for line, own, other in zip(table.lines, wanted, got, strict=True)
        if own != other
    ]
