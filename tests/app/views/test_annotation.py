"""批注的副本: 该标的格标了, 别的一概没动, 每个链接都到得了."""

from __future__ import annotations

import re
import subprocess
import warnings
import zipfile
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
from templates.annotating.marking import ADDED
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.published.rendering import as_docx, rendered
from tests.published.tables import table

ROOT = Path(__file__).parents[3]
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
    assert comment.text.startswith(f"请核对\n\n{ADDED}\n\n【复核】P401")
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
    assert books[1].sheetnames == ["自评表", "复核", "复核(2)", "复核重算"]
    assert books[1]["复核"]["A1"].value == "别人的复核"


def test_every_link_leads_to_the_row_that_it_names(
    books: tuple[Workbook, Workbook],
) -> None:
    table, pages = books[1]["自评表"], (books[1]["复核(2)"], books[1]["复核重算"])
    links = [c for page in pages for row in page for c in row if c.hyperlink]
    for cell in links:
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        assert (sheet, cell.value.split("、")[0]) == ("'自评表'", f"自评表!{place}")
    page = pages[1]
    numbered = [
        cell
        for cell in links
        if cell.parent is page and isinstance(page.cell(cell.row, 1).value, int)
    ]
    assert len(numbered) == 118
    for cell in numbered:
        row = table[cell.hyperlink.location.rpartition("!")[2]].row
        assert table.cell(row, 4).value == page.cell(cell.row, 3).value


def test_the_review_sheet_puts_stated_and_recomputed_points_side_by_side(
    books: tuple[Workbook, Workbook],
) -> None:
    table = books[1]["自评表"]
    lines = [[cell.value for cell in row] for row in books[1]["复核重算"]]
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
    found = [[cell.value for cell in row] for row in books[1]["复核(2)"]]
    first = next(line for line in found if line[0] == "P401")
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
    pages = (books[1]["复核(2)"], books[1]["复核重算"])
    cells = [c for p in pages for row in p for c in row if c.value == FORMULA_LIKE]
    assert len(cells) >= 2
    assert {cell.data_type for cell in cells} == {"s"}


def test_what_cannot_be_annotated_is_refused_before_it_is_read(
    tmp_path: Path, submitted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(ROOT / "examples/nanchang-2021/evaluation.toml")
    assert run(["audit", table, "--annotate", str(tmp_path / "甲.xlsx")]) == 2
    assert "数据文件里没有表可以批注" in capsys.readouterr().err
    wrong = ["audit", str(submitted), "--annotate", str(tmp_path / "甲.xlsm")]
    assert run(wrong) == 2
    assert "请把副本的后缀写成 .xlsx" in capsys.readouterr().err
    two = ["audit", str(submitted), table, "--annotate", str(tmp_path / "甲.xlsx")]
    assert run(two) == 2
    assert "一次只批注一个文件" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_review_sheets_keep_their_heading_in_sight_and_on_every_page(
    books: tuple[Workbook, Workbook],
) -> None:
    for name, first in (("复核(2)", "编号"), ("复核重算", "序号")):
        page = books[1][name]
        assert page["A1"].value == first
        assert page.freeze_panes == "A2"
        assert page.print_title_rows == "$1:$1"


def test_a_copy_that_is_annotated_again_holds_each_note_once(
    copy: Path, tmp_path: Path
) -> None:
    again = tmp_path / "再批.xlsx"
    assert run(["audit", str(copy), "--annotate", str(again)]) == 1
    first, second = (openpyxl.load_workbook(path) for path in (copy, again))
    assert second.sheetnames == first.sheetnames
    assert comments(second) == comments(first)
    for name in ("复核", "复核(2)", "复核重算"):
        one, other = (
            [said(cell.value) for row in book[name] for cell in row]
            for book in (first, second)
        )
        assert one == other


def said(value: object) -> object:
    """What a cell says, but for the file's own name and hash."""
    own = re.fullmatch(r"[0-9a-f]{64}|\S+\.xlsx", str(value))
    return "" if own else value


def test_what_people_wrote_stays_when_the_review_is_written_anew(
    copy: Path, tmp_path: Path
) -> None:
    edited, again = tmp_path / "改过.xlsx", tmp_path / "再批.xlsx"
    book = openpyxl.load_workbook(copy)
    page = book["自评表"]
    place = points_cell(page, FORMULA_LIKE)
    answered = f"{page[place].comment.text}\n\n张三：已改正"
    page[place].comment = Comment(answered, "张三")
    page[place] = 0.9
    book.save(edited)
    run(["audit", str(edited), "--annotate", str(again)])
    cell = openpyxl.load_workbook(again)["自评表"][place]
    assert "P401" not in cell.comment.text
    assert cell.comment.text.startswith("请核对\n\n张三：已改正")


def test_every_table_of_a_workbook_is_annotated_in_one_copy(
    submitted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "两张.xlsx", tmp_path / "批注.xlsx"
    book = openpyxl.load_workbook(submitted)
    second = book.copy_worksheet(book["自评表"])
    second.title = "二季度"
    place = points_cell(second, NANCHANG.indicators[2].name)
    second[place] = 9
    book.move_sheet("二季度", -1)
    book.save(path)
    plain = run(["audit", str(path)])
    without = capsys.readouterr().out
    assert run(["audit", str(path), "--annotate", str(out)]) == plain == 1
    assert capsys.readouterr().out == without
    made = openpyxl.load_workbook(out)
    assert made.sheetnames == ["自评表", "二季度", "复核", "复核(2)", "复核重算"]
    assert "P401" in made["二季度"][place].comment.text
    assert made["自评表"][place].comment is None
    titles = [cell.value for cell in made["复核(2)"]["A"] if cell.value]
    begun = [text.partition("：")[0] for text in titles if "：" in text]
    assert begun == ["自评表", "二季度"]


def test_a_document_that_is_called_a_workbook_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = rendered(*table("004-yongde-minglang-yingyang"))
    path = as_docx(page, tmp_path / "表.docx").rename(tmp_path / "表.xlsx")
    said = f"错误：{path}：内容是Word 文档 (.docx)，不是 .xlsx 工作簿。"
    assert run(["audit", str(path), "--annotate", str(tmp_path / "批.xlsx")]) == 2
    assert capsys.readouterr().err.startswith(said)
    data = str(ROOT / "examples/nanchang-2021/evaluation.toml")
    assert run(["fill", str(path), "--from", data]) == 2
    assert capsys.readouterr().err.startswith(said)


def test_warnings_of_the_workbook_library_do_not_reach_the_user(
    submitted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "宽.xlsx"
    with zipfile.ZipFile(submitted) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                extra = (
                    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/'
                    b'spreadsheetml/2009/9/main" uri="{78C0D931-6437-407d-A8EE-'
                    b'F0AAD7539E65}"><x14:conditionalFormattings/></ext></extLst>'
                )
                data = data.replace(b"</worksheet>", extra + b"</worksheet>")
            new.writestr(info, data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run(["audit", str(path), "--annotate", str(tmp_path / "批.xlsx")]) == 1
    assert "extension" not in capsys.readouterr().err


def test_libreoffice_opens_and_prints_the_copy(copy: Path, tmp_path: Path) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(copy)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "批注.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "公式与代入" in text
    assert "9.9" in text
    assert "89." in text
