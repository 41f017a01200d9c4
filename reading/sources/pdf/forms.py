"""下一页的表是另一张自评表, 还是上一页那张的续页.

A running head and a repeated heading are printed above the rows that go on. Where the
rows below them are again those at the top of a form, they belong to another form.
"""

from __future__ import annotations

from reading.sources.pdf.page import PageTable, RuledCell, edge_index, edges
from reading.sources.pdf.rules import TOLERANCE
from reading.vocabulary.headings import key, pattern, role

_LAST_ROWS = 4


def begins_form(first: PageTable, above: PageTable, below: PageTable) -> bool:
    """Say whether the table at the head of a page begins another form.

    `first` is where the table before begins, `above` is its part on the page before.
    """
    ours, theirs = _rows(first), _rows(below)
    if not ours or not theirs:
        return False
    if _names_project(theirs[0]) and theirs[0] != ours[0]:
        return True
    pairs = zip(ours, theirs, strict=False)
    same = next((n for n, (one, other) in enumerate(pairs) if one != other), None)
    if same is None:
        return _names_project(theirs[0]) and len(theirs) == len(ours)
    if ours[same][0] == theirs[same][0] and _is_label(ours[same][0]):
        return True
    return any(map(_is_heading, theirs[:same])) and _is_ended(_rows(above))


def has_columns_of(fragments: list[PageTable], below: PageTable) -> bool:
    """Say whether the first row of a page stands in the columns of the pages before.

    A row of labels or headings may part the table anew.
    """
    above = [box for fragment in fragments for box in fragment.boxes]
    known = edges([x for box in above for x in (box.left, box.right)])
    top = min(box.top for box in below.boxes)
    first = [box for box in below.boxes if box.top - top <= TOLERANCE]
    rows = _rows(below)
    if rows and (_is_label(rows[0][0]) or _is_heading(rows[0])):
        return True
    return all(
        any(abs(x - edge) <= TOLERANCE for edge in known)
        for box in first
        for x in (box.left, box.right)
    )


def _rows(fragment: PageTable) -> list[tuple[str, ...]]:
    """The texts of each row, those of merged cells in the row where they begin."""
    lines = edges([box.top for box in fragment.boxes])
    rows: list[list[RuledCell]] = [[] for _ in lines]
    for box in fragment.boxes:
        if box.lines:
            rows[edge_index(lines, box.top)].append(box)
    texts = (tuple(box.text for box in sorted(row, key=_left)) for row in rows)
    return [row for row in texts if row]


def _left(box: RuledCell) -> float:
    return box.left


def _names_project(row: tuple[str, ...]) -> bool:
    """项目名称 | 甲, and 项目名称：甲 in one cell."""
    return role("head", key(row[0]).partition(":")[0]) == "project"


def _is_label(text: str) -> bool:
    """A label of the head, the funds or the goals."""
    known = any(role(block, text) for block in ("head", "funds", "goals"))
    return known or pattern("funds", "line").match(key(text)) is not None


def _is_heading(row: tuple[str, ...]) -> bool:
    return any(role("columns", text) == "level1" for text in row)


def _is_ended(rows: list[tuple[str, ...]]) -> bool:
    """The form before has come to its total."""
    return any(role("total", row[0]) == "total" for row in rows[-_LAST_ROWS:])
