"""读资金: 年初预算数、全年预算数、全年执行数、分值、执行率、得分, 各行."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

from indicators.evaluation import NOWHERE, FundLine, Funds, Unread
from indicators.place import Place
from indicators.quantity import Quantity
from reading.doubts import Doubts
from reading.grid import Cell, Layout
from reading.locating.form_map import FormMap
from reading.locating.funds.block import FundRow, SaidWeight
from reading.locating.funds.columns import AMOUNTS, NOTE, POINTS
from reading.tables.blank import blank_amounts
from reading.tables.places import RowPlaces
from reading.tables.unread import unread
from reading.text import lines, single
from reading.vocabulary.amounts import in_unit, read_amount
from reading.vocabulary.values import scored

_TOTAL = "年度资金总额"
_PLACED_BY = ("stated", "rate", "spent")


def read_funds(form_map: FormMap, doubts: Doubts) -> Funds:
    """Read the lines of the funds and their unit."""
    doubts.add(form_map.funds_doubts)
    block = form_map.funds
    if block is None:
        return Funds()
    layout = form_map.layout
    found = [_line(row, block.unit, doubts, layout) for row in block.lines]
    doubts.add(block.doubts)
    unit = block.unit if found or block.by_headings else None
    return _weighed(Funds(tuple(found), unit), block.weight)


def _weighed(funds: Funds, weight: SaidWeight) -> Funds:
    """资金执行（10分）: the points in a heading are those of the total, wherever it is."""
    total = funds.total
    if total is None or (weight.points is None and not weight.doubted):
        return funds
    if weight.points is None:
        own = evolve(total, unread=(*total.unread, ("weight", single(weight.doubted))))
    else:
        own = evolve(total, weight=weight.points)
    weighed = (own if line is total else line for line in funds.lines)
    return evolve(funds, lines=tuple(weighed))


def _line(row: FundRow, unit: str | None, doubts: Doubts, layout: Layout) -> FundLine:
    doubts.add(row.doubts)
    held = row.held
    amounts = {
        what: _amount(held[what], unit, doubts) for what in AMOUNTS if what in held
    }
    points = {what: _points(held[what], doubts) for what in POINTS if what in held}
    if row.label is None:
        cell = next(iter(held.values()))
        doubts.note(cell.place, "资金行没有名称，按年度资金总额读取")
    note = held.get(NOTE)
    return FundLine(
        row.name or _TOTAL,
        amounts.get("initial"),
        amounts.get("budget"),
        amounts.get("spent"),
        points.get("weight"),
        amounts.get("rate"),
        points.get("stated"),
        _place(row, held),
        variance_note=lines(note.text) if note else None,
        places=RowPlaces(held),
        unread=(*unread(held), *_instead(row)),
        blank=blank_amounts(row, layout) if len(held) < len(row.cells) else NOWHERE,
    )


def _instead(row: FundRow) -> Unread:
    """What stands under a heading that is not known may be what no other column is."""
    return tuple((what, single(cell.text)) for what, cell in row.instead.items())


def _place(row: FundRow, held: dict[str, Cell]) -> Place | None:
    """Where findings about a line point: its points, its rate, its spending, its name.

    A line of one amount alone is where that amount is.
    """
    wanted = _PLACED_BY if len(row.cells) > 1 else tuple(held)
    cells = (*map(held.get, wanted), row.label)
    return next((cell.place for cell in cells if cell), None)


def _amount(cell: Cell, unit: str | None, doubts: Doubts) -> Quantity | None:
    """An amount in the unit of the block; what stands beside the number is said."""
    text = single(cell.text)
    read = in_unit(read_amount(text), unit)
    if not read.understood and not cell.uncomputed:
        doubts.note(cell.place, "资金表里不是数，未读取", text)
    for doubt in read.doubts:
        doubts.note(cell.place, f"资金表里{doubt}", text)
    return read.quantity


def _points(cell: Cell, doubts: Doubts) -> Decimal | None:
    value, doubt = scored(cell.certain)
    if doubt and not cell.uncomputed:
        what = "资金表里的分数" if value is not None else "资金表里"
        doubts.note(cell.place, f"{what}{doubt}", single(cell.text))
    return value
