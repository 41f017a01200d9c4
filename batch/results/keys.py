"""什么决定一个文件做没做过: 内容、路径、软件、评分办法、所选的、对照的、认可的.

The path decides no more than where a result belongs: what was made of the same content
elsewhere is taken over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

from auditing.sorts import Sort
from batch.papers import KINDS, Belonging, Paper
from batch.results.journal import Used
from batch.run import Order
from batch.sources.found_file import FoundFile

_OWN = KINDS[Sort.SELF_EVALUATION]


@frozen
class Job:
    """一个要做的文件: `digest` 为内容的 sha256, `key` 为做没做过看的.

    `content` is what tells whether the same was done elsewhere; `named` is it together
    with the name of the file, for what is made of the name too: its annotated copy, which
    says it in a cell. `noted` is the key of one that could not be opened.
    """

    source: FoundFile
    digest: str
    content: str
    noted: str = ""

    @cached_property
    def key(self) -> str:
        """做没做过看的."""
        return self.noted or key(self.content, str(self.source.path))

    @cached_property
    def named(self) -> str:
        """The content under this name."""
        return copy_name(self.content, str(self.source.path))

    @property
    def contents(self) -> tuple[str, str]:
        """By either of these the same is known elsewhere."""
        return self.content, self.named

    @property
    def used(self) -> Used:
        """Where it is noted."""
        return Used(self.key, str(self.source.path))


def key(digest: str, *parts: Any) -> str:
    """一个文件的键; any part that differs makes another.

    >>> key("a", 1) == key("a", 1), key("a", 1) == key("a", 2)
    (True, False)
    """
    text = json.dumps([digest, *parts], ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()


def copy_name(content: str, path: str) -> str:
    """批注过的副本怎样叫: by the content and the name of its file, wherever it lies."""
    return key(content, Path(path).name)


def settings(order: Order, program: str) -> tuple[Any, ...]:
    """所有文件共有的: the program, the policy, the sheet, the checks."""
    policy = None if order.policy is None else order.policy.id
    return program, policy, order.sheet, order.codes


def beside(
    own: Sequence[Paper], wanted: Sequence[str], known: Mapping[str, Sequence[Paper]]
) -> str | None:
    """与哪些文件里的表对照, 记作一段文字; None where there are none.

    `own` are the papers of a file, `known` those of all, by project. The paths of the
    others count: what is found says which files were compared.
    """
    found = sorted(
        (
            str(other.path),
            other.sheet or "",
            other.name,
            sha256(other.packed).hexdigest(),
        )
        for paper in own
        if paper.name == _OWN
        for other in _belonging(paper, wanted, known)
    )
    return json.dumps(found, ensure_ascii=False) if found else None


def _belonging(
    paper: Paper, wanted: Sequence[str], known: Mapping[str, Sequence[Paper]]
) -> Iterator[Paper]:
    for other in known.get(paper.identity.project or "", ()):
        if other.name not in wanted:
            continue
        lag = int(other.name == _OWN)
        belonging = paper.identity.belonging(other.identity, lag)
        if belonging is not Belonging.NO and other.path != paper.path:
            yield other
