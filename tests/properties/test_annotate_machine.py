"""批注了再批注: 表上的数与公式、人写的批注都不变; 每处发现标一次, 不多不少."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from openpyxl import load_workbook
from openpyxl.comments import Comment

from app.cli import run
from auditing import audit
from auditing.finding import Finding
from reading import read
from scoring import load_policy
from templates.annotating.marking import ADDED
from templates.annotating.notes import cells_at
from tests.app.commands.test_audit_folders import FAULTY, SOUND

TABLES = {"错": FAULTY, "好": SOUND}
NOTED = re.compile(r"^【复核】([A-Z]\d{3}) ", re.MULTILINE)
TYPED = ("3个", "83%", "290%", "≥95%", 7, 10.5, 0, None, "无", "=2+3", "长" * 9000)
"""What people type into a cell: values, a bound, a formula, nothing, a long text."""
REMARKS = (
    "请补说明",
    "【复核】是谁写的？",
    "办法：再议\n\n",
    "【复核】P401 错误\n我抄下来的，没有写完",
)
"""What people write into comments of their own."""
NAMES = st.sampled_from(["甲", "乙", "丙", "丁"])


class Copies(RuleBasedStateMachine):
    """A workbook and its annotated copies, in which people type and write."""

    books = Bundle("books")

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="ziping-machine-"))
        self.written: dict[Path, Counter[tuple[str, str]]] = {}

    @initialize(target=books, content=st.sampled_from(sorted(TABLES)))
    def begin(self, content: str) -> Path:
        path = self.top / "表.xlsx"
        path.write_bytes(TABLES[content])
        self.written[path] = Counter()
        return path

    @rule(path=books, row=st.integers(6, 21), column=st.integers(4, 11), data=st.data())
    def type_in(self, path: Path, row: int, column: int, data: st.DataObject) -> None:
        """A person types into a cell of the table, with whatever program."""
        book = load_workbook(path)
        cell: Any = book.worksheets[0].cell(row, column)
        if hasattr(cell, "font") and type(cell).__name__ == "Cell":
            cell.value = data.draw(st.sampled_from(TYPED))
            book.save(path)

    @rule(path=books, row=st.integers(6, 21), text=st.sampled_from(REMARKS))
    def remark(self, path: Path, row: int, text: str) -> None:
        """A person comments on a cell, below what stands there."""
        book = load_workbook(path)
        cell: Any = book.worksheets[0].cell(row, 9)
        if type(cell).__name__ != "Cell" or cell.comment is not None:
            return
        cell.comment = Comment(text, "张三")
        book.save(path)
        self.written[path][cell.coordinate, text.strip("\n")] += 1

    @rule(target=books, path=books, name=NAMES)
    def annotate(self, path: Path, name: str) -> Path:
        """Whatever is annotated, a copy of a copy too."""
        copy = self.top / f"{name}.xlsx"
        before = path.read_bytes()
        there = copy.read_bytes() if copy.exists() else None
        code = quietly("audit", str(path), "--annotate", str(copy), "--force")
        assert path == copy or path.read_bytes() == before
        if path == copy:
            assert (code, copy.read_bytes()) == (2, there)
            return copy
        assert code in {0, 1}
        self.written[copy] = self.written[path].copy()
        assert values(copy) == values(path)
        self.see_notes(path, copy)
        return copy

    def see_notes(self, path: Path, copy: Path) -> None:
        """Each finding at its cells, once; what people wrote, once."""
        book = load_workbook(copy)
        assert [s.title for s in book.worksheets[1:]] == ["复核", "复核重算"]
        due = Counter(
            (cell.coordinate, finding.code)
            for finding in findings(path)
            for cell in cells_at(book, finding.place)
        )
        noted: Counter[tuple[str, str]] = Counter()
        remarks: Counter[tuple[str, str]] = Counter()
        for cell in (c for row in book.worksheets[0] for c in row if c.comment):
            own, _, ours = cell.comment.text.rpartition(ADDED)
            if (cell.coordinate, cell.comment.text.strip("\n")) in self.written[copy]:
                own, ours = cell.comment.text, ""
            noted.update((cell.coordinate, code) for code in NOTED.findall(ours))
            remarks.update([(cell.coordinate, own.strip("\n"))] if own else [])
        assert noted == due
        assert remarks == self.written[copy]
        listed = Counter(row[0] for row in book["复核"].values if row[1] in SEVERITIES)
        assert listed == Counter(finding.code for finding in findings(path))

    def teardown(self) -> None:
        shutil.rmtree(self.top)


SEVERITIES = {"错误", "不一致", "提醒", "提示"}


def findings(path: Path) -> tuple[Finding, ...]:
    return audit(read(path), load_policy("mof-2020")).findings


def values(path: Path) -> dict[str, tuple[object, str]]:
    """Every cell that holds something: its text, number or formula, and its format."""
    sheet = load_workbook(path).worksheets[0]
    return {
        cell.coordinate: (cell.value, cell.number_format)
        for row in sheet
        for cell in row
        if cell.value is not None
    }


def quietly(*arguments: str) -> int:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        return run(list(arguments))


def test_a_workbook_that_is_annotated_again_and_again() -> None:
    run_state_machine_as_test(
        Copies,
        settings=settings(
            max_examples=4,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
