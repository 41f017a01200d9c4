"""读 .xlsx: 人眼看到什么, 格子里就是什么."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.errors import InputError
from indicators.moment import Moment
from indicators.quantity import read_value
from reading.grid import Grid
from reading.sources import load

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Callable[..., None]], Grid]:
    def write(fill: Callable[..., None]) -> Grid:
        path = tmp_path / "表.xlsx"
        with xlsxwriter.Workbook(path) as book:
            fill(book, book.add_worksheet("自评表"))
        return load(path)[0]

    return write


def edited(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Rewrite one part of a package."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def raw_sheet(tmp_path: Path, body: str) -> Path:
    """Make a workbook around hand-written sheet XML."""
    path = tmp_path / "raw.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet1")
    return edited(
        path,
        "xl/worksheets/sheet1.xml",
        lambda _: f'<worksheet xmlns="{MAIN}">{body}</worksheet>',
    )


def test_a_cell_shows_its_number_in_its_format(written: Callable[..., Grid]) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_number("A1", 1, book.add_format({"num_format": '"≥"0%'}))
        sheet.write_number("B1", 0.1 + 0.2)
        sheet.write_number("C1", 44377, book.add_format({"num_format": 14}))
        sheet.write_boolean("D1", 1)

    grid = written(fill)
    assert [cell.text for cell in grid.cells] == ["≥100%", "0.3", "2021/6/30", "TRUE"]
    first = grid.cells[0]
    assert (str(first.place), first.number, first.is_number) == ("自评表!A1", 1, True)


def test_the_exact_number_is_kept_beside_its_text(written: Callable[..., Grid]) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_number("A1", 0.98625, book.add_format({"num_format": "0.00%"}))

    cell = written(fill).cells[0]
    assert (cell.text, cell.number) == ("98.63%", Decimal("0.98625"))


def test_rich_text_is_one_text(written: Callable[..., Grid]) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A1", "产出", bold, "指标", "(50分)\n数量")

    assert written(fill).text(1, 1) == "产出指标(50分)\n数量"


def test_a_merged_range_is_found_from_each_of_its_places(
    written: Callable[..., Grid],
) -> None:
    def fill(_: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.merge_range("B2:C4", "产出指标")
        sheet.write_string("D2", "数量")

    grid = written(fill)
    cell = grid.at(4, 3)
    assert cell is not None
    assert (cell.text, str(cell.place), cell.rows, cell.columns) == (
        "产出指标",
        "自评表!B2",
        3,
        2,
    )
    assert (grid.height, grid.width, grid.at(1, 1)) == (4, 4, None)


def test_a_formula_shows_the_value_stored_with_it(
    written: Callable[..., Grid],
) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        money = book.add_format({"num_format": "0.00"})
        sheet.write_formula("A1", "=1+8.9", money, 9.9)
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")

    grid = written(fill)
    assert [(c.text, c.formula) for c in grid.cells] == [
        ("9.90", "1+8.9"),
        ("#DIV/0!", "1/0"),
    ]


def test_a_formula_without_a_stored_value_is_said(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    book = openpyxl.Workbook()
    book.active["G12"] = "=1+1"
    book.save(path)
    (warning,) = load(path)[0].warnings
    assert str(warning.where) == "Sheet!G12"
    assert "没有保存计算结果" in warning.message


def test_hidden_sheets_rows_and_columns_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("看")
        for place in ("A1", "A2", "B1"):
            sheet.write_string(place, place)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        book.add_worksheet("藏").hide()
    seen, unseen = load(path)
    assert [(cell.text, cell.hidden) for cell in seen.cells] == [
        ("A1", False),
        ("B1", True),
        ("A2", True),
    ]
    assert (seen.hidden, unseen.hidden) == (False, True)


def test_a_workbook_may_count_its_days_from_1904(tmp_path: Path) -> None:
    path = tmp_path / "1904.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        style = book.add_format({"num_format": "yyyy/m/d"})
        book.add_worksheet().write_number(0, 0, 42915, style)
    assert load(path)[0].text(1, 1) == "2021/6/30"


def test_phonetic_runs_are_not_read(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>南昌</t>'
        "<rPh><t>ナンチャン</t></rPh></is></c></row></sheetData>"
    )
    assert load(raw_sheet(tmp_path, body))[0].text(1, 1) == "南昌"


def test_cells_without_addresses_follow_each_other(tmp_path: Path) -> None:
    body = (
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row><c t="str"><v>甲</v></c></row></sheetData>'
    )
    grid = load(raw_sheet(tmp_path, body))[0]
    assert [(str(c.place), c.text) for c in grid.cells] == [
        ("Sheet1!A1", "1"),
        ("Sheet1!B1", "2"),
        ("Sheet1!A2", "甲"),
    ]


def test_tags_may_carry_a_prefix(tmp_path: Path) -> None:
    body = (
        f'<x:sheetData xmlns:x="{MAIN}"><x:row r="2"><x:c r="B2"><x:v>9.9</x:v></x:c>'
        "</x:row></x:sheetData>"
    )
    assert load(raw_sheet(tmp_path, body))[0].text(2, 2) == "9.9"


def test_of_overlapping_merges_the_first_holds(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:B9"/>'
        "</mergeCells>"
    )
    grid = load(raw_sheet(tmp_path, body))[0]
    assert [str(problem.where) for problem in grid.warnings] == ["Sheet1!B1"]
    assert grid.text(1, 2) == "1"


def test_what_lies_under_a_merged_cell_is_not_seen(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    grid = load(raw_sheet(tmp_path, body))[0]
    assert [cell.text for cell in grid.cells] == ["1"]
    assert "合并单元格下面还有内容" in grid.warnings[0].message


def test_control_characters_are_dropped_and_said_once(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>得_x0007_分_x000D_\n甲</v></c>'
        '<c r="B1" t="str"><v>_x0001_</v></c></row></sheetData>'
    )
    grid = load(raw_sheet(tmp_path, body))[0]
    assert grid.text(1, 1) == "得分\n甲"
    assert [str(problem.where) for problem in grid.warnings] == ["Sheet1!A1"]


def test_text_that_looks_like_a_formula_stays_text(
    written: Callable[..., Grid],
) -> None:
    def fill(_: xlsxwriter.Workbook, sheet: object) -> None:
        for row, text in enumerate(["=1+1", "+86", "-5", "@我"]):
            sheet.write_string(row, 0, text)

    grid = written(fill)
    assert [cell.text for cell in grid.cells] == ["=1+1", "+86", "-5", "@我"]
    assert not any(cell.is_number or cell.formula for cell in grid.cells)


def test_damaged_references_are_said_and_not_followed(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c><c r="B1" t="s"><v>99</v></c>'
        '<c r="C1"><v>nan</v></c><c r="D1" s="77"><v>4</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells>'
    )
    grid = load(raw_sheet(tmp_path, body))[0]
    assert [cell.text for cell in grid.cells] == ["1", "nan", "4"]
    assert len(grid.warnings) == 4


def test_macros_are_announced(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, "甲")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"...")
    renamed = path.rename(tmp_path / "m.xlsm")
    (warning,) = load(renamed)[0].warnings
    assert "宏没有运行" in warning.message


def test_blank_styled_cells_leave_every_other_cell_in_its_place(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="2"><c r="A2" s="0"/><c r="B2" s="0"/><c r="C2"><v>1</v></c>'
        '<c r="D2" s="0"/><c><v>2</v></c><c r="F2" s="0"/></row>'
        '<row><c r="A3" s="0"/><c r="B3" s="0"/></row><row><c><v>3</v></c></row>'
        "</sheetData>"
    )
    cells = load(raw_sheet(tmp_path, body))[0].cells
    assert [(str(cell.place), cell.text) for cell in cells] == [
        ("Sheet1!C2", "1"),
        ("Sheet1!E2", "2"),
        ("Sheet1!A4", "3"),
    ]


def test_text_that_looks_like_a_blank_cell_is_text(tmp_path: Path) -> None:
    text = '<c r="A1" s="0"/><c r="B1" s="0"/>'
    body = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
        f"<![CDATA[{text}]]></t></is></c></row></sheetData>"
    )
    assert load(raw_sheet(tmp_path, body))[0].text(1, 1) == text


def test_a_value_between_two_cells_belongs_to_neither(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><v>9</v><is><t>x</t></is>'
        '<c r="B1" s="0"/><c r="C1"><v>2</v></c></row></sheetData>'
    )
    cells = load(raw_sheet(tmp_path, body))[0].cells
    assert [(str(cell.place), cell.text) for cell in cells] == [
        ("Sheet1!A1", "1"),
        ("Sheet1!C1", "2"),
    ]


ADDRESSES = st.builds(
    ' r="{}{}"'.format, st.sampled_from("ABZ"), st.integers(1, 4)
) | st.sampled_from((' r="?"', ' r=""', ' r="ZZZ1"'))
CONTENTS = st.sampled_from(
    (
        "<v>9.9</v>",
        "<v>1E-2</v>",
        "<v>0</v>",
        "<v>nan</v>",
        "<v> 7 </v>",
        "<v>&#49;</v>",
        "<f>1+1</f><v>2</v>",
        "<f>1+1</f>",
        "<is><t>指标</t></is>",
        "<is><t>&#25351;&#26631; 1&gt;0 &amp;#20139;</t></is>",
        "<is><t>&#10;&#38;lt;</t></is>",
        "<is><t>_x4E59_ &#x4E59;</t></is>",
        "<is><t></t></is>",
        "<is><r><t>a</t></r><r><t>b</t></r></is>",
        "",
    )
)
CELLS = st.builds(
    lambda address, style, kind, content, closing: (
        f"<c{address}{style}{kind}>{content}</c>"
        if content
        else f"<c{address}{style}{kind}{closing}"
    ),
    st.just("") | ADDRESSES,
    st.sampled_from(("", ' s="0"', ' s="7"')),
    st.sampled_from(("", ' t="n"', ' t="s"', ' t="b"', ' t="str"', ' t="inlineStr"')),
    CONTENTS,
    st.sampled_from(("/>", "></c>")),
)
ROWS = st.builds(
    lambda number, hidden, cells: f"<row{number}{hidden}>{''.join(cells)}</row>",
    st.just("") | st.integers(1, 4).map(' r="{}"'.format),
    st.sampled_from(("", ' hidden="1"', ' hidden="false"', ' hidden="true"')),
    st.lists(CELLS, max_size=5),
)


MERGES = st.builds(
    lambda dollar, ends, closing: (
        f'<mergeCell ref="{dollar}{ends[0]}:{ends[1]}"{closing}'
    ),
    st.sampled_from(("", "", "$")),
    st.sampled_from(
        (
            ("A1", "B2"),
            ("B2", "A1"),
            ("B2", "Z3"),
            ("A3", "A4"),
            ("Z1", "Z1"),
            ("x", ""),
        )
    ),
    st.sampled_from(("/>", "/>", "></mergeCell>")),
)
ASIDE = "<!-- after this nothing is read at once -->"


@settings(deadline=None)
@given(st.lists(ROWS, max_size=5), st.lists(MERGES, max_size=4))
def test_plain_cells_read_at_once_are_the_ones_that_are_read_tag_by_tag(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], merges: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("sieve")
    body = f"<sheetData>{''.join(rows)}</sheetData>"
    body += f"<mergeCells>{''.join(merges)}</mergeCells>"
    at_once, by_tags = (
        load(raw_sheet(folder, f"{aside}{body}"))[0] for aside in ("", ASIDE)
    )
    assert by_tags == at_once


TEXTS = ("&#10;&lt;5%", "&amp;lt;", "&#20139;", "&#x4E59;&quot;", "]]&gt;", "_x000D_")
PLAIN_STRINGS = st.builds(
    lambda around, tag, text: f"<si>{around[0]}<{tag}>{text}</t>{around[1]}</si>",
    st.sampled_from(
        (
            ("", ""),
            ("", ""),
            ("<r>", "</r>"),
            ('<r><t>前</t></r><r><rPr><b/><sz val="9"/></rPr>', "</r><r><t>后</t></r>"),
            ("<r><rPr><u></u></rPr>", "</r>"),
            ("<r><t>前</t></r>", ""),
        )
    ),
    st.sampled_from(("t", 't xml:space="preserve"')),
    st.sampled_from(TEXTS) | st.text("甲 \n\r\t%>", max_size=3),
)
OTHER_STRINGS = st.sampled_from(
    (
        "<si><r><t>富</t></r><t>文</t></si>",
        "<si><t>标</t><rPh><t>biao</t></rPh></si>",
        "<si> <t\n>题</t></si>",
        "<si/>",
        "<x/>",
    )
)


@settings(deadline=None)
@given(st.lists(PLAIN_STRINGS, max_size=4), OTHER_STRINGS | st.just(""))
def test_plain_texts_read_at_once_are_the_ones_that_are_read_tag_by_tag(
    tmp_path_factory: pytest.TempPathFactory, strings: list[str], tail: str
) -> None:
    folder = tmp_path_factory.mktemp("strings")
    cells = (
        f'<row><c r="A{number}" t="s"><v>{number - 1}</v></c></row>'
        for number in range(1, len(strings) + 1)
    )
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(cells)}</sheetData></worksheet>'
    )
    shown = []
    for aside in ("", ASIDE):
        path = folder / f"{len(aside)}.xlsx"
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet("Sheet1").write_string(0, 0, "甲")
        listed = f'{HEAD}<sst xmlns="{MAIN}">{aside}{"".join(strings)}{tail}</sst>'
        edited(path, "xl/worksheets/sheet1.xml", lambda _: sheet)
        edited(path, "xl/sharedStrings.xml", partial(lambda text, _: text, listed))
        shown.append(load(path)[0])
    assert shown[0] == shown[1]


def test_a_character_that_no_xml_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet1").write_string(0, 0, "甲乙")
    edited(path, "xl/sharedStrings.xml", lambda text: text.replace("甲乙", "甲\x01"))
    with pytest.raises(InputError, match="不是完整的 XML"):
        load(path)


def test_a_cell_of_no_usable_address_stands_after_the_one_before(
    tmp_path: Path,
) -> None:
    body = (
        '<sheetData><row r="1"><c r="B1"><v>5</v></c><c r="?"><v>7</v></c></row>'
        '<row r="2"><c r="A2" s="0"/><c r="ZZZ2"><v>8</v></c></row></sheetData>'
    )
    cells = load(raw_sheet(tmp_path, body))[0].cells
    assert [(str(cell.place), cell.text) for cell in cells] == [
        ("Sheet1!B1", "5"),
        ("Sheet1!C1", "7"),
        ("Sheet1!B2", "8"),
    ]


def test_a_part_that_is_read_twice_counts_once(tmp_path: Path) -> None:
    body = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    body += '<row><c s="1"/></row>' * 250_000 + "</sheetData>"
    (grid,) = load(raw_sheet(tmp_path, body))
    assert grid.text(1, 1) == "1"


@pytest.mark.parametrize("aside", ["<!-- {} -->", "<?note {} ?>"])
def test_a_cell_in_a_comment_is_no_cell(tmp_path: Path, aside: str) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    noted = aside.format('<c r="B1"><v>2</v></c><c r="C1"/>')
    head = f'<worksheet xmlns="{MAIN}"><sheetData>{row}'
    # Long enough for the mark to be torn apart: its < ends one piece of the text.
    white = " " * ((1 << 16) - len(head) - 1)
    for body in (f"<sheetData>{row}{noted}", f"<sheetData>{row}{white}{noted}"):
        (grid,) = load(raw_sheet(tmp_path, f"{body}</sheetData>"))
        assert [(str(cell.place), cell.text) for cell in grid.cells] == [
            ("Sheet1!A1", "1")
        ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("m/d/yyyy", "2022/12/31"),
        ("dd.mm.yy", "2022/12/31"),
        ("[$-409]d-mmm-yy;@", "2022/12/31"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2022/12/31"),
        ('"≤"m/d/yyyy', "≤2022/12/31"),
        ('[DBNum1]yyyy"年"m"月"d"日""前"', "2022/12/31前"),
        ("m/d/yyyy h:mm", "2022/12/31 0:00"),
        ("mmm-yy", "2022年12月"),
        ("m/d", "12月31日"),
    ],
)
def test_a_date_in_another_order_is_read_as_a_date_and_told(
    written: Callable[..., Grid], code: str, text: str
) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        style = book.add_format({"num_format": code})
        for row in range(3):
            sheet.write_number(row, 0, 44926, style)

    grid = written(fill)
    assert [cell.text for cell in grid.cells] == [text] * 3
    assert isinstance(read_value(text), Moment)
    assert [(str(p.where), p.message) for p in grid.warnings] == [
        ("自评表!A1", "日期的显示格式不是年月日，已按年月日读取")
    ]


@pytest.mark.parametrize("code", ["yyyy/m/d", 'yyyy"年"m"月"', "yyyy-mm-dd hh:mm"])
def test_a_date_that_is_read_as_it_is_shown_is_left_alone(
    written: Callable[..., Grid], code: str
) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_number("A1", 44926, book.add_format({"num_format": code}))

    assert written(fill).warnings == ()


def test_a_time_is_no_date(written: Callable[..., Grid]) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_number("A1", 0.5, book.add_format({"num_format": "h:mm:ss"}))

    assert written(fill).text(1, 1) == "12:00:00"
