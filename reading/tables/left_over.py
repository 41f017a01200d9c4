"""没有读到的格: 表里有字而表图没有认领的, 相邻的说成一处, 照原文引出."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from indicators.place import Place
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.claims import Claims, claims
from reading.locating.form_map import FormMap
from reading.text import single
from reading.vocabulary.known_words import asks, is_known, is_label

_LABELLED = re.compile("(?:编制|公开|填报|预算)?(?:部门|单位)[:：]\\s*(.+)|.*")
_OPEN = 8
_LONGEST = 200
_MOST = 1000
"""More than are listed are not put together (reading/doubts.py)."""


def note_left_over(form: FormMap, doubts: Doubts) -> None:
    """Doubt the cells of a form that hold something and were not read.

    A cell that a doubt points to has been told already.
    """
    made = claims(form)
    left = list(_unclaimed(form, made))
    if not left:
        return
    told = doubts.places().union(made.places)
    runs = _Runs()
    for cell in left:
        if len(runs.found) > _MOST:
            break
        label = _label(form.layout, cell)
        if cell.place not in told and not asks(label):
            runs.take(cell, _quoted(label, cell))
    for run in runs.found:
        doubts.note(run.place, run.message, run.text)


def _unclaimed(form: FormMap, made: Claims) -> Iterator[Cell]:
    """The cells that nothing has claimed and that say more than known words."""
    rows, said = form.layout.rows, form.said_in_head
    for row in filter(rows.__contains__, range(form.first, form.last + 1)):
        for cell in made.left(row, rows[row]):
            # A formula without a result is told by the source.
            if not (
                cell.uncomputed or is_known(cell.text) or _unlabelled(cell.text) in said
            ):
                yield cell


def _unlabelled(text: str) -> str:
    """What stands behind 部门： in a text; '' for one that has no such label.

    Above 主管部门 | 某局 a line 部门：某局 says nothing but what is read.
    """
    return _LABELLED.sub(r"\1", single(text))


def _label(layout: Layout, cell: Cell) -> str:
    """The text left of a cell."""
    before = (layout.over(cell.row, number) for number in range(cell.column - 1, 0, -1))
    found = next(filter(None, before), None)
    return found.text if found else ""


def _quoted(label: str, cell: Cell) -> str:
    """What stands in a cell, with its label where it has one that is known."""
    text = single(cell.text)
    return f"{single(label)}：{text}" if is_label(label) else text


@define
class _Run:
    """相邻的几格, 说成一处."""

    cells: list[Cell]
    texts: list[str]
    length: int

    @property
    def place(self) -> Place:
        """The first of the cells."""
        return self.cells[0].place

    @property
    def message(self) -> str:
        """How many cells were not read."""
        count = len(self.cells)
        return f"从这一格起相邻的 {count} 格没有读到" if count > 1 else "这一格没有读到"

    @property
    def text(self) -> str:
        """What stands in the cells."""
        return "｜".join(self.texts)

    def touches(self, cell: Cell) -> bool:
        """Say whether a cell stands beside or below the last cells of this run."""
        return any(_touch(own, cell) for own in self.cells[-_OPEN:])


def _touch(one: Cell, other: Cell) -> bool:
    across = one.column <= other.column + other.columns
    across &= other.column <= one.column + one.columns
    return across and other.row <= one.row + one.rows


@define
class _Runs:
    """Puts cells, in the order of reading, into runs; a few of these are open at a time.

    A run that has become long ends, so that every text can be quoted.
    """

    found: list[_Run] = field(factory=list)

    def take(self, cell: Cell, text: str) -> None:
        """Put a cell, with what is quoted of it, into a run, or begin another."""
        length = len(text)
        for run in self.found[: -_OPEN - 1 : -1]:
            if run.length + length <= _LONGEST and run.touches(cell):
                run.cells.append(cell)
                run.texts.append(text)
                run.length += length
                return
        self.found.append(_Run([cell], [text], length))
