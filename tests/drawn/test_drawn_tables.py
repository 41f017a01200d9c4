"""凭记忆画的表: 画的人没有看过程序, 先写下应读出的内容, 再交给程序读.

`floors.toml` keeps how many fields of each were right; none may become fewer. What is
still read wrongly is listed in README.md, kind by kind.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditing.audit import audit
from indicators import Evaluation, dump
from reading import read_all

HERE = Path(__file__).parent
FLOORS: dict[str, int] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
HEAD = ("year", "project", "department", "unit")
AMOUNTS = ("initial", "budget", "spent", "weight", "rate", "stated")
BLANK = "空表"
ACCUSING = ("P", "F", "W", "N5")
VALUES = ("name", "target", "actual", "weight", "stated", "variance_note")


def shown(value: Any) -> str | None:
    """A value without blanks, separators and trailing zeros; a dash is nothing."""
    text = re.sub(r"[\s,￥¥]", "", "" if value is None else str(value))
    text = re.sub(r"(\.\d*?)0+(?!\d)", r"\1", text).replace(".%", "%").rstrip(".")
    return None if re.fullmatch(r"[-—/]*", text) else text


def fields(table: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Every field of a table, by a name that says which it is."""
    yield from ((name, shown(table[name])) for name in HEAD)
    yield from ((f"目标 {k}", shown(table["goals"][k])) for k in ("expected", "actual"))
    for number, line in enumerate(table["funds"]["lines"]):
        yield from ((f"资金 {number} {k}", shown(line[k])) for k in AMOUNTS)
    for number, row in enumerate(table["indicators"]):
        yield f"指标 {number} 路径", shown("/".join(name or "" for name in row["path"]))
        yield from ((f"指标 {number} {k}", shown(row[k])) for k in VALUES)
    total = table["total"]
    yield from ((f"总分 {k}", shown(total[k])) for k in ("weight", "stated", "grade"))


@cache
def tables_of(name: str) -> tuple[Evaluation, ...]:
    """The tables of a file, which several tests look at and none changes."""
    return tuple(read_all(HERE / "files" / name))


def right(name: str) -> int:
    """Count the fields that are read as they were drawn."""
    found = [dump(table) for table in tables_of(name)]
    count = 0
    for wanted, made in zip(truths(name), found, strict=False):
        read = dict(fields(made))
        count += sum(read.get(key) == value for key, value in fields(wanted) if value)
    return count


@pytest.mark.parametrize("name", FLOORS)
def test_no_drawn_table_is_read_worse_than_before(name: str) -> None:
    assert right(name) >= FLOORS[name]


def truths(name: str) -> list[dict[str, Any]]:
    """What was written down before the tables of a file were read."""
    drawn = json.loads((HERE / "files" / f"{name}.truth.json").read_text("utf-8"))
    return drawn if isinstance(drawn, list) else [drawn]


def said(codes: list[str | list[str]]) -> set[str]:
    """The codes of findings, each alone or with a word about why."""
    return {code if isinstance(code, str) else code[0] for code in codes}


@pytest.mark.parametrize("name", [n for n in FLOORS if "must" in truths(n)[0]])
def test_only_what_was_drawn_wrong_is_found(name: str) -> None:
    drawn, tables = truths(name), tables_of(name)
    for wanted, table in zip(drawn, tables, strict=len(drawn) > 1):
        wrong, may = said(wanted["must"]) - {BLANK}, said(wanted["may"])
        unfilled = {code for code in wrong | may if code.startswith("C")}
        found = {each.code for each in audit(table).of(*ACCUSING, *unfilled)}
        follows = {"P410"} if wrong else set()
        assert wrong <= found <= wrong | follows | may


@pytest.mark.parametrize("name", FLOORS)
def test_a_table_is_a_blank_one_only_where_it_was_drawn_so(name: str) -> None:
    (first, *_) = tables_of(name)
    blank = BLANK in said(truths(name)[0].get("must", []))
    assert (audit(first).sort.value == BLANK) is blank
