"""读 OFD: 照 GB/T 33190 写的字和线, 各家软件怎样写都读成同一张表."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading import read
from reading.grid import Grid
from reading.locating.page_labels import PageLabels
from reading.sources import load
from reading.sources.glimpse import glimpse
from reading.sources.ofd.reader import read_document
from tests.reading.sources.ofd_writer import (
    HABITS,
    Letter,
    Sheet,
    printed,
    write_ofd,
)

Convert = Callable[[Path, str], Path]
ACROSS, DOWN = (20, 60, 120, 180), (30, 40, 50, 60)


def sheet(*texts: str, more: str = "", rows: int = 3) -> Sheet:
    """Three columns of ruled cells; a text a row, its cells parted by |."""
    down = DOWN[: rows + 1]
    lines = [(ACROSS[0], y, ACROSS[-1], y) for y in down]
    lines += [(x, down[0], x, down[-1]) for x in ACROSS]
    letters = [
        letter
        for top, row in zip(down, texts, strict=False)
        for left, cell in zip(ACROSS, row.split("|"), strict=False)
        for letter in written(cell, left + 2, top + 6.5)
    ]
    return Sheet(210, 297, letters, lines, more)


def written(words: str, x: float, base: float) -> Iterator[Letter]:
    """Words in 3.5 millimetres, Latin letters half as wide as they are high."""
    for word in words:
        yield Letter(word, x, base, 3.5)
        x += 1.75 if word.isascii() else 3.5


def here(path: Path) -> tuple[Grid, ...]:
    """Read in this process."""
    return read_document(path, PageLabels())


def rows(grid: Grid) -> list[list[str]]:
    return [
        [cell.text for cell in grid.layout.begun(n + 1)] for n in range(grid.height)
    ]


TEXTS = ("三级指标|年度指标值|实际完成值", "合格率|≥98.5%|99%", "差错率|≤0.5‰|—")
CELLS = [text.split("|") for text in TEXTS]


@pytest.mark.parametrize("habit", HABITS)
def test_each_way_to_write_a_page_gives_the_same_cells(
    habit: str, tmp_path: Path
) -> None:
    path = write_ofd(tmp_path / "表.ofd", [sheet(*TEXTS)], habit)
    (grid,) = here(path)
    assert load(path) == (grid,)
    assert rows(grid) == CELLS
    assert grid.warnings == ()
    assert str(grid.cells[0].place) == "第1页表1第1行第1列"


@pytest.fixture(scope="module")
def sheets(long_document: Path, convert: Convert) -> list[Sheet]:
    """A long table as LibreOffice prints it."""
    return printed(convert(long_document, "pdf"))


@pytest.mark.parametrize("habit", HABITS)
def test_a_table_over_several_pages_is_that_of_the_document(
    habit: str, long_document: Path, sheets: list[Sheet], tmp_path: Path
) -> None:
    """Headings repeat on each page; a group goes on over a page break."""
    (grid,) = here(write_ofd(tmp_path / "长.ofd", sheets, habit))
    (wanted,) = load(long_document)
    assert len(sheets) > 1
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        (c.text.replace("\n", ""), c.row, c.column, c.rows, c.columns)
        for c in wanted.cells
    ]


def text(code: str, given: str = "", inside: str = "") -> str:
    """A text object by hand, over the middle of the first cell."""
    stated = 'Font="1" Size="3.5"' if "Size" not in given else ""
    boundary = "" if "Boundary" in given else 'Boundary="22 32 30 8"'
    return (
        f'<ofd:TextObject ID="7" {stated} {boundary} {given}>{inside}{code}'
        "</ofd:TextObject>"
    )


def code(words: str, given: str = 'X="0" Y="4"') -> str:
    return f"<ofd:TextCode {given}>{words}</ofd:TextCode>"


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (text(code("甲乙丙", 'X="0" Y="4" DeltaX="g 2 3.5"')), "甲乙丙"),
        (text(code("甲乙丙", 'X="0" Y="4" DeltaX="3.5 3.5"')), "甲乙丙"),
        # Without steps, or with too few of them: as wide as they are.
        (text(code("甲乙丙")), "甲乙丙"),
        (text(code("12.5%", 'X="0" Y="4" DeltaX="2"')), "12.5%"),
        # A start that is left out is that of the code before.
        (text(code("甲") + code("乙", 'X="3.5"')), "甲乙"),
        (text(code("乙", 'X="3.5" Y="4"') + code("甲", 'X="0"')), "甲乙"),
        # A blank that is written stands; one before or behind the words does not.
        (text(code(" 甲 乙 ", 'X="0" Y="4" DeltaX="g 4 1.9"')), "甲 乙"),
        (text(code("甲\n乙", 'X="0" Y="4" DeltaX="g 2 2"')), "甲 乙"),
        (text(code("&lt;5&amp;6", 'X="0" Y="4" DeltaX="g 3 2"')), "<5&6"),
        # Points under a matrix, and a boundary of its own.
        (
            text(
                code("≥95%", 'X="10" Y="11" DeltaX="9.92 5 5"'),
                'Size="9.92" CTM="0.3528 0 0 0.3528 0 0"',
            ),
            "≥95%",
        ),
        # Downwards, characters upright.
        (text(code("数量", 'X="0" Y="3" DeltaY="3.5"')), "数量"),
        # The whole text is turned to the left: the first word stands below.
        (
            text(code("ab", 'X="0" Y="4" DeltaX="2"'), 'CTM="0 -1 1 0 5 7"'),
            "ab",
        ),
        (text(code("甲"), 'Visible="false"') + text(code("乙")), "乙"),
        (
            text(
                code("甲乙", 'X="0" Y="4" DeltaX="3.5"'),
                inside='<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2">'
                "<ofd:Glyphs>5 6</ofd:Glyphs></ofd:CGTransform>",
            ),
            "甲乙",
        ),
        # The font draws signs in the place of letters.
        (text(code("\uf0b3"), 'Size="3.5" Font="2"'), "≥"),
        # What a text is clipped by is no text.
        (
            text(
                code("甲"),
                inside="<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text><ofd:TextCode>乙"
                "</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip></ofd:Clips>",
            ),
            "甲",
        ),
    ],
)
def test_a_text_is_read_as_it_is_seen(drawn: str, seen: str, tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [sheet("", "x", more=drawn)])
    (grid,) = here(path)
    assert grid.text(1, 1) == seen


def frame(data: str, given: str = 'Boundary="0 0 210 297"') -> Sheet:
    """A text in each of two cells, the lines round them by hand."""
    letters = [Letter("甲", 22, 36.5, 3.5), Letter("乙", 62, 36.5, 3.5)]
    path = (
        f'<ofd:PathObject ID="8" {given}><ofd:AbbreviatedData>{data}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    return Sheet(210, 297, letters, (), path)


BOXES = "M 20 30 L 60 30 L 60 40 L 20 40 C M 60 30 L 100 30 L 100 40 L 60 40 C"


@pytest.mark.parametrize(
    ("drawn", "ruled"),
    [
        (frame(BOXES), True),
        (frame(BOXES.replace(" L", "\nL").replace("M", "S")), True),
        (frame(BOXES, 'Stroke="false" Fill="true" Boundary="0 0 210 297"'), True),
        (frame(BOXES, 'Boundary="0 0 1 1" CTM="1 0 0 1 0 0"'), True),
        (
            frame(
                "M 0 0 L 40 0 40 10 0 10 C",
                'Boundary="20 30 80 10"',
            ),
            False,
        ),
        (
            frame(
                "M 0 0 L 80 0 L 80 10 L 0 10 C M 40 0 L 40 10",
                'Boundary="20 30 80 10"',
            ),
            True,
        ),
        (
            frame(
                "M 0 0 L 160 0 L 160 20 L 0 20 C M 80 0 L 80 20",
                'Boundary="20 30 80 10" CTM="0.5 0 0 0.5 0 0"',
            ),
            True,
        ),
        (frame(BOXES, 'Stroke="false" Boundary="0 0 210 297"'), False),
        (frame(BOXES, 'Visible="false" Boundary="0 0 210 297"'), False),
        (frame(f"{BOXES} L x"), True),
        (frame("M 20 30 B 30 30 50 30 60 30 Q 60 35 60 40 A 5 5 0 0 1 20 40 C"), False),
    ],
)
def test_lines_are_those_that_a_path_draws(
    drawn: Sheet, *, ruled: bool, tmp_path: Path
) -> None:
    (grid,) = here(write_ofd(tmp_path / "a.ofd", [drawn]))
    assert (grid.kind == "table") is ruled
    assert [cell.text for cell in grid.cells] == (["甲", "乙"] if ruled else ["甲 乙"])


def test_pages_are_in_the_order_of_the_document(tmp_path: Path) -> None:
    """Part names say nothing: the third part may be the first page."""
    pages = [sheet(f"{name}|1|2", rows=1) for name in "甲乙丙"]
    path = write_ofd(tmp_path / "a.ofd", pages)
    parts = {}
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["Doc_0/Document.xml"].decode()
    for old, new in (("Page_0", "Page_x"), ("Page_2", "Page_0"), ("Page_x", "Page_2")):
        document = document.replace(old, new)
    parts["Doc_0/Document.xml"] = document.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    (grid,) = here(path)
    assert rows(grid) == [[name, "1", "2"] for name in "丙乙甲"]


def test_documents_of_one_package_are_all_read(tmp_path: Path) -> None:
    others = [[sheet("二|1|2", rows=1)], [sheet(rows=1)]]
    path = write_ofd(tmp_path / "a.ofd", [sheet("一|1|2", rows=1)], others=others)
    grids = here(path)
    assert [grid.text(1, 1) for grid in grids] == ["一", "二"]
    (told,) = grids[0].warnings
    assert "另有 1 份文档是扫描件" in told.message


def test_annotations_and_stamps_are_no_text(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [sheet(*TEXTS)])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("Doc_0/Annots/Page_0/Annotation.xml", text(code("印")))
        package.writestr("Doc_0/Signs/Sign_0/Signature.xml", text(code("章")))
    (grid,) = here(path)
    assert rows(grid) == CELLS


PICTURE = '<ofd:ImageObject ID="9" ResourceID="3" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'


def test_a_scan_is_named_as_that(tmp_path: Path) -> None:
    page = Sheet(210, 297, more=PICTURE)
    with pytest.raises(InputError, match="扫描件，没有可读文字"):
        load(write_ofd(tmp_path / "a.ofd", [page, page]))
    words = text(code("绩效自评得分"), 'Boundary="22 32 90 8"')
    with pytest.raises(InputError, match="扫描件，只有识别出的文字"):
        read(write_ofd(tmp_path / "b.ofd", [Sheet(210, 297, more=PICTURE + words)]))


def test_characters_without_a_code_are_told(tmp_path: Path) -> None:
    drawn = text(code("\xa4\xa4", 'X="0" Y="4" DeltaX="3.5"'))
    path = write_ofd(tmp_path / "a.ofd", [sheet("", "x", more=drawn)])
    (grid,) = here(path)
    assert "只存了字形" in grid.warnings[0].message


def test_what_an_ofd_says_is_seen_at_a_glance(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [sheet("2023年度", "绩效监控")])
    assert "绩效监控" in glimpse(path)


# --- damaged and hostile --------------------------------------------------------------


def package(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", body)
    return path


BODY = "<DocBody><DocRoot>D/Document.xml</DocRoot></DocBody>"
LISTED = '<Document><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"OFD": "<OFD>"}, "不是完整的 XML"),
        ({"OFD": "<OFD/>"}, "没有一页"),
        ({"OFD": f"<OFD>{BODY}</OFD>"}, "缺少部件"),
        ({"OFD": f"<OFD>{BODY}</OFD>", "D__Document": LISTED}, "缺少部件"),
        ({"OFD": "<OFD/>", "Encryptions": "<E/>"}, "已加密"),
        ({"OFD": '<!DOCTYPE x [<!ENTITY a "a">]><OFD/>'}, "DOCTYPE"),
        (
            {
                "OFD": f"<OFD>{BODY}</OFD>",
                "D__Document": LISTED.replace("<Page ", "<Page/>" * 3001 + "<Page "),
            },
            "超过 3000 页",
        ),
        (
            {
                "OFD": f"<OFD>{BODY}</OFD>",
                "D__Document": LISTED,
                "D__P": f"<Page>{'<TextObject/>' * 400_001}</Page>",
            },
            "图元超过",
        ),
    ],
)
def test_a_damaged_or_endless_package_is_refused(
    parts: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        load(package(tmp_path / "坏.ofd", **parts))


def test_units_that_refer_to_units_without_end_are_refused(tmp_path: Path) -> None:
    """A hundred references, each to a hundred: five deep these are ten thousand million."""
    refer = '<ofd:CompositeObject ID="1" ResourceID="{}"/>'
    path = write_ofd(tmp_path / "a.ofd", [sheet("x", more=refer.format(1) * 100)])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    unit = f'<ofd:CompositeGraphicUnit ID="1">{refer.format(1) * 100}</ofd:CompositeGraphicUnit>'
    resources = parts["Doc_0/PublicRes.xml"]
    parts["Doc_0/PublicRes.xml"] = resources.replace("</ofd:Res>", f"{unit}</ofd:Res>")
    with zipfile.ZipFile(path, "w") as new:
        for name, body in parts.items():
            new.writestr(name, body)
    with pytest.raises(InputError, match="图元超过"):
        load(path)


def test_steps_without_end_are_as_many_as_characters(tmp_path: Path) -> None:
    drawn = text(code("甲乙", 'X="0" Y="4" DeltaX="g 999999999 3.5"'))
    (grid,) = here(write_ofd(tmp_path / "a.ofd", [sheet("", "x", more=drawn)]))
    assert grid.text(1, 1) == "甲乙"


@pytest.mark.parametrize("size", ["nan", "inf", "1e300", "-5", ""])
def test_numbers_that_no_page_has_do_no_harm(size: str, tmp_path: Path) -> None:
    drawn = text(
        code("甲", f'X="{size}" Y="4"'), f'Size="{size}" CTM="{size} 0 0 1 0 0"'
    )
    (grid,) = here(write_ofd(tmp_path / "a.ofd", [sheet("", "x", more=drawn)]))
    assert grid.text(2, 1) == "x"
