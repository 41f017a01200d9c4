"""列上的数据: 一个文件夹里的 rows.parquet, 按文件夹分成几份; 年度、省写在文件夹名里.

A folder named year=2024 or province=001 is a name and stays one: no engine is asked to
guess whether it is a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Final

from attrs import frozen

from indicators.errors import InputError

ROWS, TABLES = "rows.parquet", "tables.parquet"
_BESIDE: Final = {TABLES, "findings.parquet"}
_NEEDED: Final = "请给出 ziping batch 写出的结果，或其中的 rows.parquet"


@frozen
class RowsPart:
    """一份: 所在的文件夹 (相对), 其中的文件, 与同处的 tables.parquet."""

    name: str
    files: tuple[Path, ...]
    tables: Path | None = None

    def digest(self) -> str:
        """What its files hold, as one sha256."""
        from hashlib import sha256

        whole = sha256()
        for path in (*self.files, *filter(None, (self.tables,))):
            with path.open("rb") as file:
                whole.update(file_digest(file, "sha256").digest())
        return whole.hexdigest()


def parts_of(given: Path) -> tuple[RowsPart, ...]:
    """找出各份, 按名称排列. Raises `InputError` where there is none."""
    if given.is_file():
        return (_part(given.parent, given.parent, [given]),)
    if not given.is_dir():
        raise InputError.of(str(given), "找不到这个文件", remedy=_NEEDED)
    homes: dict[Path, list[Path]] = {}
    for path in _files(given):
        homes.setdefault(_home(path), []).append(path)
    if not homes:
        raise InputError.of(str(given), "里面没有 rows.parquet", remedy=_NEEDED)
    return tuple(_part(given, home, _rows_of(found)) for home, found in homes.items())


def _files(given: Path) -> Iterator[Path]:
    """The files that may hold rows, in order; what is hidden and what stands beside not."""
    for path in sorted(given.rglob("*.parquet")):
        inside = path.relative_to(given).parts
        hidden = any(name.startswith((".", "_")) for name in inside)
        if path.is_file() and not hidden and path.name not in _BESIDE:
            yield path


def _home(path: Path) -> Path:
    """The folder of a file; a rows.parquet that Spark wrote is a folder itself."""
    return path.parent.parent if path.parent.name == ROWS else path.parent


def _rows_of(files: Sequence[Path]) -> list[Path]:
    """Of a folder, rows.parquet alone where it is there; else whatever else there is."""
    return [path for path in files if ROWS in path.parts[-2:]] or list(files)


def _part(root: Path, home: Path, files: Sequence[Path]) -> RowsPart:
    tables = home / TABLES
    name = home.relative_to(root).as_posix()
    return RowsPart(name, tuple(files), tables if tables.is_file() else None)
