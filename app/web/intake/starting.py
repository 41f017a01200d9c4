"""从头做一张: 由一种版式的空表, 或由计划、上一张表."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.web.intake.files import called, shown_name, suffix_of
from app.web.intake.process import UNNAMED
from app.web.store.papers import Brought
from indicators.errors import InputError, Problem
from reading.sources import carried, load
from reading.sources.isolated import ask
from templates.forms.blank import blank
from templates.forms.form import load_form
from templates.writing.writer import write

PROCESS: Final = "app.web.intake.planning_process"
_NOT_READ = "文件过大、过于复杂或已损坏，没有读完"
_REMEDY = "请只留下写着指标的部分，另存再上传"


def blank_form(form: str, year: int | None) -> Brought:
    """一种版式的空表. Raises `InputError` where there is no such form."""
    chosen = load_form(form)
    return _brought(write(blank(chosen, year), chosen), chosen.title, UNNAMED)


def planned(
    name: str, content: bytes, form: str, year: int | None, *, equal: bool
) -> Iterator[Brought]:
    """由一个文件做空表, 每个项目一张. Raises `InputError` where it holds no plan."""
    shown = shown_name(name)
    with TemporaryDirectory(prefix="ziping-") as folder:
        home = Path(folder)
        path, made = home / f"file{suffix_of(shown)}", home / "made"
        path.write_bytes(content)
        made.mkdir()
        wishes = [form, str(year or ""), "equal" if equal else ""]
        unread = Problem(shown, _NOT_READ, remedy=_REMEDY)
        try:
            told = ask(PROCESS, [str(path), str(made), *wishes])
            answer = carried.answered(told, unread)
        except InputError as error:
            problems = [called(each, path, shown) for each in error.problems]
            raise InputError(problems) from None
        for number, title in enumerate(answer["titles"]):
            book = (made / str(number)).read_bytes()
            yield _brought(book, f"由 {shown}", title)


def _brought(book: bytes, file: str, title: str) -> Brought:
    """A workbook that we wrote, read by ourselves."""
    with TemporaryDirectory(prefix="ziping-") as folder:
        path = Path(folder) / "made.xlsx"
        path.write_bytes(book)
        grids = carried.written(load(path))
    return Brought(file, ".xlsx", book, grids, (title,))
