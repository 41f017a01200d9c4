"""偏差原因: 扣了分的行写了没有."""

from __future__ import annotations

from indicators.notation.no_reason import NO_REASON
from templates.live.sentences import CHECK
from templates.live.sheets.cells import Cells, in_any_row
from templates.live.sheets.indicator_cells import OWNER, LiveIndicator

SAID = f"{CHECK}扣了分，没有写原因"
_LISTED = f"|{'|'.join(NO_REASON)}|"


def lacks_reason(weight: str, points: str, note: str) -> str:
    """写出条件: points below the weight, and no reason beside them.

    >>> lacks_reason("G1", "H1", "I1")[:68]
    'IF(AND(ISNUMBER(G1),ISNUMBER(H1)),AND(ROUND(G1-H1,6)>0,ISNUMBER(FIND'
    """
    empty = f'ISNUMBER(FIND("|"&TRIM({note})&"|","{_LISTED}"))'
    lost = f"AND(ROUND({weight}-{points},6)>0,{empty})"
    return f"IF(AND(ISNUMBER({weight}),ISNUMBER({points})),{lost},FALSE)"


def reason_asked(cells: Cells) -> str:
    """写出任一行要接在状态后面的公式: what is said where a reason lacks.

    "" where the form has no cell for reasons.
    """
    note = in_any_row(cells, OWNER, "note")
    if not note:
        return ""
    weight, points = (in_any_row(cells, OWNER, role) for role in ("weight", "stated"))
    return f'&IF({lacks_reason(weight, points, note)},"{SAID}","")'


def said_of(each: LiveIndicator, *, asking: bool) -> str:
    """What the check sheet says of a row now, a reason that lacks among it."""
    asked = asking and _lacks(each)
    return f"{each.shape.status_formula.value}{SAID if asked else ''}"


def _lacks(each: LiveIndicator) -> bool:
    if each.weight is None or each.points is None:
        return False
    written = (each.row.variance_note or "").strip(" ")
    return each.weight > each.points and written in NO_REASON
