"""扫描件: 逐格识别, 数不许读错而不说; 没有装识别程序时一句话说清."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from indicators.errors import InputError
from indicators.reasons import Doubt
from reading import read
from reading.sources import load
from reading.sources.scans import isolated_reader
from tests.scanned.fields import Comparison

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_stamped_scan_is_read_as_its_original(scan: Path, original: Path) -> None:
    compared = Comparison.of(read(original), read(scan))
    assert compared.silent == []
    assert len(compared.wrong) <= 2


def test_every_cell_of_a_scan_is_a_cell_of_its_own(scan: Path, printed: Path) -> None:
    (wanted,) = load(printed)
    (found,) = load(scan)
    spans = [
        {(c.row, c.column, c.rows, c.columns) for c in g.cells if c.text}
        for g in (wanted, found)
    ]
    assert spans[1] == spans[0]


def test_progress_is_told_page_by_page(
    scan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    load(scan)
    assert "识别第 1 页，共 1 页" in capfd.readouterr().err


@pytest.fixture(scope="module")
def mixed(printed: Path, scan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of a page with text and a scanned one."""
    path = tmp_path_factory.mktemp("mixed") / "混合.pdf"
    whole = pypdfium2.PdfDocument.new()
    for part in (printed, scan):
        whole.import_pages(pypdfium2.PdfDocument(part))
    whole.save(str(path))
    return path


def test_a_scanned_page_among_pages_with_text_is_read_too(mixed: Path) -> None:
    first, second = load(mixed)
    assert [grid.cells[0].place.page for grid in (first, second)] == [1, 2]
    assert {(c.row, c.column) for c in first.cells} == {
        (c.row, c.column) for c in second.cells
    }
    assert all(w.reason is not Doubt.PAGE_OF_PICTURE for w in first.warnings)


def test_a_scanned_page_that_cannot_be_read_is_told(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated_reader, "_NEEDED", ("nothing_of_this_name",))
    (grid,) = load(mixed)
    told = [w for w in grid.warnings if w.reason is Doubt.PAGE_OF_PICTURE]
    assert [w.place.page for w in told] == [2]
    assert "ziping[ocr]" in str(told[0])


def test_without_the_extra_a_picture_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated_reader, "_NEEDED", ("nothing_of_this_name",))
    picture = tmp_path / "表.png"
    picture.write_bytes(PNG + bytes(99))
    with pytest.raises(InputError, match=r'pip install "ziping\[ocr\]"'):
        read(picture)


@pytest.mark.parametrize("name", ["表.png", "表.jpg", "表.tif"])
def test_a_damaged_picture_is_named_as_that(name: str, tmp_path: Path) -> None:
    magic = {"png": PNG, "jpg": b"\xff\xd8\xff\xe0", "tif": b"II*\x00"}
    picture = tmp_path / name
    picture.write_bytes(magic[name.split(".")[1]] + bytes(99))
    with pytest.raises(InputError, match="图片不完整或已损坏"):
        read(picture)
