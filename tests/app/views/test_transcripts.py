"""不是 .xlsx 的文件, 批注在照抄件上: 与读出的一格不差, 再读还是那张表."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from openpyxl.workbook import Workbook

from app.cli import run
from indicators.evaluation import Evaluation
from reading.reader import read
from reading.sources import load
from templates.annotating.notes import DOUBTED
from templates.annotating.transcript.copying import copied
from tests.published.rendering import unplaced
from tests.scanned.forms import drawn

FILES = Path(__file__).parents[2] / "files"
KINDS = (
    "cohesion-libreoffice.docx",
    "cohesion-libreoffice.ods",
    "cohesion-libreoffice.pdf",
    "national-libreoffice.xls",
    "hubei-gbk-by-hand.csv",
)


def annotated(path: Path) -> Workbook:
    """The copy of a file, which itself stays as it was."""
    before, out = path.read_bytes(), path.with_name("批注.xlsx")
    assert run(["audit", str(path), "--annotate", str(out)]) in {0, 1}
    assert path.read_bytes() == before
    return openpyxl.load_workbook(out)


def table_of(path: Path) -> Evaluation:
    table = unplaced(read(path))
    return evolve(table, warnings=(), room_for_reasons={}, blank={})


@pytest.mark.parametrize("name", KINDS)
def test_the_copy_says_cell_by_cell_what_was_read(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / name, tmp_path))
    book, grids = annotated(path), load(path)
    found = copied(grids, name).cells
    for cell in (cell for grid in grids for cell in grid.cells):
        (here,) = found(cell.place)
        there = book[here.parent.title][here.coordinate]
        assert (there.value or "", there.data_type) in {
            (cell.text, "s"),
            (cell.text, "n"),  # a cell that says nothing
        }
    assert table_of(tmp_path / "批注.xlsx") == table_of(path)


def test_a_scan_is_transcribed_with_its_doubts_and_said_to_be_a_transcript(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "小表.png"
    path.write_bytes(drawn())
    book = annotated(path)
    assert "副本是照抄件，不是原件" in capsys.readouterr().err
    assert book.sheetnames == ["第1页表1", "复核", "复核重算", "存疑"]
    sheet = book["第1页表1"]
    assert sheet["A2"].value == "项目支出绩效自评表"
    doubted = sheet["E4"]
    assert (doubted.value, doubted.fill.start_color.rgb) == ("O", DOUBTED)
    assert "按 0 读，本行得分与填报一致" in doubted.comment.text
    (link,) = (c.hyperlink for row in book["存疑"] for c in row if c.hyperlink)
    assert link.location == "'第1页表1'!E4"
    (image,) = book["存疑"]._images
    assert f"{image.anchor._from.row + 1}" == link.ref[1:]


def test_a_broken_picture_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "坏.png", tmp_path / "批注.xlsx"
    path.write_bytes(drawn()[:3000])
    assert run(["audit", str(path), "--annotate", str(out)]) == 2
    assert "图片不完整或已损坏" in capsys.readouterr().err
    assert not out.exists()
