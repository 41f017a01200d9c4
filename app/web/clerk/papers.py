"""填报人的页面: 首页, 上传一个文件, 看一张表."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.web.intake.files import MOST_BYTES, brought, shown_name
from app.web.requests.errors import Refused
from app.web.requests.forms import FormLimits, file_in, form_of
from app.web.requests.pages import page, site_of
from app.web.sheet.printed import FoundTable, found_table
from app.web.sheet.worked import worked
from app.web.store import papers
from app.web.store.papers import KeptPaper
from reading.grid import Grid
from scoring.policy import load_policy

ONE_FILE: Final = FormLimits(1, MOST_BYTES)
GONE: Final = "没有这张表，它可能已经删去。请回首页找"


def start(request: Request) -> Response:
    """首页."""
    known = papers.listed(site_of(request).database)
    return page(request, "start.html", papers=known, limits=ONE_FILE.words)


async def bring(request: Request) -> Response:
    """上传一个文件: each of its tables becomes a page."""
    form = await form_of(request, ONE_FILE)
    name, content = await file_in(form, "file")
    await form.close()
    ids = await run_in_threadpool(_brought, request, name, content)
    where = f"/papers/{ids[0]}" if len(ids) == 1 else "/"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _brought(request: Request, name: str, content: bytes) -> list[str]:
    return papers.add(site_of(request).database, brought(shown_name(name), content))


def look(request: Request) -> Response:
    """看一张表."""
    paper = paper_of(request)
    found = table_on(paper.grids, paper.number)
    made = worked(found, load_policy(paper.policy) if paper.policy else None)
    return page(request, "paper.html", paper=paper, made=made)


def paper_of(request: Request) -> KeptPaper:
    """地址里的那张表. Raises `Refused` where there is none."""
    found = papers.find(site_of(request).database, request.path_params["id"])
    if found is None:
        raise Refused(HTTPStatus.NOT_FOUND, GONE)
    return found


def table_on(grids: tuple[Grid, ...], number: int) -> FoundTable:
    """格子上的第几张表."""
    found = found_table(grids, number)
    if found is None:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, GONE)
    return found


ROUTES: Final = (
    Route("/", start),
    Route("/papers", bring, methods=["POST"]),
    Route("/papers/{id}", look),
)
