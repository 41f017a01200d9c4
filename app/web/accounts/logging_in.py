"""登录、退出、自己的会话, 管理员看账号与记录."""

from __future__ import annotations

import re
from http import HTTPStatus
from secrets import token_hex
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.web.accounts.passwords import OF_A_PLACE, Throttle, right
from app.web.accounts.rights import ADMINS, EVERYBODY, ROLE_WORDS, guarded
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of, text_in
from app.web.requests.pages import page, site_of
from app.web.requests.sessions import COOKIE, session_of
from app.web.requests.visitors import visitor_of
from app.web.store import users

_BACK = re.compile(r"/(?!/)[\w\-/%.]*", re.ASCII)
_WRONG: Final = "名字或密码不对"


def ask(request: Request) -> Response:
    """登录页."""
    return _page(request, request.query_params.get("back", "/"))


def _page(
    request: Request, back: str, told: str = "", status: int = HTTPStatus.OK
) -> Response:
    return page(request, "login.html", status=status, back=_inside(back), told=told)


def _inside(back: str) -> str:
    """Where to go then: a page of ours, and nowhere else."""
    return back if _BACK.fullmatch(back) else "/"


async def log_in(request: Request) -> Response:
    """登录."""
    form = await form_of(request)
    return await run_in_threadpool(_logged_in, request, form)


def _logged_in(request: Request, form: FormData) -> Response:
    site, throttle = site_of(request), throttle_of(request)
    name, back = text_in(form, "name").strip(), text_in(form, "back")
    keys = (f"name {name}", f"from {request.client.host if request.client else ''}")
    if wait := throttle.wait(*keys):
        told = f"试得太多，请等 {wait} 秒再试"
        return _page(request, back, told, HTTPStatus.TOO_MANY_REQUESTS)
    known = users.password_of(site.database, name)
    if not right(known, text_in(form, "password")):
        throttle.failed(keys[0])
        throttle.failed(keys[1], OF_A_PLACE)
        users.log(site.database, name[:64], "登录不成", "")
        return _page(request, back, _WRONG, HTTPStatus.FORBIDDEN)
    throttle.passed(*keys)
    request.scope[COOKIE] = token_hex(32)
    users.begin(site.database, session_of(request), name)
    return RedirectResponse(_inside(back), HTTPStatus.SEE_OTHER)


def throttle_of(request: Request) -> Throttle:
    """这次运行的."""
    throttle: Throttle = request.app.state.throttle
    return throttle


async def log_out(request: Request) -> Response:
    """退出."""
    await form_of(request)
    database = site_of(request).database
    await run_in_threadpool(users.end, database, session_of(request))
    request.scope[COOKIE] = token_hex(32)
    return RedirectResponse("/login", HTTPStatus.SEE_OTHER)


def account(request: Request) -> Response:
    """自己的账号与各个会话."""
    visitor = visitor_of(request)
    known = users.sessions(site_of(request).database, visitor.name)
    word = ROLE_WORDS[visitor.role]
    return page(request, "account.html", who=visitor, word=word, sessions=known)


async def revoke(request: Request) -> Response:
    """收回自己的, 或 (管理员) 别人的全部会话."""
    form = await form_of(request)
    visitor, name = visitor_of(request), text_in(form, "name")
    if name != visitor.name and visitor.role not in ADMINS:
        raise Refused(HTTPStatus.FORBIDDEN, "只能收回自己的会话")
    database = site_of(request).database
    await run_in_threadpool(users.revoke, database, name, visitor.name)
    where = "/login" if name == visitor.name else "/admin"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def administer(request: Request) -> Response:
    """账号与记录."""
    database = site_of(request).database
    return page(
        request,
        "admin.html",
        users=users.users(database),
        words=ROLE_WORDS,
        log=users.logged(database),
    )


ROUTES: Final = (
    Route("/login", ask),
    Route("/login", log_in, methods=["POST"]),
    guarded("/logout", log_out, EVERYBODY, "POST"),
    guarded("/account", account, EVERYBODY),
    guarded("/account/revoke", revoke, EVERYBODY, "POST"),
    guarded("/admin", administer, ADMINS),
)
