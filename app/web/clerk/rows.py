"""添一行, 删一行添的: 版式的行不够时."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.accounts.rights import CLERKS, guarded
from app.web.clerk.desk import HANDED, Desk, desk_of, in_turn, paper_of
from app.web.requests.errors import Refused
from app.web.requests.forms import form_of, text_in
from app.web.store import rows as store
from app.web.store.cells import HandedIn, RowGone
from app.web.store.papers import KeptPaper
from app.web.store.row_keys import FIRST_ADDED, RowKey, row_key
from app.web.store.rows import RemovedRow, TooManyRows
from indicators.evaluation import Evaluation

_NOT_HERE: Final = "这一行下面不能添行，请在同一组的另一行下面添"
_MANY: Final = f"一张表至多添 {store.MOST} 行，没有添。请把指标合并，或分成几张表"
_GONE: Final = "这一行已经删去。请回到这张表，刷新页面再做"


async def change(request: Request) -> Response:
    """在一行 (above) 下面添一行, 或删一行 (row) 添的."""
    form = await form_of(request)
    wanted = _removed if "row" in form else _added
    return await run_in_threadpool(wanted, request, form)


@in_turn
def _added(request: Request, form: FormData) -> Response:
    desk, paper = desk_of(request), paper_of(request)
    above = row_key(text_in(form, "above"))
    if above is None or not _fits(desk, paper, above):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, _NOT_HERE)
    try:
        row = store.add(desk.database, paper.id, above)
    except HandedIn:
        raise Refused(HTTPStatus.LOCKED, HANDED) from None
    except RowGone:
        raise Refused(HTTPStatus.GONE, _GONE) from None
    except TooManyRows:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, _MANY) from None
    return _see(desk, paper, form, row, done="row")


def _fits(desk: Desk, paper: KeptPaper, above: RowKey) -> bool:
    """Whether the table is read with a row more there as it was before."""
    known = desk.cells(paper)
    before = desk.worked(paper, known).found
    if above not in before.rooms:
        return False
    tried = RowKey(above.grid, FIRST_ADDED)
    after = desk.worked(paper, store.with_row(known, above, tried)).found
    return _values(after.table) == _values(before.table)


def _values(table: Evaluation) -> list[tuple[object, ...]]:
    return [
        (row.path, row.name, row.target, row.actual, row.weight, row.stated)
        for row in table.indicators
    ]


@in_turn
def _removed(request: Request, form: FormData) -> Response:
    desk, paper = desk_of(request), paper_of(request)
    key, _, seen = text_in(form, "row").partition(" ")
    row = row_key(key)
    if row is None or not row.added:
        told = "印好的行不能删。没有的指标，请把它的各格清空"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    try:
        done = store.remove(desk.database, paper.id, row, seen)
    except HandedIn:
        raise Refused(HTTPStatus.LOCKED, HANDED) from None
    except RowGone:
        raise Refused(HTTPStatus.GONE, _GONE) from None
    if not isinstance(done, RemovedRow):
        told = "、".join(f"“{text}”" for text in done.values()) or "空的"
        told = f"这一行刚有人改过，没有删。现在写着{told}。请回到这张表，看过再删"
        raise Refused(HTTPStatus.CONFLICT, told)
    more = {"version": str(done.version)} if done.version else {}
    return _see(desk, paper, form, done.above, done="gone", **more)


def _see(
    desk: Desk, paper: KeptPaper, form: FormData, row: RowKey, **told: str
) -> Response:
    """The page, at the name of a row."""
    made = desk.worked(paper, desk.cells(paper))
    cells = [spot for spot in made.slots if spot.line == row]
    at = f"#c{min(cells).key}" if cells else ""
    mode = {"mode": "all"} if text_in(form, "mode") == "all" else {}
    where = f"/papers/{paper.id}?{urlencode(mode | told)}{at}"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


ROUTES: Final = (guarded("/papers/{id}/rows", change, CLERKS, "POST"),)
