"""备份: 网页开着的时候也抄得出一份完整的, 到一个新的文件夹."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

from app.web.opening import DATABASE, SECRET
from app.web.store.runs import FOLDER
from batch.system_errors import of_path
from indicators.errors import InputError


def back_up(folder: Path, target: Path) -> None:
    """抄一份. Raises `InputError` where there is nothing, or the target is there already.

    The database is taken as it stands at one moment. A batch that is being done is taken
    with what is done of it, and goes on from there.
    """
    if not (folder / DATABASE).is_file():
        raise InputError.of(
            str(folder), "这里没有网页的数据", remedy="请用 --data 指明"
        )
    if target.exists():
        raise InputError.of(str(target), "已经有了，未改动", remedy="请换个名字")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".ziping-", dir=target.parent))
        try:
            _copied(folder, made)
            made.rename(target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise of_path(target, error) from None


def _copied(folder: Path, made: Path) -> None:
    with (
        closing(sqlite3.connect(folder / DATABASE)) as source,
        closing(sqlite3.connect(made / DATABASE)) as copy,
    ):
        source.backup(copy)
    shutil.copy2(folder / SECRET, made / SECRET)
    if (folder / FOLDER).is_dir():
        shutil.copytree(folder / FOLDER, made / FOLDER)
