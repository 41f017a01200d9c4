"""序号: 一行开头的编号 (一、（二）3. 4）⑤ •), 是哪一种, 第几个."""

from __future__ import annotations

import re
from typing import Final

from indicators.numerals import read_decimal
from indicators.records import record

_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_KINDS: Final = {
    "part": rf"第({_CHINESE}|\d{{1,2}})[部分章节条]{{1,2}}[、.:：\s]*",
    "row": rf"(?:三级)?指标(\d{{1,2}}|{_CHINESE})\s*[:：、.．]",
    "project": rf"(?:重点)?项目(\d{{1,2}}|{_CHINESE})\s*[:：、.．]",
    "nested": r"\d{1,2}(?:\.\d{1,2})?\.(\d{1,2})[\s、.]*(?=[\u4e00-\u9fff])(?![万亿千元个倍])",
    "bracketed": rf"[(（]\s*({_CHINESE})\s*[)）][、.]?",
    "figure_bracketed": r"[(（]\s*(\d{1,2})\s*[)）][、.]?",
    "chinese": rf"({_CHINESE})\s*[、.．]",
    "figure_half": r"(\d{1,2})\s*[)）][、.]?",
    "figure_comma": r"(\d{1,2})\s*、",
    "figure_dot": r"(\d{1,2})\s*[.．](?!\d)",
    "circled": r"([①-⑳])[、.]?",
    "bullet": r"([•·●◆■▪★☆◇○□▶➢✓*-])(?![\d-])",
}
_MARK: Final = re.compile(
    "|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS.items())
)
_INSIDE: Final = re.compile(
    r"(?:(?<=[;；。，,、:：\s])|^)"
    rf"(?:{_KINDS['figure_bracketed']}|{_KINDS['figure_half']}|{_KINDS['figure_dot']}"
    rf"|(?<![\d月]){_KINDS['figure_comma']}|{_KINDS['row']})|{_KINDS['circled']}"
)


@record
class Mark:
    """一个序号: `kind` 是写法, `number` 是第几个 (项目符号没有)."""

    kind: str
    number: int | None


NO_MARK: Final = Mark("", 0)


def marked(text: str) -> tuple[Mark | None, str]:
    """分开序号与正文.

    >>> marked("（二）党政信息网"), marked("3.培训"), marked("3.5万元")[0]
    ((Mark(kind='bracketed', number=2), '党政信息网'), (Mark(kind='figure_dot', number=3), '培训'), None)
    >>> marked("1.2 质量指标"), marked("项目一：图书购置")
    ((Mark(kind='nested', number=2), '质量指标'), (Mark(kind='project', number=1), '图书购置'))
    """
    match = _MARK.match(text.lstrip())
    if match is None:
        return None, text.strip()
    kind = str(match.lastgroup)
    said = next(filter(None, match.groups()[match.re.groupindex[kind] :]))
    return Mark(kind, _number(said)), text.lstrip()[match.end() :].strip()


def _number(text: str) -> int | None:
    """Read the number of a mark.

    >>> _number("12"), _number("十二"), _number("③"), _number("•")
    (12, 12, 3, None)
    """
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    value = read_decimal(text, None)
    return None if value is None else int(value)


def cut_at_marks(text: str) -> list[str]:
    """在文中的序号处断开: 1.甲 2.乙; the marks are dropped.

    >>> cut_at_marks("①网站数量≥15个②更新次数"), cut_at_marks("比例3.5倍")
    (['网站数量≥15个', '更新次数'], ['比例3.5倍'])
    """
    spots = [match.span() for match in _INSIDE.finditer(text)]
    begins = [0, *(end for _, end in spots)]
    ends = [*(start for start, _ in spots), len(text)]
    pieces = (text[a:b].strip() for a, b in zip(begins, ends, strict=True))
    return [piece for piece in pieces if piece]
