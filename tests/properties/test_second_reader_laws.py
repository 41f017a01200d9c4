"""算术作第二个读者的规律: 认错一格说得出; 没有认错不怪; 认错两格不乱说."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from auditing.facts.facts import Facts, gather
from auditing.second_reader.doubted_cells import DoubtedCell, located, read_so
from auditing.second_reader.reconciling import SecondReading, reconciled
from auditing.second_reader.relations import State, relations
from auditing.strict import strictly_scored
from indicators import Evaluation, Quantity
from indicators.place import Place
from scoring import load_policy
from tests.properties.test_audit_laws import tables

ROW = ("target", "actual", "weight", "stated")
LINE = ("initial", "budget", "spent", "rate", "stated")
Printed = tuple[Evaluation, str, dict[Place, str]]
"""A table with a place for every value, its policy, and what is printed where."""


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    table, policy = draw(tables())
    first, *others = table.funds.lines
    assert first.spent
    assert first.budget
    rate = (first.spent.value / first.budget.value * 100).quantize(Decimal("0.01"))
    lines = (evolve(first, rate=Quantity(rate, "%")), *others)
    table = evolve(table, funds=evolve(table.funds, lines=lines))
    rows = [_placed(row, n, ROW) for n, row in enumerate(table.indicators, 1)]
    lines = tuple(_placed(line, n, LINE) for n, line in enumerate(lines, 101))
    table = evolve(
        table,
        indicators=tuple(rows),
        funds=evolve(table.funds, lines=lines),
        total=_placed(table.total, 200, ("weight", "stated")),
    )
    records = (*table.indicators, *table.funds.lines, table.total)
    texts = {
        record.places[what]: str(getattr(record, what))
        for record in records
        for what in record.places
        if getattr(record, what) is not None
    }
    return table, policy, texts


def _placed(record: object, row: int, whats: tuple[str, ...]) -> object:
    places = {
        what: Place("table", page=1, table=1, row=row, column=column)
        for column, what in enumerate(whats, 1)
    }
    return evolve(record, places=places)  # type: ignore[misc]


@st.composite
def otherwise(draw: st.DrawFn, text: str) -> str:
    """The text with one of its figures another one."""
    at = draw(st.sampled_from([n for n, sign in enumerate(text) if sign.isdigit()]))
    figure = draw(st.sampled_from([f for f in "123456789" if f != text[at]]))
    return text[:at] + figure + text[at + 1 :]


def facts_of(table: Evaluation, policy: str) -> Facts:
    return gather(strictly_scored(table, load_policy(policy)))


def misread(table: Evaluation, cell: DoubtedCell) -> Evaluation:
    """The table as a reader gives it that read a cell wrongly, and holds it back."""
    (known,) = located(table, [evolve(cell, read=cell.others[0])])
    read = read_so(table, known, cell.read)
    ((kind, number, what),) = known.keys
    held = {"unread": ((what, cell.read),)}
    if what in {"weight", "stated"}:
        held[what] = None  # type: ignore[assignment]
    if kind == "row":
        rows = list(read.indicators)
        rows[number] = evolve(rows[number], **held)
        return evolve(read, indicators=tuple(rows))
    if kind == "fund":
        lines = list(read.funds.lines)
        lines[number] = evolve(lines[number], **held)
        return evolve(read, funds=evolve(read.funds, lines=tuple(lines)))
    return evolve(read, total=evolve(read.total, **held))


def doubt(data: st.DataObject, made: Printed) -> DoubtedCell:
    """A cell of the table that is read as something else."""
    texts = made[2]
    places = [p for p in texts if any(sign.isdigit() for sign in texts[p])]
    place = data.draw(st.sampled_from(places))
    text = texts[place]
    return DoubtedCell(place, data.draw(otherwise(text)), (text,))


def second_readings(
    table: Evaluation, cells: list[DoubtedCell], policy: str
) -> tuple[SecondReading, ...]:
    return reconciled(table, cells, lambda each: facts_of(each, policy))


@settings(max_examples=50, deadline=None)
@given(printed(), st.data())
def test_one_cell_that_was_misread_is_named_wherever_the_table_contradicts_it(
    made: Printed, data: st.DataObject
) -> None:
    table, policy, _ = made
    cell = doubt(data, made)
    wrong = misread(table, cell)
    (known,) = located(wrong, [cell])
    read = read_so(wrong, known, cell.read)
    true = relations(facts_of(table, policy)).named(State.AGREES)
    before = relations(facts_of(read, policy))
    wanting = [State.DIFFERS] if known.is_value else [State.DIFFERS, State.OPEN]
    contradicted = before.named(*wanting) & before.resting_on(known.keys) & true
    found = second_readings(wrong, [cell], policy)
    assert [each.text for each in found] == ([cell.others[0]] if contradicted else [])


@settings(max_examples=30, deadline=None)
@given(printed(), st.data())
def test_a_table_in_which_all_agrees_is_never_said_to_be_misread(
    made: Printed, data: st.DataObject
) -> None:
    table, policy, _ = made
    cells = {
        cell.place: DoubtedCell(cell.place, cell.others[0], (cell.read,))
        for cell in (doubt(data, made) for _ in range(3))
    }
    found = second_readings(table, list(cells.values()), policy)
    assert all(each.as_read and each.sentences for each in found)


@settings(max_examples=30, deadline=None)
@given(printed(), st.data())
def test_of_two_misread_points_in_one_sum_nothing_is_claimed(
    made: Printed, data: st.DataObject
) -> None:
    table, policy, texts = made
    places = [row.places["stated"] for row in table.indicators]
    one, other = (
        DoubtedCell(
            place,
            str(Decimal(texts[place]) + data.draw(st.integers(1, 9))),
            (texts[place],),
        )
        for place in data.draw(st.permutations(places))[:2]
    )
    wrong = misread(misread(table, one), other)
    assert second_readings(wrong, [one, other], policy) == ()


@settings(max_examples=30, deadline=None)
@given(printed(), st.data())
def test_what_was_misread_is_never_said_to_be_right(
    made: Printed, data: st.DataObject
) -> None:
    table, policy, _ = made
    cells = {cell.place: cell for cell in (doubt(data, made) for _ in range(3))}
    wrong = table
    for cell in cells.values():
        wrong = misread(wrong, cell)
    found = second_readings(wrong, list(cells.values()), policy)
    assert not any(each.as_read for each in found)
