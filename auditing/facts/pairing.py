"""两张表的行配成对: 同一路径、同一名称."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from indicators.evaluation import Indicator
from indicators.quantity import plain

T = TypeVar("T")
Pair = tuple[Indicator | None, Indicator | None]


def match(before: Sequence[Indicator], after: Sequence[Indicator]) -> Iterator[Pair]:
    """把两张表的指标配成对: rows of one path and name, None for a row without a partner."""
    yield from paired(before, after, lambda row: (row.path, same_name(row.name)))


def paired(
    before: Iterable[T], after: Iterable[T], key: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None]]:
    """配成对: items with the same key, the first with the first; None without a partner.

    Pairs come in the order of `before`; what only `after` has comes last.
    """
    waiting: dict[Hashable, list[T]] = {}
    for one in after:
        waiting.setdefault(key(one), []).append(one)
    for one in before:
        same = waiting.get(key(one))
        yield one, same.pop(0) if same else None
    for rest in waiting.values():
        for one in rest:
            yield None, one


def same_name(name: str) -> str:
    """指标名称, 不带空白与核心指标的星号 (★ is a mark, no part of the name).

    >>> same_name("★★★新建蔬菜 大棚数量") == same_name("新建蔬菜大棚数量")
    True
    """
    return plain(name).lstrip("★☆*")
