"""XML 部件声明的编码: 国产软件写的 GBK、GB2312、utf8 都照声明读, 写错的说清楚."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading.sources import load

FILES = Path(__file__).parents[2] / "files"
SHEET = ("national-openpyxl.xlsx", "xl/worksheets/sheet1.xml")
TEXTS = ("national-libreoffice.xlsx", "xl/sharedStrings.xml")
DOCUMENT = ("transfer-libreoffice.docx", "word/document.xml")
CONTENT = ("national-libreoffice.ods", "content.xml")


def declared(source: tuple[str, str], folder: Path, name: str, codec: str) -> Path:
    """Write a copy of a file in which one part declares an encoding."""
    file, part = source
    copy = folder / file
    with zipfile.ZipFile(FILES / file) as old, zipfile.ZipFile(copy, "w") as new:
        for each in old.namelist():
            data = old.read(each)
            if each == part:
                text = data.decode().partition("?>")[2] or data.decode()
                head = f'<?xml version="1.0" encoding="{name}"?>'
                data = (head + text).encode(codec, "xmlcharrefreplace")
            new.writestr(each, data)
    return copy


@pytest.mark.parametrize("source", [SHEET, TEXTS, DOCUMENT, CONTENT])
@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("GBK", "gbk"),
        ("gb2312", "gbk"),
        ("GB18030", "gb18030"),
        ("utf8", "utf-8"),
        ("UTF-16", "utf-16"),
        ("GBK", "utf-16-le"),
        ("UTF-8", "utf-16-be"),
    ],
)
def test_a_part_is_read_in_the_encoding_that_it_declares(
    source: tuple[str, str], tmp_path: Path, name: str, codec: str
) -> None:
    changed = load(declared(source, tmp_path, name, codec))
    assert [g.cells for g in changed] == [g.cells for g in load(FILES / source[0])]


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("UTF-16", "utf-8"),
        ("gb2313", "gbk"),
        ("undefined", "utf-8"),
        ("UTF-8" + "h" * 60, "utf-8"),
    ],
)
def test_an_encoding_that_is_none_is_refused(
    tmp_path: Path, name: str, codec: str
) -> None:
    with pytest.raises(InputError, match="不是完整的 XML"):
        load(declared(SHEET, tmp_path, name, codec))
