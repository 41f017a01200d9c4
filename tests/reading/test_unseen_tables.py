"""没见过的表: 各地真实的排法, 每张都照纸面逐格读出."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import Evaluation
from reading.grid import Grid
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

CASES = tuple(sorted((Path(__file__).parent / "unseen").glob("*.txt")))


def parsed(path: Path) -> tuple[Grid, list[str]]:
    """A case: a first line about it, a drawn table, ====, and what it says."""
    table, _, expected = path.read_text("utf-8").partition("\n====\n")
    lines = [line for line in table.splitlines()[1:] if line.strip()]
    before = tuple(line.removeprefix("> ") for line in lines if line.startswith("> "))
    rows = "\n".join(line for line in lines if line.startswith("|"))
    return drawn(rows, before=before), expected.strip().splitlines()


def _shown(*values: object) -> str:
    texts = ("-" if value is None else str(value) for value in values)
    return " ; ".join(text.replace("\n", "\\n") for text in texts)


def told(read: Evaluation) -> list[str]:
    """What a table says, one line for each part."""
    head = (read.form, read.year, read.project, read.department, read.unit)
    parts = ["表 " + _shown(*head)]
    parts += [
        "资金 "
        + _shown(
            line.label,
            line.initial,
            line.budget,
            line.spent,
            line.weight,
            line.rate,
            line.stated,
            read.funds.unit,
        )
        for line in read.funds.lines
    ]
    parts.append("目标 " + _shown(read.goals.expected, read.goals.actual))
    for row in read.indicators:
        path = "/".join(
            (name or "?") + ("" if weight is None else f"[{weight}]")
            for name, weight in zip(row.path, row.path_weights, strict=True)
        )
        values = (row.target, row.actual, row.weight, row.stated, row.variance_note)
        sign = f" ({row.direction})" if row.direction else ""
        parts.append(f"{path}/{row.name}{sign} ; {_shown(*values)}")
    parts.append(
        "总分 " + _shown(read.total.weight, read.total.stated, read.total.grade)
    )
    parts += [f"疑 {doubt.where} {doubt.message}" for doubt in read.warnings]
    return parts


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_table_of_a_bureau_is_read_as_it_is_printed(path: Path) -> None:
    grid, expected = parsed(path)
    read = [told(evaluation) for evaluation in recognise(grid)]
    assert "\n++++\n".join("\n".join(lines) for lines in read).splitlines() == expected
