"""两张表的行配成对: 同一路径、同一名称."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from indicators.evaluation import Indicator
from indicators.quantity import plain

T = TypeVar("T")
Pair = tuple[Indicator | None, Indicator | None]


def match(before: Sequence[Indicator], after: Sequence[Indicator]) -> Iterator[Pair]:
    """配对: rows of one path and name; None stands for a row that has no partner."""
    yield from paired(before, after, lambda row: (row.path, same_name(row.name)))


def paired(
    before: Iterable[T], after: Iterable[T], known_by: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None]]:
    """配成对: what is known by the same; equal ones in their order."""
    waiting: dict[Hashable, list[T]] = {}
    for one in after:
        waiting.setdefault(known_by(one), []).append(one)
    for one in before:
        same = waiting.get(known_by(one))
        yield one, same.pop(0) if same else None
    for rest in waiting.values():
        for one in rest:
            yield None, one


def same_name(name: str) -> str:
    """指标名称, 不带核心指标的星号与空白: ★ is a mark, no part of the name.

    >>> same_name("★★★新建蔬菜 大棚数量") == same_name("新建蔬菜大棚数量")
    True
    """
    return plain(name).lstrip("★☆*")
