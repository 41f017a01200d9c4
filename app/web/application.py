"""网页的程序: 各页的地址, 门口, 出错时的页."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from app.web.accounts import logging_in
from app.web.accounts.passwords import Throttle
from app.web.auditor import bringing, handed_in, lists, tables
from app.web.auditor.queue import RunQueue
from app.web.clerk import (
    editing,
    papers,
    reading_pages,
    rows,
    taking,
    versioning,
)
from app.web.clerk.desk import Desk
from app.web.clerk.reading_queue import ReadingQueue
from app.web.requests.errors import Refused, of_status, refused, unusable
from app.web.requests.guard import Doorkeeper
from app.web.site import Site
from app.web.store.database import Database
from batch.system_errors import problem
from indicators.errors import InputError

STATIC: Final = Path(__file__).parent / "static"
EVERY: Final = 1.0


def application(site: Site, report: Callable[[str], None]) -> Starlette:
    """网页的程序; `report` takes what a person who runs it should know."""
    queue, reading = RunQueue(site), ReadingQueue(site)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        queue.start()
        reading.start()
        flushing = asyncio.create_task(_flushed(site.database, report))
        yield
        flushing.cancel()
        await run_in_threadpool(queue.stop)
        await run_in_threadpool(reading.stop)

    made = Starlette(
        lifespan=running,
        routes=[
            *logging_in.ROUTES,
            *papers.ROUTES,
            *reading_pages.ROUTES,
            *editing.ROUTES,
            *rows.ROUTES,
            *versioning.ROUTES,
            *taking.ROUTES,
            *bringing.ROUTES,
            *lists.ROUTES,
            *tables.ROUTES,
            *handed_in.ROUTES,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Doorkeeper, hosts=site.hosts, report=report)],
        exception_handlers={
            InputError: unusable,
            Refused: refused,
            HTTPException: of_status,
        },
    )
    made.state.site, made.state.queue, made.state.readings = site, queue, reading
    made.state.throttle, made.state.desk = Throttle(), Desk(site)
    return made


async def _flushed(database: Database, report: Callable[[str], None]) -> None:
    """What is stored goes to the disk every second; nobody waits for it."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await run_in_threadpool(database.flush)
        except OSError as error:
            report(str(problem("写到磁盘", error)))
