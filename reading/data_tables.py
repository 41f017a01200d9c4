"""数据文件里的一张表: 写法与工作表上读出的一样."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from indicators.codec import load, structure
from indicators.evaluation import Evaluation, Indicator
from reading.vocabulary.signs import combined


def read_data(path: str | Path) -> Evaluation:
    """读数据文件 (.toml、.json). Raises `InputError` with every problem in it."""
    return with_units(load(path))


def data_of(document: Mapping[str, Any], where: str) -> Evaluation:
    """The same of a document that was read already."""
    return with_units(structure(document, Evaluation, where))


def with_units(table: Evaluation) -> Evaluation:
    """度量单位并入指标值: ≥12 beside 公里 is ≥12公里, as in a table with that column."""
    return evolve(table, indicators=tuple(map(_with_unit, table.indicators)))


def _with_unit(row: Indicator) -> Indicator:
    if not row.unit or not row.target:
        return row
    target, _, _ = combined("", row.target, row.unit)
    return evolve(row, target=target)
