"""组的末尾: 没有读到总分行的表, 哪一组的各行可能没有读全."""

from __future__ import annotations

from auditing.facts.facts import Facts
from auditing.facts.levels import Level
from auditing.facts.row import Row


def may_lack_rows(facts: Facts, level: Level) -> bool:
    """一组的各行可能不全: the table was not read to its end, and may end in this group.

    Where the rows stand decides, not their order; of rows without cells any may be last.
    """
    if facts.ended:
        return False
    own, every = (set(map(_standing, rows)) for rows in (level.rows, facts.rows))
    if facts.rows_left_out or None in every:
        return True
    return max(filter(None, own)) == max(filter(None, every))


def _standing(row: Row) -> tuple[int, int, int] | None:
    """The page, the table and the row of a row; None where its cell is not known."""
    place = row.indicator.place
    if place is None or place.row is None:
        return None
    return place.page or 0, place.table or 0, place.row
