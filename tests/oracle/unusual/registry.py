"""少见而不错的表的登记: 每一种都照办法算, 只是写法不同; 一处也不该说."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.oracle.clean import clean_table
from tests.oracle.faults.registry import (
    Fits,
    better,
    weighted,
)
from tests.oracle.model import Sheet, Wanted

Change = Callable[[Sheet, Random], list[Wanted] | None]


@dataclass(frozen=True)
class Unusual:
    """一种写法. `change` gives the notes that it may draw, None where it has no place."""

    change: Change
    fits: Fits


UNUSUAL: dict[str, Unusual] = {}


def unusual(name: str, fits: Fits = weighted) -> Callable[[Change], Change]:
    """Register a way of writing under its name."""

    def register(change: Change) -> Change:
        assert name not in UNUSUAL, name
        UNUSUAL[name] = Unusual(change, fits)
        return change

    return register


def unusual_table(name: str, seed: int, layout: str) -> tuple[Sheet, list[Wanted]]:
    """Draw tables of a layout until the way of writing has a place in one."""
    for turn in range(400):
        draw = Random(f"{name}/{layout}/{seed}/{turn}")
        table = clean_table(layout, draw)
        allowed = UNUSUAL[name].change(table, draw)
        if allowed is not None and not better(table):
            return table, allowed
    raise AssertionError((name, layout))


def settled(table: Sheet) -> list[Wanted]:
    table.settle()
    return []
