"""一张表, 旁边是它的发现; 每处发现标在格里; 另一种评分办法的结果并排."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import AUDITORS, guarded
from app.web.auditor.archive import GIVEN, Archive, archive_of
from app.web.auditor.deciding import LONGEST, decide, remark
from app.web.requests.downloads import XLSX, download
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of
from app.web.requests.pages import page, site_of
from app.web.sheet.answers import VERDICTS, Record, beside_cells, by_cell, shown
from app.web.sheet.transcribed import annotated_copy
from app.web.sheet.worked import Worked, worked
from app.web.store import decisions, remarks
from app.web.store.row_keys import row_key
from scoring.policy import load_policy, policy_ids


class PageWays(NamedTuple):
    """从这一页去哪里: 它自己, 报告, 批注的副本, 回去."""

    here: str
    report: str
    copy: str
    back: str


def look(request: Request) -> Response:
    """一张表."""
    archive, source = archive_of(request), request.path_params["source"]
    id_ = request.path_params["id"]
    table = archive.table(source, id_)
    here = f"/results/{source}/tables/{id_}"
    return reviewed(
        request,
        _made(archive, source, table),
        archive.results(source).findings(table),
        (source, id_),
        head=table,
        ways=PageWays(here, f"{here}/page", f"{here}/annotated", f"/results/{source}"),
        only=source == GIVEN,
    )


def _made(archive: Archive, source: str, table: Mapping[str, Any]) -> Worked | None:
    found = archive.printed(source, table)
    return worked(found, load_policy(table["policy"])) if found else None


def reviewed(
    request: Request,
    made: Worked | None,
    records: Sequence[Record],
    table: tuple[str, str],
    *,
    head: Mapping[str, Any],
    ways: PageWays,
    only: bool,
) -> Response:
    """一张表与它的发现; `only` to be looked at, not to be answered."""
    database = site_of(request).database
    said = decisions.of_table(database, *table)
    free = remarks.of_table(database, *table)
    findings = tuple(shown(made, records, said))
    other = request.query_params.get("policy", "")
    return page(
        request,
        "review.html",
        table=head,
        made=made,
        findings=findings,
        marks=by_cell(findings),
        said=beside_cells((), free),
        free=free,
        line=None if only else _line(request, made),
        longest=LONGEST,
        verdicts={} if only else VERDICTS,
        policies=policy_ids(),
        other=other,
        beside=_beside(made, other),
        **ways._asdict(),
    )


def _line(request: Request, made: Worked | None) -> list[tuple[str, str]]:
    """The cells of the line that something is to be said of (?line=0-13)."""
    line = row_key(request.query_params.get("line", ""))
    return made.in_line(line) if made and line else []


def _beside(made: Worked | None, other: str) -> tuple[Worked, list[Any]] | None:
    """The same table by another policy, and the rows that come out otherwise."""
    if made is None or not other:
        return None
    again = worked(made.found, load_policy(other))
    names = {row.id: row for row in made.rows}
    pairs = ((names.get(row.id), row) for row in again.rows)
    return again, [
        (one, two) for one, two in pairs if one is None or one.due != two.due
    ]


def take_annotated(request: Request) -> Response:
    """取走批注过的照抄件."""
    archive, source = archive_of(request), request.path_params["source"]
    table = archive.table(source, request.path_params["id"])
    made = _made(archive, source, table)
    if made is None:
        raise Refused(HTTPStatus.NOT_FOUND, "原文件不在了或变了，写不成批注的副本")
    content = annotated_copy(made, table["file"], table["sha256"])
    return download(content, f"{table['project'] or '自评表'}-批注.xlsx", XLSX)


async def say(request: Request) -> Response:
    """说一处发现."""
    form = await form_of(request)
    return await run_in_threadpool(_said, request, form)


def _said(request: Request, form: FormData) -> Response:
    archive, source, id_ = _own(request)
    records = archive.results(source).findings(archive.table(source, id_))
    number = decide(request, form, (source, id_), records)
    where = f"/results/{source}/tables/{id_}#f{number}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


async def note(request: Request) -> Response:
    """说一格."""
    form = await form_of(request)
    return await run_in_threadpool(_noted, request, form)


def _noted(request: Request, form: FormData) -> Response:
    archive, source, id_ = _own(request)
    made = _made(archive, source, archive.table(source, id_))
    cell = remark(request, form, (source, id_), made)
    where = f"/results/{source}/tables/{id_}#c{cell}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _own(request: Request) -> tuple[Archive, str, str]:
    """The table of the address. Raises `Refused` where it was audited elsewhere."""
    source = request.path_params["source"]
    if source == GIVEN:
        raise Refused(HTTPStatus.FORBIDDEN, "这是别处做好的结果，只能看")
    return archive_of(request), source, request.path_params["id"]


ROUTES: Final = (
    guarded("/results/{source}/tables/{id}", look, AUDITORS),
    guarded("/results/{source}/tables/{id}/annotated", take_annotated, AUDITORS),
    guarded("/results/{source}/tables/{id}/decisions", say, AUDITORS, "POST"),
    guarded("/results/{source}/tables/{id}/remarks", note, AUDITORS, "POST"),
)
