"""三十张小表: 三种软件写成的文件, 行数与总分读得与目录所写的一致."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from reading.reader import read
from reading.sources import load

FOLDER = Path(__file__).parents[2] / "benchmarks/small"
LISTED = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (FOLDER / "README.md").read_text("utf-8").splitlines()
    if ".xlsx" in line
]


def test_the_list_names_every_file() -> None:
    assert [name for name, *_ in LISTED] == sorted(
        p.name for p in FOLDER.glob("*.xlsx")
    )
    assert len(LISTED) == 30


@pytest.mark.parametrize(("name", "rows", "total"), [line[:3] for line in LISTED])
def test_a_file_of_another_program_gives_its_rows_and_its_total(
    name: str, rows: str, total: str
) -> None:
    table = read(FOLDER / name)
    assert len(table.indicators) == int(rows)
    assert str(table.total.stated or "—") == total


@pytest.mark.parametrize("name", [LISTED[0][0], LISTED[1][0], LISTED[2][0]])
def test_fonts_and_borders_that_are_passed_over_say_nothing_about_a_cell(
    name: str, tmp_path: Path
) -> None:
    """A comment in the style sheet makes the parser hear all of it."""
    heard = tmp_path / name
    with ZipFile(FOLDER / name) as old, ZipFile(heard, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/styles.xml":
                at = content.index(b"<fonts")
                content = content[:at] + b"<!-- heard -->" + content[at:]
            new.writestr(part, content)
    assert load(heard) == load(FOLDER / name)
