"""输出文件: 先写临时文件再改名, 已有的不覆盖, 输入的文件决不改动."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from indicators.errors import InputError


def refuse(path: Path, inputs: Iterable[Path] = (), *, force: bool) -> None:
    """拒绝不该写的输出: one of the inputs always, an existing file without `force`."""
    if any(_same(path, each) for each in inputs):
        raise InputError.of(
            str(path), "输出与输入是同一个文件，未改动", remedy="请换个名字"
        )
    if path.exists() and not force:
        raise InputError.of(
            str(path), "文件已存在，未改动", remedy="换个名字，或加 --force"
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def save(
    path: Path, content: bytes, *, force: bool, inputs: Iterable[Path] = ()
) -> None:
    """写出文件. Nothing is half-written; an existing file wants `force`."""
    refuse(path, inputs, force=force)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise InputError.of_file(path, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
