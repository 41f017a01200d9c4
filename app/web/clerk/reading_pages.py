"""正在读的一个文件: 读到哪里, 读好了就到那张表, 没有读成的说为什么."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import CLERKS, guarded
from app.web.clerk.reading_queue import ReadingQueue
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of
from app.web.requests.pages import page, site_of
from app.web.requests.visitors import visitor_of
from app.web.store import readings
from app.web.store.readings import DONE, KeptReading
from app.web.store.users import Visitor

PATIENCE: Final = 2.0
"""Seconds that an upload waits for its table, before it is told to come back."""
_GONE: Final = "没有这个文件，它可能已经读好，请回首页找"


def own(visitor: Visitor, reading: KeptReading) -> bool:
    """给不给看: a clerk those of the own unit."""
    mine = reading.unit is not None and reading.unit == visitor.unit
    return visitor.role == "admin" or mine


def take_in(request: Request, name: str, content: bytes) -> Response:
    """收下一个要读得久的文件."""
    site, visitor = site_of(request), visitor_of(request)
    queue: ReadingQueue = request.app.state.readings
    id_ = readings.add(site.database, name, content, visitor.unit, visitor.name)
    queue.tell()
    found = queue.wait(id_, PATIENCE)
    where = f"/readings/{id_}"
    if found and found.state == DONE:
        where = _tables(found)
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _tables(reading: KeptReading) -> str:
    """The only table, or the list of all."""
    return f"/papers/{reading.papers[0]}" if len(reading.papers) == 1 else "/"


def look(request: Request) -> Response:
    """读到哪里."""
    reading = _reading(request)
    if reading.state != DONE:
        return page(request, "reading.html", reading=reading)
    if "hx-request" in request.headers:
        return Response(headers={"HX-Redirect": _tables(reading)})
    return RedirectResponse(_tables(reading), HTTPStatus.SEE_OTHER)


def _reading(request: Request) -> KeptReading:
    found = readings.find(site_of(request).database, request.path_params["id"])
    if found is None or not own(visitor_of(request), found):
        raise Refused(HTTPStatus.NOT_FOUND, _GONE)
    return found


async def forget(request: Request) -> Response:
    """不再列出一个没有读成的."""
    await form_of(request)
    return await run_in_threadpool(_forgotten, request)


def _forgotten(request: Request) -> Response:
    readings.forget(site_of(request).database, _reading(request).id)
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


ROUTES: Final = (
    guarded("/readings/{id}", look, CLERKS),
    guarded("/readings/{id}/forget", forget, CLERKS, "POST"),
)
