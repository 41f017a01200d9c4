"""谁能做什么: 每一页写明给谁, 没有写的谁也不给."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.web.requests.errors import Refused
from app.web.requests.pages import site_of
from app.web.requests.sessions import session_of
from app.web.requests.visitors import ALONE, KEY
from app.web.store import users
from app.web.store.users import Visitor

Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]
CLERK, AUDITOR, ADMIN = ROLES = ("clerk", "auditor", "admin")
ROLE_WORDS: Final = {CLERK: "填报人", AUDITOR: "审核人", ADMIN: "管理员"}
EVERYBODY: Final = frozenset(ROLES)
CLERKS: Final = frozenset({CLERK, ADMIN})
AUDITORS: Final = frozenset({AUDITOR, ADMIN})
ADMINS: Final = frozenset({ADMIN})
_NOT_YOURS: Final = "您的账号不能做这件事。需要时，请找管理员"


def guarded(
    path: str, endpoint: Endpoint, roles: frozenset[str], *methods: str
) -> Route:
    """一页, 只给这些角色; one person without accounts may do everything."""

    async def asked(request: Request) -> Response:
        visitor = await run_in_threadpool(_visitor, request)
        if visitor is None:
            return _to_login(request)
        if visitor is not ALONE and visitor.role not in roles:
            raise Refused(HTTPStatus.FORBIDDEN, _NOT_YOURS)
        request.scope[KEY] = visitor
        if inspect.iscoroutinefunction(endpoint):
            answer: Any = await endpoint(request)
        else:
            answer = await run_in_threadpool(endpoint, request)
        done: Response = answer
        return done

    route = Route(path, asked, methods=methods or ("GET",))
    route.roles = roles  # type: ignore[attr-defined]
    return route


def _visitor(request: Request) -> Visitor | None:
    database = site_of(request).database
    if not users.any_user(database):
        return ALONE
    return users.visitor(database, session_of(request))


def _to_login(request: Request) -> Response:
    """Who only looks is led to the login, and back; a change is refused."""
    if request.method not in {"GET", "HEAD"} or "hx-request" in request.headers:
        told = "没有登录，或登录已过期，没有更改。请另开一页登录，再试一次"
        raise Refused(HTTPStatus.UNAUTHORIZED, told)
    back = quote(request.url.path, safe="/")
    return RedirectResponse(f"/login?back={back}", HTTPStatus.SEE_OTHER)
