"""转好的文件: 许多份旧式文书一次启动转完, 放在一处, 随后读到哪份就取哪份.

To start LibreOffice takes longer than to convert a file. Whoever reads many files has
them converted ahead; a file that is not on the shelf is converted by itself.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import Final

from indicators.errors import InputError
from reading.sources.detect import OFFICE_HEADS, kind_of
from reading.sources.office.program import converted, program

CHUNK: Final = 30
"""So many files are converted in one start."""
_FEW: Final = 2
_SHELF: Final = "ZIPING_SHELF"
"""Names the folder of the shelf to the processes that read."""
KINDS: Final = frozenset({"doc", "rtf"})


@contextmanager
def shelf() -> Iterator[None]:
    """Keep a shelf while many files are read; one that is there already is kept on.

    Its folder is made when there is something to put there.
    """
    if _SHELF in os.environ:
        yield
        return
    folder = Path(gettempdir(), f"ziping-shelf-{token_hex(8)}")
    os.environ[_SHELF] = str(folder)
    try:
        yield
    finally:
        del os.environ[_SHELF]
        shutil.rmtree(folder, ignore_errors=True)


def fill(files: Iterable[Path]) -> Iterator[Path]:
    """Have those files converted that need it and are not on the shelf.

    Before each start of LibreOffice the first of its files is given. What cannot be
    converted is told by the reader when the file is read.
    """
    office, folder = program(), os.environ.get(_SHELF)
    wanted = list(filter(_is_wanted, files)) if office and folder else []
    if len(wanted) < _FEW:
        return
    Path(str(folder)).mkdir(mode=0o700, exist_ok=True)
    for first in range(0, len(wanted), CHUNK):
        yield from _converted(str(office), wanted[first : first + CHUNK])


def _converted(office: str, files: Sequence[Path]) -> Iterator[Path]:
    """Convert files; where one ends LibreOffice, those behind it in another start."""
    while len(files) >= _FEW:
        yield files[0]
        _convert(office, files)
        files = [file for file in files if not taken(file)][1:]


def taken(file: Path) -> Path | None:
    """The .docx of a file, if it is on the shelf."""
    folder = os.environ.get(_SHELF)
    kept = _place(Path(folder), file) if folder else None
    return kept if kept and kept.is_file() else None


def _convert(office: str, files: Sequence[Path]) -> None:
    folder = Path(os.environ[_SHELF])
    with converted(office, files) as made:
        for file, docx in zip(files, made, strict=True):
            if docx:
                shutil.move(docx, _place(folder, file))


def _place(folder: Path, file: Path) -> Path:
    """Where a file stands: by its content, whatever it is called."""
    return folder / f"{sha256(file.read_bytes()).hexdigest()}.docx"


def _is_wanted(file: Path) -> bool:
    """Say whether a file must be converted, and is not yet. A pipe is never opened."""
    if not file.is_file():
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(8)
        return (
            head.startswith(OFFICE_HEADS) and kind_of(file) in KINDS and not taken(file)
        )
    except (InputError, OSError):
        return False
