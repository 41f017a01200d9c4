"""把关: 哪些条件成立才计分; 不成立时空着得分, 状态说明为何.

One list of guards makes both formulas, so what the status says is why the points are
empty. `kind` guards ask only what stands in a cell and never meet an error; the others
look at the numbers and are asked only when all of those hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from indicators.quantity import MARKS
from indicators.records import record
from templates.live import sentences
from templates.live.cell_text import joined, quoted
from templates.live.shapes import LiveRow

MARKED = tuple(sorted(MARKS - {""}))


@record
class Guard:
    """一个条件: 公式 `test`; 不成立时的话 `reason` (公式); 现在成立与否 `holds`, `said`."""

    test: str
    reason: str
    holds: bool
    said: str = ""
    kind: bool = False


def guarded(guards: Sequence[Guard], core: str) -> str:
    """写出得分: `core` where every guard holds, else ""."""
    kinds = [guard.test for guard in guards if guard.kind]
    values = [guard.test for guard in guards if not guard.kind]
    inner = f'IF({_every(values)},{core},"")' if values else core
    return f'=IF({_every(kinds)},{inner},"")'


def _every(tests: Sequence[str]) -> str:
    return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"


def status(guards: Sequence[Guard], otherwise: str) -> str:
    """写出状态: the reason of the first guard that does not hold."""
    text = otherwise
    kinds = [guard for guard in guards if guard.kind]
    values = [guard for guard in guards if not guard.kind]
    for guard in reversed([*kinds, *values]):
        text = f"IF({guard.test},{text},{guard.reason})"
    return f"={text}"


def failing(guards: Sequence[Guard]) -> Guard | None:
    """Return the guard that speaks now; None where all hold."""
    failed = [guard for guard in guards if not guard.holds]
    return min(failed, key=lambda guard: not guard.kind) if failed else None


def in_own_row(status: str, cells: LiveRow, *, points: bool) -> str:
    """写出状态, where all cells still stand in the row of the weight.

    A formula follows a cell that is cut and pasted elsewhere, and counts the value of
    another row. What was deleted or pasted over is an error here. `points`: whether
    those are typed, and may be cut as well.
    """
    moved = (cells.target, cells.actual, *([cells.points] if points else ()))
    beside = "*".join(f"(ROW({cell})=ROW({cells.weight}))" for cell in moved)
    return f"IF(ISNUMBER(1/({beside})),{status},{quoted(sentences.MOVED)})"


def quote(cell: str) -> str:
    """Quote what stands in a cell, cut to a length, as part of a sentence."""
    return f"LEFT({cell},{sentences.LONGEST_QUOTE})"


def is_number(cell: str) -> str:
    """Ask for a number. TRUE is one to LibreOffice, and would count as 100 %."""
    return f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"


def is_blank(cell: str) -> str:
    """Ask whether nothing but blanks stands in a cell that is no number, no error."""
    return f'TRIM(SUBSTITUTE({cell},"　",""))=""'


@lru_cache(maxsize=64)
def says_nothing(cell: str) -> str:
    """Ask whether a cell that is no error holds nothing, or a mark that says so."""
    marks = ",".join(f"TRIM({cell})={quoted(mark)}" for mark in MARKED)
    return f"OR({is_blank(cell)},{marks})"


def seems_blank(text: str) -> bool:
    """Tell the same of a text."""
    return not text.replace("　", "").strip(" ")


def no_number(cell: str, text: str, wrong: str) -> tuple[str, str]:
    """Say why the actual in a cell is no number: the formula, and what it says now."""
    if seems_blank(text):
        return _why(cell, wrong), sentences.ACTUAL_BLANK
    return _why(cell, wrong), wrong.format(text[: sentences.LONGEST_QUOTE])


@lru_cache(maxsize=64)
def _why(cell: str, wrong: str) -> str:
    return (
        f"IF(ISERROR({cell}),{quoted(sentences.ACTUAL_ERROR)},"
        f"IF(ISLOGICAL({cell}),{quoted(sentences.ACTUAL_LOGICAL)},"
        f"IF({is_blank(cell)},{quoted(sentences.ACTUAL_BLANK)},"
        f"{joined(wrong, quote(cell))})))"
    )
