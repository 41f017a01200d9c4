"""表下的文字: 偏差大或目标未完成原因分析、其他需要说明的事项、存在问题, 各有一栏."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from indicators.quantity import MARKS
from reading.grid import Cell, Layout
from reading.text import lines, single
from reading.vocabulary.headings import bare, key, pattern, role

_ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]?\s*(?=\D)")
_LABELLED = re.compile(r"\s*([^:：\n]{2,24})[:：]\s*(.*)", re.DOTALL)
_NOTHING = re.compile(
    r"(暂?无|没有|不涉及)(其[他它])?(需要?说明的?)?(事项|问题|情况|内容)?"
)
Remarks = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1024)
def is_remark(text: str) -> bool:
    r"""Say whether a text is the label of a remark.

    >>> is_remark("偏差大或目标未完成\n原因分析"), is_remark("三、存在的问题")
    (True, True)
    >>> is_remark("注"), is_remark("填表说明"), is_remark("项目负责人")
    (False, False, False)
    """
    text = _ORDINAL.sub("", text.strip())
    short = bare(key(text))
    if pattern("footer", "remark").match(short):
        return True
    # 得分说明 below a table says how to fill it in.
    return role("columns", text) == "note" and not short.startswith("得分")


def remarks_of(
    layout: Layout, first: int, last: int, after: Sequence[str] = ()
) -> Remarks:
    """Read what is said below the indicators; `after` are lines below the table."""
    found: dict[tuple[str, str], None] = {}
    for row in range(first, last + 1):
        for cell in layout.begun(row):
            found.update(dict.fromkeys(_remark(layout, cell)))
    for line in after:
        found.update(dict.fromkeys(_inline(line)))
    return tuple(found)


def _remark(layout: Layout, cell: Cell) -> Iterator[tuple[str, str]]:
    if not is_remark(cell.text):
        yield from _inline(cell.text)
        return
    text = _beside(layout, cell)
    if text is not None and not _says_nothing(text):
        yield single(cell.text).rstrip(":："), text


def _inline(text: str) -> Iterator[tuple[str, str]]:
    """存在问题：进度偏慢, in one text."""
    match = _LABELLED.fullmatch(text)
    said = lines(match[2]) if match and is_remark(match[1]) else None
    if match and said and not _says_nothing(said):
        yield single(match[1]), said


def _says_nothing(text: str) -> bool:
    short = text.strip().rstrip("。.；;")
    return short in MARKS or _NOTHING.fullmatch(short) is not None


def _beside(layout: Layout, label: Cell) -> str | None:
    """The text right of a label, in all its rows; else the one below it."""
    right = layout.right_of(label)
    if right is None:
        return _below(layout, label)
    rows = range(label.row, label.row + label.rows)
    cells = [layout.at(row, right.column) for row in rows]
    texts = [c.text for row, c in zip(rows, cells, strict=True) if c and c.row == row]
    said = lines("\n".join(texts)) if right.row == label.row else None
    return None if said is None or is_remark(said) else said


def _below(layout: Layout, label: Cell) -> str | None:
    """The text of the next row, where a label takes the whole of its own."""
    edge = label.column + label.columns
    cells = [c for c in layout.begun(label.row + label.rows) if c.text.strip()]
    if layout.at(label.row, edge) or len(cells) != 1 or label.columns == 1:
        return None
    below = cells[0]
    same = (below.column, below.columns) == (label.column, label.columns)
    named = is_remark(below.text) or _LABELLED.match(below.text) is not None
    return lines(below.text) if same and not named else None
