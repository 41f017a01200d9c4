"""一张表, 旁边是它的发现; 每处发现标在格里; 另一种评分办法的结果并排."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from attrs import frozen
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import AUDITORS, guarded
from app.web.auditor.archive import GIVEN, archive_of
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of, text_in
from app.web.requests.pages import page, site_of
from app.web.requests.visitors import visitor_of
from app.web.sheet.worked import Worked, worked
from app.web.store import decisions as store
from app.web.store.decisions import Decision, FindingKey
from auditing.finding import SEVERITY_WORDS
from indicators.place import Place
from scoring.policy import load_policy, policy_ids

VERDICTS: Final = {"accepted": "属实", "rejected": "不采纳", "asked": "请单位说明"}
"""What an auditor says of a finding: it stands, it does not, the unit is asked."""
_LONGEST: Final = 500


@frozen
class ShownFinding:
    """摆出的一处发现: `cell` 为它所在的格, `decided` 为审核人说的."""

    number: int
    record: Mapping[str, Any]
    word: str
    cell: str | None
    decided: Decision | None


def look(request: Request) -> Response:
    """一张表."""
    archive, source = archive_of(request), request.path_params["source"]
    table = archive.table(source, request.path_params["id"])
    found = archive.printed(source, table)
    made = worked(found, load_policy(table["policy"])) if found else None
    records = archive.results(source).findings(table)
    said = store.of_table(site_of(request).database, source, request.path_params["id"])
    findings = tuple(_shown(made, records, said))
    other = request.query_params.get("policy", "")
    return page(
        request,
        "review.html",
        source=source,
        id=request.path_params["id"],
        table=table,
        made=made,
        findings=findings,
        marks=_marks(findings),
        verdicts=None if source == GIVEN else VERDICTS,
        policies=policy_ids(),
        other=other,
        beside=_beside(made, other),
    )


def _shown(
    made: Worked | None,
    records: Sequence[Mapping[str, Any]],
    said: Mapping[FindingKey, Decision],
) -> Iterator[ShownFinding]:
    for number, record in enumerate(records, 1):
        key = made.key_of(_place(record)) if made else None
        word = SEVERITY_WORDS[record["severity"]]
        yield ShownFinding(number, record, word, key, said.get(key_of(record)))


def key_of(record: Mapping[str, Any]) -> FindingKey:
    """一处发现由什么认得: the check, the row, the place."""
    return record["code"], record["name"] or "", record["place"] or ""


def _place(record: Mapping[str, Any]) -> Place | None:
    if record["place_kind"] not in {"sheet", "table"}:
        return None
    names = ("kind", "sheet", "page", "table", "row", "column")
    return Place(*(record[f"place_{name}"] for name in names))


def _marks(findings: Sequence[ShownFinding]) -> dict[str, list[ShownFinding]]:
    marks: dict[str, list[ShownFinding]] = {}
    for each in findings:
        if each.cell is not None:
            marks.setdefault(each.cell, []).append(each)
    return marks


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


async def decide(request: Request) -> Response:
    """说一处发现."""
    form = await form_of(request)
    return await run_in_threadpool(_decided, request, form)


def _decided(request: Request, form: FormData) -> Response:
    archive, source = archive_of(request), request.path_params["source"]
    id_ = request.path_params["id"]
    if source == GIVEN:
        raise Refused(HTTPStatus.FORBIDDEN, "这是别处做好的结果，只能看")
    records = archive.results(source).findings(archive.table(source, id_))
    number, verdict = text_in(form, "number"), text_in(form, "verdict")
    known = {str(n): record for n, record in enumerate(records, 1)}
    if number not in known or verdict not in VERDICTS:
        told = "没有这处发现，请刷新页面再做"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    remark = text_in(form, "remark").strip()[:_LONGEST]
    if verdict == "rejected" and not remark:
        told = "不采纳的，请写明为什么"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    key = key_of(known[number])
    who = visitor_of(request).name
    database = site_of(request).database
    store.add(database, (source, id_), key, (verdict, remark), who)
    where = f"/results/{source}/tables/{id_}#f{number}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


ROUTES: Final = (
    guarded("/results/{source}/tables/{id}", look, AUDITORS),
    guarded("/results/{source}/tables/{id}/decisions", decide, AUDITORS, "POST"),
)
