"""收下一个文件: 存在自己取名的地方, 交给另一个进程读; 原来的名字只给人看."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

from attrs import evolve

from app.text.visible import flat
from app.web.store.papers import Brought
from indicators.errors import InputError, Problem
from reading.sources import carried, load
from reading.sources.isolated import ask
from reading.sources.office.program import converted, program

PROCESS: Final = "app.web.intake.process"
MOST_BYTES: Final = 50 << 20
"""One file at most."""
_PAGES: Final = Lock()
_SUFFIX = re.compile(r"\.[a-z0-9]{1,6}")
_NAME_LENGTH: Final = 120
_OF_PAGES: Final = frozenset(
    {".pdf", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"}
)
_BEGINNINGS: Final = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_NOT_CONVERTED = "旧版 Word 文档没有转换成功，文件可能已损坏或过大"
_AS_DOCX = "请用 Word 或 WPS 另存为 .docx 再上传"
_NOT_READ = "文件过大、过于复杂或已损坏，没有读完"
_REMEDY = "请只保留自评表所在的工作表或页，另存为 .xlsx 再上传"


def shown_name(given: str) -> str:
    r"""文件的名字, 只给人看: without the folders that a browser may tell.

    >>> shown_name("C:\\表\\甲.xlsx"), shown_name("../../etc/passwd"), shown_name("")
    ('甲.xlsx', 'passwd', '未命名文件')
    """
    name = PurePosixPath(PureWindowsPath(given).as_posix()).name
    return flat(name)[:_NAME_LENGTH] or "未命名文件"


def suffix_of(name: str) -> str:
    """后缀, 认不得的写成没有: it decides how a file is called while it is read.

    >>> suffix_of("甲.XLSX"), suffix_of("甲.x/y"), suffix_of("甲")
    ('.xlsx', '', '')
    """
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def of_pages(name: str, content: bytes) -> bool:
    """像是图片、.pdf、.ofd: a file of pages may be a scan, and take long to read.

    >>> of_pages("甲.bin", b"%PDF-1.7"), of_pages("甲.OFD", b"PK"), of_pages("甲", b"PK")
    (True, True, False)
    """
    return content.startswith(_BEGINNINGS) or suffix_of(name) in _OF_PAGES


def brought(name: str, content: bytes) -> Brought:
    """读一个上传的文件. Raises `InputError` where it holds no table."""
    suffix = suffix_of(name)
    with TemporaryDirectory(prefix="ziping-") as folder:
        path, made = Path(folder) / f"file{suffix}", Path(folder) / "made.xlsx"
        path.write_bytes(content)
        answer = _asked(path, made, name)
        if answer.get("office"):
            with converted(str(program()), (path,)) as (document,):
                answer = _asked(document or path, made, name)
        if answer.get("pages"):
            read = Path(folder) / "grids.json"
            read.write_text(json.dumps(_pages(path, name)), "utf-8")
            answer = _asked(path, made, name, read)
        if answer.get("office"):
            raise InputError.of(name, _NOT_CONVERTED, remedy=_AS_DOCX)
        if made.exists():
            suffix, content = made.suffix, made.read_bytes()
    grids = [_called(grid, path, name) for grid in answer["grids"]]
    return Brought(name, suffix, content, grids, tuple(answer["titles"]))


def _called(grid: Mapping[str, Any], path: Path, name: str) -> dict[str, Any]:
    """A grid whose doubts are those of the file as people call it."""
    told = [
        {**doubt, "where": name} if doubt["where"] == path.name else doubt
        for doubt in grid["warnings"]
    ]
    return {**grid, "warnings": told}


def _asked(path: Path, made: Path, name: str, *grids: Path) -> Mapping[str, Any]:
    """Have a file read; what is wrong with it is told of the file as people call it."""
    unread = Problem(name, _NOT_READ, remedy=_REMEDY)
    with _named(path, name):
        told = ask(PROCESS, list(map(str, (path, made, *grids))))
        return carried.answered(told, unread)


def _pages(path: Path, name: str) -> list[dict[str, Any]]:
    """The grids of a file of pages, which are read in processes of their own.

    One file at a time: to recognise a scan takes a gigabyte and all processors.
    """
    with _PAGES, _named(path, name):
        return carried.written(load(path))


@contextmanager
def _named(path: Path, name: str) -> Iterator[None]:
    """Problems are those of the file as people call it."""
    try:
        yield
    except InputError as error:
        told = [called(each, path, name) for each in error.problems]
        raise InputError(told) from None


def called(problem: Problem, path: Path, name: str) -> Problem:
    """一处问题, 文件照人叫的名字: what it was called while it was read is no name."""
    if not isinstance(problem.where, str):
        return problem
    where = problem.where.replace(str(path), name).replace(path.name, name)
    return evolve(problem, where=where)
