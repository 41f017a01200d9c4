"""一个要读的文件: 说起它时用的路径, 与真正所在的地方."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from batch.outcomes import Audited, Event, Notice, Unread
from indicators.errors import Problem


@frozen
class FoundFile:
    """一个要读的文件.

    `path` is what it is called in everything that is said of it; `real` is where its
    bytes are: elsewhere for what was taken out of an archive. `named` tells that it was
    given by its own name, and was not found in a folder, an archive or by a pattern.
    """

    path: Path
    real: Path
    named: bool = True

    @classmethod
    def of(cls, path: Path) -> FoundFile:
        """A file that was given by its own name."""
        return cls(path, path)

    def called(self, event: Event) -> Event:
        """The same event, of the file as it is called."""
        if isinstance(event, Unread):
            event = evolve(event, named=self.named)
        if self.path == self.real:
            return event
        if isinstance(event, Unread):
            return evolve(event, path=self.path, problems=self._told(event.problems))
        if isinstance(event, Notice):
            return evolve(event, path=self.path, doubts=self._told(event.doubts))
        if isinstance(event, Audited):
            return evolve(event, path=self.path)
        return event

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets it as texts: a path made of its parts takes longer."""
        real = None if self.real == self.path else str(self.real)
        return _sent, (str(self.path), real, self.named)

    def _told(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(map(self._named, problems))

    def _named(self, problem: Problem) -> Problem:
        """Name the file of a problem as it is called; a place in it needs no name."""
        if not isinstance(problem.where, str):
            return problem
        where = problem.where.replace(str(self.real), str(self.path))
        return evolve(problem, where=where)


def _sent(path: str, real: str | None, named: bool) -> FoundFile:  # noqa: FBT001 - as it was sent
    place = Path(path)
    return FoundFile(place, place if real is None else Path(real), named)
