"""纯文字里的自评表: 没有线框的 PDF 文字, 一行一行读.

Works for text in which a row of the table ends in its values (指标值 实际完成值 分值
得分 原因), names and notes are broken over lines, and group labels stand in narrow
columns. What the text does not tell for certain becomes a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from indicators.evaluation import Evaluation, Funds, Goals, Total
from reading.grid import Grid
from reading.lines.funds import funds_of
from reading.lines.goals import goals_of
from reading.lines.head import TableLines, TextLine, head_of, labelled
from reading.lines.rows import TextRows
from reading.locating.headings.columns import LEVELS
from reading.vocabulary.headings import index, key, role
from reading.vocabulary.titles import is_title
from reading.vocabulary.totals import is_total
from reading.vocabulary.values import grade, points

_PAGE_NUMBER = re.compile(r"[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d+\s*页(\s*共\s*\d+\s*页)?")
_NEAR = 14
_FUND_ROLES = 3
_NAMED = frozenset(("name", *LEVELS))
"""Columns that name a row: without a column of names it is the deepest level."""


def recognise_text(grid: Grid) -> tuple[Evaluation, ...]:
    """Find every 自评表 in lines of text."""
    lines = list(_cleaned(grid))
    starts = [
        i for i, line in enumerate(lines) if is_title(line.text) and _opens(lines, i)
    ]
    tables = (lines[start:end] for start, end in pairwise([*starts, len(lines)]))
    return tuple(filter(None, map(_read, map(TableLines, tables))))


def _cleaned(grid: Grid) -> Iterator[TextLine]:
    """The lines without page numbers; blank lines stay, as seams between cells."""
    for row in range(1, grid.height + 1):
        cell = grid.at(row, 1)
        text = " ".join(grid.text(row, 1).split())
        if not _PAGE_NUMBER.fullmatch(text):
            yield TextLine(text, cell.place if cell else None)


def _opens(lines: list[TextLine], start: int) -> bool:
    """A title is followed by a field of the head."""
    near = [line.text for line in lines[start + 1 : start + _NEAR] if line.text]
    return any(role("head", next(labelled(text))) for text in near)


def _read(table: TableLines) -> Evaluation | None:
    header = _index(table.lines, _is_level)
    if header is None:
        return None
    columns, first_row = _columns(table.lines, header)
    if "stated" not in columns or _NAMED.isdisjoint(columns):
        return None
    funds_at = _index(table.lines, _is_funds)
    goals_at = _index(table.lines, _is_goals)
    head_end = min(i for i in (funds_at, goals_at, header) if i is not None)
    form, year, values = head_of(table, head_end)
    funds, read = Funds(), head_end
    if funds_at is not None:
        funds, read = funds_of(table, funds_at, header)
    table.note_left(table.lines[read : header if goals_at is None else goals_at])
    goals = goals_of(table, goals_at, header) if goals_at is not None else Goals()
    rows = TextRows(columns, table.doubts)
    end = _feed(table, rows, first_row)
    return Evaluation(
        form=form,
        year=year,
        project=values.get("project"),
        department=values.get("department"),
        unit=values.get("unit"),
        funds=funds,
        goals=goals,
        indicators=tuple(rows.indicators),
        total=_total(table, end),
        warnings=table.doubts.taken(),
    )


def _index(lines: list[TextLine], wanted: Callable[[str], bool]) -> int | None:
    return next((i for i, line in enumerate(lines) if wanted(line.text)), None)


def _is_level(text: str) -> bool:
    return key(text).startswith(("一级", "一级指标"))


def _is_funds(text: str) -> bool:
    roles = {role("funds", token) for token in text.split()}
    return len(roles & {"initial", "budget", "spent", "rate", "weight"}) >= _FUND_ROLES


def _is_goals(text: str) -> bool:
    roles = {role("goals", token) for token in text.split()}
    return {"expected", "actual"} <= roles


def _feed(table: TableLines, rows: TextRows, first: int) -> int | None:
    """Give the rows their lines, down to the total; says where that stands."""
    for number in range(first, len(table.lines)):
        line = table.lines[number]
        tokens = line.text.split()
        if tokens and is_total(tokens[0]):
            rows.finish()
            return number
        rows.take(line.text, line.place)
    rows.finish()
    return None


def _total(table: TableLines, at: int | None) -> Total:
    if at is None:
        return Total()
    line = table.lines[at]
    tokens = line.text.split()[1:]
    numbers = [n for token in tokens if (n := points(token)[0]) is not None]
    weight = numbers.pop(0) if len(numbers) > 1 else None
    stated, graded = next(iter(numbers), None), next(filter(grade, tokens), None)
    return Total(weight, stated, graded, line.place)


@cache
def _heading() -> re.Pattern[str]:
    """A heading of a column, the longest there is, or something in brackets."""
    known = sorted(map(re.escape, index("columns")), key=len, reverse=True)
    return re.compile(rf"({'|'.join(known)})|\([^()]*\)")


def _columns(lines: list[TextLine], first: int) -> tuple[list[str], int]:
    """The columns in their order, and the line after the heading."""
    text = ""
    roles: list[str] = []
    for number in range(first, len(lines)):
        longer = text + key(lines[number].text)
        found, last, rest = _parted(longer)
        begun = (rest, last + rest)
        if not any(word.startswith(begun) for word in index("columns")):
            return roles, number
        text, roles = longer, found
    return roles, len(lines)


def _parted(text: str) -> tuple[list[str], str, str]:
    """Cut a run of headings into columns: roles, the last heading, what is left.

    What is left may begin another heading, or make the last one longer.
    """
    roles: list[str] = []
    last = ""
    while match := _heading().match(text):
        if match[1]:
            last = match[1]
            roles.append(index("columns")[last])
        text = text[match.end() :]
    return roles, last, text
