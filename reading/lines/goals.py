"""文字里的目标: 预期目标和实际完成情况, 一段接一段."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from indicators.evaluation import Goals
from reading.lines.head import TableLines, TextLine
from reading.lines.row_words import glued

_NUMBERED = re.compile(r"[1１一][、.．]|[(（][1一][)）]")
_LETTERS = "年度绩效指标绩效"
_PAIR = 2


def goals_of(table: TableLines, at: int, header: int) -> Goals:
    """Two texts, one after the other, parted by a blank line."""
    texts = _texts(_without_foot(table.lines[at + 1 : header]))
    if not texts:
        return Goals()
    second = _second(texts)
    if second is None:
        message = "年度目标分不出预期和实际两部分，都作为预期目标"
        table.doubts.note(table.lines[at].place, message)
        return Goals("".join(texts))
    return Goals("".join(texts[:second]), "".join(texts[second:]) or None)


def _without_foot(lines: Sequence[TextLine]) -> list[str]:
    """The lines without what stands below the goals: blanks, letters of a label."""
    kept = [line.text for line in lines]
    while kept and _is_foot(kept[-1]):
        kept.pop()
    return kept


def _is_foot(text: str) -> bool:
    """The letters of 绩效指标, one below the other; a blank line."""
    return len(text) <= _PAIR and text in _LETTERS


def _texts(lines: Sequence[str]) -> list[str]:
    """The paragraphs: blank lines part them, and the second 1、 where there are two."""
    starts = [number for number, line in enumerate(lines) if _NUMBERED.match(line)]
    seam = starts[1] if len(starts) == _PAIR else len(lines)
    return [*_paragraphs(lines[:seam]), *_paragraphs(lines[seam:])]


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [glued(list(block)) for full, block in groupby(lines, key=bool) if full]


def _second(texts: Sequence[str]) -> int | None:
    """The paragraph with which the second text begins."""
    numbered = (i for i, text in enumerate(texts) if i and _NUMBERED.match(text))
    return next(numbered, 1 if len(texts) == _PAIR else None)
