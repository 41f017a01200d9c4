"""认表: 一个格子 → 其中每一张自评表. 先定位 (reading/locating), 再读内容."""

from __future__ import annotations

from itertools import chain
from typing import Any

from attrs import evolve

from indicators.evaluation import NOWHERE, Evaluation, Indicator, Total
from indicators.reasons import Doubt
from reading.doubts import Doubts
from reading.grid import Grid
from reading.locating.flat import parted
from reading.locating.form_map import FormMap
from reading.locating.locate import locate, locate_above
from reading.locating.table_map import TotalRow, placed
from reading.tables.around import (
    lines_above,
    lines_below,
    with_grade_below,
    with_lines_doubted,
    with_total_above,
    with_total_below,
    with_year_around,
)
from reading.tables.blank import blank_above, blank_total
from reading.tables.funds import read_funds
from reading.tables.goals import read_goals
from reading.tables.head import read_head
from reading.tables.left_over import note_left_over
from reading.tables.rows import read_rows
from reading.tables.uncertain import note_uncertain
from reading.vocabulary.values import grade

_OF_LEAD = ("form", "year", "project", "department", "unit", "goals")
_BLANK = Evaluation()


def recognise(grid: Grid, *leads: Grid) -> tuple[Evaluation, ...]:
    """Find every 自评表 of a grid; none gives an empty tuple.

    `leads` are the tables before this one that hold no indicators: the head fields,
    the funds and the goals of a document may stand in tables of their own.
    """
    maps = chain.from_iterable(map(parted, locate(grid)))
    found = list(map(evaluation_of, maps))
    if not found:
        return ()
    found[-1] = with_grade_below(with_total_below(found[-1], grid), grid)
    found[-1] = with_lines_doubted(found[-1], grid, lines_below(grid))
    for lead in reversed(leads):
        found[0] = _completed(found[0], above(lead))
    around, *_ = (*leads, grid)
    for each in (*leads, grid):
        found[0] = with_lines_doubted(found[0], each, lines_above(each))
    found[0] = with_total_above(found[0], around)
    return tuple(with_year_around(evaluation, around) for evaluation in found)


def above(grid: Grid) -> Evaluation:
    """Read the head, the funds and the goals of a table that holds no indicators."""
    return evaluation_of(locate_above(grid))


def evaluation_of(form_map: FormMap) -> Evaluation:
    """表图 → 自评表: read what stands in every value cell of a map."""
    doubts = Doubts()
    funds = read_funds(form_map, doubts)
    head = read_head(form_map, doubts)
    doubts.add(form_map.goals_doubts)
    indicators: list[Indicator] = []
    for table in form_map.tables:
        indicators += read_rows(table, doubts)
        if half := table.heading.half:
            doubts.note(half.place, Doubt.HALF_UNREAD, half.title)
        if table.total:
            doubts.add(table.total.doubts)
    total = _total(form_map, doubts)
    note_uncertain(form_map, doubts)
    note_left_over(form_map, doubts)
    read = Evaluation(
        form=head.title,
        year=head.year,
        project=head.values.get("project"),
        department=head.values.get("department"),
        unit=head.values.get("unit"),
        funds=funds,
        goals=read_goals(form_map),
        indicators=tuple(indicators),
        total=total,
        remarks=tuple((remark.label, remark.text) for remark in form_map.remarks),
        warnings=doubts.taken(),
        room_for_reasons=form_map.room_for_reasons,
    )
    blank = blank_above(form_map, read)
    return evolve(read, blank=blank) if blank else read


def _total(form_map: FormMap, doubts: Doubts) -> Total:
    row = form_map.total or TotalRow(0, None, {})
    doubts.add(row.doubts)
    graded, known = row.grade, placed(row.held)
    if graded is None and form_map.grade is not None:
        graded = grade(form_map.grade.certain)
        known = placed({**row.held, "grade": form_map.grade})
    blank = blank_total(form_map) if row.stated is None else NOWHERE
    values = row.weight, row.stated, graded, row.place, known
    return Total(*values, unread=row.unread, blank=blank)


def _says(total: Total) -> bool:
    """Say whether a total was printed, understood or not."""
    return total.stated is not None or bool(total.unread)


def _whole(own: Total, lead: Total) -> Total:
    """The total of a table, or the one in the table before it."""
    if _says(own) or not _says(lead):
        return own
    weight = lead.weight if own.weight is None else own.weight
    return evolve(lead, weight=weight, grade=own.grade or lead.grade)


def _completed(read: Evaluation, lead: Evaluation) -> Evaluation:
    """Fill what the table lacks from the table before it."""
    taken: dict[str, Any] = {
        name: getattr(lead, name)
        for name in _OF_LEAD
        if getattr(read, name) == getattr(_BLANK, name)
    }
    if not read.funds.lines:
        taken["funds"] = lead.funds
    taken["total"] = _whole(read.total, lead.total)
    if lead.blank:
        taken["blank"] = {**lead.blank, **read.blank}
    room = {**(lead.room_for_reasons or {}), **(read.room_for_reasons or {})}
    warnings = (*lead.warnings, *read.warnings)
    return evolve(read, **taken, warnings=warnings, room_for_reasons=room)
