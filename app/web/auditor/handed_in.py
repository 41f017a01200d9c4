"""报送来的表: 旁边是发现, 说一处, 退回; 退回的表上, 说的就在格旁."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import AUDITORS, guarded
from app.web.auditor.deciding import decide, remark
from app.web.auditor.tables import PageWays, reviewed
from app.web.clerk.desk import desk_of, paper_of
from app.web.requests.forms import form_of
from app.web.sheet.answers import records_of
from app.web.sheet.worked import Worked
from app.web.store.decisions import PAPERS
from app.web.store.papers import KeptPaper


def look(request: Request) -> Response:
    """一张报送来的表."""
    paper, made = _made(request)
    table, here = made.found.table, f"/papers/{paper.id}"
    return reviewed(
        request,
        made,
        records_of(made, paper.file),
        (PAPERS, paper.id),
        head={
            "project": table.project or paper.title,
            "unit": table.unit or table.department,
            "year": table.year,
            "file": paper.file,
            "sheet": None,
            "policy": made.result.result.policy.id,
            "conclusion": made.verdict.word,
        },
        ways=PageWays(f"{here}/review", f"{here}/report", f"{here}/annotated", here),
        only=False,
    )


async def say(request: Request) -> Response:
    """说一处发现."""
    form = await form_of(request)
    return await run_in_threadpool(_said, request, form)


def _said(request: Request, form: FormData) -> Response:
    paper, made = _made(request)
    records = records_of(made, paper.file)
    number = decide(request, form, (PAPERS, paper.id), records)
    where = f"/papers/{paper.id}/review#f{number}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


async def note(request: Request) -> Response:
    """说一格."""
    form = await form_of(request)
    return await run_in_threadpool(_noted, request, form)


def _noted(request: Request, form: FormData) -> Response:
    paper, made = _made(request)
    cell = remark(request, form, (PAPERS, paper.id), made)
    return RedirectResponse(f"/papers/{paper.id}/review#c{cell}", HTTPStatus.SEE_OTHER)


def _made(request: Request) -> tuple[KeptPaper, Worked]:
    desk, paper = desk_of(request), paper_of(request)
    return paper, desk.worked(paper, desk.cells(paper))


ROUTES: Final = (
    guarded("/papers/{id}/review", look, AUDITORS),
    guarded("/papers/{id}/review/decisions", say, AUDITORS, "POST"),
    guarded("/papers/{id}/review/remarks", note, AUDITORS, "POST"),
)
