"""内容块: 一段文字、一张表、一份 JSON. 样子由终端去定."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen


@frozen
class TextTable:
    """一张表: 列名 (以 > 开头的靠右) 与各行; `strong` 为加重的行号.

    A table that is `whole` has one line for each row: in a pipe however long, on a
    terminal with the end of its last cell. Columns that are `kept` never fold: what
    stands there is to be copied.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    whole: bool = False
    kept: frozenset[int] = frozenset()


@frozen
class Verbatim:
    """原样写出的一行: 不折行."""

    text: str


@frozen
class JsonDocument:
    """一份 JSON, 原样写出."""

    data: Mapping[str, Any]


Block = str | TextTable | Verbatim | JsonDocument
