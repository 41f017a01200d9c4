"""解释的样子: 每行三句话, 与所作的假设."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from app.text.blocks import Block
from app.text.visible import flat
from app.views.scorecard import policy_line
from indicators.errors import InputError
from scoring.choice import Choice
from scoring.result import OUTCOME_WORDS, Result


def chosen(result: Result, wanted: str | None) -> list[int]:
    """找出要解释的行: by number, by name, by a part of the name; None is all.

    Numbers count as the table does: 0 is 预算执行率 where it is scored, 1 the first
    indicator. Raises `InputError` with near names when nothing fits.
    """
    names = [row.name for row in result.all_rows]
    if wanted is None:
        return list(range(len(names)))
    number = int(wanted) - 1 + result.first_row if wanted.isdecimal() else -1
    if 0 <= number < len(names):
        return [number]
    exact = [spot for spot, name in enumerate(names) if name == wanted]
    found = exact or [spot for spot, name in enumerate(names) if wanted in name]
    if not found:
        near = get_close_matches(wanted, names, n=3, cutoff=0.3)
        remedy = f"相近的有：{'；'.join(near)}" if near else "请用名称的一部分或行号"
        raise InputError.of("指标", "表中没有", wanted, remedy)
    return found


def explained(result: Result, choice: Choice, numbers: list[int]) -> Iterator[Block]:
    """逐行写出解释."""
    rows = result.all_rows
    yield policy_line(result, choice)
    for number in numbers:
        row = rows[number]
        path = " > ".join(name for name in row.path if name)
        yield ""
        word = OUTCOME_WORDS[row.outcome]
        yield flat(f"{number - result.first_row + 1}. {row.name}（{word}）")
        if path:
            place = f"，{row.place}" if row.place else ""
            yield f"   {flat(path)}{place}"
        yield from (f"   {flat(line)}" for line in row.explanation.lines)
        yield from (f"   假设：{flat(str(each))}" for each in row.assumptions)
        if row.concession:
            yield f"   让步：{flat(row.concession)}"
