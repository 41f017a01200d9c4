"""做完的清单: 一个文件做完就添一行; 中断了, 下次从没做的做起.

A line holds the key of what was done, what its content is known by, the papers of the
file, its record, and the records of its rows and of its findings, parted by tabs. A line that was not
written to its end does not count. At the end of a run the lines that still count are
written anew, in the order of the files.

What is noted says nothing of where the file lies and how it is called: `FILE` stands for
its path, `STEM` for its name without the suffix, and `ID` for what its pages are told by.
So a file that was moved or renamed need not be read again.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

NAME: Final = "done.tsv"
FILE: Final = "\ufdd0\ufdd1"
ID: Final = "\ufdd0\ufdd2"
STEM: Final = "\ufdd0\ufdd3"
"""Noncharacters: no text holds them by chance."""
ID_LENGTH: Final = 12
"""So many letters of a key tell the pages of a file from all others."""


class Answer(NamedTuple):
    """一个文件做完的: papers as one line of JSON, and three packed texts.

    Rows and findings are lines of JSON as they stand in the data that is written.

    `content` is what a file of the same content is known by, wherever it lies.
    """

    content: str
    papers: str
    record: str
    rows: str = ""
    findings: str = ""


class Used(NamedTuple):
    """一个文件记在哪里, 和它的路径."""

    key: str
    path: str = ""

    def told(self, text: str) -> str:
        """A text that was noted, of this file."""
        text = text.replace(FILE, _quoted(self.path)).replace(ID, self.key[:ID_LENGTH])
        return (
            text.replace(STEM, _quoted(Path(self.path).stem)) if STEM in text else text
        )


def _quoted(text: str) -> str:
    """A text as it stands between the quotes of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def packed(text: str) -> str:
    """写成清单里的一段: compressed, since records say the same again and again."""
    return b64encode(zlib.compress(text.encode(), _FAST)).decode() if text else ""


def _unpacked(part: bytes) -> str:
    return zlib.decompress(b64decode(part)).decode() if part else ""


_FAST: Final = 1
"""How hard a text is compressed: records say so much again that the least is enough."""
_FIELDS: Final = 1 + len(Answer._fields)
_CONTENT, _PAPERS, _RECORD, _ROWS, _FINDINGS = range(1, _FIELDS)


class Journal:
    """做完的清单, 在一个文件里. Only keys and places are kept in memory."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file: IO[bytes] = path.open("w+b" if anew or not path.exists() else "r+b")
        self.places: dict[str, int] = {}
        self.contents: dict[str, str] = {}
        end = 0
        for place, line in self._lines():
            key, content = line.split(b"\t", 2)[:2]
            self._note(key.decode(), content.decode(), place)
            end = place + len(line)
        self.file.truncate(end)
        self.file.seek(end)

    def _note(self, key: str, content: str, place: int) -> None:
        self.places[key] = place
        if content:
            self.contents.setdefault(content, key)

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Every line that is whole, and where it begins."""
        place = 0
        for line in self.file:
            if not line.endswith(b"\n") or line.count(b"\t") != _FIELDS - 1:
                return
            yield place, line
            place += len(line)

    def __contains__(self, key: str) -> bool:
        return key in self.places

    def like(self, contents: Sequence[str]) -> str | None:
        """The key of a file of the same content that was done elsewhere."""
        known = (self.contents.get(each) for each in contents)
        return next(filter(None, known), None)

    def add(self, key: str, answer: Answer) -> None:
        """Note what was done."""
        place = self.file.seek(0, 2)
        try:
            self.file.write("\t".join((key, *answer)).encode() + b"\n")
            self.file.flush()
        except OSError:
            self.close()
            raise
        self._note(key, answer.content, place)

    def _fields(self, key: str) -> list[bytes]:
        self.file.seek(self.places[key])
        return self.file.readline().removesuffix(b"\n").split(b"\t")

    def answer(self, key: str) -> Answer:
        """What was noted of a file, as it was noted."""
        return Answer(*(field.decode() for field in self._fields(key)[_CONTENT:]))

    def papers(self, used: Used) -> Any:
        """The papers of a file that was done."""
        return json.loads(used.told(self._fields(used.key)[_PAPERS].decode()))

    def record(self, used: Used, noted: str | None = None) -> Any:
        """The record of a file that was done, without its rows and findings.

        `noted` is the key of another file of the same content, from which it is taken.
        """
        fields = self._fields(noted or used.key)
        return json.loads(used.told(_unpacked(fields[_RECORD])))

    def rows(self, used: Used) -> str:
        """The records of the rows of a file, a line of JSON each."""
        return used.told(_unpacked(self._fields(used.key)[_ROWS]))

    def finding_lines(self, used: Used) -> str:
        """The records of the findings of a file, a line of JSON each."""
        return used.told(_unpacked(self._fields(used.key)[_FINDINGS]))

    def findings(self, used: Used) -> list[dict[str, Any]]:
        """The records of the findings of a file."""
        return [json.loads(line) for line in _lines(self.finding_lines(used))]

    def keep(self, keys: Iterable[str]) -> None:
        """Write the lines of these keys alone, in this order, and close the file."""
        temporary = self.path.with_suffix(".new")
        with temporary.open("wb") as file:
            for key in dict.fromkeys(keys):
                file.write(b"\t".join(self._fields(key)) + b"\n")
        self.close()
        temporary.replace(self.path)

    def again(self) -> Journal:
        """The same, read by another process: it keeps a place of its own in the file."""
        return _opened(self.path, self.places)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process opens the file anew."""
        return _opened, (self.path, self.places)

    def close(self) -> None:
        """Close the file; what could not be written was told before."""
        with suppress(OSError):
            self.file.close()


def _lines(text: str) -> list[str]:
    """Lines of JSON; other breaks of a line may stand in their texts."""
    return text.split("\n")[:-1]


def _opened(path: Path, places: dict[str, int]) -> Journal:
    made = Journal.__new__(Journal)
    made.path, made.places, made.contents = path, places, {}
    made.file = path.open("rb")
    return made
