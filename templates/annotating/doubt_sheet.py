"""“存疑”工作表: 拿不准的各处, 一处一条, 旁边是那一处的小图, 连到照抄的格."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from indicators.errors import Problem
from reading.grid import Grid
from reading.tables.uncertain import uncertain
from templates.annotating.listing import Columns, Listing
from templates.annotating.notes import Review
from templates.annotating.transcript.copying import OUTSIDE, Transcript

if TYPE_CHECKING:
    from templates.annotating.small_picture import SmallPicture

NAME: Final = "存疑"
_PICTURE: Final = 3
_COLUMNS: Final = Columns(
    ("序号", "单元格", "读作", "原图", "为什么存疑", "也可能是", "办法"),
    (6, 26, 22, 44, 44, 18, 26),
    frozenset({0, 1, 2, 3, 5}),
    link=1,
)
_WITHOUT: Final = Columns(
    ("序号", "单元格", "读作", "为什么存疑", "办法"),
    (6, 26, 30, 60, 40),
    frozenset({0, 1, 2}),
    link=1,
)
"""The columns where nothing was recognised in a picture."""
_WIDEST: Final = 300
"""Dots that a picture may take across."""
_NO_PICTURE: Final = "（未附图）"


@frozen
class Doubted:
    """一处存疑: 说了什么, 在照抄件的哪一格 (没有格的为 None)."""

    number: int
    problem: Problem
    cell: Any | None

    @cached_property
    def picture(self) -> SmallPicture | None:
        """What is seen of it in the file."""
        from templates.annotating.small_picture import picture

        said = self.problem.recognised
        return picture(said.picture, _WIDEST) if said else None

    @property
    def comment(self) -> str:
        """What is said of it beside the cell."""
        said = self.problem.recognised
        others = _others(self.problem)
        read = f"读作“{said.read}”" if said else ""
        may = f"，也可能是 {others}" if others else ""
        remedy = f"办法：{self.problem.remedy}" if self.problem.remedy else ""
        where = f"见“{NAME}”第 {self.number} 条"
        lines = (f"【存疑】{self.problem.message}", f"{read}{may}", remedy, where)
        return "\n".join(filter(None, lines))


def doubts_of(
    transcript: Transcript, reviews: Sequence[Review], grids: Sequence[Grid]
) -> list[tuple[str, list[Doubted]]]:
    """各张表的存疑之处, 与哪张表也没有说到的; numbered from 1 through all of them."""
    told = {p.recognised for review in reviews for p in review.doubts}
    rest = [each for each in _of_grids(grids) if each.recognised not in told]
    parts = [(review.title, review.doubts) for review in reviews]
    found, number = [], 0
    for title, problems in (*parts, (OUTSIDE, rest)):
        if problems:
            own = [
                Doubted(number + count, problem, _cell(transcript, problem))
                for count, problem in enumerate(problems, 1)
            ]
            number += len(own)
            found.append((title, own))
    return found


def _of_grids(grids: Sequence[Grid]) -> Iterator[Problem]:
    """What was recognised on the pages, and may say something else."""
    for grid in grids:
        for cell in (*grid.cells, *grid.outside):
            if cell.uncertain:
                yield uncertain(cell.place, cell.uncertain)


def _cell(transcript: Transcript, problem: Problem) -> Any | None:
    """The cell of a doubt; that of a line around a table is found by what it says."""
    found = transcript.cells(problem.place)
    if found or problem.recognised is None:
        return next(iter(found), None)
    return transcript.seats.of_line(problem.recognised.read)


def add(transcript: Transcript, found: Sequence[tuple[str, list[Doubted]]]) -> None:
    """加上这张工作表; not where nothing is doubted."""
    if not found:
        return
    pictured = any(each.problem.recognised for _, own in found for each in own)
    columns = _COLUMNS if pictured else _WITHOUT
    page = Listing.begun(transcript, NAME, columns)
    for title, doubts in found:
        page.title(f"{title}：存疑 {len(doubts)} 处")
        for doubt in doubts:
            page.line(_texts(transcript, doubt, pictured=pictured))
            page.link_to(doubt.cell)
            if pictured and doubt.picture:
                _show(page, doubt.picture)


def _texts(transcript: Transcript, doubt: Doubted, *, pictured: bool) -> list[str]:
    """What stands in a row."""
    problem, said = doubt.problem, doubt.problem.recognised
    place = transcript.printed(problem.place) or ""
    if doubt.cell is not None and doubt.cell.coordinate not in place:
        place = f"{place}（{doubt.cell.coordinate}）"
    first = [str(doubt.number), place, said.read if said else problem.value or ""]
    remedy = problem.remedy or ""
    if not pictured:
        return [*first, problem.message, remedy]
    unseen = _NO_PICTURE if said and not doubt.picture else ""
    return [*first, unseen, problem.message, _others(problem), remedy]


def _show(page: Listing, picture: SmallPicture) -> None:
    """Put a picture into the row just written, which is to be high enough."""
    row = page.row - 1
    sizes = page.sheet.row_dimensions[row]
    sizes.height = max(sizes.height, picture.needed)
    picture.put(page.sheet.cell(row, _PICTURE + 1))


def _others(problem: Problem) -> str:
    """The other readings of a text."""
    said = problem.recognised
    return "、".join(f"“{other}”" for other in said.others) if said else ""
