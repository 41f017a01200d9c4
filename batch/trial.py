"""试算: 一个文件的表, 与换了几个值之后的同一张表. 只读不写."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attrs import evolve, frozen

from batch.inputs import is_data, located, reachable
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from indicators.place import Place
from indicators.setting import (
    Setting,
    ValueSpot,
    said_in,
    settings,
    value_spots,
    with_value,
)
from indicators.setting.naming import OPTION
from reading.grid import Grid


@frozen
class Retyped:
    """换了的一个值: 原来写着什么, 换成什么; None 为空."""

    spot: ValueSpot
    before: str | None
    after: str | None


@frozen
class Trial:
    """一次试算: 原来的表, 换了值的表, 换了的各处."""

    before: Evaluation
    after: Evaluation
    changes: tuple[Retyped, ...]

    @property
    def new_doubts(self) -> tuple[Problem, ...]:
        """换了值才有的存疑."""
        known = set(map(str, self.before.warnings))
        return tuple(p for p in self.after.warnings if str(p) not in known)


class Opened(NamedTuple):
    """要试算的表, 与它的来处: the grids of its file (none of data), and its sheet."""

    file: Path
    sheet: str | None
    grids: tuple[Grid, ...]
    table: Evaluation


def opened(file: Path, sheet: str | None) -> Opened:
    """读要试算的表. Raises `InputError` where the file cannot be read."""
    reachable(file)
    try:
        if is_data(file):
            from reading.data_tables import read_data

            return Opened(file, sheet, (), read_data(file))
        from reading.reader import read_on
        from reading.sources import load as load_grids

        grids = load_grids(file)
        return Opened(file, sheet, grids, read_on(grids, file, sheet))
    except InputError as error:
        raise located(error, file) from None


def trial(source: Opened, given: Sequence[str]) -> Trial:
    """换上 `given` 的各处 (格=值、指标名称=值), 好像在文件里真的改过一样再读.

    Raises `InputError` where a value cannot be set so, with every problem.
    """
    before = source.table
    wanted = [_whole(each, before) for each in settings(before, given)]
    after = _changed(source, wanted)
    if problems := [*_other_table(before, after), *_not_understood(after, wanted)]:
        raise InputError(problems)
    changes = (
        Retyped(spot, said_in(before, spot), said_in(after, spot))
        for each in wanted
        for spot in each.spots
    )
    return Trial(before, after, tuple(changes))


def _changed(source: Opened, wanted: Sequence[Setting]) -> Evaluation:
    """The table with its cells typed anew, and what has no cell of its own set in it."""
    before = source.table
    cells: dict[Place, str] = {}
    alone: list[Setting] = []
    for each in wanted:
        place = each.spots[0].place if source.grids else None
        if place is None or _is_a_line(before, each.spots[0]):
            alone.append(each)
        else:
            cells[place] = each.text
    after = before
    if cells:
        from reading.reader import read_on
        from reading.retyped import retyped

        grids = retyped(source.grids, cells)
        after = read_on(grids, source.file, source.sheet)
    for each in alone:
        after = with_value(after, each.spots[0], each.text)
    if source.grids:
        return after
    from reading.data_tables import with_units

    return with_units(after)


def _whole(each: Setting, before: Evaluation) -> Setting:
    """The wish, of all rows that share its cell; a line of a cell stands alone.

    Raises `InputError` where the cell of several lines is asked for as a whole.
    """
    first = each.spots[0]
    if not _is_a_line(before, first):
        return evolve(each, spots=tuple(_sharing(before, first)))
    if len(each.spots) == 1:
        return each
    names = "；".join(spot.name for spot in each.spots)
    message = f"这一格写着 {len(each.spots)} 个指标的值"
    raise InputError.of(OPTION, message, each.wanted, f"请用指标名称：{names}")


def _sharing(before: Evaluation, spot: ValueSpot) -> list[ValueSpot]:
    """The values that stand in the same cell: of one row, or of the rows of a merge."""
    if spot.place is None:
        return [spot]
    return [
        s for s in value_spots(before) if (s.place, s.what) == (spot.place, spot.what)
    ]


def _is_a_line(before: Evaluation, spot: ValueSpot) -> bool:
    """Tell whether a value is one line of a cell: its row shares the cell of the name."""
    if spot.row is None or spot.place is None:
        return False
    rows = before.indicators
    name = rows[spot.row].places.get("name")
    others = (row.places.get("name") for row in rows)
    return name is not None and list(others).count(name) > 1


def _other_table(before: Evaluation, after: Evaluation) -> Iterator[Problem]:
    """With another value in it the rows must be the same."""
    names = [[row.name for row in each.indicators] for each in (before, after)]
    lines = [[line.label for line in each.funds.lines] for each in (before, after)]
    if names[0] != names[1] or lines[0] != lines[1]:
        remedy = "请在文件的副本里改，再用 score 计分"
        yield Problem(OPTION, "换了这个值，表的行就认成别的样子", remedy=remedy)


def _not_understood(after: Evaluation, wanted: Sequence[Setting]) -> Iterator[Problem]:
    """What was typed must be understood: an amount that is none is no amount."""
    for each in wanted:
        spot = each.spots[0]
        unread = any(what == spot.what for what, _ in spot.of(after).unread)
        if unread and each.text.strip():  # what is emptied is understood
            where = f"{OPTION} {spot.title}"
            yield Problem(where, "没有读懂", each.text, "请写成数，如 95 或 95.5")
