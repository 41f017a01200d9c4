"""这次请求是谁的."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from app.web.store.users import Visitor

KEY: Final = "ziping_visitor"
ALONE: Final = Visitor("本机", "admin", "")
"""One person without accounts: may do everything."""


def visitor_of(request: Request) -> Visitor:
    """谁在看."""
    found: Visitor = request.scope[KEY]
    return found
