"""正文的各行: 不含页码, 不含每页重复的页眉页脚, 它们会把一句话隔开."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from reading.grid import Grid
from reading.prose.statements import Line
from reading.prose.wrapping import unbroken

_NUMBER: Final = re.compile(
    r"[-—–―·]*\s*\d{1,4}\s*[-—–―·]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?"
)
_REPEATED: Final = 3


def body_lines(grid: Grid) -> Iterator[Line]:
    """Give the lines that say something, blanks inside them narrowed."""
    lines = [
        Line(" ".join(cell.text.split()), cell.place)
        for row in range(1, grid.height + 1)
        if (cell := grid.at(row, 1))
    ]
    lines = [line for line in lines if not _NUMBER.fullmatch(line.text)]
    edges = _edges(lines)
    yield from unbroken(line for line in lines if (line.page, line.text) not in edges)


def _edges(lines: list[Line]) -> set[tuple[int | None, str]]:
    """The first and the last line of each page, where most pages share them."""
    pages: defaultdict[int | None, list[str]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line.text)
    pages.pop(None, None)
    firsts = {(page, said[0]) for page, said in pages.items()}
    lasts = {(page, said[-1]) for page, said in pages.items()}
    shared = Counter(text for _, text in firsts | lasts)
    least = max(_REPEATED, len(pages) // 2)
    return {edge for edge in firsts | lasts if shared[edge[1]] >= least}
