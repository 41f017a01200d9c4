"""填报人的案头: 存下的表, 现在的样子, 算好的结果; 刚算过的不再算."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, wraps
from http import HTTPStatus
from secrets import token_urlsafe
from threading import Semaphore, local
from typing import Any, Final, TypeVarTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from app.web.requests.errors import Refused
from app.web.requests.pages import site_of
from app.web.requests.visitors import visitor_of
from app.web.sheet.edited import edited, text_at
from app.web.sheet.placing import Spotted, spot_of
from app.web.sheet.printed import FoundTable, found_table, with_added
from app.web.sheet.worked import Worked, worked
from app.web.site import Site
from app.web.store import cells as store
from app.web.store import papers, versions
from app.web.store.papers import KeptPaper, ListedPaper
from app.web.store.row_keys import RowKey, added_rows, without_rows
from app.web.store.users import Visitor
from reading.grid import Grid
from scoring.policy import load_policy

GONE: Final = "没有这张表，它可能已经删去。请回首页找"
HANDED: Final = "这张表已报送，不能再改。要改，请先退回"
ROW_GONE: Final = "这一行已经删去，没有存。请刷新页面"
NO_TABLE: Final = "换了这个值，表就认不出来了，没有存。请改回去，或换一种写法"
Form = TypeVarTuple("Form")
Cells = tuple[tuple[str, str], ...]
"""页上的称呼 → 文字, in order: what was worked out for them is known by them."""
Rows = tuple[tuple[RowKey, RowKey], ...]
"""添的行, 各在哪一行下面."""
_AT_ONCE: Final = 2
"""So many tables are worked out at once: one computes while another waits for the processor.

More would only take the processor from each other, and make everybody wait."""
_FILES, _RESULTS, _MADE = 128, 160, 16
"""So many files, results and filled workbooks stay at hand."""


class Desk:
    """案头."""

    def __init__(self, site: Site) -> None:
        self._turns, self._own = Semaphore(_AT_ONCE), local()
        self.database = site.database
        self.engine = site.engine
        self.grids = lru_cache(_FILES)(self._grids)
        self._printed = lru_cache(_FILES)(self._found)
        self._added = lru_cache(_FILES)(self._with_rows)
        self._drawn = lru_cache(_FILES)(self._sheet)
        self._worked = lru_cache(_RESULTS)(self._computed)
        self._made: OrderedDict[str, tuple[str, str, bytes]] = OrderedDict()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """轮着做: who works out a table waits while others do, who reads or stores it not."""
        if getattr(self._own, "turn", False):
            yield
            return
        with self._turns:
            self._own.turn = True
            try:
                yield
            finally:
                self._own.turn = False

    def _grids(self, id_: str) -> tuple[Grid, ...]:
        return papers.grids(self.database, id_)

    def _found(self, id_: str, number: int) -> FoundTable | None:
        return found_table(self.grids(id_), number)

    def _with_rows(self, id_: str, number: int, added: Rows) -> FoundTable | None:
        printed = self._printed(id_, number)
        return printed and with_added(printed, number, dict(added))

    def _sheet(self, paper: KeptPaper, cells: Cells, editing: str, where: str) -> str:
        made = self.worked(paper, dict(cells))
        return self.draw(made, editing, where, {})

    def draw(
        self, made: Worked, editing: str, where: str, returned: Mapping[str, Any]
    ) -> str:
        """照印好的摆出来, `editing` which cells are fields, that go to `where`."""
        macros: Any = self.engine.get_template("sheet.html").module
        return str(macros.sheet(made, editing, where, {}, returned))

    def drawn(
        self,
        paper: KeptPaper,
        cells: Mapping[str, str],
        editing: str,
        where: str,
        returned: Mapping[str, Any],
    ) -> Markup:
        """同上; what was drawn is not drawn again."""
        if returned:
            text = self.draw(self.worked(paper, cells), editing, where, returned)
        else:
            text = self._drawn(paper, _sorted(cells), editing, where)
        return Markup(text)  # noqa: S704 - escaped when it was drawn

    def _computed(
        self,
        id_: str,
        number: int,
        policy: str | None,
        cells: tuple[tuple[str, str], ...],
    ) -> Worked | None:
        texts = dict(cells)
        with self.turn():
            printed = self._added(id_, number, tuple(added_rows(texts)))
            found = printed and edited(printed, number, without_rows(texts))
            if found is None:
                return None
            return worked(found, load_policy(policy) if policy else None)

    def worked(self, paper: KeptPaper, cells: Mapping[str, str]) -> Worked:
        """算好的一张表, 换了这些格. Raises `Refused` where it is no table then."""
        made = self._worked(paper.id, paper.number, paper.policy, _sorted(cells))
        if made is None:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, NO_TABLE)
        return made

    def cells(self, paper: KeptPaper) -> dict[str, str]:
        """改过的各格: of a table that was handed in, those of that version."""
        number = versions.NOW if paper.handed is None else paper.handed
        return versions.cells_in(self.database, paper.id, number) or {}

    def printed(self, paper: KeptPaper, spot: Spotted) -> str:
        """文件里的那一格写着什么."""
        return text_at(self.grids(paper.id), spot)

    def retype(self, paper: KeptPaper, wanted: store.Retyping) -> store.CellAnswer:
        """改一格, as `store.cells.retyped`."""
        return store.retyped(self.database, paper.id, wanted)

    def keep(self, who: str, name: str, content: bytes) -> str:
        """留一会儿, to be taken away; gives the key."""
        key = token_urlsafe(12)
        self._made[key] = (who, name, content)
        while len(self._made) > _MADE:
            self._made.popitem(last=False)
        return key

    def kept(self, who: str, key: str) -> tuple[str, bytes] | None:
        """留着的: its name and what is in it; None where it is gone, or another's."""
        found = self._made.get(key)
        return found[1:] if found and found[0] == who else None


def _sorted(cells: Mapping[str, str]) -> Cells:
    return tuple(sorted(cells.items()))


def desk_of(request: Request) -> Desk:
    """这次运行的案头."""
    desk: Desk = request.app.state.desk
    return desk


def in_turn(
    answer: Callable[[Request, *Form], Response],
) -> Callable[[Request, *Form], Response]:
    """轮着做, all of it."""

    @wraps(answer)
    def waited(request: Request, *form: *Form) -> Response:
        with desk_of(request).turn():
            return answer(request, *form)

    return waited


def paper_of(request: Request) -> KeptPaper:
    """地址里的那张表. Raises `Refused` where there is none."""
    found = papers.find(site_of(request).database, request.path_params["id"])
    if found is None or not may_see(visitor_of(request), found):
        raise Refused(HTTPStatus.NOT_FOUND, GONE)
    return found


def may_see(visitor: Visitor, paper: KeptPaper | ListedPaper) -> bool:
    """一张表给不给看: a clerk the own unit's, an auditor what was handed in."""
    if visitor.role == "clerk":
        return paper.unit is not None and paper.unit == visitor.unit
    return visitor.role == "admin" or paper.handed is not None


def fillable(made: Worked, key: str) -> Spotted:
    """一格, 可以填的. Raises `Refused` where it is none."""
    spot = spot_of(key)
    if spot is None or spot not in made.slots:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "这一格不能填，请刷新页面再做")
    return spot
