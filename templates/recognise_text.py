"""纯文字里的自评表: 没有线框的 PDF 文字, 一行一行读.

Works for text in which a row of the table ends in its values (指标值 实际完成值 分值
得分 原因), names and notes are broken over lines, and group labels stand in narrow
columns. What the text does not tell for certain becomes a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from attrs import define, field, frozen

from indicators.errors import Problem
from indicators.evaluation import Evaluation, FundLine, Funds, Goals, Total
from indicators.quantity import MARKS, Quantity
from templates.grid import Grid
from templates.headings import index, key, pattern, role
from templates.recognise_head import is_title, title, year_in
from templates.recognise_text_rows import TextRows, glued
from templates.recognise_total import is_total
from templates.recognise_values import amount, grade, points

_PAGE_NUMBER = re.compile(r"[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d+\s*页(\s*共\s*\d+\s*页)?")
_NUMBERED = re.compile(r"[1１一][、.．]|[(（][1一][)）]")
_NEAR = 14
_FUND_ROLES = 3


@frozen
class Line:
    """一行字和它的位置."""

    text: str
    place: str


@define
class _Table:
    """The lines of one table, and what has been read so far."""

    lines: list[Line]
    at: int = 0
    doubts: list[Problem] = field(factory=list)

    def warn(self, place: str, message: str, value: str | None = None) -> None:
        self.doubts.append(Problem(place, message, value))

    def until(self, stop: int) -> list[Line]:
        """The lines from here to `stop`; goes there."""
        found, self.at = self.lines[self.at : stop], stop
        return found


def recognise_text(grid: Grid) -> tuple[Evaluation, ...]:
    """Find every 自评表 in lines of text."""
    lines = list(_cleaned(grid))
    starts = [
        i for i, line in enumerate(lines) if is_title(line.text) and _opens(lines, i)
    ]
    found = []
    for start, end in pairwise([*starts, len(lines)]):
        evaluation = _read(_Table(lines[start:end]))
        if evaluation is not None:
            found.append(evaluation)
    return tuple(found)


def _cleaned(grid: Grid) -> Iterator[Line]:
    """The lines without page numbers; blank lines stay, as seams between cells."""
    for row in range(1, grid.height + 1):
        cell = grid.at(row, 1)
        text = " ".join(cell.text.split()) if cell else ""
        if not _PAGE_NUMBER.fullmatch(text):
            yield Line(text, cell.place if cell else "")


def _opens(lines: list[Line], start: int) -> bool:
    """A title is followed by a field of the head."""
    near = [line.text for line in lines[start + 1 : start + _NEAR] if line.text]
    return any(role("head", text.split()[0].rstrip(":：")) for text in near)


def _read(table: _Table) -> Evaluation | None:
    header = _index(table.lines, _is_level)
    if header is None:
        return None
    columns, first_row = _columns(table.lines, header)
    if "name" not in columns or "stated" not in columns:
        return None
    funds_at = _index(table.lines, _is_funds)
    goals_at = _index(table.lines, _is_goals)
    head_end = min(i for i in (funds_at, goals_at, header) if i is not None)
    form, year, values = _head(table.lines[:head_end])
    funds = _funds(table, funds_at, header) if funds_at is not None else Funds()
    goals = _goals(table, goals_at, header) if goals_at is not None else Goals()
    rows = TextRows(columns, table.warn)
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
        warnings=tuple(table.doubts),
    )


def _index(lines: list[Line], wanted: object) -> int | None:
    assert callable(wanted)
    return next((i for i, line in enumerate(lines) if wanted(line.text)), None)


def _is_level(text: str) -> bool:
    return key(text).startswith(("一级", "一级指标"))


def _is_funds(text: str) -> bool:
    roles = {role("funds", token) for token in text.split()}
    return len(roles & {"initial", "budget", "spent", "rate", "weight"}) >= _FUND_ROLES


def _is_goals(text: str) -> bool:
    roles = {role("goals", token) for token in text.split()}
    return {"expected", "actual"} <= roles


def _feed(table: _Table, rows: TextRows, first: int) -> int | None:
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


def _total(table: _Table, at: int | None) -> Total:
    if at is None:
        return Total()
    line = table.lines[at]
    tokens = line.text.split()[1:]
    numbers = [n for n in (points(token)[0] for token in tokens) if n is not None]
    grades = [token for token in tokens if grade(token)]
    weight: Decimal | None = None
    if len(numbers) > 1:
        weight = numbers.pop(0)
    stated = numbers[0] if numbers else None
    return Total(weight, stated, grades[0] if grades else None, line.place)


# --- the head -------------------------------------------------------------------------


def _head(lines: list[Line]) -> tuple[str, int | None, dict[str, str]]:
    """Title, year and fields; a value goes on until the next label."""
    form, year = title(lines[0].text), year_in(lines[0].text)
    values: dict[str, str] = {}
    field_now: str | None = None
    for line in lines[1:]:
        if year is None and re.fullmatch(r"[(（]?\s*\d{4}\s*年度?\s*[)）]?", line.text):
            year = year_in(line.text)
            continue
        started = False
        for token in _labelled(line.text):
            what = role("head", token) or (role("funds", token) and "end")
            if what:
                field_now, started = what, True
            elif field_now:
                joint = " " if started and values.get(field_now) else ""
                old = values.get(field_now, "")
                values[field_now] = old + (joint or "") + token if old else token
                started = True
            else:
                started = True
    return form, year, {k: v for k, v in values.items() if k != "end"}


def _labelled(text: str) -> Iterator[str]:
    """The words of a line; 项目名称：甲 is two."""
    for token in text.split():
        label, colon, rest = re.match(
            r"([^:：]*)([:：]?)(.*)", token, re.DOTALL
        ).groups()  # type: ignore[union-attr]
        if colon and role("head", label):
            yield label
            if rest:
                yield rest
        else:
            yield token


# --- the funds ------------------------------------------------------------------------


def _funds(table: _Table, at: int, header: int) -> Funds:
    columns = [role("funds", token) for token in table.lines[at].text.split()]
    near = "".join(line.text for line in table.lines[max(0, at - 4) : at + 1])
    unit = re.search(r"[(（](?:单位[:：]?)?(亿元|万元|千元|元)[)）]", near)
    lines: list[FundLine] = []
    for line in table.lines[at + 1 : header]:
        if not line.text:
            continue
        found = _fund_line(table, line, columns)
        if found is None:
            break
        lines.append(found)
    return Funds(tuple(lines), unit[1] if unit else None)


def _fund_line(table: _Table, line: Line, columns: list[str | None]) -> FundLine | None:
    tokens = line.text.split()
    first = next((i for i, t in enumerate(tokens) if _is_amount(t)), len(tokens))
    label = " ".join(tokens[:first])
    if not label or not pattern("funds", "line").match(key(label)):
        return None
    values = [amount(token)[0] for token in tokens[first:]]
    if len(values) != len(columns):
        values = _fitted(table, line, values, len(columns))
    by_role = dict(zip(columns, values, strict=False))
    return FundLine(
        label,
        by_role.get("initial"),
        by_role.get("budget"),
        by_role.get("spent"),
        _plain(by_role.get("weight")),
        by_role.get("rate"),
        _plain(by_role.get("stated")),
        line.place,
    )


def _is_amount(token: str) -> bool:
    value, understood = amount(token)
    return value is not None or (understood and token in MARKS)


def _plain(value: Quantity | None) -> Decimal | None:
    return value.value if value is not None else None


def _fitted(
    table: _Table, line: Line, values: list[Quantity | None], width: int
) -> list[Quantity | None]:
    """Fewer values than columns: numbers fill the columns from the left, and said so."""
    leading: list[Quantity | None] = []
    for value in values:
        if value is None:
            break
        leading.append(value)
    rest = [value for value in values[len(leading) :] if value is not None]
    if leading or rest:
        message = f"只印了 {len(values)} 个值而有 {width} 列，数字从左依次读取"
        table.warn(line.place, message, line.text)
    if rest:
        table.warn(line.place, "横线之后的数字不知属于哪一列，未读取", line.text)
    return leading[:width]


# --- the goals ------------------------------------------------------------------------


def _goals(table: _Table, at: int, header: int) -> Goals:
    """Two texts, one after the other, parted by a blank line."""
    lines = table.lines[at + 1 : header]
    while lines and (not lines[-1].text or _is_label_piece(lines)):
        lines = lines[:-1]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line.text)
        elif blocks[-1]:
            blocks.append([])
    texts = [glued(block) for block in blocks if block]
    if not texts:
        return Goals()
    second = next(
        (i for i in range(1, len(texts)) if _NUMBERED.match(texts[i])),
        1 if len(texts) == 2 else None,  # noqa: PLR2004 - expected and actual
    )
    if second is None:
        message = "年度目标分不出预期和实际两部分，都作为预期目标"
        table.warn(table.lines[at].place, message)
        return Goals("".join(texts))
    return Goals("".join(texts[:second]), "".join(texts[second:]) or None)


def _is_label_piece(lines: list[Line]) -> bool:
    """The letters of 绩效指标, one below the other."""
    return len(lines[-1].text) <= 2 and lines[-1].text in "年度绩效指标绩效"  # noqa: PLR2004


# --- the heading ----------------------------------------------------------------------


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    ordered = sorted(index("columns").items(), key=lambda pair: -len(pair[0]))
    return tuple(ordered)


def _columns(lines: list[Line], first: int) -> tuple[list[str], int]:
    """The columns in their order, and the line after the heading."""
    text = ""
    roles: list[str] = []
    for number in range(first, len(lines)):
        longer = text + key(lines[number].text)
        found, last, rest = _parted(longer)
        begun = (rest, last + rest) if rest else ()
        if begun and not any(word.startswith(begun) for word, _ in _synonyms()):
            return _named(roles), number
        text, roles = longer, found
    return _named(roles), len(lines)


def _parted(text: str) -> tuple[list[str], str, str]:
    """Cut a run of headings into columns: roles, the last heading, what is left.

    What is left may begin another heading, or make the last one longer.
    """
    roles: list[str] = []
    last = ""
    while text:
        match = next(((w, r) for w, r in _synonyms() if text.startswith(w)), None)
        if match is None:
            letters = re.match(r"\([^()]*\)", text)
            if letters is None:
                return roles, last, text
            text = text[letters.end() :]
            continue
        last = match[0]
        roles.append(match[1])
        text = text[len(last) :]
    return roles, last, ""


def _named(roles: list[str]) -> list[str]:
    """Without the levels: the deepest is the name."""
    levels = sorted(r for r in roles if r.startswith("level"))
    named = [
        "name" if levels and r == levels[-1] and "name" not in roles else r
        for r in roles
    ]
    return [r for r in named if not r.startswith("level") and r != "block"]
