"""打开一个文件夹里的库与密钥, 没有就新建."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes
from typing import Final

from alembic.util import CommandError
from sqlalchemy.exc import DatabaseError

from app.web.requests.pages import engine
from app.web.site import LOCAL, Site
from app.web.store.database import Database, opened
from batch.system_errors import of_path
from indicators.errors import InputError

DATABASE: Final = "ziping.sqlite"
SECRET: Final = "secret"  # noqa: S105 - the name of a file
_SECRET_LENGTH: Final = 32


def site_in(
    folder: Path, results: Path | None = None, hosts: tuple[str, ...] = LOCAL
) -> Site:
    """打开一个文件夹里的库, 没有就新建. Raises `InputError` where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = _secret(folder / SECRET)
    except OSError as error:
        raise of_path(folder, error) from None
    database = _database(folder / DATABASE)
    return Site(database, secret, engine(), folder.resolve(), results, hosts)


def _database(file: Path) -> Database:
    try:
        return opened(file)
    except CommandError:
        told = "库是更新的软件建的，这个版本打不开"
        raise InputError.of(str(file), told, remedy="请用新的软件打开") from None
    except DatabaseError as error:
        told = "库打不开"
        remedy = "请换一个文件夹（--data），或恢复备份"
        raise InputError.of(str(file), told, str(error.orig), remedy) from None


def _secret(file: Path) -> bytes:
    """The key that the pages are signed with; it stays, so that open pages stay valid."""
    if not file.exists():
        new = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(new, "wb") as stream:
            stream.write(token_bytes(_SECRET_LENGTH))
    return file.read_bytes()
