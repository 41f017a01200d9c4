"""审出来的与真相相比: 每处应有的都在它的那一格, 多出来的一处没有, 差数也对.

What the program found is read from the Parquet files of `ziping batch`. Notes that
depend on the words of a table and not on its faults are counted apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from tests.oracle.corpus.truth import KnownFault, KnownFile, KnownTable
from tests.oracle.judging import NOTES
from tests.oracle.page import address

Found = dict[str, Any]
Key = tuple[str, int]
CELLS = re.compile(r"!([A-Z]+)([0-9]+)(?::\1([0-9]+))?|第([0-9]+)行第([0-9]+)列")


@dataclass
class Compared:
    """几处应有, 找到几处; the words for what was missed, and for what is too much."""

    files: int = 0
    tables: int = 0
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    sizes: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    missized: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    """Files that were taken for something else than they are."""

    @property
    def right(self) -> bool:
        return not (self.missed or self.extra or self.missized or self.unlike)

    def __str__(self) -> str:
        wanted, found = self.wanted.total(), self.found.total()
        return (
            f"{self.files} 个文件，{self.tables} 张表，{len(self.wanted)} 种错；"
            f"应有 {wanted} 处，找到 {found} 处（{found / max(wanted, 1):.2%}），"
            f"多说 {len(self.extra)} 处；可比的差数 {self.sizes} 个，"
            f"不同 {len(self.missized)} 个；认错的文件 {len(self.unlike)} 个"
        )


def compared(truth: Iterable[KnownFile], result: Path) -> Compared:
    """Compare a folder of results with the truth."""
    made, found = Compared(), _findings(result)
    tables: dict[str, set[int]] = defaultdict(set)
    for name, number in _tables(result):
        tables[name].add(number)
    for file in truth:
        made.files += 1
        numbers = tables.pop(file.file, set())
        if numbers != {table.number for table in file.tables}:
            made.unlike.append(f"{file.file}：{file.what}，审出 {len(numbers)} 张表")
            continue
        for table in file.tables:
            _take(made, file, table, found.get((file.file, table.number), []))
    made.unlike += [f"{name}：不在真相里" for name in tables]
    return made


def _tables(result: Path) -> list[Key]:
    query = "SELECT file, number FROM read_parquet(?)"
    return duckdb.execute(query, [str(result / "tables.parquet")]).fetchall()


def _findings(result: Path) -> dict[Key, list[Found]]:
    query = """
        SELECT file, number, code, place, place_address, stated, expected, message
        FROM read_parquet(?) WHERE file IS NOT NULL
    """
    made = duckdb.execute(query, [str(result / "findings.parquet")])
    names = [column[0] for column in made.description or ()]
    found: dict[Key, list[Found]] = defaultdict(list)
    for row in made.fetchall():
        each = dict(zip(names, row, strict=True))
        found[each["file"], each["number"]].append(each)
    return found


def cells_of(found: Mapping[str, Any]) -> set[str]:
    """The cells that a finding names.

    >>> sorted(cells_of({"place": "自评表!G12、自评表!H3:H5"}))
    ['G12', 'H3', 'H4', 'H5']
    >>> cells_of({"place": "表1第4行第2列"})
    {'B4'}
    """
    cells = set()
    for letters, first, last, row, column in CELLS.findall(found["place"] or ""):
        if row:
            cells.add(address(int(row), int(column)))
        else:
            ends = range(int(first), int(last or first) + 1)
            cells |= {f"{letters}{number}" for number in ends}
    return cells


def _take(
    made: Compared, file: KnownFile, table: KnownTable, found: list[Found]
) -> None:
    """Compare what was found in one table."""
    made.tables += 1
    where = f"{file.file}［{table.number}］{table.kind}（{table.layout} {table.ways}）"
    rest = list(found)
    for fault in table.faults:
        made.wanted[table.kind] += 1
        places = set(fault.cells)
        same = [each for each in rest if each["code"] == fault.code]
        hit = next((f for f in same if not places or cells_of(f) & places), None)
        if hit is None:
            said = " ".join(str(each["place"]) for each in same)
            made.missed.append(f"{where}：{fault.code} {'、'.join(places)} {said}")
            continue
        rest.remove(hit)
        made.found[table.kind] += 1
        _size(made, where, fault, hit)
    for each in rest:
        if each["code"] in NOTES or each["code"] in table.may:
            made.notes[each["code"]] += 1
        else:
            told = f"{each['code']} {each['place']} {each['message'][:80]}"
            made.extra.append(f"{where}：{told}")


def _size(made: Compared, where: str, fault: KnownFault, hit: Found) -> None:
    """Compare by how much a number is off, where both say a number."""
    stated, expected = number_of(hit["stated"]), number_of(hit["expected"])
    if fault.size is None or stated is None or expected is None:
        return
    made.sizes += 1
    if stated - expected != Fraction(fault.size):
        said = f"{hit['stated']} − {hit['expected']}"
        made.missized.append(f"{where}：{fault.code} 差 {fault.size}，说 {said}")


def number_of(text: str | None) -> Fraction | None:
    """A plain number with its separators; None for any other text."""
    plain = (text or "").replace(",", "").strip()
    return Fraction(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None
