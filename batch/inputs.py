"""输入文件: 数据文件 (.toml、.json) 或任何读得懂的自评表.

Whatever is wrong is named by the path as it was given. Nothing is printed here.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from batch.system_errors import of_path
from indicators.place import Place

if TYPE_CHECKING:
    from indicators.errors import InputError
    from indicators.evaluation import Evaluation
    from reading.grid import Grid

LOCK = "~$"
CHANGED = "读的时候文件变了或移走了，没有做完"
REPEAT = "请等它存好，再运行一次"


class Read(NamedTuple):
    """读到的一张表. `sheet` 在一个文件有几张表时给出; `grids` 是文件的, 要时才给."""

    sheet: str | None
    table: Evaluation
    grids: tuple[Grid, ...] = ()


def is_lock(file: Path) -> bool:
    """Office 打开文件时留下的锁定文件 (~$…)."""
    return file.name.startswith(LOCK)


def read_one(file: Path, sheet: str | None = None) -> Evaluation:
    """读一张表: of several tables the first, and a warning of the table says so.

    Raises `InputError` where the file cannot be read or holds no table.
    """
    from indicators.errors import InputError

    reachable(file)
    try:
        if is_data(file):
            from reading.data_tables import read_data

            return read_data(file)
        from reading import read

        return read(file, sheet)
    except InputError as error:
        raise located(error, file) from None


def read_tables(
    file: Path, sheet: str | None = None, *, grids: bool = False
) -> tuple[Read, ...]:
    """读出文件里的每一张表, 或 `sheet` 上的. Raises `InputError` as `read_one`.

    With `grids` each table is given with what was read of the whole file.
    """
    from indicators.errors import InputError

    reachable(file)
    try:
        if is_data(file):
            from reading.data_tables import read_data

            return (Read(None, read_data(file)),)
        return tuple(_named(file, sheet, grids=grids))
    except InputError as error:
        raise located(error, file) from None


def _named(file: Path, sheet: str | None, *, grids: bool) -> Iterator[Read]:
    """Name each table by its sheet; of several on one sheet, which of them."""
    from reading.reader import read_on, tables
    from reading.sources import load

    every = load(file)
    found = [(grid.name, table) for grid, table in tables(file, every)]
    chosen = [pair for pair in found if sheet in {None, pair[0]}]
    if not chosen:
        read_on(every, file, sheet)
    names = [name for name, _ in found]
    seen: dict[str, int] = {}
    for name, table in chosen:
        seen[name] = seen.get(name, 0) + 1
        which = f"第 {seen[name]} 张" if names.count(name) > 1 else ""
        alone = len(found) == 1
        kept = every if grids else ()
        yield Read(None if alone else f"{name} {which}".rstrip(), table, kept)


def is_data(file: Path) -> bool:
    """数据文件 (.toml、.json), 不是要认的表."""
    return file.suffix.lower() in {".toml", ".json"}


def reachable(file: Path) -> None:
    """先看路径上是不是文件: a folder, a lock, a pipe are told before reading."""
    from indicators.errors import InputError

    try:
        mode = file.stat().st_mode
    except OSError as error:
        raise of_path(file, error) from None
    if stat.S_ISDIR(mode):
        remedy = f"请给出其中的文件，如 {file / '*.xlsx'}"
        raise InputError.of(str(file), "这是一个文件夹，不是文件", remedy=remedy)
    if not stat.S_ISREG(mode):
        raise InputError.of(str(file), "不是普通文件", remedy="请先存成文件")
    if is_lock(file):
        remedy = f"请给出 {file.name.removeprefix(LOCK)} 本身"
        raise InputError.of(str(file), "这是 Office 的锁定文件", remedy=remedy)


@contextmanager
def unchanged(file: Path) -> Iterator[str]:
    """读的从头到尾是同一份内容: gives its sha256.

    Raises `InputError` where the file is another at the end, or gone: what was read of it
    in between, and what was found wrong with that, is of neither.
    """
    reachable(file)  # a pipe would be waited for without end
    digest = hashed(file)
    with of_content(file, digest):
        yield digest


@contextmanager
def of_content(file: Path, digest: str) -> Iterator[None]:
    """同上, of the content that was read before."""
    try:
        yield
    except Exception:
        _refuse_other(file, digest)
        raise
    _refuse_other(file, digest)


def _refuse_other(file: Path, digest: str) -> None:
    """文件已不是那份内容的, raises `InputError`."""
    from indicators.errors import InputError

    if not holds(file, digest):
        raise InputError.of(str(file), CHANGED, remedy=REPEAT) from None


def holds(file: Path, digest: str) -> bool:
    """文件还是不是那份内容; not where it is gone."""
    from indicators.errors import InputError

    try:
        return hashed(file) == digest
    except InputError:
        return False


def hashed(file: Path) -> str:
    """文件内容的 sha256. Raises `InputError` where it cannot be read."""
    from hashlib import sha256

    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise of_path(file, error) from None


def located(error: InputError, file: Path) -> InputError:
    """Name the file of an error by the path that was given."""
    from attrs import evolve

    from indicators.errors import InputError

    return InputError(
        evolve(problem, where=at(file, problem.where)) for problem in error.problems
    )


def at(file: Path, where: Place | str) -> str:
    """Name the file of a place by the path that was given."""
    path = str(file)
    if isinstance(where, Place):
        return f"{path}：{where}"
    if where == path or where.startswith(f"{path} "):
        return where
    if where == file.name or where.startswith(f"{file.name} "):
        return path + where.removeprefix(file.name)
    return f"{path}：{where}"
