"""栏次行: 列名下面的 1 2 3 …、甲 乙 丙 …、（A）（B）（B/A）, 只是列的编号."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reading.grid import Cell
from reading.vocabulary.headings import key

_LABELS = frozenset(("栏次", "列次", "行次", "栏号", "列号"))
_LETTER = re.compile(r"\(?[A-H](=?\(?[A-H]?\)?[/÷*×]\(?[A-H]\)?)?([*×xX]100%?)?\)?")
_QUOTIENT = re.compile(r"([A-H])\)?[/÷]\(?([A-H])")
_BEHIND = re.compile(r"[\u4e00-\u9fff)]\(?([A-H])\)?$")
_STROKE, _PERCENT = re.compile("[÷／]"), re.compile(r"[*×xX]100%?$")
_STEM = re.compile(r"[甲乙丙丁戊己庚辛壬癸]")
_NUMBER = re.compile(r"[(\[]?(\d{1,2})[)\]]?(=.*)?", re.ASCII)
_FEWEST = 3


def is_letter(text: str) -> bool:
    """Say whether a text is a letter that names a column, or a formula of such.

    >>> is_letter("（B/A）"), is_letter("C=B/A×100%"), is_letter("ABC"), is_letter("甲")
    (True, True, False, False)
    """
    return _LETTER.fullmatch(key(text)) is not None


def is_quotient(text: str, over: str, under: str) -> bool:
    """Say whether a heading divides one column by another, by their letters or names.

    >>> is_quotient("（B/A）", "全年支出（B）", "全年预算（A）"), is_quotient("B/A", "支出", "预算A")
    (True, False)
    >>> is_quotient("决算数/调整预算数", "决算数", "调整预算数")
    True
    """
    if _STROKE.sub("/", _PERCENT.sub("", key(text))) == f"{key(over)}/{key(under)}":
        return True
    match = _QUOTIENT.search(key(text)) if is_letter(text) else None
    return match is not None and match.groups() == (_letter(over), _letter(under))


def _letter(title: str) -> str | None:
    """The letter behind a heading: 全年支出（B） is B."""
    match = _BEHIND.search(key(title))
    return match[1] if match else None


def is_legend(cells: Sequence[Cell]) -> bool:
    """Say whether a row only counts or letters the columns above it."""
    texts = list(filter(None, (key(cell.text) for cell in cells)))
    if texts and texts[0] in _LABELS:
        texts = texts[1:]
    return bool(texts) and (all(map(_LETTER.fullmatch, texts)) or _is_counted(texts))


def _is_counted(texts: list[str]) -> bool:
    """Say whether texts count 1, 2, 3 …, with 甲, 乙 … for the first of them."""
    numbers: list[int] = []
    for text in texts:
        if match := _NUMBER.fullmatch(text):
            numbers.append(int(match[1]))
        elif not _STEM.fullmatch(text):
            return False
    return len(texts) >= _FEWEST and numbers == list(range(1, len(numbers) + 1))
