"""扫描的 OFD: 每页一幅图的照图识别, 与扫描的 PDF 一样."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from PIL import Image

from indicators.errors import InputError, Problem
from indicators.reasons import Doubt
from reading import read
from reading.sources import load
from reading.sources.scans import isolated_reader
from reading.sources.scans.pictures import pages_of
from tests.reading.sources.ofd_writer import FIRST_PICTURE, Sheet, write_ofd
from tests.reading.sources.test_read_ofd import sheet
from tests.scanned.forms import ROWS, drawn

FORM = drawn()
PIXELS = np.asarray(Image.open(BytesIO(FORM)).convert("RGB"))
WHOLE = "297 0 0 210 0 0"
DAMAGED = FORM[:5000]
CHECKSUM = crc32(HEAD := FORM[12:16] + (60_000).to_bytes(4) * 2 + FORM[24:29])
STATED = FORM[:12] + HEAD + CHECKSUM.to_bytes(4) + FORM[33:]
"""The picture, said to be sixty thousand pixels wide and high."""


def shown(number: int = 0, ctm: str = WHOLE, area: str = "0 0 297 210") -> str:
    """A picture of the package, drawn over a page."""
    turned = f'CTM="{ctm}"' if ctm else ""
    return (
        f'<ofd:ImageObject ID="9" ResourceID="{FIRST_PICTURE + number}" '
        f'Boundary="{area}" {turned}/>'
    )


def page(more: str = "", below: str = "") -> Sheet:
    return Sheet(297, 210, more=more, below=below)


def as_png(pixels: np.ndarray) -> bytes:
    stream = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(stream, "PNG")
    return stream.getvalue()


def as_format(name: str) -> bytes:
    stream = BytesIO()
    Image.open(BytesIO(FORM)).save(stream, name)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("pages", "stored"),
    [
        ([page(shown())], FORM),
        ([page(shown(ctm=""))], FORM),
        ([page(below=shown())], FORM),
        ([page(shown(1, "30 0 0 30 0 0", "0 0 30 30") + shown())], FORM),
        # The picture lies on its side, upside down, or in a mirror; the page shows it upright.
        ([page(shown(ctm="0 210 -297 0 297 0"))], as_png(np.rot90(PIXELS))),
        ([page(shown(ctm="-297 0 0 -210 297 210"))], as_png(np.rot90(PIXELS, 2))),
        ([page(shown(ctm="0 -210 297 0 0 210"))], as_png(np.rot90(PIXELS, 3))),
        ([page(shown(ctm="297 0 0 -210 0 210"))], as_png(PIXELS[::-1])),
        ([page(shown(ctm="-297 0 0 210 297 0"))], as_png(PIXELS[:, ::-1])),
        ([page(shown())], as_format("TIFF")),
        ([page(shown())], as_format("BMP")),
    ],
)
def test_the_picture_of_a_page_is_taken_as_the_page_shows_it(
    pages: list[Sheet], stored: bytes, tmp_path: Path
) -> None:
    pictures = {"a.png": stored, "logo.png": as_png(PIXELS[:40, :40])}
    path = write_ofd(tmp_path / "a.ofd", [page(), *pages], pictures=pictures)
    ((number, count, picture),) = pages_of(path)
    assert (number, count) == (2, 2)
    assert isinstance(picture, np.ndarray)
    assert np.array_equal(picture, PIXELS)


def test_a_picture_may_belong_to_the_resources_of_its_page(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [page(shown())])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    where, own = "Doc_0/Pages/Page_0", b"</ofd:Page>"
    named = b"<ofd:PageRes>PageRes.xml</ofd:PageRes></ofd:Page>"
    content = f"{where}/Content.xml"
    parts[content] = parts[content].replace(own, named)
    parts[f"{where}/PageRes.xml"] = (
        f'<Res BaseLoc="Res"><MultiMedia ID="{FIRST_PICTURE}"><MediaFile>a.png'
        "</MediaFile></MultiMedia></Res>"
    ).encode()
    parts[f"{where}/Res/a.png"] = FORM
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    ((_, _, picture),) = pages_of(path)
    assert isinstance(picture, np.ndarray)
    assert np.array_equal(picture, PIXELS)


def test_a_scanned_ofd_is_read_as_its_picture(tmp_path: Path) -> None:
    """A page whose picture is damaged is named, and so is one that no picture fills."""
    small = shown(0, "30 0 0 30 0 0", "0 0 30 30")
    path = write_ofd(
        tmp_path / "扫描.ofd",
        [page(below=shown()), page(shown(1)), page(small), page(shown(2))],
        pictures={"a.png": FORM, "b.png": DAMAGED, "c.jb2": b"\x97JB2\r\n\x1a\n"},
    )
    (grid,) = load(path)
    texts = [cell.text for cell in grid.cells]
    assert texts[:7] == list(ROWS[0])
    assert {"责任事故", "≤5起", "受益户数"} <= set(texts)
    assert grid.cells[0].place.page == 1
    told = unread(grid.warnings)
    assert [(w.place.page, w.value) for w in told] == [
        (2, "Doc_0/Res/b.png：图片不完整或已损坏，或不是 PNG、JPEG、TIFF、BMP"),
        (3, "扫描.ofd：没有一幅图占满这一页"),
        (4, "Doc_0/Res/c.jb2：图片不完整或已损坏，或不是 PNG、JPEG、TIFF、BMP"),
    ]


def unread(warnings: tuple[Problem, ...]) -> list[Problem]:
    return [w for w in warnings if w.reason is Doubt.PAGE_OF_PICTURE]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A picture, a page of text, and a picture that is damaged."""
    pages = [page(shown()), sheet("甲|1|2", rows=1), page(shown(1))]
    pictures = {"a.png": drawn(ROWS[:2]), "b.png": DAMAGED}
    return write_ofd(tmp_path / "混合.ofd", pages, pictures=pictures)


def test_scanned_pages_among_pages_with_text_stand_in_their_order(mixed: Path) -> None:
    scanned, text = load(mixed)
    assert [grid.cells[0].place.page for grid in (scanned, text)] == [1, 2]
    assert scanned.text(1, 1) == ROWS[0][0]
    assert text.text(1, 1) == "甲"
    (told,) = unread(scanned.warnings)
    assert told.place.page == 3
    assert "b.png" in str(told)


def test_the_hidden_text_of_a_scan_gives_way_to_its_picture(tmp_path: Path) -> None:
    """What another program made of the picture has no rules; the picture has."""
    hidden = "".join(written(10 * n, "指标一") for n in range(9))
    path = write_ofd(
        tmp_path / "a.ofd", [page(shown() + hidden)], pictures={"a.png": FORM}
    )
    first = load(path)[0]
    assert first.text(1, 1) == ROWS[0][0]
    assert [w.reason for w in first.warnings] == [None]
    assert "文字由程序识别" in first.warnings[0].message


def written(top: int, text: str) -> str:
    """A line of text on a page."""
    return (
        f'<ofd:TextObject ID="{900 + top}" Boundary="9 {9 + top} 60 6" Font="3" '
        f'Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 4">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def test_of_several_documents_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    """Each document counts its own pages: which one a number means is not guessed."""
    pages, others = (
        [page(shown()), sheet("甲|1|2", rows=1)],
        [[sheet("乙|1|2", rows=1)]],
    )
    path = write_ofd(tmp_path / "a.ofd", pages, others=others, pictures={"a.png": FORM})
    grids = load(path)
    assert [grid.text(1, 1) for grid in grids] == ["甲", "乙"]
    assert [w.place.page for w in unread(grids[0].warnings)] == [1]


def test_without_the_extra_pictures_say_what_to_install(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated_reader, "_NEEDED", ("nothing_of_this_name",))
    (grid,) = load(mixed)
    assert [w.place.page for w in unread(grid.warnings)] == [1, 3]
    path = write_ofd(mixed, [page(shown())], pictures={"a.png": FORM})
    with pytest.raises(InputError, match=r'没有可读文字.*pip install "ziping\[ocr\]"'):
        read(path)


def test_a_scan_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [page(shown())], pictures={"a.png": DAMAGED})
    with pytest.raises(InputError, match=r"图片也读不出.*第1页 .*a\.png：图片不完整"):
        read(path)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (STATED, "图片过大"),
        (bytes(120 << 20), "解压后过大"),
    ],
)
def test_a_bomb_of_a_picture_is_not_unpacked(
    stored: bytes, said: str, tmp_path: Path
) -> None:
    path = write_ofd(tmp_path / "a.ofd", [page(shown())], pictures={"a.png": stored})
    ((_, _, why),) = pages_of(path)
    assert isinstance(why, Problem)
    assert said in why.message


def test_a_book_of_pictures_is_refused(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [page(shown())] * 61)
    with pytest.raises(InputError, match="扫描件超过 60 页"):
        next(pages_of(path))
