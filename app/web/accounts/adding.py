"""添、删、列出账号, 由管这台机器的人."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Final

from app.web.accounts.passwords import digest
from app.web.opening import Home, site_in
from app.web.store import users
from app.web.store.database import Database
from app.web.store.users import Visitor
from indicators.errors import InputError

_LONGEST: Final = 64
_REMEDY: Final = "各账号见 ziping serve users list"


def add_account(
    home: Home, name: str, role: str, unit: str, password: Callable[[], str]
) -> None:
    """添一个账号. Raises `InputError` where it cannot be; then nobody is asked for more."""
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise InputError.of("名字", f"名字须有 1 到 {_LONGEST} 个字", name)
    if role == "clerk" and not unit:
        told = "填报人要写明单位，只看得到本单位的表"
        raise InputError.of("--unit", told, remedy="请加 --unit 单位名称")
    with _opened(home) as database:
        known = {each.name for each in users.users(database)}
        if name in known or not users.add_user(
            database, Visitor(name, role, unit), digest(password())
        ):
            raise InputError.of("名字", "已有这个账号", name, _REMEDY)


def remove_account(home: Home, name: str) -> None:
    """删去一个账号. Raises `InputError` where there is none."""
    with _opened(home) as database:
        if not users.remove_user(database, name):
            raise InputError.of("名字", "没有这个账号", name, _REMEDY)


def accounts(home: Home) -> list[Visitor]:
    """各个账号."""
    with _opened(home) as database:
        return users.users(database)


def _opened(home: Home) -> closing[Database]:
    return closing(site_in(home).database)
