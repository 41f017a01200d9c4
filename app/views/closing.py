"""收尾的一句: 读了几个文件, 几张表, 几张有发现; 与退出码."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from app.commands.options import CLEAN, FINDINGS, UNUSABLE
from app.terminal.streams import say, tell
from batch.outcomes import Outcome, Unread


@define
class Closing:
    """数一数各种结局. `worst` 为使退出码为 1 的轻重."""

    files: int
    worst: tuple[str, ...]
    as_json: bool
    found: int = 0
    clean: int = 0
    blank: int = 0
    unread: set[Path] = field(factory=set)
    heavy: bool = False

    def take(self, outcome: Outcome) -> None:
        """Count a table or a file."""
        if isinstance(outcome, Unread):
            if outcome.blank:
                self.blank += 1
            else:
                self.unread.add(outcome.path)
            return
        if outcome.findings:
            self.found += 1
        else:
            self.clean += 1
        self.heavy |= any(f.severity in self.worst for f in outcome.findings)

    @property
    def code(self) -> int:
        """退出码."""
        if self.unread or self.blank:
            return UNUSABLE
        return FINDINGS if self.heavy else CLEAN

    def end(self) -> None:
        """Write the line, where there is more than one file or table to sum up."""
        if self.files == 1 and self.found + self.clean + self.blank <= 1:
            return
        if self.as_json:
            tell(self.sentence)
        else:
            say(f"\n{self.sentence}")

    @property
    def sentence(self) -> str:
        """读 200 个文件，203 张表：137 张有发现，63 张没有，3 个文件读不了."""
        tables = self.found + self.clean + self.blank
        return f"读 {self.files} 个文件，{tables} 张表：{'，'.join(self._parts())}"

    def _parts(self) -> Iterator[str]:
        yield f"{self.found} 张有发现"
        yield f"{self.clean} 张没有"
        if self.blank:
            yield f"{self.blank} 张没有指标行"
        if self.unread:
            yield f"{len(self.unread)} 个文件读不了"
