"""页面: 模板填上值. 模板之外的字一律转义, 看不见的字符写成看得见的."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.text.visible import printable
from app.version import version
from app.web.requests.sessions import session_of
from app.web.requests.visitors import KEY
from app.web.site import Site
from app.web.store.cells import stamp

PAGES: Final = Path(__file__).parents[1] / "pages"


def engine() -> Environment:
    """模板."""
    made = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["version"] = version()
    made.filters |= {"stamp": stamp, "local": local}
    return made


def local(moment: str) -> str:
    """一个时刻, 照本机的时区写."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def site_of(request: Request) -> Site:
    """这次请求的网页."""
    site: Site = request.app.state.site
    return site


def page(
    request: Request, name: str, *, status: int = 200, **values: Any
) -> HTMLResponse:
    """一页. It is never kept by a browser: what is in it changes."""
    site = site_of(request)
    text = site.engine.get_template(name).render(
        csrf=site.token(session_of(request)),
        visitor=request.scope.get(KEY),
        **values,
    )
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})
