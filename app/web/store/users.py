"""账号与会话: 添、删、登录了的, 与记录."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from attrs import frozen
from sqlalchemy import delete, desc, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.schema import LOG, SESSIONS, USERS

IDLE: Final = timedelta(hours=12)
"""A session that is not used for so long is none any more."""
_FRESH: Final = timedelta(minutes=5)


@frozen
class Visitor:
    """谁在看: 名字、角色、单位."""

    name: str
    role: str
    unit: str


@frozen
class LoggedAct:
    """记下的一件事."""

    who: str
    act: str
    what: str
    made: str


@frozen
class OpenSession:
    """登录了的一个会话, as its owner may see it."""

    id: str
    user: str
    made: str
    seen: str


def any_user(database: Database) -> bool:
    """有没有账号."""
    with database.reading() as connection:
        return bool(
            connection.execute(select(func.count()).select_from(USERS)).scalar()
        )


def users(database: Database) -> list[Visitor]:
    """各个账号."""
    asked = select(USERS.c.name, USERS.c.role, USERS.c.unit).order_by(USERS.c.name)
    with database.reading() as connection:
        return [Visitor(*row) for row in connection.execute(asked)]


def add_user(database: Database, user: Visitor, password: str) -> bool:
    """添一个账号, `password` 已成摘要; False where the name is taken."""
    row = {"name": user.name, "role": user.role, "unit": user.unit}
    try:
        with database.writing() as connection:
            more = {"password": password, "made": now()}
            connection.execute(insert(USERS).values(row | more))
            note(connection, "命令行", "添账号", f"{user.name}，{user.role}")
    except IntegrityError:
        return False
    return True


def remove_user(database: Database, name: str) -> bool:
    """删去一个账号, 连同它的会话; False where there is none."""
    with database.writing() as connection:
        done = connection.execute(delete(USERS).where(USERS.c.name == name))
        if done.rowcount:
            note(connection, "命令行", "删账号", name)
    return bool(done.rowcount)


def password_of(database: Database, name: str) -> str | None:
    """一个账号的密码的摘要; None where there is none."""
    asked = select(USERS.c.password).where(USERS.c.name == name)
    with database.reading() as connection:
        found = connection.execute(asked).scalar()
    return None if found is None else str(found)


def begin(database: Database, session: str, name: str) -> None:
    """登录: from now on this session is that of the user."""
    row = {"id": _digest(session), "user": name, "made": now(), "seen": now()}
    with database.writing() as connection:
        connection.execute(insert(SESSIONS).values(row))
        note(connection, name, "登录", "")


def visitor(database: Database, session: str) -> Visitor | None:
    """一个会话是谁的; None where nobody logged in, or too long ago."""
    own = SESSIONS.c.id == _digest(session)
    asked = select(USERS.c.name, USERS.c.role, USERS.c.unit, SESSIONS.c.seen)
    joined = asked.join(SESSIONS, SESSIONS.c.user == USERS.c.name).where(own)
    with database.reading() as connection:
        found = connection.execute(joined).first()
    if found is None:
        return None
    age = datetime.now(UTC) - datetime.fromisoformat(found.seen)
    if age > IDLE:
        return None
    if age > _FRESH:
        with database.writing() as connection:
            connection.execute(update(SESSIONS).where(own).values(seen=now()))
    return Visitor(found.name, found.role, found.unit)


def sessions(database: Database, name: str) -> list[OpenSession]:
    """一个账号的各个会话, 新的在先."""
    asked = select(SESSIONS).where(SESSIONS.c.user == name)
    with database.reading() as connection:
        found = connection.execute(asked.order_by(desc(SESSIONS.c.seen)))
        return [OpenSession(*row) for row in found]


def end(database: Database, session: str) -> None:
    """退出."""
    with database.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.id == _digest(session)))


def revoke(database: Database, name: str, by: str) -> None:
    """收回一个账号的全部会话."""
    with database.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))
        note(connection, by, "收回会话", name)


def log(database: Database, who: str, act: str, what: str) -> None:
    """记一件事."""
    with database.writing() as connection:
        note(connection, who, act, what)


def logged(database: Database, most: int = 200) -> list[LoggedAct]:
    """记下的, 新的在先."""
    columns = (LOG.c.who, LOG.c.act, LOG.c.what, LOG.c.made)
    with database.reading() as connection:
        asked = select(*columns).order_by(desc(LOG.c.id)).limit(most)
        return [LoggedAct(*row) for row in connection.execute(asked)]


def _digest(session: str) -> str:
    return sha256(session.encode()).hexdigest()
