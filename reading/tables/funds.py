"""读资金: 年初预算数、全年预算数、全年执行数、分值、执行率、得分, 各行."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

from indicators.evaluation import FundLine, Funds
from indicators.place import Place
from indicators.quantity import Quantity
from reading.doubts import Doubts
from reading.grid import Cell
from reading.locating.form_map import FormMap
from reading.locating.funds.block import FundRow
from reading.locating.funds.headings import NOTE
from reading.text import lines, single
from reading.vocabulary.values import amount, scored

_TOTAL = "年度资金总额"
_PLACED_BY = ("stated", "rate", "spent")


def read_funds(form_map: FormMap, doubts: Doubts) -> Funds:
    """Read the lines of the funds and their unit."""
    doubts.add(form_map.funds_doubts)
    block = form_map.funds
    if block is None:
        return Funds()
    found = tuple(_line(row, doubts) for row in block.lines)
    doubts.add(block.doubts)
    if found and block.weight is not None:
        found = (evolve(found[0], weight=block.weight), *found[1:])
    by_headings = block.shape in {"headed", "paired"}
    return Funds(found, block.unit if found or by_headings else None)


def _line(row: FundRow, doubts: Doubts) -> FundLine:
    doubts.add(row.doubts)
    held = {what: value.cell for what, value in row.cells.items() if value.cell}
    initial, budget, spent, rate = (
        _amount(held.get(what), doubts)
        for what in ("initial", "budget", "spent", "rate")
    )
    weight, stated = (_points(held.get(what), doubts) for what in ("weight", "stated"))
    if row.label is None and held:
        cell = next(iter(held.values()))
        doubts.note(cell.place, "资金行没有名称，按年度资金总额读取")
    note = held.get(NOTE)
    return FundLine(
        row.name or _TOTAL,
        initial,
        budget,
        spent,
        weight,
        rate,
        stated,
        _place(row, held),
        variance_note=lines(note.text) if note else None,
        places=_places(held),
    )


def _place(row: FundRow, held: dict[str, Cell]) -> Place | None:
    """Where findings about a line point: its points, its rate, its spending, its name.

    A line of one amount alone is where that amount is.
    """
    wanted = _PLACED_BY if len(row.cells) > 1 else tuple(held)
    for what in wanted:
        if what in held:
            return held[what].place
    return row.label.place if row.label else None


def _places(held: dict[str, Cell]) -> dict[str, Place]:
    """Where each value of a line stands."""
    places = {what: cell.place for what, cell in held.items()}
    if NOTE in places:
        places["variance_note"] = places.pop(NOTE)
    return places


def _amount(cell: Cell | None, doubts: Doubts) -> Quantity | None:
    if cell is None:
        return None
    value, understood = amount(single(cell.text))
    if not understood:
        doubts.note(cell.place, "资金表里不是数，未读取", single(cell.text))
    return value


def _points(cell: Cell | None, doubts: Doubts) -> Decimal | None:
    if cell is None:
        return None
    value, doubt = scored(cell.text)
    if doubt:
        what = "资金表里的分数" if value is not None else "资金表里"
        doubts.note(cell.place, f"{what}{doubt}", single(cell.text))
    return value
