"""上传一批: 文件夹、许多文件、压缩包, 收齐了才排上; 名字只写进包里, 从不当作路径."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from zipfile import ZIP_STORED, ZipFile

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.text.visible import flat
from app.web.accounts.rights import AUDITORS, guarded
from app.web.auditor.archive import GIVEN
from app.web.auditor.queue import RunQueue
from app.web.requests.errors import Refused
from app.web.requests.forms import FormLimits, form_of, text_in
from app.web.requests.pages import page, site_of
from app.web.requests.visitors import visitor_of
from app.web.site import Site
from app.web.store import runs

MANY: Final = FormLimits(2000, 1 << 30)
_NAME: Final = 200
_TITLE: Final = 80


def queue_of(request: Request) -> RunQueue:
    """这次运行的队列."""
    queue: RunQueue = request.app.state.queue
    return queue


def look(request: Request) -> Response:
    """审核的首页: 上传一批, 各次审核做到哪里."""
    site, queue = site_of(request), queue_of(request)
    known = runs.listed(site.database)
    return page(
        request,
        "audits.html",
        runs=[(run, queue.done(run) if run.open else 0) for run in known],
        waiting=any(run.open for run in known),
        given=GIVEN if site.results else None,
        limits=MANY.words,
    )


async def bring(request: Request) -> Response:
    """上传一批."""
    form = await form_of(request, MANY)
    files = [
        each
        for each in form.getlist("files")
        if isinstance(each, UploadFile) and each.filename
    ]
    if not files:
        raise Refused(
            HTTPStatus.BAD_REQUEST, "没有选文件。请选一个文件夹、文件或压缩包"
        )
    title = flat(text_in(form, "title")).strip()[:_TITLE]
    who = visitor_of(request).name
    await run_in_threadpool(_brought, site_of(request), title, files, who)
    await form.close()
    queue_of(request).tell()
    return RedirectResponse("/audits", HTTPStatus.SEE_OTHER)


def _brought(site: Site, title: str, files: Sequence[UploadFile], who: str) -> None:
    """Store what was brought, whole and on the disk, before it is said to be there."""
    id_ = runs.new_id()
    folder = site.folder / runs.FOLDER / id_
    folder.mkdir(parents=True, mode=0o700)
    names = unique([member(each.filename or "") for each in files])
    with (folder / "new").open("wb") as stream:
        with ZipFile(stream, "w", ZIP_STORED) as upload:
            for name, each in zip(names, files, strict=True):
                with upload.open(name, "w") as target:
                    shutil.copyfileobj(each.file, target)
        stream.flush()
        os.fsync(stream.fileno())
    (folder / "new").rename(folder / runs.UPLOAD)
    first = names[0].split("/")[0]
    runs.add(site.database, id_, title or first, len(names), who)


def member(given: str) -> str:
    r"""一个文件在包里的名字: what a browser says of its folders stays, and nothing else.

    >>> member("市局/2023/表.xlsx"), member("..\\..\\C:\\表.xlsx"), member("")
    ('市局/2023/表.xlsx', 'C_/表.xlsx', '未命名文件')
    """
    path = PurePosixPath(PureWindowsPath(given).as_posix().replace(":", "_"))
    parts = [part for part in path.parts if part not in {"/", ".", ".."}]
    return flat("/".join(parts))[-_NAME:].strip("/") or "未命名文件"


def unique(names: Sequence[str]) -> list[str]:
    """同名的各加一个号.

    >>> unique(["表.xlsx", "表.xlsx", "乙.xlsx"])
    ['表.xlsx', '2/表.xlsx', '乙.xlsx']
    """
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{seen[name]}/{name}")
    return made


ROUTES: Final = (
    guarded("/audits", look, AUDITORS),
    guarded("/audits", bring, AUDITORS, "POST"),
)
