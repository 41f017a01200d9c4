"""网页的程序: 各页的地址, 门口, 出错时的页."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from app.web.clerk import editing, papers, taking, versioning
from app.web.requests.errors import Refused, of_status, refused, unusable
from app.web.requests.guard import Doorkeeper
from app.web.site import Site
from indicators.errors import InputError

STATIC: Final = Path(__file__).parent / "static"


def application(site: Site, report: Callable[[str], None]) -> Starlette:
    """网页的程序; `report` takes what a person who runs it should know."""
    made = Starlette(
        routes=[
            *papers.ROUTES,
            *editing.ROUTES,
            *versioning.ROUTES,
            *taking.ROUTES,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Doorkeeper, hosts=site.hosts, report=report)],
        exception_handlers={
            InputError: unusable,
            Refused: refused,
            HTTPException: of_status,
        },
    )
    made.state.site = site
    return made
