"""记录写成 Parquet: tables、rows、findings、unread 各一个文件.

The records go through a file of JSON lines, one a record, so that memory does not grow
with their number. The same records give the same bytes.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final

from batch.results.columns import FILES, NUMBER, TEXT, ResultColumn
from batch.system_errors import reason_of

ROWS_OF_A_GROUP: Final = 40_960
"""So many rows are held in memory at once."""
SHORTEST: Final = 1 << 22
"""Bytes that a line may have at least."""
_BYTES: Final = 4
"""Bytes that a character takes at most."""


class RecordFiles:
    """接下记录, 一种一个文件, 放在 `folder` 里; `write_parquet` makes Parquet of them.

    `longest` is how many characters a line has at most.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.longest = folder, 0
        self.open = ExitStack()
        self.files: dict[str, IO[str]] = {
            name: self.open.enter_context(
                _lines(folder, name).open("w", encoding="utf-8")
            )
            for name in FILES
        }

    def add(self, name: str, record: Mapping[str, Any]) -> None:
        """Take one record of a file."""
        self.take(name, json.dumps(record, ensure_ascii=False) + "\n")

    def take(self, name: str, lines: str) -> None:
        """Take records of a file that are lines of JSON already."""
        self.longest = max(self.longest, len(lines))
        self.files[name].write(lines)

    def close(self) -> None:
        """Nothing more will come."""
        self.open.close()


def _lines(folder: Path, name: str) -> Path:
    return folder / f"{name}.ndjson"


def write_parquet(files: RecordFiles, target: Path) -> None:
    """Write what was taken in, into a folder; each file is whole before it has its name.

    The engine keeps two of the longest lines, and a group of rows: no more for a million
    files than for ten thousand.
    """
    import duckdb

    work, longest = files.folder, max(SHORTEST, files.longest * _BYTES)
    with duckdb.connect() as engine:
        engine.execute("SET threads = 1; SET memory_limit = '1GB'")
        for name, columns in FILES.items():
            new = work / f"{name}.parquet"
            try:
                engine.execute(_copy(_lines(work, name), new, columns, longest))
            except duckdb.IOException as error:
                reason = reason_of(error) or errno.EIO
                raise OSError(reason, str(error), str(new)) from None
            new.replace(target / f"{name}.parquet")
            _lines(work, name).unlink()


def _copy(
    lines: Path, new: Path, columns: tuple[ResultColumn, ...], longest: int
) -> str:
    """The SQL that turns lines into a Parquet file; numbers are cast from their text."""
    taken = ", ".join(
        f"{column.name}: '{TEXT if column.kind == NUMBER else column.kind}'"
        for column in columns
    )
    given = ", ".join(
        f"CAST({c.name} AS {c.kind}) AS {c.name}" if c.kind == NUMBER else c.name
        for c in columns
    )
    source = (
        f"read_json({_quoted(lines)}, format = 'newline_delimited', "
        f"columns = {{{taken}}}, maximum_object_size = {longest})"
    )
    return (
        f"COPY (SELECT {given} FROM {source}) TO {_quoted(new)} "  # noqa: S608 - our own names
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_OF_A_GROUP})"
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
