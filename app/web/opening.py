"""打开存东西的地方: 一个文件夹里的密钥与各次审核, 与库, 没有就新建."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes
from typing import Final

from alembic.util import CommandError
from attrs import frozen
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from app.web.requests.pages import engine
from app.web.site import LOCAL, Site
from app.web.store.database import POSTGRESQL, Database, of_file, opened
from batch.system_errors import of_path
from indicators.errors import InputError

DATABASE: Final = "ziping.sqlite"
SECRET: Final = "secret"  # noqa: S105 - the name of a file
_SECRET_LENGTH: Final = 32
_DRIVER: Final = "postgresql+psycopg"
_FORM: Final = f"{_DRIVER}://名字@主机/库"


@frozen
class Home:
    """存在哪里: 文件夹, 与库的地址 as it was typed; None for a file in the folder."""

    folder: Path
    database: str | None = None

    @property
    def file(self) -> Path | None:
        """SQLite 的文件; None where the database is elsewhere."""
        return self.folder / DATABASE if self.database is None else None

    @property
    def shown(self) -> str:
        """说给人听: without a password."""
        return str(self.file or self.address)

    @property
    def address(self) -> URL:
        """库的地址. Raises `InputError` where it is none of ours."""
        if self.database is None:
            return of_file(self.folder / DATABASE)
        try:
            found = make_url(self.database)
        except ArgumentError:
            found = None
        if found is None or found.drivername not in {_DRIVER, POSTGRESQL}:
            told = (
                "库的地址认不得"  # what was typed may hold a password: it is not shown
            )
            raise InputError.of("--database", told, remedy=f"请写成 {_FORM}")
        return found.set(drivername=_DRIVER)


def site_in(
    home: Home, results: Path | None = None, hosts: tuple[str, ...] = LOCAL
) -> Site:
    """打开, 没有就新建. Raises `InputError` where it cannot be."""
    folder = home.folder
    address = home.address
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = _secret(folder / SECRET)
    except OSError as error:
        raise of_path(folder, error) from None
    database = _database(address, home.shown)
    return Site(database, secret, engine(), folder.resolve(), results, hosts)


def _database(address: URL, shown: str) -> Database:
    try:
        return opened(address)
    except CommandError:
        told = "库是更新的软件建的，这个版本打不开"
        raise InputError.of(shown, told, remedy="请用新的软件打开") from None
    except DatabaseError as error:
        told = "库打不开"
        remedy = "请换一个文件夹（--data），或恢复备份"
        if address.drivername == _DRIVER:
            remedy = "请核对 --database 的地址，看库开着没有"
        raise InputError.of(
            shown, told, " ".join(str(error.orig).split()), remedy
        ) from None


def _secret(file: Path) -> bytes:
    """The key that the pages are signed with; it stays, so that open pages stay valid."""
    if not file.exists():
        new = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(new, "wb") as stream:
            stream.write(token_bytes(_SECRET_LENGTH))
    return file.read_bytes()
