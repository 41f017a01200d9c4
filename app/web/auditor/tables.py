"""一张表, 旁边是它的发现; 每处发现标在格里; 另一种评分办法的结果并排."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import AUDITORS, guarded
from app.web.auditor.archive import GIVEN, archive_of
from app.web.auditor.deciding import decide
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of
from app.web.requests.pages import page, site_of
from app.web.sheet.answers import VERDICTS, Record, by_cell, shown
from app.web.sheet.worked import Worked, worked
from app.web.store import decisions
from scoring.policy import load_policy, policy_ids


def look(request: Request) -> Response:
    """一张表."""
    archive, source = archive_of(request), request.path_params["source"]
    id_ = request.path_params["id"]
    table = archive.table(source, id_)
    found = archive.printed(source, table)
    here = f"/results/{source}/tables/{id_}"
    return reviewed(
        request,
        worked(found, load_policy(table["policy"])) if found else None,
        archive.results(source).findings(table),
        (source, id_),
        head=table,
        here=here,
        report=f"{here}/page",
        back=f"/results/{source}",
        only=source == GIVEN,
    )


def reviewed(
    request: Request,
    made: Worked | None,
    records: Sequence[Record],
    table: tuple[str, str],
    *,
    head: Mapping[str, Any],
    here: str,
    report: str,
    back: str,
    only: bool,
) -> Response:
    """一张表与它的发现; `only` to be looked at, not to be answered."""
    said = decisions.of_table(site_of(request).database, *table)
    findings = tuple(shown(made, records, said))
    other = request.query_params.get("policy", "")
    return page(
        request,
        "review.html",
        table=head,
        made=made,
        findings=findings,
        marks=by_cell(findings),
        verdicts={} if only else VERDICTS,
        policies=policy_ids(),
        other=other,
        beside=_beside(made, other),
        here=here,
        report=report,
        back=back,
    )


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


async def say(request: Request) -> Response:
    """说一处发现."""
    form = await form_of(request)
    return await run_in_threadpool(_said, request, form)


def _said(request: Request, form: FormData) -> Response:
    archive, source = archive_of(request), request.path_params["source"]
    id_ = request.path_params["id"]
    if source == GIVEN:
        raise Refused(HTTPStatus.FORBIDDEN, "这是别处做好的结果，只能看")
    records = archive.results(source).findings(archive.table(source, id_))
    number = decide(request, form, (source, id_), records)
    where = f"/results/{source}/tables/{id_}#f{number}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


ROUTES: Final = (
    guarded("/results/{source}/tables/{id}", look, AUDITORS),
    guarded("/results/{source}/tables/{id}/decisions", say, AUDITORS, "POST"),
)
