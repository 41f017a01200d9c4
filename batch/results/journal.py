"""做完的清单: 一个文件做完就添一行; 中断了, 下次从没做的做起.

A line holds the key of what was done, the papers of the file, and its record, parted
by tabs. A line that was not written to its end does not count. At the end of
a run the lines that still count are written anew, in the order of the files.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

NAME: Final = "done.tsv"
_FIELDS: Final = 3


def packed(record: Any) -> str:
    """写成清单里的一段: JSON, compressed, since records say the same again and again."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode())).decode()


class Journal:
    """做完的清单, 在一个文件里. Only keys and places are kept in memory."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file: IO[bytes] = path.open("w+b" if anew or not path.exists() else "r+b")
        self.places: dict[str, int] = {}
        end = 0
        for place, line in self._lines():
            self.places[line.partition(b"\t")[0].decode()] = place
            end = place + len(line)
        self.file.truncate(end)
        self.file.seek(end)

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

    def add(self, key: str, answer: tuple[str, str]) -> None:
        """Note what was done: papers as one line of JSON, and a packed record."""
        place = self.file.seek(0, 2)
        self.file.write("\t".join((key, *answer)).encode() + b"\n")
        self.file.flush()
        self.places[key] = place

    def _fields(self, key: str) -> list[bytes]:
        self.file.seek(self.places[key])
        return self.file.readline().rstrip(b"\n").split(b"\t")

    def papers(self, key: str) -> Any:
        """The papers of a file that was done."""
        return json.loads(self._fields(key)[1])

    def record(self, key: str) -> Any:
        """The record of a file that was done."""
        return json.loads(zlib.decompress(b64decode(self._fields(key)[2])))

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
        """Close the file."""
        self.file.close()


def _opened(path: Path, places: dict[str, int]) -> Journal:
    made = Journal.__new__(Journal)
    made.path, made.places, made.file = path, places, path.open("rb")
    return made
