""".doc、.wps、.rtf: 经 LibreOffice 转成 .docx, 照 .docx 读取."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources.documents import docx
from reading.sources.office.program import converted, program
from reading.sources.office.shelf import taken
from reading.sources.package import Package

_REMEDY: Final = "请用 Word 或 WPS 另存为 .docx"


def read(path: Path) -> tuple[Grid, ...]:
    """Read every table of a document.

    Raises:
        InputError: LibreOffice is not installed, or makes nothing of the file.

    """
    if (kept := taken(path)) is not None:
        return _read(path, kept)
    office = program()
    if office is None:
        raise InputError.of(
            path.name,
            "旧版 Word 文档（.doc、.wps、.rtf）要由 LibreOffice 转换，本机没有安装",
            remedy=f"请安装 LibreOffice（免费），或{_REMEDY[1:]}",
        )
    with converted(office, (path,)) as (made,):
        if made is None:
            raise InputError.of(
                path.name,
                "LibreOffice 没有转换成功，文件可能已损坏或过大",
                remedy=_REMEDY,
            )
        return _read(path, made)


def _read(path: Path, made: Path) -> tuple[Grid, ...]:
    """Read what LibreOffice made of a file, under the name of the file."""
    return docx.read(path, Package(path, BytesIO(made.read_bytes())))
