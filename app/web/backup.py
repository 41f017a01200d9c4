"""备份: 网页开着的时候也抄得出一份完整的, 到一个新的文件夹; 也从那里恢复.

A copy is always a folder with an SQLite file, whatever the database was: it can be opened
as it is, and put back into either.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from app.web.opening import DATABASE, SECRET, Home, site_in
from app.web.store.copying import copied, is_empty
from app.web.store.database import Database, of_file, opened
from app.web.store.runs import FOLDER
from batch.system_errors import written_to
from indicators.errors import InputError


def back_up(home: Home, target: Path) -> None:
    """抄一份. Raises `InputError` where there is nothing, or the target is there already.

    The database is taken as it stands at one moment. A batch that is being done is taken
    with what is done of it, and goes on from there.
    """
    if not (home.file or home.folder / SECRET).is_file():
        told = "这里没有网页的数据"
        raise InputError.of(str(home.folder), told, remedy="请用 --data 指明")
    with _made(target) as made:
        if home.file is not None:
            _file_copied(home.file, made / DATABASE)
        else:
            with _opened(home) as source, _of_file(made / DATABASE) as copy:
                copied(source, copy)
        _rest_copied(home.folder, made)


def restore(source: Path, home: Home) -> None:
    """由备份恢复, 到一个新的文件夹与一个空的库. Raises `InputError` where it cannot be."""
    if not (source / DATABASE).is_file():
        raise InputError.of(str(source), "这里没有备份", remedy="请指明备份的文件夹")
    with _made(home.folder) as made:
        _rest_copied(source, made)
        if home.file is not None:
            _file_copied(source / DATABASE, made / DATABASE)
        else:
            _put_back(source / DATABASE, Home(made, home.database))


def _put_back(file: Path, home: Home) -> None:
    """Fill a database that is empty; the file of the backup stays what it is."""
    with (
        TemporaryDirectory(prefix="ziping-") as folder,
        _opened(home) as target,
    ):
        if not is_empty(target):
            told = "库里已有内容，未改动"
            raise InputError.of(home.shown, told, remedy="请换一个空的库")
        _file_copied(file, Path(folder) / DATABASE)
        with _of_file(Path(folder) / DATABASE) as source:
            copied(source, target)


@contextmanager
def _made(target: Path) -> Iterator[Path]:
    """A folder that is there once all of it is written."""
    if target.exists():
        raise InputError.of(str(target), "已经有了，未改动", remedy="请换个名字")
    with written_to(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".ziping-", dir=target.parent))
        try:
            yield made
            made.rename(target)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _opened(home: Home) -> closing[Database]:
    return closing(site_in(home).database)


def _of_file(file: Path) -> closing[Database]:
    return closing(opened(of_file(file)))


def _file_copied(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)


def _rest_copied(source: Path, target: Path) -> None:
    shutil.copy2(source / SECRET, target / SECRET)
    if (source / FOLDER).is_dir():
        shutil.copytree(source / FOLDER, target / FOLDER)
