"""年度总体目标: 预期目标和实际完成情况, 并排在上或各在左, 或与标签同在一格."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from indicators.records import record
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.form_map import GoalField
from reading.locating.value_cells import ValueCell, cells_beside, is_any_label, is_blank
from reading.vocabulary.fillers import is_serial
from reading.vocabulary.goals import goal_in, heads_tasks
from reading.vocabulary.headings import index, key, role

_UNKNOWN_HEADING = re.compile(r".{0,10}(完成|情况|目标|实际|结果|成效)")
_EXPECTED = frozenset(("expected", "block"))
_LATER = "later"
_LEVELS = frozenset(("level1", "level2", "level3", "block"))
_GOALS = frozenset(("expected", "actual"))
_PARTS_BELOW = 2
_MEANS = {"block": "expected"}
"""What a label stands for that has its text behind it."""
Goals = dict[str, GoalField]


@record
class GoalLabel:
    """栏目: the cell, and what it stands for (expected, actual, block)."""

    cell: Cell
    what: str


def find_goals(
    layout: Layout, first: int, last: int, taken: Collection[int], doubts: Doubts
) -> Goals:
    """Find the goals between two rows; rows that the funds have `taken` are left out."""
    rows = [
        row
        for row in range(first, last + 1)
        if row not in taken
        and not heads_tasks([cell.text for cell in layout.written(row)])
    ]
    cells = [cell for row in rows for cell in layout.begun(row)]
    labels = _labels(layout, cells, last)
    inline = _inline(cells)
    if not inline:
        labels += _unknown_actual(layout, labels, doubts)
    # What stands beside a label inside its own cell says more than a cell beside it.
    return _fields(_Block(layout, last, taken), labels) | inline


@record
class _Block:
    """The rows of the goals: they end at `last`, and leave `taken` out."""

    layout: Layout
    last: int
    taken: Collection[int]


def _labels(layout: Layout, cells: list[Cell], last: int) -> list[GoalLabel]:
    """Every label of the goals; 年度总体目标 before 预期目标 only leads to it.

    So does what stands before 中期目标, which is not the goal of the year beside it.
    """
    every = [GoalLabel(c, what) for c in cells if (what := role("goals", c.text))]
    every += _parts(layout, every, last)
    led_to = {id(label.cell) for label in every if label.what in _EXPECTED | {_LATER}}
    found = [label for label in every if id(layout.right_of(label.cell)) not in led_to]
    return _without_blocks(found)


def _parts(layout: Layout, labels: list[GoalLabel], last: int) -> list[GoalLabel]:
    """预期 and 完成 in the rows of 绩效目标, where no label says in full which is which.

    目标内容 beside 完成情况 is the expected one of the two.
    """
    kinds = [label.what for label in labels]
    if kinds == ["actual"]:
        return _left_part(layout, labels[0].cell)
    if kinds.count("block") != 1 or "expected" in kinds or _is_answered(layout, labels):
        return []
    block = labels[kinds.index("block")].cell
    below = min(block.row + max(block.rows - 1, _PARTS_BELOW), last)
    return _named_parts(layout.between(block.row, below), _GOALS.difference(kinds))


def _named_parts(cells: Iterable[Cell], missing: frozenset[str]) -> list[GoalLabel]:
    """The cells that name the missing goals by short words, if all are named."""
    known = index("goal_parts")
    named = ((cell, known.get(key(cell.text))) for cell in cells)
    found = [GoalLabel(cell, str(what)) for cell, what in named if what in missing]
    return found if {part.what for part in found} == missing else []


def _is_answered(layout: Layout, labels: list[GoalLabel]) -> bool:
    """绩效目标 | text | 完成情况: what stands between two labels of a row is the goal."""
    first, last = labels[0].cell, labels[-1].cell
    beside = layout.right_of(first)
    if beside is None or first.row != last.row or beside in (first, last):
        return False
    known = index("goal_parts")
    return (
        labels[-1].what == "actual"
        and _is_text(beside.text)
        and key(beside.text) not in known
    )


def _left_part(layout: Layout, actual: Cell) -> list[GoalLabel]:
    """目标 | text | 完成情况 | text: a mere 目标 begins the row of the goals."""
    first, *_ = layout.written(actual.row)
    known = index("goal_parts").get(key(first.text))
    return [GoalLabel(first, known)] if known == "expected" else []


def _without_blocks(labels: list[GoalLabel]) -> list[GoalLabel]:
    """The first 年度总体目标 stands for 预期目标 where that is missing, or 中期目标."""
    firsts = {label.what: label for label in reversed(labels)}
    instead = firsts.get("block") or firsts.get(_LATER)
    if instead is not None and "expected" not in firsts:
        labels[labels.index(instead)] = GoalLabel(instead.cell, "expected")
    return [label for label in labels if label.what not in ("block", _LATER)]


def _inline(cells: list[Cell]) -> Goals:
    """预期目标：1.…: the goals whose text follows the label in one cell.

    Below or beside a label of the same meaning such a text is a text as it stands.
    """
    found: Goals = {}
    plain: set[str] = set()
    for cell in cells:
        label, text = goal_in(cell.text)
        what = role("goals", label)
        if what is None:
            continue
        if text is None:
            plain.add(what)
        else:
            goal = GoalField(cell, None, inline=text)
            found.setdefault(_MEANS.get(what, what), goal)
    return {what: goal for what, goal in found.items() if what not in plain}


def _unknown_actual(
    layout: Layout, labels: list[GoalLabel], doubts: Doubts
) -> Iterator[GoalLabel]:
    """预期目标 beside a heading of an unknown wording, with texts below both."""
    known = {label.what: label.cell for label in labels}
    if known.keys() != {"expected"}:
        return
    left = known["expected"]
    right = layout.right_of(left)
    below = layout.text(left.row + left.rows, left.column)
    if right is None or right.row != left.row or not _is_text(below):
        return
    if _UNKNOWN_HEADING.fullmatch(key(right.text)):
        message = "未识别的目标列名，按实际完成情况读取"
        doubts.note(right.place, message, right.text)
        yield GoalLabel(right, "actual")


def _is_text(text: str) -> bool:
    """Say whether a text says something and is no label."""
    return bool(text.strip()) and not is_any_label(text)


def _fields(block: _Block, labels: list[GoalLabel]) -> Goals:
    """Find the texts that the labels point to."""
    actual = {label.cell.row: label.cell for label in labels if label.what == "actual"}
    for left in (label.cell for label in labels if label.what == "expected"):
        right = actual.get(left.row)
        next_to_it = block.layout.right_of(left) in (right, None)
        if right and next_to_it and not _has_answer(block.layout, left, right):
            return _side_by_side(block, left, right)
    return _beside(block, labels)


def _has_answer(layout: Layout, left: Cell, right: Cell) -> bool:
    """预期目标 | ____ | 实际完成情况 | text: a blank between labels, a text behind them."""
    apart = left.column + left.columns < right.column
    text = layout.right_of(right) if apart else None
    return text is not None and text.row == right.row and _is_text(text.text)


def _side_by_side(block: _Block, left: Cell, right: Cell) -> Goals:
    """预期目标 | 实际完成情况: two headings with their texts below."""
    edge = min(left.column, right.column)
    labels = {"expected": left, "actual": right}
    texts = {what: _below(block, label, edge) for what, label in labels.items()}
    # In a blank a label further off leaves room for the text of the one before it.
    apart = left.column + left.columns < right.column and not any(texts.values())
    return {
        what: _field(block, label, texts[what], right_first=apart)
        for what, label in labels.items()
    }


def _beside(block: _Block, labels: list[GoalLabel]) -> Goals:
    """总体目标 | text: the text stands to the right of its label, or below it.

    Of several labels of one goal the first with a text is taken.
    """
    found: Goals = {}
    cells = [label.cell for label in labels]
    texts = [_pieces(block, cell, cells) for cell in cells]
    for label, pieces in sorted(zip(labels, texts, strict=True), key=_has_no_text):
        field = _field(block, label.cell, pieces, right_first=True)
        found.setdefault(label.what, field)
    return found


def _has_no_text(field: tuple[GoalLabel, list[Cell]]) -> bool:
    return not field[1]


def _field(
    block: _Block, label: Cell, pieces: list[Cell], *, right_first: bool
) -> GoalField:
    """A goal with its value cell: that of its text, else a blank beside or below."""
    if pieces:
        return GoalField(label, ValueCell.of(pieces[0]), tuple(pieces))
    row, column = label.row, label.column + label.columns
    if not (right_first and is_blank(block.layout, row, column)):
        row, column = label.row + label.rows, label.column
    return GoalField(label, ValueCell(row, column) if row <= block.last else None)


def _pieces(block: _Block, label: Cell, labels: list[Cell]) -> list[Cell]:
    """The cells of the text of a label: to its right, or below it."""
    right = block.layout.right_of(label)
    if right is not None and right not in labels:
        if is_any_label(right.text):
            return []
        return cells_beside(block.layout, label, right)
    if not _has_text_below(block.layout, label, right):
        return []
    return _below(_Block(block.layout, block.last, ()), label, label.column)


def _has_text_below(layout: Layout, label: Cell, right: Cell | None) -> bool:
    """A heading over a text is wide, or stands alone with nothing but that text below.

    In a CSV no heading is wide.
    """
    if label.columns > 1:
        return right is None or right.row == label.row
    below = [cell.column for cell in layout.written(label.row + label.rows)]
    return right is None and below == [label.column]


def _below(block: _Block, label: Cell, edge: int) -> list[Cell]:
    """The texts under a heading, down to the next label.

    `edge` is the column at which the goals begin.
    """
    found: list[Cell] = []
    first = label.row + label.rows
    across = range(label.column, label.column + label.columns)
    for row in range(first, block.last + 1):
        begun = block.layout.written(row)
        if row in block.taken or _is_label_row(begun):
            break
        if row > first and _begins_block(block, begun, label, edge):
            break
        found += [cell for cell in begun if cell.column in across]
    return found


def _begins_block(block: _Block, begun: list[Cell], label: Cell, edge: int) -> bool:
    """Another block begins where the column left of the goals says something new."""
    known = {cell.text for cell in block.layout.seen(label.row)}
    return any(
        cell.column < edge
        and cell.text not in known
        and not is_serial(cell.text)
        and role("goals", cell.text) != "actual"
        for cell in begun
    )


def _is_label_row(begun: list[Cell]) -> bool:
    """Say whether a row begins with a label of the goals, or of what follows them."""
    text = begun[0].text if begun else ""
    goal = role("goals", text)
    of_table = goal is None and role("columns", text) in _LEVELS
    of_funds = role("funds", text) == "block"
    return bool(goal in _GOALS or role("head", text) or of_table or of_funds)
