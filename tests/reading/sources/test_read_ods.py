"""读 .ods: 照读存着的文字; 重复的行列照数, 不照占内存."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading.sources import load
from reading.sources.sheets.plain_dates import REWRITTEN

NAMES = (
    'xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:style="urn:s" '
    'xmlns:draw="urn:d"'
)
STYLES = (
    '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def ods(tmp_path: Path, body: str, manifest: str = "<manifest/>") -> Path:
    path = tmp_path / "表.ods"
    with zipfile.ZipFile(path, "w") as package:
        xml = f"<office:document-content {NAMES}>{STYLES}{body}"
        package.writestr("content.xml", xml + "</office:document-content>")
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def cell(text: str, given: str = "") -> str:
    return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"


def test_repeated_rows_and_columns_are_counted(tmp_path: Path) -> None:
    body = (
        '<table:table table:name="一"><table:table-column '
        'table:visibility="collapse"/><table:table-row '
        'table:number-rows-repeated="2">'
        + cell("甲", 'table:number-columns-repeated="2"')
        + "</table:table-row><table:table-row "
        'table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    grid = load(ods(tmp_path, body))[0]
    assert [(str(c.place), c.hidden) for c in grid.cells] == [
        ("一!A1", True),
        ("一!B1", False),
        ("一!A2", True),
        ("一!B2", False),
    ]


def test_the_text_of_a_cell_is_what_is_seen(tmp_path: Path) -> None:
    annotated = "<office:annotation><text:p>批注</text:p></office:annotation>"
    number = 'office:value-type="percentage" office:value="0.9863"'
    body = (
        '<table:table table:name="二" table:style-name="ta2"><table:table-row '
        'table:visibility="filter">'
        + cell('得<text:s text:c="2"/>分<text:line-break/><text:tab/>x')
        + f"<table:table-cell {number}>{annotated}<text:p>98.63%</text:p>"
        + "</table:table-cell>"
        + cell("坏", 'office:value-type="float" office:value="x"')
        + cell("跨", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell><text:p>盖</text:p></table:covered-table-cell>"
        + "</table:table-row></table:table>"
    )
    grid = load(ods(tmp_path, body))[0]
    assert [cell.text for cell in grid.cells] == ["得  分\n\tx", "98.63%", "坏", "跨"]
    assert [cell.is_number for cell in grid.cells] == [False, True, False, False]
    assert grid.text(1, 5) == "跨"
    assert grid.hidden
    assert all(cell.hidden for cell in grid.cells)


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<text:ruby><text:ruby-base>绩效</text:ruby-base>{}</text:ruby>", "绩效"),
        ("自<text:ruby><text:ruby-base>评</text:ruby-base>{}</text:ruby>表", "自评表"),
        ("<text:ruby>{}<text:ruby-base>9</text:ruby-base></text:ruby>.5", "9.5"),
    ],
)
def test_a_phonetic_guide_is_no_part_of_the_text(
    tmp_path: Path, inside: str, seen: str
) -> None:
    guide = "<text:ruby-text>jixiao</text:ruby-text>"
    row = f"<table:table-row>{cell(inside.format(guide))}</table:table-row>"
    body = f'<table:table table:name="一">{row}</table:table>'
    assert [c.text for c in load(ods(tmp_path, body))[0].cells] == [seen]


def test_a_row_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    body = (
        '<table:table table:name="三"><table:table-row '
        'table:number-rows-repeated="1048576">'
        + cell("1", 'table:number-columns-repeated="1000"')
        + "</table:table-row></table:table>"
    )
    with pytest.raises(InputError, match="单元格超过"):
        load(ods(tmp_path, body))


def test_a_text_document_has_no_sheets(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有工作表"):
        load(ods(tmp_path, "<text:p>文</text:p>"))


def test_an_encrypted_sheet_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="已加密"):
        load(ods(tmp_path, "", "<manifest><encryption-data/></manifest>"))


@pytest.mark.parametrize(
    ("shown", "read"), [("12/31/22", "2022-12-31"), ("2022年12月", "2022年12月")]
)
def test_a_date_in_another_order_is_read_by_its_stored_day(
    tmp_path: Path, shown: str, read: str
) -> None:
    given = 'office:value-type="date" office:date-value="2022-12-31T00:00:00"'
    row = f"<table:table-row>{cell(shown, given)}</table:table-row>"
    grid = load(ods(tmp_path, f'<table:table table:name="一">{row}</table:table>'))[0]
    assert grid.text(1, 1) == read
    told = [(str(p.where), p.message) for p in grid.warnings]
    assert told == ([("一!A1", REWRITTEN)] if shown != read else [])
