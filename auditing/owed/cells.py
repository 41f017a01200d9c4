"""欠的格: 没有填的 (C801–C807 所指的各格与分值), 只有记号的, 没有读懂的."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve

from auditing.facts.facts import TOTAL, Facts
from auditing.facts.gaps import (
    GOALS,
    HEAD,
    Gap,
    blank_amounts,
    blank_fields,
    gaps_in_rows,
)
from auditing.facts.row import Row
from auditing.owed.items import Kind, Owed, Where, stake_of
from auditing.registry import CHECKS
from indicators.evaluation import VALUE_NAMES, PartlyRead
from indicators.quantity import Absent
from indicators.read_row import ReadRow
from scoring.result import MISSING, RowResult

ORDER = tuple(VALUE_NAMES)
HEAD_NAME, GOALS_NAME = "表头", "年度总体目标"
OF_ROWS: Mapping[str, Callable[[Facts], Iterable[Gap]]] = {
    "C807": lambda facts: facts.missing_targets,
    "C802": lambda facts: facts.missing_actuals,
    "C801": lambda facts: facts.missing_points,
}
"""Which check asks for which cells of the rows; it decides whether they are asked for."""


def blank_cells(facts: Facts) -> Iterator[Owed]:
    """没有填的各格, 照表上的先后: head, funds, goals, rows, total.

    Whether a cell is asked for is decided by its check (C801–C807) alone.
    """
    if _asks(facts, "C804"):
        yield from _fields(facts, HEAD, HEAD_NAME)
    if _asks(facts, "C806") and facts.line:
        name = facts.line.label.rstrip(":：")
        for gap in blank_amounts(facts.line):
            scored = facts.execution is not None
            yield Owed(
                Kind.BLANK,
                gap.what,
                gap.name,
                name,
                gap.place,
                stake_of(facts.execution),
                row=0 if scored else None,
            )
    yield from _amounts_by_hand(facts)
    if _asks(facts, "C805"):
        yield from _fields(facts, GOALS, GOALS_NAME)
    yield from in_order(_cells_of_rows(facts))
    if _asks(facts, "C803"):
        place = facts.evaluation.total.blank.get("stated")
        yield Owed(Kind.BLANK, "total.stated", "总分", TOTAL, place)


def _amounts_by_hand(facts: Facts) -> Iterator[Owed]:
    """手写的数据里, 执行率计分而没有写的金额."""
    row, line = facts.execution, facts.line
    if row is None or row.outcome != MISSING or not all(map(by_hand, facts.rows)):
        return
    for what in ("budget", "spent"):
        if line is None or getattr(line, what) is None:
            name = line.label if line else "年度资金总额"
            label = VALUE_NAMES[what]
            yield Owed(Kind.BLANK, what, label, name, None, stake_of(row), row=0)


def in_order(cells: Iterable[Owed]) -> list[Owed]:
    """按行排好, and the cells of a row as they are usually printed."""
    return sorted(cells, key=_turn)


def _turn(owed: Owed) -> tuple[int, int]:
    column = ORDER.index(owed.value) if owed.value in ORDER else len(ORDER)
    return -1 if owed.row is None else owed.row, column


def _asks(facts: Facts, code: str) -> bool:
    """Tell whether a check finds that something is not filled."""
    return bool(CHECKS[code].run(facts)[0])


def _fields(facts: Facts, names: Mapping[str, str], block: str) -> Iterator[Owed]:
    for gap in blank_fields(facts.evaluation, names):
        yield Owed(Kind.BLANK, gap.what, gap.name, block, gap.place)


def _cells_of_rows(facts: Facts) -> Iterator[Owed]:
    yield from _weights(facts)
    seen = set()
    for code, gaps in OF_ROWS.items():
        for gap in gaps(facts) if _asks(facts, code) else ():
            seen.add((gap.row, gap.what))
            yield _owed(gap, facts)
    yield from _beyond_the_form(facts, seen)


def _owed(gap: Gap, facts: Facts) -> Owed:
    row = None if gap.row is None else facts.result.all_rows[gap.row]
    return Owed(
        Kind.BLANK,
        gap.what,
        VALUE_NAMES[gap.what],
        gap.name,
        gap.place,
        stake_of(row),
        gap.path,
        gap.row,
    )


def _weights(facts: Facts) -> Iterator[Owed]:
    """没有填的分值: beside others that are printed (W203), or of every row."""
    if not facts.policy.scored:
        return
    if not facts.weighed:
        gaps = gaps_in_rows(facts.rows, "weight", weighed=False)
        yield from (_owed(gap, facts) for gap in gaps)
        return
    for row in facts.rows:
        own = row.indicator
        bare = own.weight is None and own.unknown("weight") is None
        if bare and not row.detail and row.scored.scored:
            yield _of_row(Kind.BLANK, row, "weight", own.blank.get("weight"))


def _beyond_the_form(facts: Facts, seen: set[tuple[int | None, str]]) -> Iterator[Owed]:
    """未填的行里没有列出的: a mark for a value, a value that data by hand lack."""
    for row in facts.rows:
        what = wanting(row.read)
        if row.scored.outcome != MISSING or (row.spot.row, what) in seen:
            continue
        text = getattr(row.indicator, what)
        if text:
            place = row.indicator.places.get(what)
            yield evolve(_of_row(Kind.MARKED, row, what, place), text=text)
        elif by_hand(row):
            yield _of_row(Kind.BLANK, row, what, None)


def wanting(read: ReadRow) -> str:
    """未填的一行缺的是哪一个值: the target before the actual value."""
    return "target" if isinstance(read.target, Absent) else "actual"


def by_hand(row: Row) -> bool:
    """手写的数据: no form says which cells it has."""
    return row.indicator.place is None and not row.indicator.blank


def _of_row(kind: Kind, row: Row, what: str, place: Where) -> Owed:
    spot = row.spot
    return Owed(
        kind,
        what,
        VALUE_NAMES[what],
        spot.name,
        place,
        stake_of(row.scored),
        spot.path,
        spot.row,
    )


def unread_cells(facts: Facts) -> Iterator[Owed]:
    """没有读懂的各格: what stands there is not known, and not blank."""
    total = facts.evaluation.total
    for line in facts.evaluation.funds.lines:
        own = line is facts.line
        row = facts.execution if own else None
        whole = _unread(line, line.label.rstrip(":："), row)
        yield from (evolve(each, row=0 if row else None) for each in whole)
    for each in facts.rows:
        found = _unread(each.indicator, each.spot.name, each.scored)
        for owed in found:
            yield evolve(owed, path=each.spot.path, row=each.spot.row)
    yield from _unread(total, TOTAL, None)


def _unread(record: PartlyRead, name: str, row: RowResult | None) -> Iterator[Owed]:
    places = getattr(record, "places", {})
    for what, text in record.unread:
        place = places.get(what, getattr(record, "place", None))
        yield Owed(
            Kind.UNREAD,
            what,
            VALUE_NAMES.get(what, what),
            name,
            place,
            stake_of(row),
            text=text,
        )
