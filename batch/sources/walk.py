"""走一遍给出的路径: 文件夹、通配符、压缩包里有哪些文件, 先后总是一样."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path, PurePosixPath

from attrs import define, field

from batch.outcomes import Unread
from batch.sources.archives import Unpacking, is_archive, passed_over
from batch.sources.found_file import FoundFile
from batch.system_errors import problem
from indicators.errors import Problem

_PATTERN = re.compile(r"[*?\[]")
LOCKS, HIDDEN, LINKS = " Office 的锁定文件", "隐藏文件", "指向文件夹的链接"


@define
class Walk:
    """走过的结果.

    `sources` are the files to read; `unread` what could not be opened on the way;
    `skipped` counts what is not to be read, by what it is. `whole` tells that anything
    but files by their names was given.
    """

    folder: Path
    apart: frozenset[Path] = frozenset()
    sources: list[FoundFile] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    skipped: Counter[str] = field(factory=Counter)
    whole: bool = False
    _unpacking: Unpacking = field(init=False)
    _seen: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        """Archives are unpacked into the folder."""
        self._unpacking = Unpacking(self.folder)

    def take(self, given: Sequence[Path]) -> None:
        """Walk each path that was given, in the order in which they were given."""
        for path in given:
            if os.path.isdir(path):  # noqa: PTH112 - Path raises where a name is too long
                self._found(_files(path, self))
            elif is_archive(path):
                self._found((FoundFile.of(path),))
            elif _is_pattern(path):
                self._matching(path)
            else:
                self.sources.append(FoundFile.of(path))

    def _matching(self, pattern: Path) -> None:
        """Take what a pattern names, folders too."""
        names = sorted(glob(str(pattern), recursive=True))  # noqa: PTH207 - a whole path
        if not names:
            what = Problem(str(pattern), "没有这样的文件", remedy="请核对路径与通配符")
            self.unread.append(Unread(pattern, (what,)))
        for path in map(Path, names):
            folder = path.is_dir()
            found = (
                _files(path, self) if folder else (FoundFile(path, path, named=False),)
            )
            self._found(found)

    def _found(self, sources: Iterator[FoundFile] | tuple[FoundFile, ...]) -> None:
        """Take files that were found; one that is found twice is read once."""
        self.whole = True
        for source in sources:
            where = os.path.realpath(source.real)
            if where in self._seen or self._is_apart(Path(where)):
                continue
            self._seen.add(where)
            if is_archive(source.real):
                self._unpack(source)
            elif not self._passes_over(source):
                self.sources.append(source)

    def _is_apart(self, path: Path) -> bool:
        """Tell whether a file is one of the run's own results."""
        return not self.apart.isdisjoint((path, *path.parents))

    def _passes_over(self, source: FoundFile) -> bool:
        """Count a file that is not to be read, because of its name."""
        if not passed_over(PurePosixPath(source.path.name)):
            return False
        lock = source.path.name.startswith("~$")
        self.skipped[LOCKS if lock else HIDDEN] += 1
        return True

    def _unpack(self, archive: FoundFile) -> None:
        for found in self._unpacking.members(archive):
            if isinstance(found, Problem):
                unread = Unread(archive.path, (found,), named=False)
                self.unread.append(unread)
            elif found.real == archive.real:
                lock = found.path.name.startswith("~$")
                self.skipped[LOCKS if lock else HIDDEN] += 1
            else:
                self.sources.append(found)

    def cannot(self, error: OSError) -> None:
        """Note a folder that cannot be opened."""
        path = Path(error.filename or "")
        told = (problem(str(path), error),)
        self.unread.append(Unread(path, told, named=False))


def _files(top: Path, walk: Walk) -> Iterator[FoundFile]:
    """Every file below a folder, folder by folder, each in the order of the names."""
    for where, folders, names in os.walk(top, onerror=walk.cannot):
        here = Path(where)
        walk.skipped[HIDDEN] += sum(map(_is_hidden, folders))
        links = [n for n in folders if (here / n).is_symlink() and not _is_hidden(n)]
        walk.skipped[LINKS] += len(links)
        folders[:] = sorted(n for n in folders if not _is_hidden(n) and n not in links)
        inside = (here / name for name in sorted(names))
        yield from (FoundFile(path, path, named=False) for path in inside)


def _is_hidden(name: str) -> bool:
    return passed_over(PurePosixPath(name))


def _is_pattern(path: Path) -> bool:
    """A path with signs of a pattern that is no file by its own name."""
    return bool(_PATTERN.search(str(path))) and not os.path.exists(path)  # noqa: PTH110 - as above
