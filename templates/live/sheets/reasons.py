"""偏差原因: 扣了分的行写了没有."""

from __future__ import annotations

from templates.live.sheets.cells import Cells, elsewhere
from templates.live.sheets.indicator_cells import OWNER, LiveIndicator, addresses
from templates.writing.contents import Content

BLANKS = ("", "0", "无", "/", "—", "-", "无偏差", "无原因")
"""What stands for no reason."""
SAID = "扣了分，请写原因"


def lacks_reason(weight: str, points: str, note: str) -> str:
    """写出条件: points below the weight, and no reason beside them.

    >>> print(lacks_reason("G1", "H1", "I1")[:60])
    IF(AND(ISNUMBER(G1),ISNUMBER(H1)),AND(ROUND(G1-H1,6)>0,OR(TR
    """
    empty = ",".join(f'TRIM({note})="{blank}"' for blank in BLANKS)
    lost = f"AND(ROUND({weight}-{points},6)>0,OR({empty}))"
    return f"IF(AND(ISNUMBER({weight}),ISNUMBER({points})),{lost},FALSE)"


def reason_check(each: LiveIndicator, cells: Cells, count: int) -> Content:
    """说出一行扣了分而没有原因; empty where the form has no cell for reasons."""
    note = cells.at(OWNER, "note", count)
    if note is None:
        return Content()
    _, _, weight, points = addresses(cells, count)
    formula = elsewhere(f'=IF({lacks_reason(weight, points, note)},"{SAID}","")')
    return Content(SAID if _lacks(each) else "", None, "", formula)


def _lacks(each: LiveIndicator) -> bool:
    written = (each.row.variance_note or "").strip(" ")
    if each.weight is None or each.points is None:
        return False
    return each.weight > each.points and written in BLANKS
