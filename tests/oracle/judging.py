"""对一张表: 程序的发现与应有的发现是否一处不多、一处不少."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import ziping
from tests.oracle.layouts import Cells
from tests.oracle.model import Sheet, Wanted
from tests.oracle.writing import write

ADDRESS = re.compile(r"!([A-Z]+[0-9]+)")
NOTES = ("S103", "S105", "S107", "V601", "V609")
"""Notes that depend on the words of a table, not on its faults."""


@dataclass(frozen=True)
class Verdict:
    """应有而没有的, 有而不应有的, 如 P402@row3.stated."""

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    more: str = ""

    @property
    def right(self) -> bool:
        return not self.missing and not self.extra

    @property
    def said(self) -> str:
        return f"少 {' '.join(self.missing) or '—'}; 多 {' '.join(self.extra) or '—'}"


@dataclass(frozen=True)
class Found:
    """What the program found: the code, the cells that it names, its sentence."""

    code: str
    cells: frozenset[str]
    said: str


def found_in(path: Path, others: dict[str, Path]) -> list[Found]:
    """Audit a file as a user does, beside the tables it is compared with."""
    compared = {name: ziping.read(other) for name, other in others.items()}
    result = ziping.audit(
        ziping.read(path),
        approved=compared.get("approved"),
        last_year=compared.get("last_year"),
    )
    return [
        Found(f.code, frozenset(ADDRESS.findall(str(f.place or ""))), f.message)
        for f in result.findings
    ]


def judge(table: Sheet, wanted: Iterable[Wanted], path: Path) -> Verdict:
    """Write the table, let the program audit it, compare."""
    cells = write(table, path)
    others = {}
    for name, other in table.others.items():
        others[name] = path.with_name(f"{name}.xlsx")
        write(other, others[name])
    found = found_in(path, others)
    missing = []
    rest = list(found)
    wanted = list(wanted)
    for one in (one for one in wanted if not one.may):
        places = {cells.get(key, "?") for key in one.cells}
        same = (f for f in rest if f.code == one.code)
        hit = next((f for f in same if not places or f.cells & places), None)
        if hit is None:
            missing.append(f"{one.code}@{(*one.cells, '')[0]}")
        else:
            rest.remove(hit)
    allowed = {*NOTES, *(one.code for one in wanted if one.may)}
    extra = [f for f in rest if f.code not in allowed]
    names = tuple(f"{f.code}@{_keys(cells, f.cells)}" for f in extra)
    return Verdict(tuple(missing), names, "; ".join(f.said for f in extra)[:300])


def _keys(cells: Cells, addresses: frozenset[str]) -> str:
    keys = {address: key for key, address in cells.items()}
    return ",".join(sorted(keys.get(a, a) for a in addresses)) or "—"
