"""图上没有认准的格: 不据它说一句不是."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.evaluation import Evaluation
from indicators.place import Place, Places
from indicators.reasons import UncertainText


def recognised_in(table: Evaluation) -> Mapping[Place, UncertainText]:
    """Every cell of a scan that may say something else than what was recognised."""
    return {
        doubt.where: doubt.recognised
        for doubt in table.warnings
        if doubt.recognised and isinstance(doubt.where, Place)
    }


def is_doubted(table: Evaluation, place: Place | Places | None) -> bool:
    """Say whether what stands at a place, or at one of some places, was not read for sure."""
    cells = recognised_in(table)
    several = place.places if isinstance(place, Places) else (place,)
    return any(each in cells for each in several)


def has_doubted_groups(table: Evaluation) -> bool:
    """Say whether the name of a 一级指标 was not read for sure: it may be any of them."""
    cells = recognised_in(table)
    return any(row.places.get("level1") in cells for row in table.indicators)
