"""格子写成 JSON 的值, 再读出来: 从另一个进程带回来, 或存起来以后再用."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import asdict, filters

from indicators.errors import InputError, Problem
from indicators.place import PictureSpot, Place
from indicators.reasons import Doubt, UncertainText
from reading.grid import Cell, Grid

_SAID = filters.exclude("merged")


def written(grids: Iterable[Grid]) -> list[dict[str, Any]]:
    """写成 JSON 能写的值: what JSON cannot carry is found out again when it is read."""
    return [asdict(grid, filter=_SAID, value_serializer=_plain) for grid in grids]


def read(stated: Iterable[Mapping[str, Any]]) -> tuple[Grid, ...]:
    """读出来: equal to what was written."""
    return tuple(map(_grid, stated))


def told(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """问题写成 JSON 的值."""
    return [asdict(problem, value_serializer=_plain) for problem in problems]


def answered(answer: Mapping[str, Any] | None, unread: Problem) -> Mapping[str, Any]:
    """另一个进程的回答; None is that of one that did not survive its task.

    Raises `InputError` with the problems that it told, or with `unread`.
    """
    if answer is None:
        raise InputError([unread])
    if problems := answer.get("problems"):
        raise InputError(map(problem, problems))
    return answer


def problem(stated: Mapping[str, Any]) -> Problem:
    """读出一处问题."""
    where = stated["where"]
    named = {
        "where": where if isinstance(where, str) else Place(**where),
        "reason": Doubt.__members__.get(stated["reason"] or ""),
        "recognised": _uncertain(stated["recognised"]),
    }
    return Problem(**{**stated, **named})


def _plain(instance: Any, attribute: Any, value: Any) -> Any:
    """A number as its text, a reason by its name."""
    del instance, attribute
    if isinstance(value, Decimal):
        return str(value)
    return value.name if isinstance(value, Doubt) else value


def _grid(stated: Mapping[str, Any]) -> Grid:
    return Grid(
        **{
            **stated,
            "cells": tuple(map(_cell, stated["cells"])),
            "outside": tuple(map(_cell, stated.get("outside", ()))),
            "before": tuple(stated["before"]),
            "after": tuple(stated["after"]),
            "warnings": tuple(map(problem, stated["warnings"])),
            "uncertain": tuple(filter(None, map(_uncertain, stated["uncertain"]))),
        }
    )


def _cell(stated: Mapping[str, Any]) -> Cell:
    number = stated["number"]
    named = {
        "origin": Place(**stated["origin"]),
        "number": None if number is None else Decimal(number),
        "uncertain": _uncertain(stated["uncertain"]),
    }
    return Cell(**{**stated, **named})


def _uncertain(stated: Mapping[str, Any] | None) -> UncertainText | None:
    if stated is None:
        return None
    spot = stated["spot"]
    named = {
        "others": tuple(stated["others"]),
        "spot": None if spot is None else PictureSpot(**spot),
    }
    return UncertainText(**{**stated, **named})
