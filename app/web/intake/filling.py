"""填一张上传的空表: 在另一个有限度的进程里打开它、填好."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from app.web.intake.files import called, shown_name, suffix_of
from indicators import dump
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from reading.sources import carried
from reading.sources.isolated import ask

PROCESS: Final = "app.web.intake.filling_process"
_NOT_FILLED = "文件过大、过于复杂或已损坏，没有填成"
_REMEDY = "请另存为 .xlsx 再上传"


@frozen
class FilledBook:
    """填好的工作簿, 与填的时候拿不准的."""

    content: bytes
    warnings: tuple[str, ...]


def filled(name: str, blank: bytes, table: Evaluation, policy: str) -> FilledBook:
    """填好一张空表. Raises `InputError` where it is none."""
    shown = shown_name(name)
    with TemporaryDirectory(prefix="ziping-") as folder:
        home = Path(folder)
        path, data = home / f"file{suffix_of(shown)}", home / "table.json"
        path.write_bytes(blank)
        data.write_text(json.dumps(dump(table), ensure_ascii=False), "utf-8")
        made = home / "made.xlsx"
        arguments = [str(each) for each in (path, data, made)]
        unread = Problem(shown, _NOT_FILLED, remedy=_REMEDY)
        try:
            answer = carried.answered(ask(PROCESS, [*arguments, policy]), unread)
        except InputError as error:
            told = [called(each, path, shown) for each in error.problems]
            raise InputError(told) from None
        warnings = map(carried.problem, answer["warnings"])
        named = (called(called(each, path, shown), made, shown) for each in warnings)
        words = tuple(map(str, named))
        return FilledBook(made.read_bytes(), words)
