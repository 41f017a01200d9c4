"""本机的 LibreOffice: 在哪里, 请它把文件转成 .docx."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from reading.sources.isolated import ask

SECONDS: Final = 40
"""What the start of LibreOffice and one file may take."""
EACH: Final = 4
"""What each further file may take."""
_GRACE: Final = 15
_NAMES: Final = ("soffice", "libreoffice")
_ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}
_RTF: Final = b"{\\rtf"


def program() -> str | None:
    """Where LibreOffice is: on the path, or where it installs itself."""
    known = filter(None, map(shutil.which, _NAMES))
    usual = (name for name in _ELSEWHERE.get(sys.platform, ()) if Path(name).is_file())
    return next(known, None) or next(usual, None)


@contextmanager
def converted(office: str, files: Iterable[Path]) -> Iterator[list[Path | None]]:
    """Convert files in one start; the .docx of each, None where there is none.

    Each is copied under a name of our own: LibreOffice leaves marks beside what it
    opens, and goes by the extension before the content.
    """
    with TemporaryDirectory(prefix="ziping-office-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        stems = [_staged(file, folder / "in", n) for n, file in enumerate(files)]
        seconds = SECONDS + EACH * (len(stems) - 1)
        arguments = [office, name, str(seconds)]
        ask("reading.sources.office.process", arguments, seconds + _GRACE)
        made = (folder / "out" / f"{stem}.docx" for stem in stems)
        yield [path if path.is_file() else None for path in made]


def _staged(file: Path, folder: Path, number: int) -> str:
    """Copy a file into a folder, named by what it is; gives the stem."""
    with file.open("rb") as opened:
        suffix = ".rtf" if opened.read(len(_RTF)) == _RTF else ".doc"
    stem = f"{number:05}"
    shutil.copyfile(file, folder / f"{stem}{suffix}")
    return stem
