"""目标写在标签同一格里: 预期目标：1.…、年度总体目标：…."""

from __future__ import annotations

import re

from reading.grid import Layout
from reading.text import lines
from reading.vocabulary.headings import role

_LABELLED = re.compile(r"\s*([^:：\n]{2,16})[:：](.+)", re.DOTALL)


def inline_goals(
    layout: Layout, first: int, last: int, taken: set[int]
) -> dict[str, str]:
    """The goals whose text follows the label in one cell.

    Below or beside a label of the same meaning such a text is a text as it stands.
    """
    found: dict[str, str] = {}
    plain: set[str] = set()
    for row in range(first, last + 1):
        for cell in layout.begun(row) if row not in taken else ():
            match = _LABELLED.match(cell.text)
            what = role("goals", match[1] if match else cell.text)
            text = lines(match[2]) if match else None
            if what and text:
                found.setdefault("expected" if what == "block" else what, text)
            elif what:
                plain.add(what)
    return {what: text for what, text in found.items() if what not in plain}
