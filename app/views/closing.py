"""收尾的一句: 读了几个文件, 几张表, 几张有发现."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from auditing.sorts import Sort
from batch.outcomes import Outcome, Unread


@define
class Closing:
    """数一数各种结局. `worst` 为算作有发现的轻重; `heavy` 为有这样的发现.

    `absent` are files that were found and hold no table; `refused` tells that a file
    that was given by its name was not read, or is blank. `partly` counts the tables of which something was not understood, `unfilled` those
    that are not filled to their end, `others` those that are no self-evaluations.
    """

    files: int
    worst: tuple[str, ...]
    found: int = 0
    clean: int = 0
    blank: int = 0
    partly: int = 0
    unfilled: int = 0
    others: Counter[str] = field(factory=Counter)
    apart: set[str] = field(factory=set)
    compared: set[str] = field(factory=set)
    unread: set[Path] = field(factory=set)
    absent: set[Path] = field(factory=set)
    refused: bool = False
    heavy: bool = False

    def take(self, outcome: Outcome) -> None:
        """Count a table or a file."""
        if isinstance(outcome, Unread):
            self._take_unread(outcome)
            return
        if outcome.findings:
            self.found += 1
        else:
            self.clean += 1
        result = outcome.result
        if result.sort is not Sort.SELF_EVALUATION:
            self.others[result.sort.value] += 1
            self.apart.add(outcome.label)
        elif not result.finished:
            self.unfilled += 1
        self.compared.update(outcome.compared)
        self.partly += result.facts.evaluation.unread > 0
        self.heavy |= any(f.severity in self.worst for f in outcome.findings)

    def _take_unread(self, outcome: Unread) -> None:
        self.refused |= outcome.named
        if outcome.blank:
            self.blank += 1
        elif outcome.absent and not outcome.named:
            self.absent.add(outcome.path)
        else:
            self.unread.add(outcome.path)

    def add(self, other: Closing) -> None:
        """Take in what was counted elsewhere."""
        for name in ("found", "clean", "blank", "partly", "unfilled"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.others.update(other.others)
        self.unread |= other.unread
        self.absent |= other.absent
        self.apart |= other.apart
        self.compared |= other.compared
        self.refused |= other.refused
        self.heavy |= other.heavy

    @property
    def complete(self) -> bool:
        """指名的文件都读了, 都审了; 并且审到了表."""
        return not self.refused and bool(self.found + self.clean)

    @property
    def unsettled(self) -> bool:
        """有的表还没有填完、不是自评表, 或有没读懂的内容.

        A declaration or a monitoring table that a self-evaluation was compared with is
        in its place.
        """
        alone = any(not self._is_compared(label) for label in self.apart)
        return bool(self.unfilled or alone or self.partly)

    def _is_compared(self, label: str) -> bool:
        return any(name.endswith(f" {label}") for name in self.compared)

    @property
    def tables(self) -> int:
        """几张表, 空表也算."""
        return self.found + self.clean + self.blank

    @property
    def sentence(self) -> str | None:
        """读 200 个文件，203 张表：137 张有发现，63 张没有，3 个文件读不了.

        None where there is only one file with at most one table: nothing to sum up.
        """
        return None if self.files == 1 and self.tables <= 1 else self.whole

    @property
    def whole(self) -> str:
        """The same, of a single file too."""
        return f"读 {self.files} 个文件，{self.tables} 张表：{'，'.join(self._parts())}"

    def _parts(self) -> Iterator[str]:
        yield f"{self.found} 张有发现"
        yield f"{self.clean} 张没有"
        if self.unfilled:
            yield f"{self.unfilled} 张没有填完"
        yield from (f"{count} 张是{sort}" for sort, count in self.others.items())
        if self.blank:
            yield f"{self.blank} 张空表"
        if self.partly:
            yield f"{self.partly} 张有没读懂的内容"
        if self.absent:
            yield f"{len(self.absent)} 个文件没有自评表"
        if self.unread:
            yield f"{len(self.unread)} 个文件读不了"
