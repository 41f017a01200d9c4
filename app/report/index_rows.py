"""目录各行的数据, 供网页分页: 一行一个列表, 说得多的词只写一次, 用序号指."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from attrs import define, field

from app.report.contents import ContentsLine
from app.text.visible import visible

SHOWN = 100
"""So many rows stand on one page of the contents."""


@define
class _Words:
    """说得多的词, 各记一次."""

    numbers: dict[Any, int] = field(factory=dict)

    def number(self, word: Any) -> int:
        """Which word it is, from 0."""
        return self.numbers.setdefault(word, len(self.numbers))


def index_rows(
    lines: Sequence[ContentsLine],
    hrefs: Mapping[str, str],
    copies: Mapping[str, Iterable[str]],
    apart: Iterable[int],
) -> str:
    """写成 JSON, 放进网页的 script 里: no sign in it can end the script.

    `apart` are the numbers of the lines, from 1, whose totals stand out.
    """
    units, verdicts, codes = _Words(), _Words(), _Words()
    rows = [
        [
            line.id,
            unquote(hrefs[line.id]),
            units.number(visible(line.unit)),
            visible(line.title),
            line.year,
            visible(line.label),
            line.stated,
            line.due,
            verdicts.number((line.verdict.word, line.verdict.tone)),
            line.unread,
            line.counts,
            [codes.number(code) for code in sorted(line.codes)],
            [visible(each) for each in copies.get(line.file, ())],
        ]
        for line in lines
    ]
    made = {
        "shown": SHOWN,
        "units": [*units.numbers],
        "verdicts": [*verdicts.numbers],
        "codes": [*codes.numbers],
        "apart": [*apart],
        "rows": rows,
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
