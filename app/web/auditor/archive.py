"""审核人的案头: 各次审核的结果, 打开过的不再打开; 各张表的原文件, 读过的不再读."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any, Final

from starlette.requests import Request

from app.web.intake.files import MOST_BYTES, brought
from app.web.requests.errors import Refused
from app.web.requests.pages import site_of
from app.web.sheet.printed import FoundTable, found_table
from app.web.site import Site
from app.web.store import runs
from batch.blanks import is_blank
from batch.results.opened import ResultFolder
from batch.sources.archives import Unpacking, is_archive
from batch.sources.found_file import FoundFile
from indicators.errors import InputError
from reading.reader import found_on
from reading.sources import carried

GIVEN: Final = "given"
"""How the results are called that the program was started with."""
_NO_RUN: Final = "没有这次审核的结果，可能还没有做完。请回首页看"
_RESULTS, _FILES = 16, 64


class Archive:
    """各次审核的结果."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._opened = lru_cache(_RESULTS)(_open)
        self._read = lru_cache(_FILES)(_read)

    def folder(self, source: str) -> Path:
        """一次审核的结果在哪里. Raises `Refused` where there are none."""
        if source == GIVEN and self.site.results is not None:
            return self.site.results
        run = runs.find(self.site.database, source)
        if run is None:
            raise Refused(HTTPStatus.NOT_FOUND, _NO_RUN)
        return self.site.folder / runs.FOLDER / run.id / runs.RESULT

    def results(self, source: str) -> ResultFolder:
        """一次审核的结果, 打开; opened anew where it was written anew."""
        folder = self.folder(source)
        try:
            written = (folder / "tables.parquet").stat().st_mtime_ns
            return self._opened(folder, written)
        except (OSError, InputError):
            raise Refused(HTTPStatus.NOT_FOUND, _NO_RUN) from None

    def table(self, source: str, id_: str) -> Mapping[str, Any]:
        """一张表. Raises `Refused` where there is none."""
        found = self.results(source).table(id_)
        if found is None:
            raise Refused(HTTPStatus.NOT_FOUND, "没有这张表，请回到清单重选")
        return found

    def printed(self, source: str, table: Mapping[str, Any]) -> FoundTable | None:
        """一张表照印好的样子; None where its file is not there any more, as it was."""
        content = _original(self.folder(source), table)
        if content is None:
            return None
        return self._read(PurePath(table["file"]).name, content, table["number"])


def archive_of(request: Request) -> Archive:
    """这次运行的."""
    state = request.app.state
    if not hasattr(state, "archive"):
        state.archive = Archive(site_of(request))
    archive: Archive = state.archive
    return archive


def _open(folder: Path, written: int) -> ResultFolder:
    del written
    return ResultFolder(folder)


def _read(name: str, content: bytes, number: int) -> FoundTable | None:
    """The table of a file that the audit counted as this one: blanks do not count."""
    try:
        grids = carried.read(json.loads(json.dumps(list(brought(name, content).grids))))
    except InputError:
        return None
    every = [table for _, table in found_on(grids)]
    filled = [n for n, table in enumerate(every) if not is_blank(table)]
    counted = filled or list(range(len(every)))
    return found_table(grids, counted[number - 1]) if number <= len(counted) else None


def _original(folder: Path, table: Mapping[str, Any]) -> bytes | None:
    """The file that was audited, if it is there and still the same."""
    named = Path(table["file"])
    for path in (named, folder / named, folder.parent / named):
        content = _content(path)
        if content is not None and sha256(content).hexdigest() == table["sha256"]:
            return content
    return None


def _content(path: Path) -> bytes | None:
    """What a path of an audit leads to: a file, or one in an archive."""
    outer = next((p for p in (path, *path.parents) if p.is_file()), None)
    if outer is None or outer.stat().st_size > MOST_BYTES:
        return None
    if outer == path:
        return outer.read_bytes()
    if not is_archive(outer):
        return None
    with TemporaryDirectory(prefix="ziping-") as folder:
        unpacking = Unpacking(Path(folder))
        for found in unpacking.members(FoundFile.of(outer)):
            if isinstance(found, FoundFile) and found.path == path:
                return found.real.read_bytes()
    return None
