"""输出文件: 先写临时文件再改名, 已有的不覆盖, 输入的文件决不改动."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from batch.system_errors import of_path
from indicators.errors import InputError


def refuse(path: Path, inputs: Iterable[Path] = (), *, force: bool) -> None:
    """拒绝不该写的输出: one of the inputs always, an existing file without `force`."""
    if any(same(path, each) for each in inputs):
        raise InputError.of(
            str(path), "输出与输入是同一个文件，未改动", remedy="请换个名字"
        )
    if path.exists() and not path.is_file():
        raise InputError.of(str(path), "这里不是一个文件", remedy="请写出文件名")
    if path.exists() and not force:
        raise InputError.of(
            str(path), "文件已存在，未改动", remedy="换个名字，或加 --force"
        )


def empty(folder: Path, *, force: bool | None = None) -> None:
    """拒绝不该写的文件夹: what is no folder always, one that holds something without `force`.

    None: the command knows no ``--force``.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError.of(
            str(folder), "这里不是一个文件夹", remedy="请写出文件夹的名字"
        )
    if not force and folder.exists() and any(folder.iterdir()):
        remedy = "换个名字" if force is None else "换个名字，或加 --force 盖住同名的页"
        raise InputError.of(str(folder), "文件夹里已有文件，未改动", remedy=remedy)


def ends_with(path: Path, *suffixes: str) -> None:
    """拒绝打不开的后缀: no program opens a workbook that is called .html."""
    if path.suffix.lower() not in suffixes:
        wanted = " 或 ".join(suffixes)
        raise InputError.of(
            str(path), f"输出的后缀应是 {wanted}", path.suffix or "没有", "请换个名字"
        )


def same(one: Path, other: Path) -> bool:
    """两个路径是否指同一个文件, 写出之前也看得出."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def save(
    path: Path, content: bytes, *, force: bool, inputs: Iterable[Path] = ()
) -> None:
    """写出文件. Nothing is half-written; an existing file wants `force`."""
    refuse(path, inputs, force=force)
    temporary = path.parent / f"tmp{token_hex(8)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(path)
    except BaseException as error:  # an interruption leaves nothing either
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise of_path(path, error) from None
        raise
