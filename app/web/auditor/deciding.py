"""说一处发现, 说一格: 读懂审核人说的, 记下."""

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
from app.web.sheet.placing import spot_of
from app.web.sheet.worked import Worked
from app.web.store import decisions, remarks

LONGEST: Final = 500


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
    remark = text_in(form, "remark").strip()[:LONGEST]
    if verdict == REJECTED and not remark:
        told = "不采纳的，请写明为什么"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    who, database = visitor_of(request).name, site_of(request).database
    decisions.add(database, table, key_of(known[number]), (verdict, remark), who)
    return number


def remark(
    request: Request, form: FormData, table: tuple[str, str], made: Worked | None
) -> str:
    """记下对一格说的, 空的是收回; gives the cell. Raises `Refused` where it is none."""
    key, text = text_in(form, "cell"), text_in(form, "text").strip()
    spot = spot_of(key)
    if made is None or spot is None or spot not in made.slots:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "没有这一格，请刷新页面再做")
    if len(text) > LONGEST:
        told = f"批注至多 {LONGEST} 个字，这里有 {len(text)} 个，没有存"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    cell = spot.key, made.name_of(made.slots[spot])
    who, database = visitor_of(request).name, site_of(request).database
    remarks.add(database, table, cell, text, who)
    return spot.key
