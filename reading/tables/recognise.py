"""认表: 一个格子 → 其中每一张自评表. 按表头的意思认, 不按位置."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define, evolve, field

from indicators.errors import Problem
from indicators.evaluation import Evaluation, Funds, Goals, Indicator, Total
from indicators.place import Place
from indicators.reasons import Reason
from reading.grid import Cell, Grid, Layout
from reading.locating.columns import Heading
from reading.locating.goals import goals_of
from reading.locating.headings import headings
from reading.tables.around import LINES_BELOW, with_total_below, with_year_around
from reading.tables.funds import funds_of
from reading.tables.head import Head, head_of
from reading.tables.levels import Levels
from reading.tables.remarks import remarks_of
from reading.tables.rows import Rows
from reading.tables.total import grade_below, is_total, total_of
from reading.text import single
from reading.vocabulary.headings import key, role
from reading.vocabulary.titles import TOTAL_BESIDE, is_line, is_title
from reading.vocabulary.values import grouped

_MOST_DOUBTS = 1000
_Block = tuple[str, Decimal | None]


@define
class _Form:
    """One 自评表 on a grid: its rows and the headings of its indicator tables."""

    first: int
    headings: list[Heading]
    last: int = 0


@define
class _Doubts:
    """拿不准的地方: each with its place, told once."""

    found: dict[Problem, None] = field(factory=dict)

    def warn(
        self, place: Place | None, message: Reason | str, value: str | None = None
    ) -> None:
        """Note a doubt; a table of nothing but doubts is not listed to its end."""
        if len(self.found) < _MOST_DOUBTS:
            self.found.setdefault(Problem.of(place or "", message, value or None))
        elif len(self.found) == _MOST_DOUBTS:
            self.found[Problem(place or "", "存疑之处过多，其后的不再列出")] = None


def recognise(grid: Grid, *leads: Grid) -> tuple[Evaluation, ...]:
    """Find every 自评表 of a grid; none gives an empty tuple.

    `leads` are the tables before this one that hold no indicators: the head fields,
    the funds and the goals of a document may stand in tables of their own.
    """
    layout = Layout(grid)
    found = [_read(layout, form) for form in _forms(layout)]
    if found and found[-1].total.stated is None:
        found[-1] = with_total_below(found[-1], grid)
    for lead in reversed(leads if found else ()):
        found[0] = _completed(found[0], above(lead))
    around = leads[0] if leads else grid
    return tuple(e if e.year else with_year_around(e, around) for e in found)


def above(grid: Grid) -> Evaluation:
    """Read the head, the funds and the goals of a table that holds no indicators."""
    layout = Layout(grid)
    doubts = _Doubts()
    head, funds, goals = _above(layout, 1, layout.height, doubts)
    return _evaluation(head, funds, goals, doubts)


def _forms(layout: Layout) -> list[_Form]:
    """Group the headings: those of one form, and forms one below the other."""
    forms: list[_Form] = []
    for heading in headings(layout):
        start = forms[-1].headings[-1].bottom + 1 if forms else 1
        begins = _begins(layout, start, heading.top - 1) if forms else 1
        if begins is not None:
            if forms:
                forms[-1].last = begins - 1
            forms.append(_Form(begins, []))
        forms[-1].headings.append(heading)
    if forms:
        forms[-1].last = layout.height
    return forms


def _begins(layout: Layout, first: int, last: int) -> int | None:
    """The row between two tables in which another form begins."""
    for row in range(first, last + 1):
        if any(map(_opens_form, layout.begun(row))):
            above = [c.text for c in layout.begun(row - 1) if c.text.strip()]
            return row - 1 if row > first and above and is_line(above) else row
    return None


def _opens_form(cell: Cell) -> bool:
    text = single(cell.text)
    if is_title(cell.text) or role("head", cell.text) == "project":
        return True
    return text.startswith(("项目名称：", "项目名称:"))


def _read(layout: Layout, form: _Form) -> Evaluation:
    doubts = _Doubts()
    last = form.headings[0].top - 1
    head, funds, goals = _above(layout, form.first, last, doubts)
    indicators: list[Indicator] = []
    total, lowest = Total(), last
    blocks = _blocks(layout, form)
    for number, heading in enumerate(form.headings):
        is_last = number + 1 == len(form.headings)
        end = form.last if is_last else form.headings[number + 1].top - 1
        rows = _rows(layout, heading, blocks[number], doubts, end)
        indicators += rows.indicators
        lowest = rows.last
        below = _totals(layout, rows, end)
        if below:
            total = total_of(layout, heading, below, doubts.warn)
    if total in {Total(), Total(weight=total.weight, place=total.place)}:
        total = _total_above(layout, form, doubts) or total
    if total.grade is None:
        total = evolve(total, grade=grade_below(layout, lowest + 1, form.last))
    after = layout.grid.after[:LINES_BELOW] if form.last == layout.height else ()
    remarks = remarks_of(layout, lowest + 1, form.last, after)
    read = _evaluation(head, funds, goals, doubts)
    rows_ = tuple(indicators)
    return evolve(read, indicators=rows_, total=total, remarks=remarks)


def _rows(
    layout: Layout,
    heading: Heading,
    block: _Block | None,
    doubts: _Doubts,
    end: int,
) -> Rows:
    levels = Levels(layout, heading, doubts.warn, block)
    rows = Rows(layout, heading, levels, doubts.warn, end)
    rows.read()
    return rows


def _totals(layout: Layout, rows: Rows, end: int) -> list[int]:
    """The rows of the total: met on the way, or somewhat below the last indicator."""
    found = list(rows.totals)
    for row in range(rows.last + 1, end + 1):
        cells = layout.begun(row)
        if any(role("head", cell.text) == "project" for cell in cells):
            break
        if any(is_total(cell.text) for cell in cells):
            found.append(row)
    return found


def _total_above(layout: Layout, form: _Form, doubts: _Doubts) -> Total | None:
    """项目总得分 may stand above the indicators."""
    heading = form.headings[0]
    for row in range(form.first, heading.top):
        cells = layout.begun(row)
        named = any(_names_total(cell.text) for cell in cells)
        if named and not any(role("funds", cell.text) == "spent" for cell in cells):
            return total_of(layout, heading, [row], doubts.warn)
        for cell in cells:
            match = TOTAL_BESIDE.search(cell.text) if is_title(cell.text) else None
            if match and match[1]:
                return Total(stated=Decimal(match[1]), place=cell.place)
    return None


def _names_total(text: str) -> bool:
    return (
        is_total(text) and re.search("总得分|总评?分|自评得?分", key(text)) is not None
    )


def _blocks(layout: Layout, form: _Form) -> list[_Block | None]:
    """年度绩效目标1（40分）: the goal block of each heading of a form that has several.

    Headings that a page break repeats stand in one block; a form of one block has none.
    """
    count = len(form.headings)
    labels = [_label_above(layout, form, number) for number in range(count)]
    for cells in (labels, [heading.block for heading in form.headings]):
        found: list[_Block | None] = []
        for cell in cells:
            before = found[-1] if found else None
            found.append(grouped(cell.text) if cell is not None else before)
        if len({block[0] for block in found if block}) > 1:
            return found
    return [None] * count


def _label_above(layout: Layout, form: _Form, number: int) -> Cell | None:
    start = form.headings[number - 1].bottom + 1 if number else form.first
    for row in range(form.headings[number].top, start - 1, -1):
        for cell in layout.seen(row):
            name = key(grouped(cell.text)[0]).rstrip("0123456789一二三四五六")
            if role("goals", name) == "block":
                return cell
    return None


def _above(
    layout: Layout, first: int, last: int, doubts: _Doubts
) -> tuple[Head, Funds, Goals]:
    funds, taken = funds_of(layout, first, last, doubts.warn)
    head = head_of(layout, first, last, taken, doubts.warn)
    goals = goals_of(layout, first, last, taken, doubts.warn)
    return head, funds, goals


def _evaluation(head: Head, funds: Funds, goals: Goals, doubts: _Doubts) -> Evaluation:
    return Evaluation(
        form=head.title,
        year=head.year,
        project=head.value("project"),
        department=head.value("department"),
        unit=head.value("unit"),
        funds=funds,
        goals=goals,
        warnings=tuple(doubts.found),
    )


def _completed(read: Evaluation, lead: Evaluation) -> Evaluation:
    """Fill what the table lacks from the table before it."""
    taken = {
        name: getattr(lead, name)
        for name in ("form", "year", "project", "department", "unit")
        if getattr(read, name) is None
    }
    if not read.funds.lines:
        taken["funds"] = lead.funds
    if read.goals == Goals():
        taken["goals"] = lead.goals
    return evolve(read, **taken, warnings=(*lead.warnings, *read.warnings))
