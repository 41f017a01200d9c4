"""总分行: 分值合计、得分、等级, 不论写在几格里."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from attrs import define

from indicators.evaluation import Total
from indicators.place import Place
from indicators.quantity import MARKS
from reading.grid import Cell, Layout
from reading.locating.columns import Heading
from reading.tables.levels import Warn
from reading.text import single
from reading.vocabulary.headings import bare, index, key, pattern, role, words
from reading.vocabulary.values import grade, is_graded, percent, points

_LONGEST = 40
_LABEL = 20
FULL = 100
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=分|\D|$)", re.ASCII)


@cache
def _inline() -> re.Pattern[str]:
    """总分：97.74、自评得分98.5(优)、总分(100分)、总分（分）: a label and what follows."""
    labels = sorted(map(key, words()["total"]["total"]), key=len, reverse=True)
    grades = sorted(words()["total"]["grades"], key=len, reverse=True)
    return re.compile(
        rf"({'|'.join(map(re.escape, labels))})"
        r"(?:\((?:满分|共)?(?:(\d+(?:\.\d+)?)分?|分|分值|百分制)\))?[:为]?"
        r"(\d+(?:\.\d+)?)?分?"
        rf"[,;，；、/|(]*(?:等级|评价等级|自评等级)?:?({'|'.join(grades)})?[)]?"
    )


@lru_cache(maxsize=2048)
def is_total(text: str) -> bool:
    """Say whether a cell opens the row of the total.

    >>> is_total("总  分"), is_total("自评得分 98.5 (优)"), is_total("总分值提升率")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _inline().fullmatch(key(text)) is not None


def total_in(text: str) -> tuple[Decimal | None, str | None]:
    """Read a total with its points, and its grade, from one text.

    >>> total_in("自评总分：96.5分（优）"), total_in("总分")
    ((Decimal('96.5'), '优'), (None, None))
    """
    match = _inline().fullmatch(key(text)) if is_total(text) else None
    if match is None or not match[3]:
        return None, None
    return Decimal(match[3]), match[4]


def is_subtotal(text: str) -> bool:
    """小计: a row that adds up a group, or all indicators without the execution.

    >>> is_subtotal("小计"), is_subtotal("绩效指标合计（90分）"), is_subtotal("总计")
    (True, True, False)
    """
    if len(text) > _LONGEST or "计" not in text:
        return False
    short = bare(key(text))
    known = short in words()["total"]["subtotal"]
    return known or pattern("total", "part").match(short) is not None


@define
class _Draft:
    weight: Decimal | None = None
    stated: Decimal | None = None
    grade: str | None = None
    place: Place | None = None
    sure: bool = False

    def total(self) -> Total:
        return Total(self.weight, self.stated, self.grade, self.place)


def total_of(layout: Layout, heading: Heading, rows: list[int], warn: Warn) -> Total:
    """Read the row of the total; of several, the last one that prints points."""
    found = [_read(layout, heading, row, warn) for row in rows]
    scored = [draft for draft in found if draft.stated is not None]
    if len({draft.stated for draft in scored}) > 1:
        values = "、".join(str(draft.stated) for draft in scored)
        warn(scored[-1].place, "有几行合计，读取最后一行", values)
    chosen = (scored or found or [_Draft()])[-1]
    return chosen.total()


def _read(layout: Layout, heading: Heading, row: int, warn: Warn) -> _Draft:
    draft = _Draft()
    numbers: list[tuple[Cell, Decimal]] = []
    asked: str | None = None
    for cell in _from_label(layout.begun(row)):
        text = single(cell.text)
        if not text:
            continue
        if is_total(text):
            _take_inline(draft, text, cell)
            asked = "stated" if "得分" in text or "自评" in text else None
            draft.sure = asked is not None
            continue
        asked = _take(draft, cell, asked, numbers, warn)
    _settle(draft, numbers, heading, warn)
    if draft.place is None and layout.begun(row):
        draft.place = layout.begun(row)[0].place
    return draft


def _from_label(cells: list[Cell]) -> list[Cell]:
    """The cells of a row from the label of the total on, to another field's label."""
    first = next((i for i, cell in enumerate(cells) if is_total(cell.text)), 0)
    found = cells[first:]
    ends = (i for i, cell in enumerate(found) if i and role("head", cell.text))
    return found[: next(ends, len(found))]


def _take_inline(draft: _Draft, text: str, cell: Cell) -> None:
    match = _inline().fullmatch(key(text))
    if match is None:
        return
    if match[2]:
        draft.weight = Decimal(match[2])
    if match[3]:
        draft.stated, draft.place = Decimal(match[3]), cell.place
    if match[4]:
        draft.grade = match[4]


def _take(
    draft: _Draft,
    cell: Cell,
    asked: str | None,
    numbers: list[tuple[Cell, Decimal]],
    warn: Warn,
) -> str | None:
    """Take in a cell to the right of the label; returns what the next one answers."""
    text = single(cell.text)
    label = index("total").get(bare(key(text))) or index("total").get(key(text))
    if grade(text):
        draft.grade = grade(text)
        return None
    value, understood = points(text)
    if value is None and (value := percent(text)) is not None:
        warn(cell.place, "总分行的百分数按百分制的分数读取", text)
    if value is not None:
        if asked == "stated" and draft.stated is None and not numbers:
            numbers.append((cell, value))
        elif asked in {"weight", "grade"}:
            _put(draft, asked, value, cell)
        else:
            numbers.append((cell, value))
        return None
    if label:
        return label
    if understood or text in MARKS or asked == "grade":
        return None
    both = list(_pairs(text))
    if both:
        numbers += [(cell, number) for number in both]
        draft.grade = draft.grade or _grade_in(text)
    elif cell.columns == 1 or any(glyph.isdigit() for glyph in text):
        warn(cell.place, "总分行里有未读懂的内容", text)
    return None


def grade_below(layout: Layout, first: int, last: int) -> str | None:
    """自评等级 | 优, in a row of its own; None where several do not agree."""
    found: set[str] = set()
    for row in range(first, last + 1):
        for cell in layout.begun(row):
            if len(cell.text) > _LABEL:
                continue
            right = layout.right_of(cell)
            beside = role("total", cell.text) == "grade" and right is not None
            text = right.text if beside and right is not None else cell.text
            if (beside or is_graded(text)) and (named := grade(text)):
                found.add(named)
    return found.pop() if len(found) == 1 else None


def _put(draft: _Draft, what: str, value: Decimal, cell: Cell) -> None:
    if what == "weight":
        draft.weight = value
    else:
        draft.stated, draft.place = value, cell.place


def _pairs(text: str) -> Iterator[Decimal]:
    """得分：96分 or 96（优）: a cell with one number and words that say nothing else."""
    short = key(text)
    if re.fullmatch(
        r"(?:得分|自评得分|自评分)?:?\d+(?:\.\d+)?分?(?:[/,、(]?[优良中差][秀好等]?)?\)?",
        short,
    ):
        found = _NUMBER.search(short)
        if found:
            yield Decimal(found[0])


def _grade_in(text: str) -> str | None:
    match = re.search(r"(优秀|良好|中等|优|良|中|差)\)?$", key(text))
    return match[1] if match else None


def _settle(
    draft: _Draft,
    numbers: list[tuple[Cell, Decimal]],
    heading: Heading,
    warn: Warn,
) -> None:
    """Tell 分值 from 得分: by the columns they stand in, else by their order."""
    by_column = {"weight": heading.column("weight"), "stated": heading.column("stated")}
    left: list[tuple[Cell, Decimal]] = []
    inner = {column.first for column in heading.level_weights.values()}
    for cell, value in numbers:
        if cell.column in inner:
            continue
        over = [
            what
            for what, column in by_column.items()
            if column
            and cell.column <= column.last
            and column.first < cell.column + cell.columns
        ]
        if len(over) > 1 and len(numbers) == 1 and not draft.sure:
            warn(cell.place, "总分行的数跨分值、得分两列，按得分读取", str(value))
        if len(over) == 1 and getattr(draft, over[0]) is None:
            _put(draft, over[0], value, cell)
        else:
            left.append((cell, value))
    if not _is_shifted(draft, left, heading):
        _in_order(draft, left, warn)
        return
    ((cell, value),) = left
    warn(cell.place, "总分行错开一格，两个数依次按分值、得分读取", str(value))
    draft.weight = draft.stated
    _put(draft, "stated", value, cell)


def _is_shifted(
    draft: _Draft, left: list[tuple[Cell, Decimal]], heading: Heading
) -> bool:
    """100 | 96.5 under 得分 | 备注: a span above is a column too wide."""
    stated = heading.column("stated")
    if stated is None or heading.column("weight") is None or len(left) != 1:
        return False
    ((cell, value),) = left
    beside = cell.column == stated.last + 1 and value <= FULL
    return beside and draft.weight is None and draft.stated == FULL


def _in_order(draft: _Draft, left: list[tuple[Cell, Decimal]], warn: Warn) -> None:
    if len(left) > 1 and draft.weight is None and draft.stated is None:
        (first, weight), *left = left
        _put(draft, "weight", weight, first)
    for cell, value in left:
        if draft.stated is None:
            _put(draft, "stated", value, cell)
        elif value != draft.stated:
            warn(cell.place, "总分行里多出一个数，未读取", str(value))
