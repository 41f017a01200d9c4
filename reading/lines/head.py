"""文字里表头以上的部分: 项目、单位、资金、年度目标."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import define, evolve, field, frozen

from indicators.errors import Problem
from indicators.evaluation import FundLine, Funds, Goals
from indicators.place import Place
from indicators.quantity import MARKS, Quantity
from reading.lines.rows import glued
from reading.vocabulary.funds import weight_said
from reading.vocabulary.headings import key, pattern, role
from reading.vocabulary.titles import title, year_in
from reading.vocabulary.values import amount

_NUMBERED = re.compile(r"[1１一][、.．]|[(（][1一][)）]")
_PAIR = 2


@frozen
class TextLine:
    """一行字和它的位置."""

    text: str
    place: Place | None


@define
class TableLines:
    """The lines of one table, and what has been read so far."""

    lines: list[TextLine]
    doubts: list[Problem] = field(factory=list)

    def warn(self, place: Place | None, message: str, value: str | None = None) -> None:
        """Note a doubt."""
        self.doubts.append(Problem(place or "", message, value))


def head_of(lines: list[TextLine]) -> tuple[str, int | None, dict[str, str]]:
    """Title, year and fields; a value goes on until the next label."""
    form, year = title(lines[0].text), year_in(lines[0].text)
    values: dict[str, str] = {}
    field_now: str | None = None
    for line in lines[1:]:
        if year is None and re.fullmatch(r"[(（]?\s*\d{4}\s*年度?\s*[)）]?", line.text):
            year = year_in(line.text)
            continue
        started = False
        for token in labelled(line.text):
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


def labelled(text: str) -> Iterator[str]:
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


def funds_of(table: TableLines, at: int, header: int) -> Funds:
    """Read the lines below the heading of the funds."""
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
    if lines and "stated" in columns and "weight" not in columns:
        lines[0] = evolve(lines[0], weight=weight_said([near]))
    return Funds(tuple(lines), unit[1] if unit else None)


def _fund_line(
    table: TableLines, line: TextLine, columns: list[str | None]
) -> FundLine | None:
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
    table: TableLines, line: TextLine, values: list[Quantity | None], width: int
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


def goals_of(table: TableLines, at: int, header: int) -> Goals:
    """Two texts, one after the other, parted by a blank line."""
    lines = table.lines[at + 1 : header]
    while lines and (not lines[-1].text or _is_label_piece(lines)):
        lines = lines[:-1]
    blocks: list[list[str]] = [[]]
    starts = [i for i, line in enumerate(lines) if _NUMBERED.match(line.text)]
    if len(starts) == _PAIR:
        lines = [*lines[: starts[1]], TextLine("", None), *lines[starts[1] :]]
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
        1 if len(texts) == _PAIR else None,
    )
    if second is None:
        message = "年度目标分不出预期和实际两部分，都作为预期目标"
        table.warn(table.lines[at].place, message)
        return Goals("".join(texts))
    return Goals("".join(texts[:second]), "".join(texts[second:]) or None)


def _is_label_piece(lines: list[TextLine]) -> bool:
    """The letters of 绩效指标, one below the other."""
    return len(lines[-1].text) <= _PAIR and lines[-1].text in "年度绩效指标绩效"
