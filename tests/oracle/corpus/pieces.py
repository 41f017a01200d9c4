"""一张表: 干净的、少见而不错的、带一处错的; 大小、写法、单位各不相同."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.oracle.clean import PLACES, WORKS, clean_table
from tests.oracle.corpus.dressing import dressed
from tests.oracle.faults import FAULTS, layouts_of
from tests.oracle.faults.registry import sought
from tests.oracle.layouts import LAYOUTS
from tests.oracle.model import Sheet, Wanted
from tests.oracle.unusual import UNUSUAL, unusual_table

LARGE = 118
FAULTY, UNUSUALLY, CLEAN = "错", "少见", "干净"
TURN = (*((FAULTY,) * 6), UNUSUALLY, *((CLEAN,) * 3))
"""Of ten tables so many of each."""
TOWNS = (
    "桃源镇", "石桥镇", "柳林街道", "白沙乡", "东岭镇", "南湖街道", "双河镇", "青山乡",
    "新安镇", "太平街道", "高桥镇", "龙泉乡", "沙坪镇", "江口镇", "长岭街道", "平安镇",
)  # fmt: skip
PHASES = ("", "一期", "二期", "三期", "续建", "试点", "提质", "扩面")


@dataclass(frozen=True)
class Piece:
    """一张表, 它是哪一种, 应当发现什么."""

    table: Sheet
    kind: str
    wanted: tuple[Wanted, ...]
    ways: str = ""


def drawn_piece(seed: str, number: int, *, rows: int = 0) -> Piece:
    """Draw the table of a number: what it is depends on the number and the seed alone."""
    what = TURN[number % len(TURN)]
    draw = Random(f"{seed}/{number}")
    if what == FAULTY:
        piece = _faulty(draw, number, rows)
    elif what == UNUSUALLY:
        piece = _unusual(draw, number)
    else:
        layout = draw.choice(tuple(LAYOUTS))
        piece = Piece(clean_table(layout, draw, rows=rows), CLEAN, ())
    for table in (piece.table, *piece.table.others.values()):
        _named(table, number)
    ways = "" if what == UNUSUALLY else dressed(piece.table, draw)
    return Piece(piece.table, piece.kind, piece.wanted, ways)


def _faulty(draw: Random, number: int, rows: int) -> Piece:
    """A fault of a kind, the kinds by turns; a large table where it has a place."""
    names = tuple(FAULTS)
    round_, place = divmod(number, len(TURN))
    name = names[(round_ * TURN.count(FAULTY) + place) % len(names)]
    layout = draw.choice(layouts_of(name))
    seed = draw.randrange(1 << 30)
    found = sought(name, seed, layout, rows=rows, turns=8) if rows else None
    while found is None or _without_last_year(found[0]):
        found = sought(name, seed, layout)
        assert found is not None, (name, layout)
        seed += 4
    table, wanted = found
    return Piece(table, f"{FAULTY}：{name}", tuple(wanted))


def _without_last_year(table: Sheet) -> bool:
    """Last year's table would be of a form that was not in use."""
    return "last_year" in table.others and table.year <= LAYOUTS[table.layout].years[0]


def _unusual(draw: Random, number: int) -> Piece:
    names = tuple(UNUSUAL)
    name = names[number // len(TURN) % len(names)]
    layouts = [key for key, form in LAYOUTS.items() if UNUSUAL[name].fits(form)]
    while True:
        seed = draw.randrange(1 << 30)
        table, allowed = unusual_table(name, seed, draw.choice(layouts))
        if not _without_last_year(table):
            return Piece(table, f"{UNUSUALLY}：{name}", tuple(allowed))


def _named(table: Sheet, number: int) -> None:
    """Names that no other table of the corpus has; what is left blank stays so."""
    number, place = divmod(number, len(PLACES))
    number, town = divmod(number, len(TOWNS))
    number, work = divmod(number, len(WORKS))
    batch, phase = divmod(number, len(PHASES))
    where, what = f"{PLACES[place]}{TOWNS[town]}", WORKS[work]
    more = f"第{batch + 1}批" if batch else ""
    names = {
        "project": f"{where}{what}{PHASES[phase]}{more}项目",
        "department": f"{PLACES[place]}财政局",
        "unit": f"{where}{what[:4]}中心",
    }
    table.head = {key: text and names[key] for key, text in table.head.items()}
