"""一次运行的网页: 库、密钥、模板、可以从哪些地址打开."""

from __future__ import annotations

import hmac
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import frozen
from jinja2 import Environment

from app.web.store.database import Database

LOCAL: Final = ("127.0.0.1", "localhost")
"""The names under which one person without an account opens the pages."""


@frozen(eq=False)
class Site:
    """一次运行的网页. `folder` holds what is stored; `results` are those of a batch."""

    database: Database
    secret: bytes
    engine: Environment
    folder: Path
    results: Path | None = None
    hosts: tuple[str, ...] = LOCAL

    def token(self, session: str) -> str:
        """一个会话的更改凭证: no other page knows it."""
        return hmac.new(self.secret, session.encode(), sha256).hexdigest()

    def knows(self, session: str, token: str) -> bool:
        """凭证是不是这个会话的."""
        return hmac.compare_digest(self.token(session), token)
