"""引用随插行移动: 公式、区域、名称里的行号."""

from __future__ import annotations

import re

from attrs import frozen

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[\w.]+)!)?"
    r"(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?"
    r"|(?P<rows>\$?\d+:\$?\d+)"
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
        """Where a row is afterwards."""
        return row + self.count if row > self.after else row

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a range is afterwards; one that ends with the copied row grows."""
        grows = first < last == self.after
        return self.moved(first), last + self.count if grows else self.moved(last)


def shifted(formula: str, title: str, insertion: Insertion, *, own: bool) -> str:
    """Move the references to this sheet in a formula; text in quotes stays."""
    pieces = re.split(r'("(?:[^"]|"")*")', formula)
    names = {f"{title}!", f"'{title}'!".replace("''", "'")}

    def move(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        if (sheet is None and not own) or (sheet is not None and sheet not in names):
            return match[0]
        if match["rows"]:
            first, last = match["rows"].split(":")
        else:
            first, last = match["first"], match["last"] or match["first"]
        top, bottom = insertion.span(_row(first), _row(last))
        ends = [_ROW.sub(str(top), first), _ROW.sub(str(bottom), last)]
        both = match["rows"] or match["last"]
        return (sheet or "") + (":".join(ends) if both else ends[0])

    return "".join(
        piece if piece.startswith('"') else _REFERENCE.sub(move, piece)
        for piece in pieces
    )


def _row(reference: str) -> int:
    return int(re.sub("[^0-9]", "", reference))


def ranges(text: str, insertion: Insertion) -> str:
    """Move ranges as they stand in a sqref: A1:B2 C3."""
    return " ".join(
        shifted(part, "", insertion, own=True) for part in str(text).split()
    )
