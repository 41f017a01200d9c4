"""注释标记: 数后面的 ①、*、注1、[1], 指向表下的注, 不是数的一部分."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = r"[1-9]\d?|[一二三四五六七八九十]"
_MARKED = re.compile(
    r"(?P<value>.*\d[^\d\s\[\]〔〕【】注*＊]{0,6}?)\s*(?P<mark>"
    r"[①-⑳❶-❿⑴-⒇※†‡]+|[*＊]{1,3}"
    rf"|[(（\[〔【]注释?(?:{_NUMBER})?[)）\]〕】]|注释?(?:{_NUMBER})"
    rf"|[\[〔【](?:{_NUMBER})[\]〕】])",
    re.ASCII | re.DOTALL,
)
_ENDS = frozenset("①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺⑴⑵⑶⑷⑸※†‡*＊)）]〕】")
_NOTE = "注"
_LONGEST = 60


@lru_cache(maxsize=1024)
def parted(text: str) -> tuple[str, str]:
    """分开值与其后的注释标记: the value, and the mark, '' where none stands.

    >>> parted("1234.56①"), parted("96人*"), parted("1,200万元（注1）"), parted("90%[2]")
    (('1234.56', '①'), ('96人', '*'), ('1,200万元', '（注1）'), ('90%', '[2]'))
    >>> parted("1234.56注1"), parted("≤**%"), parted("[20,30]"), parted("元/人*")
    (('1234.56', '注1'), ('≤**%', ''), ('[20,30]', ''), ('元/人*', ''))
    """
    if not 0 < len(text) <= _LONGEST or not (text[-1] in _ENDS or _NOTE in text):
        return text, ""
    match = _MARKED.fullmatch(text)
    return (match["value"], match["mark"]) if match else (text, "")
