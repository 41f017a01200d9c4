"""年度总体目标: 预期目标和实际完成情况, 并排在上或各在左."""

from __future__ import annotations

import re

from attrs import define

from indicators.evaluation import Goals
from reading.grid import Cell, Layout
from reading.locating.goals_inline import inline_goals
from reading.tables.levels import Warn
from reading.text import lines
from reading.vocabulary.headings import key, role

_UNKNOWN_HEADING = re.compile(r".{0,10}(完成|情况|目标|实际|结果|成效)")


@define
class GoalLabel:
    """栏目: the cell, and what it stands for."""

    cell: Cell
    what: str


def goals_of(
    layout: Layout, first: int, last: int, taken: set[int], warn: Warn
) -> Goals:
    """Read the goals between two rows."""
    labels = goal_labels(layout, first, last, taken)
    inline = inline_goals(layout, first, last, taken)
    if inline:
        return _with(goals_of_labels(layout, labels, last, taken), inline)
    _mend(layout, labels, warn)
    return goals_of_labels(layout, labels, last, taken)


def _with(goals: Goals, inline: dict[str, str]) -> Goals:
    """What stands beside a label inside its own cell says more than a cell beside it."""
    actual = inline.get("actual", goals.actual)
    return Goals(inline.get("expected", goals.expected), actual)


def goals_of_labels(
    layout: Layout, labels: list[GoalLabel], last: int, taken: set[int]
) -> Goals:
    """Read the texts that the labels point to."""
    for row in sorted({label.cell.row for label in labels}):
        across = [label for label in labels if label.cell.row == row]
        texts = {label.what: label.cell for label in across}
        if {"expected", "actual"} <= set(texts) and _side_by_side(layout, texts):
            edge = min(cell.column for cell in texts.values())
            read = {
                what: _below(layout, cell, last, taken, edge)
                for what, cell in texts.items()
            }
            return Goals(read.get("expected"), read.get("actual"))
    return _beside(layout, labels, last)


def _mend(layout: Layout, labels: list[GoalLabel], warn: Warn) -> None:
    """预期目标 beside a heading of an unknown wording, with texts below both."""
    known = {label.what: label.cell for label in labels}
    left = known.get("expected")
    if left is None or "actual" in known:
        return
    right = layout.right_of(left)
    below = layout.at(left.row + left.rows, left.column)
    if right is None or right.row != left.row or below is None:
        return
    if _UNKNOWN_HEADING.fullmatch(key(right.text)) and not _is_any_label(below.text):
        warn(right.place, "未识别的目标列名，按实际完成情况读取", right.text)
        labels.append(GoalLabel(right, "actual"))


def _is_any_label(text: str) -> bool:
    blocks = ("goals", "columns", "head", "funds")
    return not text.strip() or any(role(block, text) for block in blocks)


def goal_labels(
    layout: Layout, first: int, last: int, taken: set[int]
) -> list[GoalLabel]:
    """Every label of the goals; 年度总体目标 stands for 预期目标 where that is missing."""
    found: list[GoalLabel] = []
    for row in range(first, last + 1):
        if row in taken:
            continue
        for cell in layout.begun(row):
            what = role("goals", cell.text)
            if what:
                found.append(GoalLabel(cell, what))
    found = [label for label in found if not _heads(layout, label.cell, found)]
    if not any(label.what == "expected" for label in found):
        for label in found:
            if label.what == "block":
                label.what = "expected"
                break
    return [label for label in found if label.what != "block"]


def _heads(layout: Layout, cell: Cell, found: list[GoalLabel]) -> bool:
    """Say whether a label only stands before the label of the expected goals."""
    right = layout.right_of(cell)
    return any(
        label.cell is right and label.what in {"expected", "block"} for label in found
    )


def _side_by_side(layout: Layout, texts: dict[str, Cell]) -> bool:
    """预期目标 | 实际完成情况: two headings with their texts below."""
    left = texts["expected"]
    beside = layout.right_of(left)
    return beside is texts["actual"] or beside is None


def _below(
    layout: Layout, label: Cell, last: int, taken: set[int], edge: int | None = None
) -> str | None:
    """The texts under a heading, down to the next label.

    `edge` is the column at which the goals begin.
    """
    found: list[Cell] = []
    first = label.row + label.rows
    for row in range(first, last + 1):
        if row in taken or _is_label_row(layout, row):
            break
        if row > first and _begins_block(layout, row, label, edge or label.column):
            break
        for column in range(label.column, label.column + label.columns):
            cell = layout.at(row, column)
            if cell is None or (cell.row, cell.column) != (row, column):
                continue
            if lines(cell.text):
                found.append(cell)
    return _joined(found)


def _joined(cells: list[Cell]) -> str | None:
    """Rows of text one below the other; a text that a page cut in two is one."""
    text = ""
    for number, cell in enumerate(cells):
        cut = bool(number) and cell.place.is_parted_from(cells[number - 1].place)
        text += ("" if cut or not text else "\n") + (lines(cell.text) or "")
    return text or None


def _begins_block(layout: Layout, row: int, label: Cell, edge: int) -> bool:
    """Another block begins where the column left of the goals says something new."""
    left = [c for c in layout.begun(row) if c.column < edge and c.text.strip()]
    known = {cell.text for cell in layout.seen(label.row)}
    return any(
        cell.text not in known and role("goals", cell.text) != "actual" for cell in left
    )


def _is_label_row(layout: Layout, row: int) -> bool:
    cells = [cell for cell in layout.begun(row) if cell.text.strip()]
    if not cells:
        return False
    first = cells[0].text
    return bool(
        (
            role("columns", first) in {"level1", "level2", "level3", "block"}
            and role("goals", first) is None
        )
        or role("head", first)
        or role("goals", first) in {"expected", "actual"}
        or role("funds", first) == "block"
    )


def _beside(layout: Layout, labels: list[GoalLabel], last: int) -> Goals:
    """总体目标 | text: the text stands to the right of its label, or below it."""
    read: dict[str, str | None] = {}
    cells = [label.cell for label in labels]
    for label in labels:
        right = layout.right_of(label.cell)
        if right is None or right in cells:
            text = None
            if _has_text_below(layout, label.cell, right):
                text = _below(layout, label.cell, last, set())
        else:
            text = lines(right.text)
            if right.row > label.cell.row:
                text = None
            text = _more(layout, label.cell, right, text)
        if text and label.what not in read:
            read[label.what] = text
    return Goals(read.get("expected"), read.get("actual"))


def _has_text_below(layout: Layout, label: Cell, right: Cell | None) -> bool:
    """A heading over a text is wide, or stands alone with nothing but that text below.

    In a CSV no heading is wide.
    """
    if right is not None and right.row != label.row:
        return False
    if label.columns > 1:
        return True
    row = layout.begun(label.row + label.rows)
    below = [cell.column for cell in row if cell.text.strip()]
    return right is None and below == [label.column]


def _more(layout: Layout, label: Cell, right: Cell, text: str | None) -> str | None:
    """Several rows of text beside one tall label."""
    pieces = [text] if text else []
    for row in range(right.row + right.rows, label.row + label.rows):
        cell = layout.at(row, right.column)
        if cell is not None and cell.row == row and lines(cell.text):
            pieces.append(str(lines(cell.text)))
    return "\n".join(pieces) or None
