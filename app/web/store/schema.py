"""库里有哪些表. 改了这里, 就要在 `migrations/versions` 里添一次改版."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

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
    Column("handed", Integer),
    Column("remark", Text),
    Column("unit", Text),
)
"""一张表: 来自哪个文件的第几张, 文件的内容, 与读出的格子 (压缩的 JSON).

`file` is what the file was called, for people; it is no path and opens nothing. `handed`
is the version that was handed in, None while it is worked on; `remark` is why it came back.
`unit` is whose table it is, None where there were no accounts.
"""


def _of_paper() -> ForeignKey:
    return ForeignKey("papers.id", ondelete="CASCADE")


READINGS: Final = Table(
    "readings",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("file", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(8), nullable=False),
    Column("told", Text, nullable=False),
    Column("papers", Text, nullable=False),
    Column("unit", Text),
    Column("who", Text, nullable=False),
    Column("made", String(32), nullable=False),
)
"""正在读的文件: 读得久的先收下, 在后面读. `told` is how far it is, or why it was not read;
`papers` are the tables that came of it (JSON); then the content is theirs, and none here.
"""

CELLS: Final = Table(
    "cells",
    METADATA,
    Column("paper", String(24), _of_paper(), primary_key=True),
    Column("cell", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("changed", String(32), nullable=False),
)
"""改过的格: 一张表现在的样子, 与文件里的不同之处."""

VERSIONS: Final = Table(
    "versions",
    METADATA,
    Column("paper", String(24), _of_paper(), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("cells", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made", String(32), nullable=False),
)
"""存下的版本: 那时改过的各格 (JSON)."""

RUNS: Final = Table(
    "runs",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("title", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("told", Text, nullable=False),
    Column("made", String(32), nullable=False),
)
"""审核的队列. What was brought and what came of it are files, in a folder of the run."""

DECISIONS: Final = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String(24), nullable=False),
    Column("table", String(24), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Column("who", Text),
    Index("of_table", "source", "table"),
)
"""审核人对发现说的. Rows are only added: the last one of a finding counts."""

REMARKS: Final = Table(
    "remarks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String(24), nullable=False),
    Column("table", String(24), nullable=False),
    Column("cell", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Index("remarks_of_table", "source", "table"),
)
"""审核人对一格说的, `name` as people call the cell. Rows are only added: the last one of
a cell counts, an empty one takes back what was said.
"""

USERS: Final = Table(
    "users",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("unit", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made", String(32), nullable=False),
)
"""账号. `password` is an argon2id hash."""

SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column(
        "user", String(64), ForeignKey("users.name", ondelete="CASCADE"), nullable=False
    ),
    Column("made", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
)
"""登录了的会话. `id` is the digest of what the browser holds: who reads it has no session."""

LOG: Final = Table(
    "log",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("made", String(32), nullable=False),
)
"""谁做了什么: the database itself refuses to change or to delete a line."""
