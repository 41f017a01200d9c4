"""会话: 一个浏览器一个, 记在 cookie 里."""

from __future__ import annotations

import re
from secrets import token_hex
from typing import Final

from starlette.requests import Request

COOKIE: Final = "ziping_session"
_FORM = re.compile(r"[0-9a-f]{64}")
_LENGTH: Final = 32


def session_of(request: Request) -> str:
    """这次请求的会话; a new one where the browser has none."""
    given = request.scope.get(COOKIE)
    if given is None:
        sent = request.cookies.get(COOKIE, "")
        given = sent if _FORM.fullmatch(sent) else token_hex(_LENGTH)
        request.scope[COOKIE] = given
    return str(given)


def cookie(session: str, *, secure: bool) -> str:
    """写会话的一行: no script reads it, no other site sends it."""
    told = f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
    return f"{told}; Secure" if secure else told
