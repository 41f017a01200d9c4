"""填报人的定律: 缺的都补上就不缺; 照原样试算什么也不变; 试算与真的写进文件再计分一样."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.score import chosen_policy
from auditing import audit
from auditing.owed import Kind, Owed, owing
from auditing.owed.items import Where
from batch.inputs import read_one
from batch.scored_trial import ScoredTrial, scored
from batch.trial import opened, trial
from indicators import Evaluation, FundLine, Indicator, dump
from indicators.place import Place, Places
from reading import read
from reading.grid import Grid
from reading.reader import found_on, read_on
from reading.retyped import retyped
from reading.sources import load
from scoring import dump as dump_result
from scoring import load_policy, score
from tests.properties.test_emptied_cells import emptied_cells
from tests.properties.test_unread import ALL, published
from tests.published.tables import NAMES, table

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests/drawn/files"
HALF_FILLED = sorted(
    path
    for path in FILES.iterdir()
    if path.name.startswith(("h61", "x75", "d79", "o81", "p86"))
    and path.suffix != ".json"
)
BOOKS = sorted(FILES.glob("x[0-6][0-9]-*.xlsx"))[::3] + sorted(
    path for path in (ROOT / "tests/files").glob("*.xlsx")
)
QUICK = sorted(
    path
    for path in FILES.iterdir()
    if path.suffix in {".docx", ".html", ".csv", ".xls"}
)[::2]
TYPED = ("88%", "3", "2022年12月", "部分达成预期指标并具有一定效果", "12月底", "0", "")
FILLED = {
    "actual": "100%",
    "target": "≥90%",
    "year": "2021",
    "goals.expected": "建成",
    "goals.actual": "已建成",
    "project": "某项目",
    "department": "某局",
    "unit": "某中心",
}
"""What a clerk might type; any other value is a number."""


def places(where: Where) -> tuple[Place, ...]:
    if isinstance(where, Places):
        return where.places
    return () if where is None else (where,)


def blank(table: Evaluation) -> list[Owed]:
    return [o for o in owing(audit(table)).owed if o.kind is Kind.BLANK]


def filled(grids: tuple[Grid, ...], owed: list[Owed]) -> tuple[Grid, ...]:
    """The grids with something in every cell that is owed."""
    texts = {
        place: FILLED.get(each.value, "90")
        for each in owed
        for place in places(each.place)
    }
    return retyped(grids, texts)


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_what_was_emptied_is_owed_and_once_filled_nothing_is(
    data: st.DataObject,
) -> None:
    grid = published(data.draw(st.sampled_from(ALL)))
    cells = [cell for _, cell in emptied_cells(grid)]
    gone = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=6))
    bare = retyped((grid,), {cell.place: "" for cell in gone})
    owed = blank(found_on(bare)[0][1])
    told = {place for each in owed for place in places(each.place)}
    assert {cell.place for cell in gone} <= told
    result = audit(found_on(filled(bare, owed))[0][1])
    assert [f.code for f in result.of("C80")] == []


@pytest.mark.parametrize("path", HALF_FILLED, ids=lambda path: path.name[:3])
def test_a_drawn_table_is_filled_by_what_is_owed(path: Path) -> None:
    grids = load(path)
    owed = blank(read_on(grids, path))
    assert owed
    result = audit(read_on(filled(grids, owed), path))
    assert [f.code for f in result.of("C80")] == []


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_the_total_that_comes_of_filling_lies_in_the_outlook(
    data: st.DataObject,
) -> None:
    grid = published(data.draw(st.sampled_from(NAMES)))
    cells = [cell for what, cell in emptied_cells(grid) if what == "actual"]
    gone = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=4))
    bare = retyped((grid,), {cell.place: "" for cell in gone})
    outlook = owing(audit(found_on(bare)[0][1])).outlook
    typed = {cell.place: data.draw(st.sampled_from(TYPED[:-1])) for cell in gone}
    total = owing(audit(found_on(retyped(bare, typed))[0][1])).outlook
    if outlook.low is None or outlook.high is None:
        assert total.low is None
    elif total.low is not None and total.high is not None:
        assert outlook.low <= total.low <= total.high <= outlook.high


@cache
def typed_books() -> list[Path]:
    """The workbooks without formulas, whose results openpyxl would not keep."""
    return [
        path
        for path in BOOKS
        if all(cell.formula is None for grid in load(path) for cell in grid.cells)
    ]


def tried(path: Path, given_: list[str]) -> ScoredTrial:
    made = trial(opened(path, None), given_)
    return scored(made, *chosen_policy(made.before, None))


def result(each: Any) -> tuple[Any, Any]:
    """Rows and totals of a result, as JSON; places apart."""
    plain = dump_result(each)
    return plain["rows"], plain["totals"]


def understood(row: Indicator | FundLine, *what: str) -> list[Place | None]:
    """The cells of the values that were read: no trial takes what is not understood."""
    return [row.places.get(value) for value in what if not row.unknown(value)]


@cache
def values(path: Path) -> list[tuple[Place, str]]:
    """The cells of a file that can be tried, with what stands in them."""
    grids = load(path)
    found = read_on(grids, path)
    names = [row.places.get("name") for row in found.indicators]
    line = found.funds.total
    cells: list[Place | None] = []
    for row in found.indicators:
        if names.count(row.places.get("name")) == 1:
            cells += understood(row, "target", "actual")
    cells += understood(line, "spent", "budget") if line else []
    texts = {cell.place: cell.text for grid in grids for cell in grid.cells}
    return [(cell, texts[cell]) for cell in cells if cell is not None]


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_values_as_they_stand_change_nothing(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([*BOOKS, *QUICK]))
    cells = data.draw(
        st.lists(
            st.sampled_from(values(path)),
            min_size=1,
            max_size=3,
            unique_by=lambda c: c[0],
        )
    )
    made = tried(path, [f"{place}={text}" for place, text in cells])
    assert result(made.after) == result(made.before)
    assert [m for m in made.moved if m.before != m.after] == []
    assert made.trial.new_doubts == ()


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_a_trial_is_what_scoring_the_written_file_gives(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(typed_books()))
    place, _ = data.draw(st.sampled_from(values(path)[:-2]))
    text = data.draw(st.sampled_from(TYPED))
    made = tried(path, [f"{place}={text}"])
    book = openpyxl.load_workbook(path)
    assert place.sheet
    assert place.address
    sheet: Any = book[place.sheet]
    sheet[place.address] = text or None
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        book.save(copy)
        written = score(read(copy), made.after.policy)
    rows, totals = result(written)
    tried_rows, tried_totals = result(made.after)
    assert rows == tried_rows
    kept = {"points", "grade", "complete", "weight", "notes"}
    assert {k: totals[k] for k in kept} == {k: tried_totals[k] for k in kept}


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_a_trial_of_data_is_what_the_written_data_gives(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    plain = dump(table(name)[0])
    number = data.draw(st.integers(0, len(plain["indicators"]) - 1))
    text = data.draw(st.sampled_from(TYPED))
    what = data.draw(st.sampled_from(("actual", "target")))
    column = {"actual": "实际完成值", "target": "指标值"}[what]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "数据.json"
        path.write_text(json.dumps(plain), "utf-8")
        made = tried(path, [f"{number + 1}.{column}={text}"])
        plain["indicators"][number][what] = text or None
        path.write_text(json.dumps(plain), "utf-8")
        written = read_one(path)
    policy = load_policy(made.after.policy.id)
    assert score(written, policy).rows == made.after.rows
    assert evolve(written, warnings=()) == evolve(made.trial.after, warnings=())


def test_a_target_that_is_tried_in_data_has_the_unit_of_its_row() -> None:
    plain = dump(table("004-yongde-minglang-yingyang")[0])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "数据.json"
        path.write_text(json.dumps(plain), "utf-8")
        made = tried(path, ["1.指标值=3"])
    row = made.after.rows[0]
    assert row.explanation.result == "得 10 分"
    assert made.trial.after.indicators[0].target == "3人次"
