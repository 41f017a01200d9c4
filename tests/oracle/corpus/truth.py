"""真相: 每个文件里是什么, 每张表应当在哪一格发现什么, 差多少; 一个文件一行 JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.oracle.corpus.pieces import Piece
from tests.oracle.model import Sheet, Wanted
from tests.oracle.numbers import plain
from tests.oracle.page import Page, address


@dataclass(frozen=True)
class KnownFault:
    """一处: the code, the cells that it may stand at (none: any), by how much it is off.

    `size` is what is printed minus the nearest that is right; None where no number tells.
    """

    code: str
    cells: tuple[str, ...]
    size: str | None = None


@dataclass(frozen=True)
class KnownTable:
    """一张表: its number in the file, what was done to it."""

    number: int
    kind: str
    layout: str
    rows: int
    ways: str
    faults: tuple[KnownFault, ...] = ()
    may: tuple[str, ...] = ()
    """Codes that follow under one reading and not under another."""


@dataclass(frozen=True)
class KnownFile:
    """一个文件. `what`: 表, 副本, 没有表, 空表, 坏的, 不看的."""

    file: str
    what: str
    format: str = ""
    tables: tuple[KnownTable, ...] = field(default=())


def known_table(number: int, piece: Piece, page: Page, above: int = 0) -> KnownTable:
    """What is known of a table on a page, `above` lines of which do not count."""
    table = piece.table
    faults = tuple(
        KnownFault(
            one.code,
            tuple(
                address(row - above, column)
                for key in one.cells
                for row, column in _spots(page, key)
            ),
            size_of(table, one),
        )
        for one in piece.wanted
        if not one.may
    )
    may = tuple(dict.fromkeys(one.code for one in piece.wanted if one.may))
    rows = len(table.lines)
    return KnownTable(number, piece.kind, table.layout, rows, piece.ways, faults, may)


def _spots(page: Page, key: str) -> Iterator[tuple[int, int]]:
    """Where a value stands; a blank of the head may be any between label and label."""
    if key not in page.keys:
        return
    row, column = page.keys[key]
    yield row, column
    column -= 1
    while key.startswith("head.") and not page.values.get((row, column)):
        yield row, column
        column -= 1


def size_of(table: Sheet, one: Wanted) -> str | None:
    """How far a number is from the nearest that is right, where that is one number."""
    key = next(iter(one.cells), "")
    place, _, role = key.partition(".")
    size: Fraction | None = None
    if one.code in {"P402", "P408", "P409"} and role == "stated":
        line = table.lines[int(place.removeprefix("row"))]
        stated = line.stated
        low, high = line.worth(table.by)
        if low == high and stated is not None and "stated" not in line.typed:
            size = stated - low
    elif one.code == "F302" and table.stated is not None:
        size = table.stated - table.points_spent
    elif one.code == "F303" and not any(money.typed for money in table.funds):
        amounts = [getattr(money, role) or Fraction(0) for money in table.funds]
        size = amounts[0] - sum(amounts[1:], Fraction(0))
    elif one.code == "P405" and table.total is not None:
        typed = table.typed.get("total.stated")
        parts = [line.stated or Fraction(0) for line in table.lines]
        if typed is None and not any("stated" in line.typed for line in table.lines):
            size = table.total - sum(parts, table.stated or Fraction(0))
    return None if size is None else plain(size)


def write_truth(path: Path, files: Iterable[KnownFile]) -> None:
    with path.open("w", encoding="utf-8") as target:
        for each in files:
            target.write(json.dumps(asdict(each), ensure_ascii=False) + "\n")


def read_truth(path: Path) -> Iterator[KnownFile]:
    with path.open(encoding="utf-8") as lines:
        yield from (_file(json.loads(line)) for line in lines)


def _file(told: dict[str, Any]) -> KnownFile:
    tables = tuple(
        KnownTable(
            **{
                **each,
                "faults": tuple(
                    KnownFault(one["code"], tuple(one["cells"]), one["size"])
                    for one in each["faults"]
                ),
                "may": tuple(each["may"]),
            }
        )
        for each in told["tables"]
    )
    return KnownFile(told["file"], told["what"], told["format"], tables)
