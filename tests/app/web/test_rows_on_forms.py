"""添的行在各种版式、各种文件里: 归在原来的组, 别的都不变; 取走的都有它."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.web.intake.files import brought
from app.web.sheet.edited import edited
from app.web.sheet.printed import FoundTable, found_table, with_added
from app.web.site import Site
from app.web.store import papers
from app.web.store.row_keys import FIRST_ADDED, RowKey
from indicators.evaluation import Evaluation
from reading import read
from reading.sources import load
from templates.forms.blank import blank
from templates.forms.form import EVALUATION, form_ids, load_form
from templates.writing.writer import write
from tests.app.web.conftest import Clerk
from tests.app.web.test_clerk import Filling
from tests.app.web.test_rows import HOSTILE, NEW, SHORT, add, fill

FILES = Path(__file__).parents[2] / "drawn/files"


@pytest.fixture
def filling(clerk: Clerk, site: Site) -> Filling:
    """Of an SQLite file alone: what is taken away does not know where it was kept."""
    (id_,) = papers.add(
        site.database, brought("短.xlsx", write(SHORT, "national-2020"))
    )
    return Filling(clerk, f"/papers/{id_}")


def test_every_paper_that_is_taken_away_holds_the_row(
    filling: Filling, tmp_path: Path
) -> None:
    fill(filling, add(filling, "0-14"), NEW | {10: HOSTILE})
    path = tmp_path / "取走.xlsx"
    form = load_form("national-2020")
    data = {"csrf": filling.headers["x-csrf"]}
    files = {"file": ("财政.xlsx", write(blank(form), form))}
    empty = filling.clerk.post(f"{filling.where}/fill", files=files, data=data)
    books = [filling.take(what) for what in ("form", "live", "own")]
    for book in (*books, filling.taken(empty)):
        path.write_bytes(book)
        found = {row.name: row for row in read(path).indicators}
        assert len(found) == len(SHORT.indicators) + 1
        new = found["培训场次"]
        assert new.path == SHORT.indicators[1].path
        assert (new.target, new.actual, new.weight) == ("≥10场", "8场", Decimal(2))
        assert new.stated == Decimal("1.6")
        assert new.variance_note == HOSTILE
    report = filling.take("report").decode()
    assert "2 × 8场 ÷ 10场" in report
    assert HOSTILE not in report + filling.page


def found_in(path: Path) -> FoundTable:
    found = found_table(load(path), 0)
    assert found
    return found


def values(table: Evaluation) -> list[object]:
    return [(r.path, r.name, r.target, r.actual, r.weight) for r in table.indicators]


FORMS = [each for each in form_ids() if load_form(each).paper == EVALUATION]
DRAWN = ["d03-*", "d91-*", "h24-*", "x122-*", "x101-*"]


@pytest.mark.parametrize("name", [*FORMS, *DRAWN])
def test_a_row_below_any_other_belongs_to_its_group_and_changes_nothing_else(
    name: str, tmp_path: Path
) -> None:
    if name in DRAWN:
        (path,) = (each for each in FILES.glob(name) if each.suffix != ".json")
    else:
        path = tmp_path / "表.xlsx"
        path.write_bytes(write(SHORT, name))
    printed = found_in(path)
    before = values(printed.table)
    read_rows = {
        s.line: slot.row for s, slot in printed.slots.items() if slot.role == "name"
    }
    chosen = list(printed.rooms)[:: max(len(printed.rooms) // 4, 1)]
    assert chosen
    for line in chosen:
        new = RowKey(line.grid, FIRST_ADDED)
        added = with_added(printed, 0, {new: line})
        assert added
        assert values(added.table) == before
        texts = {"name": "新行", "target": "≥10场", "actual": "8场", "weight": "1"}
        cells = {
            spot.key: texts[slot.role]
            for spot, slot in added.slots.items()
            if spot.line == new and slot.role in texts
        }
        made = edited(added, 0, cells)
        assert made
        after = values(made.table)
        at = next(
            n for n, row in enumerate(made.table.indicators) if row.name == "新行"
        )
        assert after[:at] + after[at + 1 :] == before
        row = made.table.indicators[at]
        own = read_rows[line]
        if own is not None:
            assert (at, row.path) == (own + 1, printed.table.indicators[own].path)
        assert (row.target, row.actual) == ("≥10场", "8场")
        weighed = any(slot.role == "weight" for slot in added.slots.values())
        assert row.weight == (Decimal(1) if weighed else None)
