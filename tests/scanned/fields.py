"""一张表的各个栏目, 扫描读出的与原件读出的逐栏比."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from indicators import dump
from indicators.evaluation import Evaluation, FundLine, Indicator, Total
from indicators.place import Place

HEAD = ("year", "project", "department", "unit")
AMOUNTS = ("initial", "budget", "spent", "weight", "rate", "stated")
VALUES = ("name", "target", "actual", "weight", "stated", "variance_note")
DECIDING = ("target", "actual", "weight", "stated")
"""栏目 that decide points: none of them may be wrong without a doubt."""


@frozen
class Field:
    """一栏: its name, whether it decides points, what it says, whether it is doubted."""

    name: str
    decides: bool
    text: str
    doubted: bool = False


def shown(value: Any) -> str:
    """A value without blanks, signs in the width of letters; a dash is nothing."""
    text = re.sub(r"[\s￥¥]", "", "" if value is None else str(value))
    text = text.translate(
        str.maketrans("（）：，；％＜＞～＝═≧≦", "():,;%<>~==≥≤")
    ).replace("㎡", "m2")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return "" if re.fullmatch(r"[-—－–]*", text) else text


@define
class _Doubts:
    """What is doubted of a table: cells, and texts of cells and lines."""

    table: Evaluation
    texts: tuple[str, ...] = field(init=False)
    places: frozenset[Place | str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        told = {w.where: w.recognised for w in self.table.warnings if w.recognised}
        self.texts = tuple(shown(text.read) for text in told.values())
        self.places = frozenset(told)

    def has_text(self, text: str) -> bool:
        """Say whether a text is doubted, or part of one that is."""
        return any(text and text in doubted for doubted in self.texts)

    def has_cell(self, record: Indicator | FundLine | Total, what: str) -> bool:
        """Say whether the cell of a value is doubted, or the value is not known."""
        cell = record.places.get(what)
        return record.unknown(what) is not None or (cell in self.places)


def fields_of(table: Evaluation) -> Iterator[Field]:
    """Every field of a table."""
    data, doubts = dump(table), _Doubts(table)

    def said(name: str, value: Any) -> Field:
        text = shown(value)
        return Field(name, decides=False, text=text, doubted=doubts.has_text(text))

    for name in HEAD:
        yield said(name, data[name])
    for name in ("expected", "actual"):
        yield said(f"目标 {name}", data["goals"][name])
    for number, line in enumerate(table.funds.lines):
        for what in AMOUNTS:
            text = shown(data["funds"]["lines"][number][what])
            doubted = doubts.has_cell(line, what)
            yield Field(f"资金 {number} {what}", what in DECIDING, text, doubted)
    for number, row in enumerate(table.indicators):
        yield from _fields_of_row(f"指标 {number}", row, doubts)
    for what in ("weight", "stated"):
        text, doubted = shown(data["total"][what]), doubts.has_cell(table.total, what)
        yield Field(f"总分 {what}", decides=True, text=text, doubted=doubted)


def _fields_of_row(name: str, row: Indicator, doubts: _Doubts) -> Iterator[Field]:
    levels = [doubts.has_cell(row, f"level{n}") for n in range(1, len(row.path) + 1)]
    path = shown("/".join(each or "" for each in row.path))
    yield Field(f"{name} 路径", decides=False, text=path, doubted=any(levels))
    for level, weight in enumerate(row.path_weights):
        weighed = f"{name} 第 {level + 1} 级分值"
        yield Field(weighed, decides=True, text=shown(weight), doubted=levels[level])
    for what in VALUES:
        doubted, text = doubts.has_cell(row, what), shown(getattr(row, what))
        yield Field(f"{name} {what}", what in DECIDING, text, doubted)


@frozen
class Comparison:
    """How a scan compares with its original, field by field."""

    wanted: tuple[Field, ...]
    found: tuple[Field, ...]

    @classmethod
    def of(cls, original: Evaluation, scanned: Evaluation) -> Comparison:
        return cls(tuple(fields_of(original)), tuple(fields_of(scanned)))

    @property
    def pairs(self) -> Iterator[tuple[Field, Field | None]]:
        """Every field with a text, on either side, and what was read of it."""
        found = {each.name: each for each in self.found}
        for want in self.wanted:
            if want.text or (want.name in found and found[want.name].text):
                yield want, found.get(want.name)

    @property
    def count(self) -> int:
        return len(list(self.pairs))

    @property
    def doubted(self) -> list[Field]:
        return [found for _, found in self.pairs if found and found.doubted]

    @property
    def wrong(self) -> list[tuple[Field, Field | None]]:
        """Fields that say something else, and no doubt says so."""
        return [
            (want, found)
            for want, found in self.pairs
            if found is None or (want.text != found.text and not found.doubted)
        ]

    @property
    def silent(self) -> list[tuple[Field, Field | None]]:
        """Of these those that decide points."""
        return [pair for pair in self.wrong if pair[0].decides]
