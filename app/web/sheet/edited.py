"""换了几格的表: 好像在文件里真的改过一样再读."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from app.web.sheet.placing import Spotted, spot_of
from app.web.sheet.printed import FoundTable, found_table
from indicators.evaluation import Evaluation
from indicators.place import Place
from reading.grid import Grid
from reading.reader import found_on
from reading.retyped import retyped


def edited(
    printed: FoundTable, number: int, cells: Mapping[str, str]
) -> FoundTable | None:
    """换上各格 (页上的称呼 → 文字) 的第几张表; None where it is no table then.

    `printed` is the table as its file has it. What is typed into a row leaves every
    place where it is: only a row that is named anew is looked for again.
    """
    texts: dict[Place, str] = {}
    for key, text in cells.items():
        spot = spot_of(key)
        place = spot and printed.placing.place(spot)
        if place is not None:
            texts[place] = text
    if not texts:
        return printed
    grids = retyped(printed.grids, texts)
    found = found_on(grids)
    if number >= len(found):
        return None
    table = found[number][1]
    if _names(table) == _names(printed.table):
        return evolve(printed, table=table, grids=grids)
    made = found_table(grids, number, printed.lines)
    return made and evolve(made, file=printed.file)


def _names(table: Evaluation) -> list[str]:
    """By what the rows and the lines of a table are known."""
    rows = [row.name for row in table.indicators]
    return rows + [line.label for line in table.funds.lines]


def text_at(grids: tuple[Grid, ...], spot: Spotted) -> str:
    """文件里的那一格写着什么; nothing in a row that was added."""
    if spot.line.added:
        return ""
    return grids[spot.grid].text(spot.row, spot.column)
