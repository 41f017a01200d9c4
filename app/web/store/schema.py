"""库里有哪些表. 改了这里, 就要在 `migrations/versions` 里添一次改版."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Text

METADATA: Final = MetaData()

PAPERS: Final = Table(
    "papers",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("title", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("policy", String(64)),
    Column("suffix", String(8), nullable=False),
    Column("origin", LargeBinary, nullable=False),
    Column("grids", LargeBinary, nullable=False),
    Column("made", String(32), nullable=False),
)
"""一张表: 来自哪个文件的第几张, 文件的内容, 与读出的格子 (压缩的 JSON).

`file` is what the file was called, for people; it is no path and opens nothing.
"""
