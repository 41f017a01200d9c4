"""图片、扫描件: 在另一个进程里识别 (见 `reading.scan_process`), 结果仍是格子."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from multiprocessing import parent_process
from pathlib import Path
from typing import Final

from indicators.errors import InputError, Problem
from reading.grid import Grid
from reading.sources import carried
from reading.sources.isolated import ask
from reading.sources.missing_recogniser import INSTALL

PROCESS: Final = "reading.scan_process"
"""The program that reads scans; it hands in the words, as that of PDF does."""
WALL_SECONDS: Final = 1800
_UNREAD: Final = "扫描件过大、过于复杂或已损坏，没有读完"
_REMEDY: Final = "请只保留自评表所在的页，或提供 Excel 原件"
_NEEDED: Final = ("cv2", "numpy", "onnxruntime", "rapidocr", "PIL")


def is_installed() -> bool:
    """Say whether the libraries of the extra `ocr` are there."""
    return all(find_spec(name) for name in _NEEDED)


def read(path: Path, pages: Sequence[int] = ()) -> tuple[Grid, ...]:
    """Read the tables of pictures: PNG, JPEG, TIFF; of a PDF or an OFD all pages or some."""
    if not is_installed():
        raise InputError.of(path.name, "文件是图片，须识别文字", remedy=f"请{INSTALL}")
    alone = parent_process() is None  # of many files at once, none tells its pages
    answer = ask(
        PROCESS,
        [str(path.absolute()), *map(str, pages)],
        seconds=WALL_SECONDS,
        aloud=alone,
    )
    unread = Problem(path.name, _UNREAD, remedy=_REMEDY)
    return carried.read(carried.answered(answer, unread)["grids"])
