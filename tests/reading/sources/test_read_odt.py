"""读 .odt: 不必装 LibreOffice; 看得见的文字, 合并的格, 嵌套的表."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources import load

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)
TYPE = "application/vnd.oasis.opendocument."
STYLES = (
    '<style:style style:name="gone" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="unseen" style:family="text"><style:text-properties '
    'text:display="none"/></style:style>'
    '<style:style style:name="back" style:family="text" '
    'style:parent-style-name="gone"><style:text-properties '
    'style:text-line-through-style="none"/></style:style>'
)


def write_odt(path: Path, body: str, kind: str = "text") -> Path:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
        "</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", TYPE + kind)
        package.writestr("content.xml", content)
    return path


def cell(text: str, **spans: int) -> str:
    given = "".join(f' table:number-{k}-spanned="{n}"' for k, n in spans.items())
    return f"<table:table-cell{given}><text:p>{text}</text:p></table:table-cell>"


def table(*rows: str) -> str:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f"<table:table>{inside}</table:table>"


COVERED = "<table:covered-table-cell/>"


def placed(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells]


def test_cells_merged_both_ways_stand_where_a_person_sees_them(tmp_path: Path) -> None:
    path = write_odt(
        tmp_path / "a.odt",
        "<text:p>自评表</text:p>"
        + table(
            cell("产出", rows=2, columns=2) + COVERED + cell("≥95%"),
            COVERED * 2 + cell("0.5‰"),
            '<table:table-cell table:number-columns-repeated="2"/>' + cell("≤3"),
        ),
    )
    (grid,) = load(path)
    assert placed(grid) == [
        ("产出", 1, 1, 2, 2),
        ("≥95%", 1, 3, 1, 1),
        ("0.5‰", 2, 3, 1, 1),
        ("≤3", 3, 3, 1, 1),
    ]
    assert (grid.before, grid.width) == (("自评表",), 3)


@pytest.mark.parametrize(
    ("inside", "text", "said"),
    [
        ('9<text:s text:c="2"/>9<text:tab/>9<text:line-break/>9', "9  9\t9\n9", ""),
        ('8<text:span text:style-name="gone">7</text:span>', "8", "删除线"),
        ('8<text:span text:style-name="back">7</text:span>', "87", ""),
        ('8<text:span text:style-name="unseen">7</text:span>', "8", ""),
        ("8<text:p>注</text:p>9", "8\n注\n9", ""),
        ("8<office:annotation><text:p>批注</text:p></office:annotation>9", "89", ""),
        (
            "8<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>",
            "8",
            "",
        ),
        ("8<draw:frame><svg:title>图</svg:title></draw:frame>", "8", ""),
        (
            "8<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>9",
            "89",
            "文本框",
        ),
    ],
)
def test_a_cell_says_what_is_seen_in_it(
    inside: str, text: str, said: str, tmp_path: Path
) -> None:
    (grid,) = load(write_odt(tmp_path / "a.odt", table(cell(inside))))
    assert grid.text(1, 1) == text
    assert said in "".join(str(problem) for problem in grid.warnings)
    assert bool(grid.warnings) is bool(said)


def test_rows_and_cells_that_are_repeated_are_all_there(tmp_path: Path) -> None:
    row = '<table:table-cell table:number-columns-repeated="2"><text:p>—</text:p>'
    body = (
        f'<table:table><table:table-row table:number-rows-repeated="2">{row}'
        "</table:table-cell></table:table-row></table:table>"
    )
    (grid,) = load(write_odt(tmp_path / "a.odt", body))
    assert [c[:3] for c in placed(grid)] == [
        ("—", row, column) for row in (1, 2) for column in (1, 2)
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = table(cell("里"))
    outside = f"<table:table-cell><text:p>上</text:p>{inner}</table:table-cell>"
    outer, nested = load(write_odt(tmp_path / "a.odt", table(outside)))
    assert [grid.text(1, 1) for grid in (outer, nested)] == ["上", "里"]
    assert nested.before == ("上",)


def test_what_is_repeated_without_end_is_refused(tmp_path: Path) -> None:
    cells = '<table:table-cell table:number-columns-repeated="1000"/>' + cell("9")
    body = (
        f'<table:table><table:table-row table:number-rows-repeated="65534">{cells}'
        "</table:table-row></table:table>"
    )
    with pytest.raises(InputError, match="不像一份自评表"):
        load(write_odt(tmp_path / "a.odt", body * 20))


@pytest.mark.parametrize("kind", ["presentation", "graphics"])
def test_slides_and_drawings_are_named(kind: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="演示文稿或绘图"):
        load(write_odt(tmp_path / "a.odt", "", kind))


def test_a_document_with_a_password_is_named(tmp_path: Path) -> None:
    path = write_odt(tmp_path / "a.odt", "")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
    with pytest.raises(InputError, match="已加密"):
        load(path)
