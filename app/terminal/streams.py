"""标准输出与标准错误: 任何字符都写得出, 进度只在终端上显示.

Text from a file is written with its control characters made visible; what the
stream's encoding does not hold is written as something near, or as [U+2212].
"""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from time import monotonic
from typing import TextIO

from app.text.visible import flat, visible

NEAR = {
    "\u2212": "-",
    "\u00a0": " ",
    "\u2011": "-",
    "\u202f": " ",
    "\u2022": "·",
    "\u2248": "约",
    "\u203a": ">",
}
"""Characters that an encoding may lack → what is written in their place."""

_WRITABLE = "ziping"
_CLEAR = "\r\x1b[K"
_LAST_STREAM = 2
_FEW, _SOON = 3, 1.0
"""After so many files and seconds a speed means something."""
_BESIDE = 12


def _near(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_shown(glyph, error.encoding) for glyph in lost), error.end


def _shown(glyph: str, encoding: str) -> str:
    try:
        return NEAR[glyph].encode(encoding).decode(encoding)
    except (KeyError, UnicodeEncodeError):
        return f"[U+{ord(glyph):04X}]"


codecs.register_error(_WRITABLE, _near)


def prepare() -> None:
    """让任何字符都写得出: whatever the encoding of the terminal or the pipe.

    ASCII holds no Chinese at all: UTF-8 is written instead. A closed stream takes
    everything and shows nothing, and no file that is opened stands in its place: it would
    get what a library says there.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        os.set_inheritable(number, True)  # noqa: FBT003 - positional alone
    os.close(number)
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            plain = codecs.lookup(stream.encoding).name == "ascii"
            encoding = "utf-8" if plain else stream.encoding
            stream.reconfigure(encoding=encoding, errors=_WRITABLE)


def mute() -> None:
    """管道的另一头已关: nothing more is written to stdout."""
    sys.stdout = _nowhere()


def flush() -> None:
    """写完标准输出; where nobody reads it any more, the rest goes nowhere."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        mute()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


class Progress:
    """进度: 终端上的一行, 别的话写出之前擦去. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.shown = False
        self.clock = clock
        self.since: float | None = None

    def at(self, number: int, whole: int, name: str) -> None:
        """Say which one of how many, how fast, how long still, and its name.

        Nothing where stderr is no terminal.
        """
        if not sys.stderr.isatty():
            return
        told = f"{number}/{whole}{self._speed(number - 1, whole)}"
        room = max(terminal_width() - len(told) - _BESIDE, 8) // 2
        self.shown = _heard(f"{_CLEAR}{told} {flat(name)[-room:]}")

    def _speed(self, done: int, whole: int) -> str:
        """How many a second and how long still; nothing before that can be told."""
        now = self.clock()
        if self.since is None:
            self.since = now
        past = now - self.since
        if done < _FEW or past < _SOON:
            return ""
        rate = done / past
        minutes, seconds = divmod(round((whole - done) / rate), 60)
        return f"  每秒 {rate:.1f} 个，还需 {minutes}:{seconds:02}"

    def clear(self) -> None:
        """Wipe the line."""
        if self.shown:
            _heard(_CLEAR)
            self.shown = False


PROGRESS = Progress()


def terminal_width() -> int:
    """终端的宽度, 列."""
    return shutil.get_terminal_size().columns


def asked_width() -> int | None:
    """要求的宽度, 列: what COLUMNS says, for a pipe or a file; None where it is not set."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and int(asked) else None


def to_stdout(text: str) -> None:
    """写到标准输出, 一行或几行."""
    PROGRESS.clear()
    sys.stdout.write(f"{visible(text)}\n")


def to_stderr(text: str) -> None:
    """写到标准错误, 一句一行; folded where it is a terminal."""
    from app.text.wrapping import wrapped

    PROGRESS.clear()
    line = flat(text)
    folded = wrapped(line, terminal_width()) if sys.stderr.isatty() else [line]
    _heard("\n".join((*folded, "")))


def _heard(text: str) -> bool:
    """Write to stderr; False where nobody hears it any more, as from now on nobody does."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        sys.stderr = _nowhere()
        return False
    return True


def writable(text: str) -> bool:
    """标准输出的编码是否写得出."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
