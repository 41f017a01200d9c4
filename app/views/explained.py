"""解释的样子: 每行三句话, 与所作的假设."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from app.text.blocks import Block
from app.text.visible import flat
from app.views.scorecard import policy_line
from indicators.errors import InputError
from scoring.choice import Choice
from scoring.result import OUTCOME_WORDS, Result, RowResult


def chosen(result: Result, wanted: str | None) -> list[int]:
    """找出要解释的行, 给出在 ``result.all_rows`` 中的序号; None 为全部.

    `wanted` is a number, a name, or a part of one, tried in this order. Numbers count as
    the table does: 0 is 预算执行率 where it is scored, 1 the first indicator. Raises
    `InputError` with near names when nothing fits.
    """
    names = [row.name for row in result.all_rows]
    if wanted is None:
        return list(range(len(names)))
    found = _by_number(wanted, result) or _by_name(wanted, names)
    if not found:
        raise _no_row(wanted, names)
    return found


def _by_number(wanted: str, result: Result) -> list[int]:
    """Return the row that the table counts so; empty where it has none."""
    index = int(wanted) - 1 + result.first_row if wanted.isdecimal() else -1
    return [index] if 0 <= index < len(result.all_rows) else []


def _by_name(wanted: str, names: list[str]) -> list[int]:
    """Return the rows of this name, else those whose name it is a part of."""
    exact = [index for index, name in enumerate(names) if name == wanted]
    return exact or [index for index, name in enumerate(names) if wanted in name]


def _no_row(wanted: str, names: list[str]) -> InputError:
    """Return the error that no row is so named, with the names that are near."""
    near = get_close_matches(wanted, names, n=3, cutoff=0.3)
    remedy = f"相近的有：{'；'.join(near)}" if near else "请用名称的一部分或行号"
    return InputError.of("指标", "表中没有", wanted, remedy)


def explained(result: Result, choice: Choice, numbers: list[int]) -> Iterator[Block]:
    """逐行写出解释."""
    yield policy_line(result, choice)
    for number in numbers:
        row = result.all_rows[number]
        yield ""
        word = OUTCOME_WORDS[row.outcome]
        yield flat(f"{number - result.first_row + 1}. {row.name}（{word}）")
        yield from (f"   {flat(line)}" for line in _lines(row))


def _lines(row: RowResult) -> Iterator[str]:
    """Give where the row stands, its three lines, what is assumed and conceded."""
    path = " > ".join(filter(None, row.path))
    if path:
        yield f"{path}，{row.place}" if row.place else path
    yield from row.explanation.lines
    yield from (f"假设：{each}" for each in row.assumptions)
    if row.concession:
        yield f"让步：{row.concession}"
