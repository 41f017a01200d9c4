"""一年的几张表各是谁的: 由项目名称、年度、单位认定; 认不准的不算.

Prefer missing a pair to a false one: the same project name is common among units.
"""

from __future__ import annotations

import json
import zlib
from enum import Enum, unique
from pathlib import Path
from typing import Any

from attrs import frozen

from auditing.sorts import Sort, sort_of
from batch.outcomes import labelled
from batch.reference_tables import (
    ReferenceTable,
    reference_table,
    tells_likelihood,
)
from indicators import dump
from indicators.codec import structure
from indicators.evaluation import Evaluation
from indicators.quantity import plain

KINDS = {
    Sort.TARGETS: "approved",
    Sort.MONITORING: "monitoring",
    Sort.SELF_EVALUATION: "last_year",
}
"""What a table is → what it is to the self-evaluation beside it."""


@unique
class Belonging(Enum):
    """一张表是不是另一张的: 不是, 像是 (有的没有印, 无从认定), 是."""

    NO = 0
    UNSURE = 1
    SURE = 2


@frozen
class Identity:
    """一张表属于谁: as far as it is printed, blanks and full-width forms apart."""

    project: str | None
    year: int | None
    unit: str | None
    department: str | None

    def belonging(self, other: Identity, lag: int) -> Belonging:
        """Say whether `other` belongs to this one, `lag` years before it.

        The units decide; where neither table prints one, the departments do.

        >>> table = Identity("党政网", 2024, "中心", "市局")
        >>> table.belonging(Identity("党政网", 2024, "中心", None), 0).name
        'SURE'
        >>> table.belonging(Identity("党政网", 2024, "二中心", "市局"), 0).name
        'NO'
        >>> table.belonging(Identity("党政网", 2024, None, "市局"), 0).name
        'UNSURE'
        """
        if self.project is None or self.project != other.project:
            return Belonging.NO
        due = None if self.year is None else self.year - lag
        year = _same(due, other.year)
        if year is False:
            return Belonging.NO
        unit = _same(self.unit, other.unit)
        department = _same(self.department, other.department)
        if False in (unit, department):
            return Belonging.NO
        unitless = self.unit is None and other.unit is None
        owner = department if unitless else unit
        return Belonging.SURE if year and owner else Belonging.UNSURE


def _same(one: object, other: object) -> bool | None:
    """Compare what both tables print; None where one does not print it."""
    return None if one is None or other is None else one == other


def identity_of(table: Evaluation) -> Identity:
    """认出一张表属于谁."""
    names = (table.project, table.unit, table.department)
    project, unit, department = (plain(name) if name else None for name in names)
    return Identity(project, table.year, unit, department)


@frozen
class Paper:
    """一张可以对照的表: 是什么, 在哪里, 是谁的; the table itself is kept packed."""

    name: str
    path: Path
    sheet: str | None
    identity: Identity
    packed: bytes

    @property
    def label(self) -> str:
        """文件, 有几张表的连同工作表."""
        return labelled(str(self.path), self.sheet)

    @property
    def table(self) -> Evaluation:
        """The table: its head and its rows, without the places of cells."""
        document = json.loads(zlib.decompress(self.packed))
        return structure(document, Evaluation, str(self.path))

    @property
    def reference(self) -> ReferenceTable:
        """The table as one to compare with."""
        return reference_table(self.name, self.path, self.table, self.sheet)


def paper_of(path: Path, sheet: str | None, table: Evaluation) -> Paper | None:
    """收下一张可以对照的表; None for a blank, and for one that says no project.

    A monitoring table that does not say what is likely has nothing to compare.
    """
    name, identity = KINDS.get(sort_of(table)), identity_of(table)
    if name is None or identity.project is None or not table.indicators:
        return None
    if name == "monitoring" and not tells_likelihood(table):
        return None
    document = _compared(table)
    text = json.dumps(document, ensure_ascii=False).encode()
    return Paper(name, path, sheet, identity, zlib.compress(text, 1))


def _compared(table: Evaluation) -> dict[str, Any]:
    """What is compared of a table: two files that say the same are one paper."""
    document = dump(
        Evaluation(
            form=table.form,
            year=table.year,
            project=table.project,
            department=table.department,
            unit=table.unit,
            indicators=table.indicators,
        )
    )
    for row in document["indicators"]:
        row["place"] = None
    return document
