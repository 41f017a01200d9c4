"""版本的页面: 存一版, 对照两版, 回到一版, 报送, 退回."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.views.compared import compared
from app.web.accounts.rights import AUDITORS, CLERKS, EVERYBODY, guarded
from app.web.clerk.desk import HANDED, Desk, desk_of, paper_of
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of, text_in
from app.web.requests.pages import page
from app.web.requests.visitors import visitor_of
from app.web.store import versions as store
from app.web.store.cells import HandedIn
from app.web.store.papers import KeptPaper
from auditing.compare import compare
from indicators.evaluation import Evaluation
from templates.writing.writer import scored

_NO_VERSION = "没有这一版，请回到版本的清单重选"
_NOTE: Final = 200
_NOW_WORD = "现在"


def look(request: Request) -> Response:
    """各版, 与两版的对照 (?before=1&after=2; 0 is what stands now)."""
    desk, paper = desk_of(request), paper_of(request)
    known = store.versions(desk.database, paper.id)
    asked = [request.query_params.get(name, "") for name in ("before", "after")]
    blocks = None
    if all(asked):
        tables = [_table(desk, paper, each) for each in asked]
        words = [_word(each) for each in asked]
        blocks = list(compared(compare(*tables), *words))
    return page(
        request,
        "versions.html",
        paper=paper,
        versions=known,
        asked=asked,
        blocks=blocks,
    )


def _table(desk: Desk, paper: KeptPaper, asked: str) -> Evaluation:
    """A version with the points that were worked out."""
    number = int(asked) if asked.isdecimal() and asked.isascii() else -1
    cells = store.cells_in(desk.database, paper.id, number)
    if cells is None:
        raise Refused(HTTPStatus.NOT_FOUND, _NO_VERSION)
    made = desk.worked(paper, cells)
    return scored(made.found.table, made.result.result)


def _word(asked: str) -> str:
    return _NOW_WORD if asked == str(store.NOW) else f"第 {asked} 版"


async def keep(request: Request) -> Response:
    """存一版."""
    form = await form_of(request)
    note = text_in(form, "note").strip()[:_NOTE]
    return await run_in_threadpool(_kept, request, note)


def _kept(request: Request, note: str) -> Response:
    paper = paper_of(request)
    store.keep(desk_of(request).database, paper.id, note or "保存")
    return _see(paper, "/versions")


async def go_back(request: Request) -> Response:
    """回到一版."""
    await form_of(request)
    return await run_in_threadpool(_gone_back, request)


def _gone_back(request: Request) -> Response:
    paper, number = paper_of(request), request.path_params["number"]
    try:
        done = store.go_back(desk_of(request).database, paper.id, number)
    except HandedIn:
        raise Refused(HTTPStatus.LOCKED, HANDED) from None
    if not done:
        raise Refused(HTTPStatus.NOT_FOUND, _NO_VERSION)
    return _see(paper)


async def hand_in(request: Request) -> Response:
    """报送."""
    await form_of(request)
    return await run_in_threadpool(_handed_in, request)


def _handed_in(request: Request) -> Response:
    paper = paper_of(request)
    try:
        store.hand_in(desk_of(request).database, paper, visitor_of(request).name)
    except HandedIn:
        raise Refused(HTTPStatus.LOCKED, "这张表已经报送了") from None
    return _see(paper)


async def give_back(request: Request) -> Response:
    """退回."""
    form = await form_of(request)
    remark = text_in(form, "remark").strip()[:_NOTE]
    return await run_in_threadpool(_given_back, request, remark)


def _given_back(request: Request, remark: str) -> Response:
    paper = paper_of(request)
    database, who = desk_of(request).database, visitor_of(request).name
    store.give_back(database, paper, remark, who)
    return _see(paper)


def _see(paper: KeptPaper, more: str = "") -> Response:
    return RedirectResponse(f"/papers/{paper.id}{more}", HTTPStatus.SEE_OTHER)


ROUTES: Final = (
    guarded("/papers/{id}/versions", look, EVERYBODY),
    guarded("/papers/{id}/versions", keep, CLERKS, "POST"),
    guarded("/papers/{id}/versions/{number:int}/back", go_back, CLERKS, "POST"),
    guarded("/papers/{id}/hand-in", hand_in, CLERKS, "POST"),
    guarded("/papers/{id}/give-back", give_back, AUDITORS, "POST"),
)
