"""文字文件的编码: UTF-8, 带 BOM 的 UTF-8 和 UTF-16, GBK (GB18030)."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from attrs import evolve

from indicators.errors import InputError
from reading.grid import Grid, text_grid
from reading.sources.notices import Notices

TEXT_LIMIT: Final = 10 << 20
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Damage of less than one character in fifty leaves a UTF-8 text readable.
_TOLERATED = 50


def read_bytes(path: Path) -> bytes:
    """Read a text file, within its limit."""
    if path.stat().st_size > TEXT_LIMIT:
        raise InputError.of(
            path.name,
            f"文字文件超过 {TEXT_LIMIT >> 20} MB，不像一份自评表",
            remedy="请只保留自评表所在的部分",
        )
    return path.read_bytes()


def decode(data: bytes, where: str, notices: Notices, stated: str = "") -> str:
    """Turn bytes into text; `stated` is the encoding that the file names."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, where)
    for encoding in filter(None, (stated, "utf-8")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if lost * _TOLERATED < sum(not char.isascii() for char in damaged):
        notices.add(where, f"有 {lost} 处字节已损坏，显示为 \ufffd")
        return damaged
    return _decoded(data, "gb18030", where)


def _decoded(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError.of(
            where,
            "文字编码无法识别",
            value=data[error.start : error.start + 4].hex(" "),
            remedy="请另存为 UTF-8 编码，或另存为 .xlsx",
        ) from error


def read(path: Path) -> tuple[Grid, ...]:
    """纯文字文件: 一行一格, 原样保留."""
    notices = Notices()
    text = decode(read_bytes(path), path.name, notices)
    lines = notices.clean(text, path.name).replace("\f", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return (evolve(text_grid(path.name, lines), warnings=notices.problems()),)
