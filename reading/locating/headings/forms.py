"""几张自评表: 一个格子里的各个表头, 哪些同属一张表, 另一张从哪一行起."""

from __future__ import annotations

from itertools import pairwise, takewhile

from attrs import define

from reading.grid import Cell, Layout
from reading.locating.headings.columns import TableHeading
from reading.locating.headings.find import headings
from reading.text import single
from reading.vocabulary.footnotes import ends_table
from reading.vocabulary.headings import key, role
from reading.vocabulary.titles import is_above_title, is_continued, is_title
from reading.vocabulary.totals import is_total
from reading.vocabulary.values import grouped

_NAMED = ("项目名称：", "项目名称:")


@define
class FormRows:
    """One 自评表 on a grid: its rows and the headings of its indicator tables."""

    first: int
    headings: list[TableHeading]
    last: int


def forms(layout: Layout) -> list[FormRows]:
    """Group the headings: those of one form, and forms one below the other."""
    every = list(headings(layout))
    starts = [1, *(_start(layout, *pair) for pair in pairwise(every))]
    found: list[FormRows] = []
    for begins, heading in zip(starts, every, strict=False):
        if begins is not None:
            found.append(FormRows(begins, [], layout.height))
        found[-1].headings.append(heading)
    for form, below in pairwise(found):
        form.last = below.first - 1
    return found


def _start(layout: Layout, above: TableHeading, heading: TableHeading) -> int | None:
    """The row in which another form begins between two headings; None without one."""
    first = above.bottom + 1
    cells = layout.between(first, heading.top - 1)
    title = next((cell.row for cell in cells if _opens_form(cell)), None)
    if title is None:
        return _anew(layout, above, heading)
    return _first_line(layout, first, title)


def _anew(layout: Layout, above: TableHeading, heading: TableHeading) -> int | None:
    """The row below a total and its remarks where a table of another project begins.

    It has no title, but it begins once more with the group that the one above begins
    with. A table of another goal (年度绩效目标2) belongs to the form above.
    """
    if _first_group(layout, above) != _first_group(layout, heading):
        return None
    firsts = _first_texts(layout, above.bottom + 1, heading.top - 1)
    totals = [row for row, text in firsts if is_total(text)]
    return _below_total(firsts, totals[-1]) if totals else None


def _below_total(firsts: list[tuple[int, str]], total: int) -> int | None:
    """The row below a total and its remarks; None where another goal follows there."""
    below = [(row, text) for row, text in firsts if row > total]
    ended = [row for row, text in below if ends_table(text)]
    parted = any(is_goal_block(text) for _, text in below)
    return None if parted else max([total, *ended]) + 1


def _first_texts(layout: Layout, first: int, last: int) -> list[tuple[int, str]]:
    """The rows that say something, each with its leftmost text."""
    rows = range(first, last + 1)
    return [(row, cell.text) for row in rows for cell in layout.written(row)[:1]]


def _first_group(layout: Layout, heading: TableHeading) -> tuple[str, str]:
    """The goal block of a table, and its first group, or its first row without one."""
    first = (*heading.levels, *heading.of("name"))[0].first
    row = heading.bottom + 1
    return layout.text(row, 1), layout.text(row, first)


def _first_line(layout: Layout, first: int, title: int) -> int:
    """The first of the lines above a title: 附件2, 单位：某中心; blank rows count too."""
    rows = range(title - 1, first - 1, -1)
    lines = takewhile(lambda row: _is_above_title(layout, row), rows)
    return min([title, *lines])


def _is_above_title(layout: Layout, row: int) -> bool:
    return is_above_title([cell.text for cell in layout.written(row)])


def _opens_form(cell: Cell) -> bool:
    text = single(cell.text)
    named = role("head", text) == "project" or text.startswith(_NAMED)
    return named or (is_title(cell.text) and not is_continued(text))


def goes_on_at(layout: Layout, above: TableHeading, heading: TableHeading) -> int:
    """The row in which a table goes on: that of 自评表（续）, else that of the heading."""
    cells = layout.between(above.bottom + 1, heading.top - 1)
    return next((c.row for c in cells if is_continued(single(c.text))), heading.top)


def is_goal_block(text: str) -> bool:
    """Say whether a text is the label of a goal block: 年度绩效目标2（40分）."""
    name = key(grouped(text)[0]).rstrip("0123456789一二三四五六")
    return role("goals", name) == "block"
