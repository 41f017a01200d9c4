"""换了几格的表: 好像在文件里真的改过一样再读."""

from __future__ import annotations

from collections.abc import Mapping

from app.web.sheet.placing import Placing, Spotted, spot_of
from app.web.sheet.printed import FoundTable, found_table
from indicators.place import Place
from reading.grid import Grid
from reading.retyped import retyped


def edited(
    grids: tuple[Grid, ...], number: int, cells: Mapping[str, str]
) -> FoundTable | None:
    """换上各格 (页上的称呼 → 文字) 的第几张表; None where it is no table then."""
    placing = Placing(grids)
    texts: dict[Place, str] = {}
    for key, text in cells.items():
        spot = spot_of(key)
        place = spot and placing.place(spot)
        if place is not None:
            texts[place] = text
    return found_table(retyped(grids, texts) if texts else grids, number)


def text_at(grids: tuple[Grid, ...], spot: Spotted) -> str:
    """文件里的那一格写着什么."""
    return grids[spot.grid].text(spot.row, spot.column)
