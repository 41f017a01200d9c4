"""一张表的各个栏目, 扫描读出的与原件读出的逐栏比."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from indicators import dump
from indicators.evaluation import Evaluation

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
    text = re.sub(r"[\s,￥¥]", "", "" if value is None else str(value))
    text = text.translate(
        str.maketrans("（）：，；％＜＞～＝═", "():,;%<>~==")
    ).replace("㎡", "m2")
    return "" if re.fullmatch(r"[-—－–]*", text) else text


def fields_of(table: Evaluation) -> Iterator[Field]:
    """Every field of a table."""
    data = dump(table)
    for name in HEAD:
        yield Field(name, decides=False, text=shown(data[name]))
    for name in ("expected", "actual"):
        yield Field(f"目标 {name}", decides=False, text=shown(data["goals"][name]))
    for number, (line, read) in enumerate(
        zip(data["funds"]["lines"], table.funds.lines, strict=True)
    ):
        for what in AMOUNTS:
            decides = what in {"weight", "stated"}
            doubted = read.unknown(what) is not None if what in _NAMED else False
            yield Field(f"资金 {number} {what}", decides, shown(line[what]), doubted)
    for number, (row, indicator) in enumerate(
        zip(data["indicators"], table.indicators, strict=True)
    ):
        path = "/".join(name or "" for name in row["path"])
        yield Field(f"指标 {number} 路径", decides=False, text=shown(path))
        for what in VALUES:
            doubted = what in DECIDING and indicator.unknown(what) is not None
            text = shown(row[what])
            yield Field(f"指标 {number} {what}", what in DECIDING, text, doubted)
    for what in ("weight", "stated"):
        doubted = table.total.unknown(what) is not None
        yield Field(
            f"总分 {what}",
            decides=True,
            text=shown(data["total"][what]),
            doubted=doubted,
        )


_NAMED = frozenset(AMOUNTS)


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
        found = {field.name: field for field in self.found}
        for field in self.wanted:
            if field.text or (field.name in found and found[field.name].text):
                yield field, found.get(field.name)

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
