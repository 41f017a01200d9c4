"""记录: 谁做了什么, 什么时候. 只添不改."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from app.web.store.schema import LOG


def now() -> str:
    """现在, 写成一段可以排序的文字."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def note(connection: Connection, who: str, act: str, what: str) -> None:
    """记一件事, 在一次写入之中."""
    row = {"who": who, "act": act, "what": what, "made": now()}
    connection.execute(insert(LOG).values(row))
