"""下一页的表是另一张自评表, 还是上一页那张的续页.

A running head and a repeated heading are printed above the rows that go on. Where the
rows below them are again those at the top of a form, they belong to another form.
"""

from __future__ import annotations

from reading.sources.pdf.labels import Labels
from reading.sources.pdf.page import PageTable, RuledCell, edge_index, edges
from reading.sources.pdf.rules import TOLERANCE

_LAST_ROWS = 4


def begins_form(
    first: PageTable, above: PageTable, below: PageTable, labels: Labels
) -> bool:
    """Say whether the table at the head of a page begins another form.

    `first` is where the table before begins, `above` is its part on the page before.
    """
    ours, theirs = _rows(first), _rows(below)
    if not ours or not theirs:
        return False
    if labels.names_project(theirs[0][0]) and theirs[0] != ours[0]:
        return True
    pairs = zip(ours, theirs, strict=False)
    same = next((n for n, (one, other) in enumerate(pairs) if one != other), None)
    if same is None:
        return labels.names_project(theirs[0][0]) and len(theirs) == len(ours)
    if ours[same][0] == theirs[same][0] and labels.is_label(ours[same][0]):
        return True
    headed = any(_is_heading(row, labels) for row in theirs[:same])
    return headed and _is_ended(_rows(above), labels)


def has_columns_of(
    fragments: list[PageTable], below: PageTable, labels: Labels
) -> bool:
    """Say whether the first row of a page stands in the columns of the pages before.

    A row of labels or headings may part the table anew.
    """
    above = [box for fragment in fragments for box in fragment.boxes]
    known = edges([x for box in above for x in (box.left, box.right)])
    top = min(box.top for box in below.boxes)
    first = [box for box in below.boxes if box.top - top <= TOLERANCE]
    rows = _rows(below)
    if rows and (labels.is_label(rows[0][0]) or _is_heading(rows[0], labels)):
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


def _is_heading(row: tuple[str, ...], labels: Labels) -> bool:
    return any(map(labels.is_first_level, row))


def _is_ended(rows: list[tuple[str, ...]], labels: Labels) -> bool:
    """The form before has come to its total."""
    return any(labels.is_total(row[0]) for row in rows[-_LAST_ROWS:])
