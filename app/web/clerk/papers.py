"""填报人的页面: 首页, 上传或从头做一张, 看一张表, 删去."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import ADMINS, CLERKS, EVERYBODY, guarded
from app.web.clerk.desk import HANDED, desk_of, in_turn, may_see, paper_of
from app.web.clerk.limits import ONE_FILE
from app.web.clerk.reading_pages import own, take_in
from app.web.intake.files import brought, of_pages, shown_name
from app.web.intake.starting import blank_form, planned
from app.web.requests.errors import Refused
from app.web.requests.forms import file_in, form_of, text_in
from app.web.requests.pages import page, site_of
from app.web.requests.visitors import visitor_of
from app.web.sheet.answers import SaidBeside, beside_cells, records_of, shown
from app.web.sheet.placing import spot_of
from app.web.sheet.worked import Worked
from app.web.store import decisions, papers, readings, remarks, users
from app.web.store.papers import Brought, KeptPaper
from app.web.store.readings import DONE
from scoring.policy import load_policy, policy_ids
from templates.forms.form import EVALUATION, Form, form_ids, load_form

_YEAR = re.compile(r"199\d|20\d\d|2100")
MODES: Final = ("", "all", "trial")


def start(request: Request) -> Response:
    """首页."""
    return page(
        request,
        "start.html",
        papers=[
            each
            for each in papers.listed(site_of(request).database)
            if may_see(visitor_of(request), each)
        ],
        readings=[
            each
            for each in readings.listed(site_of(request).database)
            if each.state != DONE and own(visitor_of(request), each)
        ],
        limits=ONE_FILE.words,
        forms=_forms(),
    )


@cache
def _forms() -> Sequence[Form]:
    """The forms of a self-evaluation."""
    every = map(load_form, form_ids())
    return [form for form in every if form.paper == EVALUATION]


async def bring(request: Request) -> Response:
    """上传一个文件: each of its tables becomes a page."""
    form = await form_of(request, ONE_FILE)
    name, content = await file_in(form, "file")
    await form.close()
    return await run_in_threadpool(_brought, request, name, content)


def _brought(request: Request, name: str, content: bytes) -> Response:
    shown = shown_name(name)
    if of_pages(shown, content):
        return take_in(request, shown, content)
    return _added(request, [brought(shown, content)])


async def begin(request: Request) -> Response:
    """由一种版式的空表从头做."""
    form = await form_of(request)
    return await run_in_threadpool(_begun, request, form)


def _begun(request: Request, form: FormData) -> Response:
    return _added(request, [blank_form(text_in(form, "form"), _year(form))])


async def plan(request: Request) -> Response:
    """由指标、申报表、去年的自评表做."""
    form = await form_of(request, ONE_FILE)
    name, content = await file_in(form, "file")
    await form.close()
    return await run_in_threadpool(_planned, request, form, name, content)


def _planned(request: Request, form: FormData, name: str, content: bytes) -> Response:
    year, equal = _year(form), text_in(form, "weights") == "equal"
    made = planned(name, content, text_in(form, "form"), year, equal=equal)
    return _added(request, list(made))


def _year(form: FormData) -> int | None:
    """The year that was typed; None for none."""
    text = text_in(form, "year").strip()
    if not text:
        return None
    if not _YEAR.fullmatch(text):
        told = f"年度“{text}”不是四位数的年度。请写如 2025"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    return int(text)


def _added(request: Request, every: Iterable[Brought]) -> Response:
    """Store them; the only table is shown, several are listed."""
    database, visitor = site_of(request).database, visitor_of(request)
    ids = [id_ for each in every for id_ in papers.add(database, each, visitor.unit)]
    users.log(database, visitor.name, "添表", f"{len(ids)} 张")
    where = f"/papers/{ids[0]}" if len(ids) == 1 else "/"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


@in_turn
def look(request: Request) -> Response:
    """看一张表, 也在这里填: ?mode=all every cell, ?mode=trial without storing."""
    desk, paper = desk_of(request), paper_of(request)
    mode = request.query_params.get("mode", "")
    if mode not in MODES:
        raise Refused(HTTPStatus.NOT_FOUND, "没有这种填法，请回首页重做")
    cells = desk.cells(paper)
    made = desk.worked(paper, cells)
    open_ = paper.handed is None and visitor_of(request).role in CLERKS
    where = f"/papers/{paper.id}/{'trial' if mode == 'trial' else 'cells'}"
    where += "?mode=all" if mode == "all" else ""
    returned = _returned(request, paper, made)
    drawn = desk.drawn(paper, cells, mode or "some" if open_ else "", where, returned)
    return page(
        request,
        "paper.html",
        paper=paper,
        made=made,
        mode=mode,
        forms=_forms(),
        drawn=drawn,
        policies=policy_ids(),
        told=_done(request),
        lost=[said for key in returned if _gone(key, made) for said in returned[key]],
    )


def _gone(key: str, made: Worked) -> bool:
    """Whether a cell was one of a row that has been removed."""
    spot = spot_of(key)
    return spot is not None and spot.line.added and spot not in made.slots


def _done(request: Request) -> str:
    """What was just done to a row."""
    asked = request.query_params
    version = asked.get("version", "")
    if asked.get("done") == "row":
        return "添了一行，请填名称、指标值、分值"
    if asked.get("done") != "gone":
        return ""
    if version.isdecimal():
        return f"删了一行，删去之前的存作第 {int(version[:9])} 版"
    return "删了一行"


def _returned(
    request: Request, paper: KeptPaper, made: Worked
) -> dict[str, list[SaidBeside]]:
    """格 → 退回时审核人在那里说的: of a finding only while it is there still."""
    if paper.handed is not None or paper.remark is None:
        return {}
    table = site_of(request).database, decisions.PAPERS, paper.id
    said, free = decisions.of_table(*table), remarks.of_table(*table)
    if not said:
        return beside_cells((), free)
    return beside_cells(shown(made, records_of(made, paper.file), said), free)


async def choose(request: Request) -> Response:
    """按哪种评分办法."""
    form = await form_of(request)
    return await run_in_threadpool(_chosen, request, text_in(form, "policy"))


def _chosen(request: Request, policy: str) -> Response:
    paper = paper_of(request)
    if paper.handed is not None:
        raise Refused(HTTPStatus.LOCKED, HANDED)
    if policy:
        load_policy(policy)
    papers.choose_policy(site_of(request).database, paper.id, policy or None)
    return RedirectResponse(f"/papers/{paper.id}", HTTPStatus.SEE_OTHER)


async def remove(request: Request) -> Response:
    """删去一张表."""
    await form_of(request)
    paper = paper_of(request)
    who = visitor_of(request).name
    await run_in_threadpool(papers.remove, site_of(request).database, paper, who)
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


ROUTES: Final = (
    guarded("/", start, EVERYBODY),
    guarded("/papers", bring, CLERKS, "POST"),
    guarded("/papers/new", begin, CLERKS, "POST"),
    guarded("/papers/from", plan, CLERKS, "POST"),
    guarded("/papers/{id}", look, EVERYBODY),
    guarded("/papers/{id}/policy", choose, CLERKS, "POST"),
    guarded("/papers/{id}/remove", remove, ADMINS, "POST"),
)
