"""整批表合起来要说的: 相同的文件、看整批的核对、认可了的发现、没有报来的单位."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditing.finding import SEVERITY_WORDS
from batch.accepted import Accepted
from batch.results.table_set import TableSet

LISTED = 10
"""So many units are named."""


def copies(whole: TableSet) -> Iterator[str]:
    """完全相同的文件有几个."""
    if whole.copies:
        count = sum(map(len, whole.copies.values()))
        yield f"{count} 个文件与别的文件完全相同"


def set_findings(whole: TableSet) -> Iterator[str]:
    """看整批表的核对发现了什么."""
    for check, count in whole.findings():
        word = SEVERITY_WORDS[check.severity]
        yield f"{check.code} {word}：{check.message(count)}"


def accepted(count: int) -> str:
    """认可了几处."""
    return f"认可了的发现 {count} 处，没有算作发现"


def unused(known: Accepted, taken: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """认可而没有对上的; `taken` are the findings that were: code, file, place."""
    for entry in known.unused(taken):
        yield f"注意：认可的这一条没有对上发现：{entry}"


def lacking(names: Sequence[str], asked: int, where: str = "") -> str:
    """名单上哪些单位没有报来; `where` says where all of them are named."""
    shown = "、".join(names[:LISTED])
    more = f" 等{where}" if len(names) > LISTED else ""
    told = f"：{shown}{more}" if names else ""
    return f"名单上 {asked} 个单位，{len(names)} 个没有报来{told}"
