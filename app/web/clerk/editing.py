"""改一格: 存上, 或试算而不存; 回答里是变了的各块."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from app.web.accounts.rights import CLERKS, guarded
from app.web.clerk.desk import (
    HANDED,
    ROW_GONE,
    Desk,
    desk_of,
    fillable,
    paper_of,
)
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of, text_in
from app.web.requests.pages import page
from app.web.sheet.placing import spot_of
from app.web.sheet.worked import Worked
from app.web.store import papers
from app.web.store.cells import HandedIn, Retyping, RowGone
from app.web.store.papers import KeptPaper
from app.web.store.row_keys import without_rows
from indicators.evaluation import Evaluation

LONGEST: Final = 5000
"""So many characters a cell may hold."""
UNNAMED: Final = "未命名项目"


async def edit(request: Request) -> Response:
    """改一格并存上."""
    form = await form_of(request)
    return await run_in_threadpool(_edited, request, form)


async def trial(request: Request) -> Response:
    """试算: nothing is stored."""
    form = await form_of(request)
    return await run_in_threadpool(_tried, request, form)


def _edited(request: Request, form: FormData) -> Response:
    desk, paper = desk_of(request), paper_of(request)
    if paper.handed is not None:
        raise Refused(HTTPStatus.LOCKED, HANDED)
    known = desk.cells(paper)
    before = desk.worked(paper, known)
    key, text = text_in(form, "cell"), _text(form)
    spot = fillable(before, key)
    wanted = Retyping(key, text, text_in(form, "seen"), desk.printed(paper, spot))
    desk.worked(paper, known | {key: text})
    try:
        done = desk.retype(paper, wanted)
    except HandedIn:
        raise Refused(HTTPStatus.LOCKED, "这张表刚刚报送了，没有存") from None
    except RowGone:
        raise Refused(HTTPStatus.GONE, ROW_GONE) from None
    if done.stands is not None:
        return page(
            request,
            "conflict.html",
            status=HTTPStatus.CONFLICT,
            key=key,
            mine=text,
            theirs=done.stands,
        )
    after = desk.worked(paper, done.cells)
    _retitled(desk, paper, after.found.table)
    mode = "all" if request.query_params.get("mode") == "all" else "some"
    return _changed(request, before, after, mode, key=key, text=text)


def _tried(request: Request, form: FormData) -> Response:
    desk, paper = desk_of(request), paper_of(request)
    known = desk.cells(paper)
    tried = _tries(form)
    before = desk.worked(paper, known | tried)
    key, text = text_in(form, "cell"), _text(form)
    fillable(before, key)
    more = tried | {key: text}
    after = desk.worked(paper, known | more)
    told = json.dumps(more)
    return _changed(request, before, after, "trial", key=key, text=text, tried=told)


def _text(form: FormData) -> str:
    """What was typed. Raises `Refused` where it is too long."""
    text = text_in(form, "text")
    if len(text) > LONGEST:
        told = f"一格至多 {LONGEST} 个字，这里有 {len(text)} 个，没有存"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    return text


def _tries(form: FormData) -> dict[str, str]:
    """What was tried before, as the page carries it."""
    try:
        found = json.loads(text_in(form, "tried") or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "试算读不懂，请刷新页面重做")
    return without_rows({str(key): str(text) for key, text in found.items()})


def _changed(
    request: Request,
    before: Worked,
    after: Worked,
    mode: str,
    *,
    key: str,
    text: str,
    tried: str | None = None,
) -> Response:
    """The lines whose result is another one, the sums and what is missing.

    And the cells that were no fields before, or are none any more.
    """
    with desk_of(request).turn():
        return _told(request, before, after, mode, key=key, text=text, tried=tried)


def _told(
    request: Request,
    before: Worked,
    after: Worked,
    mode: str,
    *,
    key: str,
    text: str,
    tried: str | None,
) -> Response:
    clock = datetime.now(UTC).astimezone().strftime("%H:%M:%S")
    lines = after.lines_unlike(before)
    spot = spot_of(key)
    if spot and (spot.line.added or after.slots[spot].role == "name"):
        lines.add(spot.line)
    where = request.url.path + ("?mode=all" if mode == "all" else "")
    return page(
        request,
        "changed.html",
        made=after,
        lines=[after.found.line(each) for each in sorted(lines)],
        fields=[
            after.found.cell(each)
            for each in after.fields_unlike(before, mode)
            if each != spot
        ],
        mode=mode,
        where=where,
        clock=clock,
        key=key,
        text=text,
        tried=tried,
    )


def _retitled(desk: Desk, paper: KeptPaper, table: Evaluation) -> None:
    title = table.project or table.unit or UNNAMED
    if title != paper.title:
        papers.retitle(desk.database, paper.id, title)


ROUTES: Final = (
    guarded("/papers/{id}/cells", edit, CLERKS, "POST"),
    guarded("/papers/{id}/trial", trial, CLERKS, "POST"),
)
