"""批注的副本: 该标的格标了, 别的一概没动, 每个链接都到得了."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.cli import run
from indicators import load
from templates.form import load_form
from templates.writer import write

ROOT = Path(__file__).parents[2]
NANCHANG = load(ROOT / "examples/nanchang-2021/evaluation.toml")
FORMULA_LIKE = "=HYPERLINK(1)"


def points_cell(page: Worksheet, name: str) -> str:
    """The cell of the points, in the row of an indicator or of 总分."""
    (row,) = (c.row for line in page for c in line if c.value == name)
    (column,) = (
        c.column for line in page for c in line if c.value == "得分" and c.row > 9
    )
    return page.cell(row, column).coordinate


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nanchang as a bureau would send it, two more errors in it and a comment."""
    first, second, *rest = NANCHANG.indicators
    rows = (
        evolve(first, stated=Decimal("1.9"), name=FORMULA_LIKE),
        evolve(second, actual=None),
        *rest,
    )
    path = tmp_path_factory.mktemp("submitted") / "自评表.xlsx"
    path.write_bytes(write(evolve(NANCHANG, indicators=rows), load_form()))
    book = openpyxl.load_workbook(path)
    page = book["自评表"]
    page[points_cell(page, FORMULA_LIKE)].comment = Comment("请核对", "张三")
    book.create_sheet("复核")["A1"] = "别人的复核"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def copy(submitted: Path) -> Path:
    out = submitted.with_name("批注.xlsx")
    before = submitted.read_bytes()
    assert run(["audit", str(submitted), "--annotate", str(out)]) == 1
    assert submitted.read_bytes() == before
    return out


@pytest.fixture(scope="module")
def books(submitted: Path, copy: Path) -> tuple[Workbook, Workbook]:
    return openpyxl.load_workbook(submitted), openpyxl.load_workbook(copy)


def comments(book: Workbook) -> dict[str, str]:
    cells = (cell for row in book["自评表"] for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def test_every_finding_stands_in_a_comment_at_its_cell(
    books: tuple[Workbook, Workbook],
) -> None:
    found, page = comments(books[1]), books[1]["自评表"]
    blank, total = NANCHANG.indicators[1].name, points_cell(page, "总分")
    assert "【复核】P401 错误" in found[points_cell(page, FORMULA_LIKE)]
    assert "【复核】P407 错误" in found[points_cell(page, blank)]
    assert "【复核】F302 不一致" in found["J6"]
    assert "【复核】F301 不一致" in found["I6"]
    assert "【复核】P410 不一致" in found[total]
    assert "【复核】P405 不一致" in found[total]
    assert all(text.count("【复核】") >= 1 for text in found.values())


def test_a_comment_that_was_there_is_kept_and_extended(
    books: tuple[Workbook, Workbook],
) -> None:
    page = books[1]["自评表"]
    comment = page[points_cell(page, FORMULA_LIKE)].comment
    assert comment.text.startswith("请核对\n\n【复核】P401")
    assert comment.author == "张三"


def test_the_fill_is_that_of_the_worst_finding(
    books: tuple[Workbook, Workbook],
) -> None:
    page = books[1]["自评表"]
    error = points_cell(page, FORMULA_LIKE)
    note = points_cell(page, "便利群众出行").replace("I", "F")  # the vague target
    fills = [page[name].fill.start_color.rgb for name in (error, "J6", note)]
    assert fills == ["FFF4B6B0", "FFF9D5C4", "FFDCE8F3"]


def test_nothing_else_in_the_table_changes(books: tuple[Workbook, Workbook]) -> None:
    before, after = (book["自评表"] for book in books)
    marked = set(comments(books[1]))
    assert before.dimensions == after.dimensions
    assert before.merged_cells.ranges == after.merged_cells.ranges
    for row in before:
        for cell in row:
            other = after[cell.coordinate]
            assert (cell.value, cell.data_type) == (other.value, other.data_type)
            assert look(cell) == look(other)
            if cell.coordinate not in marked:
                assert repr(cell.fill) == repr(other.fill)
    for kind in ("column_dimensions", "row_dimensions"):
        sizes = [
            {name: (d.width if "column" in kind else d.height) for name, d in items}
            for items in (getattr(page, kind).items() for page in (before, after))
        ]
        assert sizes[0] == sizes[1]
    for part in ("page_setup", "page_margins", "print_options"):
        assert dict(getattr(before, part)) == dict(getattr(after, part))
    assert before.oddFooter.center.text == after.oddFooter.center.text != ""
    assert before.print_title_rows == after.print_title_rows


def look(cell: Any) -> tuple[str, ...]:
    parts = (cell.font, cell.border, cell.alignment, cell.number_format)
    return tuple(map(repr, parts))


def test_the_review_sheet_has_a_name_of_its_own(
    books: tuple[Workbook, Workbook],
) -> None:
    assert books[1].sheetnames == ["自评表", "复核", "复核(2)"]
    assert books[1]["复核"]["A1"].value == "别人的复核"


def test_every_link_leads_to_the_row_that_it_names(
    books: tuple[Workbook, Workbook],
) -> None:
    page, table = books[1]["复核(2)"], books[1]["自评表"]
    links = [c for row in page for c in row if c.hyperlink]
    for cell in links:
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        assert (sheet, cell.value) == ("'自评表'", f"自评表!{place}")
    numbered = [cell for cell in links if isinstance(page.cell(cell.row, 1).value, int)]
    assert len(numbered) == 118
    for cell in numbered:
        row = table[cell.hyperlink.location.rpartition("!")[2]].row
        assert table.cell(row, 4).value == page.cell(cell.row, 3).value


def test_the_review_sheet_puts_stated_and_recomputed_points_side_by_side(
    books: tuple[Workbook, Workbook],
) -> None:
    table = books[1]["自评表"]
    lines = [[cell.value for cell in row] for row in books[1]["复核(2)"]]
    row = next(
        line for line in lines if line[2] == "城市大脑一期建设完成率" and line[0] == 9
    )
    assert row[1:7] == [
        0.8,
        "城市大脑一期建设完成率",
        f"自评表!{points_cell(table, '城市大脑一期建设完成率')}",
        0.67,
        0.66,
        "+0.01",
    ]
    assert "代入：0.8 × 83% ÷ 100%" in row[7]
    first = next(line for line in lines if line[0] == "P401")
    assert first[1:7] == [
        "错误",
        FORMULA_LIKE,
        f"自评表!{points_cell(table, FORMULA_LIKE)}",
        1.9,
        0.9,
        1,
    ]


def test_what_looks_like_a_formula_is_written_as_text(
    books: tuple[Workbook, Workbook],
) -> None:
    cells = [c for row in books[1]["复核(2)"] for c in row if c.value == FORMULA_LIKE]
    assert len(cells) >= 2
    assert {cell.data_type for cell in cells} == {"s"}


def test_only_a_workbook_can_be_annotated(
    tmp_path: Path, submitted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(ROOT / "examples/nanchang-2021/evaluation.toml")
    assert run(["audit", table, "--annotate", str(tmp_path / "甲.xlsx")]) == 2
    assert "或用 --report 写出报告" in capsys.readouterr().err
    wrong = ["audit", str(submitted), "--annotate", str(tmp_path / "甲.xlsm")]
    assert run(wrong) == 2
    assert "请把副本的后缀写成 .xlsx" in capsys.readouterr().err
    two = ["audit", str(submitted), table, "--annotate", str(tmp_path / "甲.xlsx")]
    assert run(two) == 2
    assert "一次只批注一个文件" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_libreoffice_opens_and_prints_the_copy(copy: Path, tmp_path: Path) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(copy)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "批注.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "填报与重算" in text
    assert "9.9" in text
    assert "89." in text
