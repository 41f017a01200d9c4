"""没有读懂的格: 哪些值的格里有内容, 而内容没有读懂."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from operator import attrgetter

from indicators.evaluation import Unread
from reading.grid import Cell
from reading.locating.headings.columns import TableColumn
from reading.text import single
from reading.vocabulary.amounts import read_amount
from reading.vocabulary.headings import key
from reading.vocabulary.values import is_error, scored

_STANDARD = re.compile("(评分|评价|考核|计分|评定|打分)(标准|细则|要点)")


_UNCERTAIN = attrgetter("uncertain")


def unread(cells: Mapping[str, Cell]) -> Unread:
    """Name the values whose cell holds what was not understood, and what it holds.

    >>> from indicators.place import Place
    >>> sheet = Place("sheet", sheet="表")
    >>> cells = {"actual": Cell("#REF!", 5, 6, sheet), "stated": Cell("10", 5, 8, sheet)}
    >>> unread(cells)
    (('actual', '#REF!'),)
    """
    not_understood = _UNREAD.get
    found = [
        (what, single(cell.text))
        for what, cell in cells.items()
        if (test := not_understood(what)) and (cell.uncertain or test(cell))
    ]
    return (*found, *_parts_of_target(cells, dict(found)))


def _parts_of_target(cells: Mapping[str, Cell], found: Mapping[str, str]) -> Unread:
    """A target is not known where its sign or its unit is uncertain."""
    parts = filter(None, map(cells.get, ("sign", "unit")))
    said = [("target", single(cell.text)) for cell in filter(_UNCERTAIN, parts)]
    return tuple(said[: "target" not in found])


def suspected(extra: Iterable[tuple[TableColumn, Cell]]) -> Unread:
    """Name the values that a column of an unknown title may hold, and what it holds."""
    found = {
        column.may_be: single(cell.text) for column, cell in extra if column.may_be
    }
    return tuple(found.items())


def is_standard(column: TableColumn) -> bool:
    """Say whether a column holds what is asked for in words: 评分标准."""
    return _STANDARD.fullmatch(key(column.title)) is not None


def standards(extra: Iterable[tuple[TableColumn, Cell]]) -> Unread:
    """评分标准 beside a blank target: what is asked for stands there in words."""
    found = (cell for column, cell in extra if is_standard(column))
    return tuple(("target", single(cell.text)) for cell in islice(found, 1))


def _no_text(cell: Cell) -> bool:
    return cell.uncomputed or is_error(cell.text)


def _no_points(cell: Cell) -> bool:
    value, doubt = scored(cell.text)
    return value is None and doubt is not None


def _no_amount(cell: Cell) -> bool:
    read = read_amount(single(cell.text))
    return not (read.understood and read.exact)


_UNREAD: Mapping[str, Callable[[Cell], bool]] = {
    **dict.fromkeys(("target", "actual"), _no_text),
    **dict.fromkeys(("weight", "stated"), _no_points),
    **dict.fromkeys(("initial", "budget", "spent", "rate"), _no_amount),
}
"""How it is seen that the cell of a value was not understood."""
