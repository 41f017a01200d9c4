"""不能做的: 一句中文, 说清是什么、怎么办; 页面与小块同样."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.web.requests.pages import page
from indicators.errors import InputError

_WORDS = {
    HTTPStatus.NOT_FOUND: "没有这一页。它可能已经删去，或地址没有抄全；请回首页找",
    HTTPStatus.METHOD_NOT_ALLOWED: "这一页不能这样用，请回首页重做",
}
_OTHER = "这个请求读不懂，请刷新页面重做"


class Refused(Exception):  # noqa: N818 - said to a person, not an error of ours
    """不能做: 状态与要说的话."""

    def __init__(self, status: int, *sentences: str) -> None:
        super().__init__(*sentences)
        self.status, self.sentences = status, sentences

    @classmethod
    def broken(cls, error: Exception) -> Refused:
        """A fault of the program itself."""
        name = type(error).__name__
        told_ = (
            f"程序内部出错（{name}），这一步没有做成。请刷新重试；再出错，请报告此问题"
        )
        return cls(HTTPStatus.INTERNAL_SERVER_ERROR, told_)


def told(request: Request, refused: Refused) -> HTMLResponse:
    """说出来的一页, of a request of a part of a page only the sentences."""
    return _page(request, refused.status, refused.sentences)


def _page(request: Request, status: int, sentences: Sequence[str]) -> HTMLResponse:
    part = "hx-request" in request.headers
    name = "told.html" if part else "error.html"
    return page(request, name, status=status, sentences=sentences)


def refused(request: Request, error: Exception) -> Response:
    """`Refused`."""
    if not isinstance(error, Refused):
        raise error
    return told(request, error)


def unusable(request: Request, error: Exception) -> Response:
    """`InputError`: every problem."""
    if not isinstance(error, InputError):
        raise error
    problems = list(map(str, error.problems))
    return _page(request, HTTPStatus.UNPROCESSABLE_ENTITY, problems)


def of_status(request: Request, error: Exception) -> Response:
    """Starlette 自己拒绝的."""
    if not isinstance(error, HTTPException):
        raise error
    word = _WORDS.get(HTTPStatus(error.status_code), _OTHER)
    return _page(request, error.status_code, [word])
