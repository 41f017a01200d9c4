"""说一处发现: 读懂审核人说的, 记下."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request

from app.web.requests.errors import Refused
from app.web.requests.forms import text_in
from app.web.requests.pages import site_of
from app.web.requests.visitors import visitor_of
from app.web.sheet.answers import REJECTED, VERDICTS, Record, key_of
from app.web.store import decisions

_LONGEST: Final = 500


def decide(
    request: Request,
    form: FormData,
    table: tuple[str, str],
    records: Sequence[Record],
) -> str:
    """记下对一处发现说的; gives its number. Raises `Refused` for what is not understood."""
    number, verdict = text_in(form, "number"), text_in(form, "verdict")
    known = {str(n): record for n, record in enumerate(records, 1)}
    if number not in known or verdict not in VERDICTS:
        told = "没有这处发现，请刷新页面再做"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    remark = text_in(form, "remark").strip()[:_LONGEST]
    if verdict == REJECTED and not remark:
        told = "不采纳的，请写明为什么"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    who, database = visitor_of(request).name, site_of(request).database
    decisions.add(database, table, key_of(known[number]), (verdict, remark), who)
    return number
