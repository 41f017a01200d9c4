"""引用随插行移动: 公式、区域、名称里的行号."""

from __future__ import annotations

import re

from attrs import frozen

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[\w.]+)!)?"
    r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
    r"|\$?\d+:\$?\d+"
)
_ROW = re.compile(r"\d+$")


@frozen
class Insertion:
    """添 `count` 行, 在 `after` 行之后, 照 `after` 行的样子.

    `depth`: how many levels of groups the new rows share with the copied one.
    """

    after: int
    count: int
    depth: int = 0

    def moved(self, row: int) -> int:
        """Return the number of a row after the insertion."""
        return row + self.count if row > self.after else row

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the first and last row of a range after the insertion.

        A range over several rows that ends with the copied row grows.
        """
        grows = first < last == self.after
        return self.moved(first), last + self.count if grows else self.moved(last)


def shifted(formula: str, title: str, insertion: Insertion, *, own: bool) -> str:
    """Move the references of a formula to the sheet `title`; text in quotes stays.

    `own`: the formula stands on that sheet, where references need not name it.
    """
    quoted = title.replace("'", "''")
    sheets = {f"{title}!", f"'{quoted}'!", *([""] if own else [])}

    def move(match: re.Match[str]) -> str:
        named = match["sheet"] or ""
        return _moved(match[0], named, insertion) if named in sheets else match[0]

    pieces = re.split(r'("(?:[^"]|"")*")', formula)
    return "".join(
        piece if piece.startswith('"') else _REFERENCE.sub(move, piece)
        for piece in pieces
    )


def _moved(reference: str, sheet: str, insertion: Insertion) -> str:
    """Return where a reference points after the insertion: A5, A1:B2 or 3:5."""
    first, colon, last = reference.removeprefix(sheet).partition(":")
    top, bottom = insertion.span(_row(first), _row(last or first))
    return sheet + _ROW.sub(str(top), first) + colon + _ROW.sub(str(bottom), last)


def _row(reference: str) -> int:
    """Return the row of A1, $A$1 or 1."""
    return int(re.sub("[^0-9]", "", reference))


def ranges(text: str, insertion: Insertion) -> str:
    """Move the ranges of a sqref, which stand apart by blanks: A1:B2 C3."""
    return " ".join(
        shifted(part, "", insertion, own=True) for part in str(text).split()
    )
