"""读 PDF: 线框成表, 跨页成一张, 没有线框成行."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading.grid import Grid
from reading.locating.page_labels import PageLabels
from reading.sources import load
from reading.sources.pages import isolated_reader
from reading.sources.pages.text import PrintedLine, joined
from reading.sources.pdf import reader
from tests.reading.sources.handmade import write_pdf

Convert = Callable[[Path, str], Path]


def read_document(path: Path) -> tuple[Grid, ...]:
    """Read a PDF in this process, with the words of the project at hand."""
    return reader.read_document(path, PageLabels())


def texts(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells]


@pytest.fixture(scope="module")
def stitched(convert: Convert, long_document: Path) -> Grid:
    path = convert(long_document, "pdf")
    (grid,) = read_document(path)
    assert load(path) == (grid,)
    return grid


def test_a_table_over_several_pages_is_the_table_of_the_document(
    stitched: Grid, long_document: Path
) -> None:
    (grid,) = load(long_document)
    assert texts(stitched) == texts(grid)
    assert (stitched.before, stitched.after) == (grid.before, grid.after)


def test_a_place_names_the_page_where_the_text_stands(stitched: Grid) -> None:
    assert str(stitched.cells[0].place) == "第1页表1第1行第1列"
    assert stitched.cells[-1].place.page in {8, 9}


def test_a_row_joined_over_a_page_break_is_said(stitched: Grid) -> None:
    assert stitched.warnings
    assert all("被分页截断" in problem.message for problem in stitched.warnings)


def line(text: str, right: float, lead: float = 10) -> PrintedLine:
    return PrintedLine(text, left=0, right=right, top=0, bottom=10, lead=lead)


@pytest.mark.parametrize(
    ("upper", "lower", "seen"),
    [
        (line("项目完", 90), line("成率", 20), "项目完成率"),
        (line("6130.", 92), line("36", 20), "6130.36"),
        (line("98.63", 92), line("%", 20), "98.63%"),
        (line("10", 20), line("20", 20), "10\n20"),
        (line("12个", 20), line("≥68人", 30), "12个\n≥68人"),
        (line("10", 20), line("of 20", 30), "10 of 20"),
        (line("big", 90), line("data", 20), "big data"),
        (line("达到", 20), line("100%", 40), "达到100%"),
    ],
)
def test_the_lines_of_a_cell_are_joined_without_breaking_words(
    upper: PrintedLine, lower: PrintedLine, seen: str
) -> None:
    assert joined([upper, lower], 100) == seen


def test_text_without_rules_is_given_as_lines(tmp_path: Path) -> None:
    stream = "BT /F1 12 Tf 50 700 Td (Score 9.9) Tj 0 -20 Td (Total 97.74) Tj ET"
    (grid,) = read_document(write_pdf(tmp_path / "a.pdf", [stream, stream]))
    assert grid.kind == "text"
    assert grid.lines == ("Score 9.9", "Total 97.74") * 2
    assert str(grid.cells[3].place) == "第2页第2行"


def test_without_the_extra_a_scan_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pdf(tmp_path / "scan.pdf", ["0 0 100 100 re f"])
    with pytest.raises(InputError, match="扫描件，没有可读文字"):
        read_document(path)
    monkeypatch.setattr(isolated_reader, "is_installed", lambda: False)
    with pytest.raises(InputError, match="扫描件，没有可读文字"):
        load(path)


def test_two_tables_with_words_between_them_are_two(tmp_path: Path) -> None:
    def page(words: str) -> str:
        rules = " ".join(
            f"{x} 100 m {x} 700 l S 50 {y} m 350 {y} l S"
            for x, y in ((50, 100), (200, 400), (350, 700))
        )
        return f"{rules} BT /F1 12 Tf 60 730 Td ({words}) Tj 0 -80 Td (9.9) Tj ET"

    grids = read_document(
        write_pdf(tmp_path / "two.pdf", [page("First"), page("Second")])
    )
    assert [(grid.before, grid.height) for grid in grids] == [
        (("First",), 2),
        (("Second",), 2),
    ]
    grids = read_document(write_pdf(tmp_path / "one.pdf", [page("Head"), page("Head")]))
    assert [(grid.before, grid.height) for grid in grids] == [(("Head",), 4)]


def test_the_lines_of_pages_without_a_table_are_kept_apart(tmp_path: Path) -> None:
    rules = "50 100 m 50 700 l S 200 100 m 200 700 l S 350 100 m 350 700 l S "
    rules += " ".join(f"50 {y} m 350 {y} l S" for y in (100, 400, 700))
    pages = [f"BT /F1 12 Tf 60 650 Td ({w}) Tj ET" for w in ("Far", "Near", "Cell")]
    path = write_pdf(tmp_path / "a.pdf", [*pages[:2], f"{rules} {pages[2]}"])
    (grid,) = load(path)
    assert (grid.before, [cell.text for cell in grid.cells]) == (("Near",), ["Cell"])
    assert [(line.text, str(line.place)) for line in grid.outside] == [
        ("Far", "第1页第1行"),
        ("Near", "第2页第1行"),
    ]


def test_a_table_without_rules_at_its_sides_has_its_outer_columns(
    tmp_path: Path,
) -> None:
    rules = " ".join(f"50 {y} m 350 {y} l S" for y in (100, 400, 700))
    rules += " 150 100 m 150 700 l S 250 100 m 250 700 l S"
    words = (
        "BT /F1 12 Tf 60 650 Td (Left) Tj 100 0 Td (Middle) Tj 100 0 Td (Right) Tj ET"
    )
    (grid,) = read_document(write_pdf(tmp_path / "a.pdf", [f"{rules} {words}"]))
    assert [cell.text for cell in grid.cells] == ["Left", "Middle", "Right"]
    assert (grid.height, grid.width) == (2, 3)


def test_what_is_clipped_away_is_not_seen(tmp_path: Path) -> None:
    rules = " ".join(f"{x} 100 m {x} 700 l S" for x in (50, 200, 350))
    rules += " ".join(f" 50 {y} m 350 {y} l S" for y in (100, 400, 700))
    clipped = "q 0 0 40 40 re W n BT /F1 12 Tf 60 650 Td (Gone) Tj ET Q"
    words = "BT /F1 12 Tf 60 650 Td (Seen) Tj ET"
    path = write_pdf(tmp_path / "a.pdf", [f"{rules} {clipped} {words}"])
    (grid,) = read_document(path)
    assert [cell.text for cell in grid.cells] == ["Seen"]


def book(tmp_path: Path, pages: int, words: str, named: str) -> Path:
    """Pages of English, and one with a table among them."""
    line = f"0 -12 Td ({words}) Tj "
    text = f"BT /F1 9 Tf 50 800 Td {line * 60} ET"
    middle = f"BT /F1 9 Tf 50 800 Td ({named}) Tj ET"
    half = [text] * (pages // 2)
    return write_pdf(tmp_path / "book.pdf", [*half, middle, *half])


def test_of_a_thick_book_only_the_pages_of_the_subject_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = (re.compile("fox"), re.compile("SELF"))
    monkeypatch.setattr("reading.sources.pages.document.SUBJECTS", subjects)
    words = "The quick brown fox jumps over the lazy dog 12345.67"
    (grid,) = read_document(book(tmp_path, 80, words, "SELF 9.9"))
    assert grid.lines == ("SELF 9.9",)
    assert str(grid.cells[0].place) == "第41页第1行"


def test_of_a_thick_book_without_the_subject_the_first_pages_are_read(
    tmp_path: Path,
) -> None:
    words = "The quick brown fox jumps over the lazy dog 12345.67"
    (grid,) = read_document(book(tmp_path, 80, words, "SELF"))
    assert grid.height == 20 * 60
    assert "只读取前 20 页" in grid.warnings[0].message


def test_too_many_pages_of_the_subject_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reading.sources.pages.document.SUBJECTS", (re.compile("fox"),))
    monkeypatch.setattr("reading.sources.pages.document.COST_LIMIT", 5000)
    with pytest.raises(InputError, match="内容过多"):
        read_document(book(tmp_path, 8, "The quick brown fox jumps", "fox"))
