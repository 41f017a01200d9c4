"""真实的文件: 由别的程序写成, 或手写的 XML; 读出来就是表上写的, 一字不差.

No writer of ours stands between these files and the reader. What they say was written
down beside them (tables.toml) before they were read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indicators import Evaluation
from reading.reader import read

HERE = Path(__file__).parent
TABLES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "tables.toml").read_text())
FILES = [(file, name) for name, table in TABLES.items() for file in table["files"]]


def text(value: object) -> str:
    return "" if value is None else str(value)


def said(found: Evaluation) -> Iterator[tuple[str, str]]:
    """Every field of a table with the key under which tables.toml gives it."""
    head = (found.year, found.project, found.department, found.unit)
    yield from ((f"head {n}", text(value)) for n, value in enumerate(head))
    for n, line in enumerate(found.funds.lines):
        amounts = (line.initial, line.budget, line.spent, line.rate, line.stated)
        values = (line.label, *amounts)
        yield from ((f"funds {n} {k}", text(v)) for k, v in enumerate(values))
    goals = (found.goals.expected, found.goals.actual)
    yield from ((f"goals {n}", text(value)) for n, value in enumerate(goals))
    for n, row in enumerate(found.indicators):
        given = (row.name, row.target, row.actual, row.weight, row.stated)
        values = (*row.path[-2:], *given)
        yield from ((f"rows {n} {k}", text(v)) for k, v in enumerate(values))
    total = (found.total.weight, found.total.stated, found.total.grade)
    yield from ((f"total {n}", text(value)) for n, value in enumerate(total))


def written(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("head", "funds", "goals", "rows", "total"):
        for n, value in enumerate(table[part]):
            if isinstance(value, str):
                yield f"{part} {n}", value
            else:
                yield from ((f"{part} {n} {k}", v) for k, v in enumerate(value))


@pytest.mark.parametrize(("file", "name"), FILES)
def test_a_file_of_another_program_says_what_is_written_on_it(
    file: str, name: str
) -> None:
    found, wanted = dict(said(read(HERE / file))), dict(written(TABLES[name]))
    unread = set(TABLES[name].get("unread", ()))
    wrong = {
        key: (wanted.get(key), found.get(key))
        for key in wanted | found
        if wanted.get(key) != found.get(key)
    }
    assert {key: pair for key, pair in wrong.items() if key not in unread} == {}
    assert wrong.keys() >= unread, "a field listed as unread is read: take it off"


def test_every_file_is_listed() -> None:
    kept = {path.name for path in HERE.iterdir() if path.is_file()}
    assert kept - {file for file, _ in FILES} == {"tables.toml", Path(__file__).name}
