"""门口: 从哪里来的请求不收, 每个回答都带的限制, 出了错不露底."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from app.web.requests.errors import Refused, told
from app.web.requests.sessions import COOKIE, cookie, session_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_READING: Final = frozenset({"GET", "HEAD"})
_OWN: Final = frozenset({"same-origin", "none"})


class Doorkeeper:
    """门口. `hosts` are the names under which the pages may be opened; () for any."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Sequence[str],
        report: Callable[[str], None],
    ) -> None:
        self.app, self.hosts, self.report = app, hosts, report

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        guarded = _Answering(request, send)
        refusal = self._refusal(request)
        if refusal is not None:
            await told(request, refusal)(scope, receive, guarded.send)
            return
        try:
            await self.app(scope, receive, guarded.send)
        except Exception as error:
            self.report(f"程序内部出错（{type(error).__name__}：{error}）")
            if guarded.started:
                raise
            answer = told(request, Refused.broken(error))
            await answer(scope, receive, guarded.send)

    def _refusal(self, request: Request) -> Refused | None:
        """Why a request is not let in: another name, another site."""
        if self.hosts and request.url.hostname not in self.hosts:
            where = "、".join(self.hosts)
            return Refused(HTTPStatus.MISDIRECTED_REQUEST, f"请从这些地址打开：{where}")
        if request.method in _READING:
            return None
        origin = request.headers.get("origin")
        own = f"{request.url.scheme}://{request.headers.get('host', '')}"
        site = request.headers.get("sec-fetch-site", "none")
        if (origin is not None and origin != own) or site not in _OWN:
            return Refused(
                HTTPStatus.FORBIDDEN, "更改只能从本站的页面上做，请回首页重做"
            )
        if "content-length" not in request.headers:
            return Refused(HTTPStatus.LENGTH_REQUIRED, "请求没有写明长度，没有收下")
        return None


class _Answering:
    """What is sent, with the headers of every answer."""

    def __init__(self, request: Request, send: Send) -> None:
        self.request, self.to, self.started = request, send, False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS:
                headers[name] = value
            session = session_of(self.request)
            if self.request.cookies.get(COOKIE) != session:
                secure = self.request.url.scheme == "https"
                headers.append("Set-Cookie", cookie(session, secure=secure))
        await self.to(message)
