"""取走: 官方版式、自己计分的工作簿、审核报告、批注的副本、自己那张表或财政发的空表填好."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.report.report import Report
from app.web.accounts.rights import EVERYBODY, guarded
from app.web.clerk.desk import desk_of, paper_of
from app.web.clerk.limits import ONE_FILE
from app.web.intake.filling import filled
from app.web.requests.downloads import HTML, XLSX, download
from app.web.requests.errors import Refused
from app.web.requests.forms import file_in, form_of
from app.web.requests.pages import page
from app.web.requests.visitors import visitor_of
from app.web.sheet.transcribed import annotated_copy
from app.web.sheet.worked import Worked
from app.web.store import papers
from app.web.store.papers import KeptPaper
from templates.forms.capacity import left_out
from templates.forms.form import DEFAULT, load_form
from templates.live.book import write_live
from templates.writing.writer import write

_NO_BOOK = "这张表不是由 .xlsx 工作簿来的，没有原表可填。请取官方版式"


def take_form(request: Request) -> Response:
    """官方版式, 填好."""
    return _book(request, write_form, "自评表")


def take_live(request: Request) -> Response:
    """自己计分的工作簿."""
    return _book(request, write_live_form, "自己计分")


def write_form(made: Worked, form: str) -> bytes:
    """写成一种版式."""
    return write(made.found.table, load_form(form), made.result.result)


def write_live_form(made: Worked, form: str) -> bytes:
    """写成自己计分的."""
    return write_live(made.result.result, load_form(form))


def _book(
    request: Request, written: Callable[[Worked, str], bytes], word: str
) -> Response:
    paper, made = _made(request)
    form = request.query_params.get("form", DEFAULT)
    content, name = written(made, form), f"{paper.title}-{word}.xlsx"
    absent = left_out(made.found.table, load_form(form))
    if not absent:
        return download(content, name, XLSX)
    told = f"版式 {form} 没有位置，未写出：{'、'.join(absent)}"
    return _told(request, name, content, (told,))


def take_report(request: Request) -> Response:
    """审核报告."""
    paper, made = _made(request)
    digest = sha256(_origin(request, paper)).hexdigest()
    audited = made.audited(paper.file, digest)
    report = Report({audited.path: paper.file})
    report.add(audited)
    return download(report.page(), f"{paper.title}-审核报告.html", HTML)


def take_annotated(request: Request) -> Response:
    """批注过的照抄件."""
    paper, desk = paper_of(request), desk_of(request)
    cells = desk.cells(paper)
    digest = sha256(_origin(request, paper)).hexdigest()
    with desk.turn():
        made = desk.worked(paper, cells)
        content = annotated_copy(made, paper.file, digest, typed=bool(cells))
    return download(content, f"{paper.title}-批注.xlsx", XLSX)


def take_own(request: Request) -> Response:
    """自己那张表, 填好: everything else in it stays as it is."""
    paper = paper_of(request)
    if paper.suffix != ".xlsx":
        raise Refused(HTTPStatus.NOT_FOUND, _NO_BOOK)
    return _filled(request, paper.file, _origin(request, paper))


async def fill_blank(request: Request) -> Response:
    """财政发的空表, 填好."""
    form = await form_of(request, ONE_FILE)
    name, content = await file_in(form, "file")
    await form.close()
    return await run_in_threadpool(_filled, request, name, content)


def _filled(request: Request, name: str, content: bytes) -> Response:
    paper, made = _made(request)
    policy = made.result.result.policy.id
    done = filled(name, content, made.found.table, policy)
    book = f"{paper.title}-已填.xlsx"
    if not done.warnings:
        return download(done.content, book, XLSX)
    return _told(request, book, done.content, done.warnings)


def _told(
    request: Request, name: str, content: bytes, warnings: Sequence[str]
) -> Response:
    """A page that says what should be known of a workbook, with the way to it."""
    key = desk_of(request).keep(visitor_of(request).name, name, content)
    id_ = request.path_params["id"]
    return page(request, "filled.html", paper=id_, key=key, warnings=warnings)


def take_filled(request: Request) -> Response:
    """刚填好的一张."""
    who, key = visitor_of(request).name, request.path_params["key"]
    kept = desk_of(request).kept(who, key)
    if kept is None:
        raise Refused(HTTPStatus.NOT_FOUND, "填好的表只留一会儿，请再填一次")
    name, content = kept
    return download(content, name, XLSX)


def _made(request: Request) -> tuple[KeptPaper, Worked]:
    desk, paper = desk_of(request), paper_of(request)
    return paper, desk.worked(paper, desk.cells(paper))


def _origin(request: Request, paper: KeptPaper) -> bytes:
    return papers.origin(desk_of(request).database, paper.id) or b""


ROUTES: Final = (
    guarded("/papers/{id}/form", take_form, EVERYBODY),
    guarded("/papers/{id}/live", take_live, EVERYBODY),
    guarded("/papers/{id}/report", take_report, EVERYBODY),
    guarded("/papers/{id}/annotated", take_annotated, EVERYBODY),
    guarded("/papers/{id}/own", take_own, EVERYBODY),
    guarded("/papers/{id}/fill", fill_blank, EVERYBODY, "POST"),
    guarded("/filled/{key}", take_filled, EVERYBODY),
)
