"""一张空表填了再填: 填进去的读回来相等, 原有的还在, 输入不动, 写不成就什么也没有."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, fields_dict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from openpyxl import load_workbook

from app.cli import run
from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Total
from indicators.codec import dump
from reading import read
from scoring import load_policy, score
from templates.forms.blank import blank
from templates.forms.form import Form, load_form
from templates.writing.writer import scored, write
from tests.app.conftest import ROOT
from tests.templates.forms_data import (
    TARGETS,
    amounts,
    bare,
    in_a_blank,
    kept,
    points,
    words,
)

FORMS = ("national-2020", "cohesion-funds")
FILES = ROOT / "tests/files"
NO_BLANKS = {
    "文字.xlsx": "指标,分值\n甲,1\n".encode(),
    "半截.xlsx": (FILES / "national-openpyxl.xlsx").read_bytes()[:3000],
    "旧.xls": (FILES / "national-libreoffice.xls").read_bytes(),
    "文书.docx": (FILES / "transfer-libreoffice.docx").read_bytes(),
}
POLICY = "mof-2020"
NAMES = st.sampled_from(["甲", "乙", "丙"])
HEAD = ("project", "department", "unit")
NUMBERS = ("target", "actual", "weight", "stated", "variance_note")


@st.composite
def tables(draw: st.DrawFn, form: Form) -> Evaluation:
    """What somebody has to fill in: some rows, of which others may know the names."""
    some = st.none() | points
    rows = [
        Indicator(
            group.path,
            f"{group.path[-1][:2]}第{number}桥",
            draw(st.none() | st.sampled_from(TARGETS)),
            draw(st.none() | st.sampled_from(TARGETS)),
            draw(some),
            draw(some),
            group.weights,
            draw(st.none() | words),
        )
        for group in draw(st.lists(st.sampled_from(form.groups), max_size=3))
        for number in draw(st.lists(st.integers(1, 3), min_size=1, unique=True))
    ]
    first = form.groups[0]
    rows = rows or [Indicator(first.path, "桥", path_weights=first.weights)]
    lines = tuple(
        FundLine(label, draw(amounts), draw(amounts), draw(amounts), stated=draw(some))
        for label in form.labels
    )
    table = Evaluation(
        year=2023,
        project=draw(st.none() | words),
        department=draw(st.none() | words),
        unit=draw(st.none() | words),
        funds=Funds(lines if draw(st.booleans()) else (FundLine("无"),), form.unit),
        goals=Goals(draw(st.none() | words), draw(st.none() | words)),
        indicators=tuple({row.name: row for row in rows}.values()),
        total=Total(draw(some), draw(some), draw(st.sampled_from((None, "优", "差")))),
    )
    return in_a_blank(kept(table, form), form)


class Filling(RuleBasedStateMachine):
    """A blank, what is filled into it, and what is filled into that."""

    books = Bundle("books")

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="ziping-machine-"))
        self.known: dict[Path, Evaluation] = {}
        for name, content in NO_BLANKS.items():
            (self.top / name).write_bytes(content)

    @initialize(target=books, name=st.sampled_from(FORMS))
    def begin(self, name: str) -> Path:
        self.form = load_form(name)
        path = self.top / "空表.xlsx"
        path.write_bytes(write(blank(self.form), self.form))
        self.known[path] = bare(read(path))
        return path

    @rule(
        target=books,
        path=books,
        out=NAMES,
        data=st.data(),
        scores=st.booleans(),
        force=st.booleans(),
    )
    def fill(
        self, path: Path, out: str, data: st.DataObject, *, scores: bool, force: bool
    ) -> Path:
        """From a data file; into a new file, or over one that is there."""
        table = data.draw(tables(self.form))
        source = self.top / "数据.json"
        source.write_text(json.dumps(dump(table), ensure_ascii=False), "utf-8")
        return self.filled(path, source, table, out, scores=scores, force=force)

    @rule(target=books, path=books, source=books, out=NAMES)
    def fill_from_a_workbook(self, path: Path, source: Path, out: str) -> Path:
        """From a workbook that was filled before; also from itself."""
        table = bare(read(source))
        return self.filled(path, source, table, out, scores=False, force=True)

    def filled(
        self,
        path: Path,
        source: Path,
        table: Evaluation,
        out: str,
        *,
        scores: bool,
        force: bool,
    ) -> Path:
        target = self.top / f"{out}.xlsx"
        before = self.everything()
        refused = target in {path, source} or (target.exists() and not force)
        call = ["fill", path, "--from", source, "--out", target]
        call += ["--policy", POLICY] if scores else []
        call += ["--force"] if force else []
        code = quietly(*map(str, call))
        after = self.everything()
        if refused:
            assert (code, after) == (2, before)
            return path
        assert code in {0, 1}
        assert {p: c for p, c in after.items() if p != target} == {
            p: c for p, c in before.items() if p != target
        }
        if scores:
            table = self.scored(path, table)
        due = merged(self.known[path], table, scores=scores)
        self.known[target] = found = bare(read(target))
        for part, value in shown(due).items():
            assert shown(found)[part] == value, part
        return target

    def scored(self, path: Path, table: Evaluation) -> Evaluation:
        made = scored(table, score(table, load_policy(POLICY)))
        graded = table.total.grade or self.known[path].total.grade
        return made if graded else evolve(made, total=evolve(made.total, grade=None))

    @rule(wrong=st.sampled_from(sorted(NO_BLANKS)), source=books, out=NAMES)
    def fill_what_is_no_blank(self, wrong: str, source: Path, out: str) -> None:
        before = self.everything()
        call = ["fill", self.top / wrong, "--from", source, "--force"]
        code = quietly(*map(str, [*call, "--out", self.top / f"{out}.xlsx"]))
        assert (code, self.everything()) == (2, before)

    @rule(path=books, rows=st.sets(st.integers(4, 30), max_size=6))
    def take_out(self, path: Path, rows: set[int]) -> None:
        """A person empties cells of actual values: half of it is left."""
        book = load_workbook(path)
        for cell in (c for row in rows for c in book.worksheets[0][row][6:]):
            if type(cell).__name__ == "Cell" and "桥" not in str(cell.value):
                cell.value = None if isinstance(cell.value, int | float) else cell.value
        book.save(path)
        self.known[path] = bare(read(path))

    @invariant()
    def nothing_half_written(self) -> None:
        every = {
            *self.known,
            *map(self.top.joinpath, NO_BLANKS),
            self.top / "数据.json",
        }
        assert set(self.top.iterdir()) <= every

    def everything(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.top.iterdir()}

    def teardown(self) -> None:
        shutil.rmtree(self.top)


def over(old: Any, new: Any, *names: str) -> Any:
    """What is given goes over what was there; what is not given leaves it."""
    given = {name: getattr(new, name) for name in names or fields_dict(type(new))}
    return evolve(old, **{name: v for name, v in given.items() if v is not None})


def merged(old: Evaluation, new: Evaluation, *, scores: bool) -> Evaluation:
    """What stands in a table after another was filled in."""
    rows = {row.name: row for row in old.indicators}
    for row in new.indicators:
        under = over(rows[row.name], row, *NUMBERS) if row.name in rows else row
        rows[row.name] = evolve(under, stated=row.stated) if scores else under
    lines = {line.label: line for line in old.funds.lines}
    for line in new.funds.lines:
        if line.label in lines:
            names = ("initial", "budget", "spent", "weight", "rate", "stated")
            lines[line.label] = over(lines[line.label], line, *names)
            if scores:
                lines[line.label] = evolve(lines[line.label], stated=line.stated)
    total = over(old.total, new.total)
    total = evolve(total, stated=new.total.stated) if scores else total
    funds = evolve(old.funds, lines=tuple(lines.values()))
    return evolve(
        over(old, new, "year", *HEAD),
        goals=over(old.goals, new.goals),
        indicators=tuple(rows.values()),
        funds=funds,
        total=total,
    )


def shown(table: Evaluation) -> Mapping[str, object]:
    """What a person reads, whatever the order of the rows that were added."""
    return {
        "head": [getattr(table, name) for name in ("year", *HEAD)],
        "goals": table.goals,
        "rows": {row.name: row for row in table.indicators},
        "count": len(table.indicators),
        "funds": table.funds,
        "total": evolve(table.total, place=None),
    }


def quietly(*arguments: str) -> int:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        return run(list(arguments))


def test_a_blank_that_is_filled_again_and_again() -> None:
    run_state_machine_as_test(
        Filling,
        settings=settings(
            max_examples=4,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
