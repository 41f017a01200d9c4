"""一个文件的页脚证明了什么: 各列的最小、最大与空的个数, 用以选定一段 SQL.

What a footer proves need not be asked of every row. A column counts as proved only where
every row group tells its ends and its NULLs, in the fields that have a defined order, and
they do not contradict each other; of any other column nothing is taken for granted, and
the text asks. (Both engines skip row groups and fold comparisons by these ends, whatever
the text says: no text is proof against ends that are made up to fit.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrs import field, frozen

from batch.columns.engines import NEEDED
from batch.results.columns import ROWS
from indicators.errors import InputError

_WHOLE: Final = {"INT32", "INT64"}
_ASKED: Final = (
    "path_in_schema, type, num_values, stats_min_value, stats_max_value, "
    "stats_null_count"
)
_KINDS: Final = {column.name: column.kind for column in ROWS}
_REMEDY: Final = "请给出 ziping batch 写出的数据"


@frozen
class Held:
    """一列装着什么: 不空的都在 `low` 与 `high` 之间; `filled` 为没有空的."""

    low: int
    high: int
    filled: bool


@frozen
class Footer:
    """一个文件的页脚证明的: 整数各列装着什么, 哪些列全空."""

    numbers: Mapping[str, Held] = field(factory=dict)
    empty: frozenset[str] = frozenset()

    def within(self, column: str, low: int, high: int) -> bool:
        """Whether all that a column holds is proved to lie between."""
        held = self.numbers.get(column)
        return held is not None and low <= held.low and held.high <= high


NOTHING_PROVED: Final = Footer()


def read_footer(path: Path, needed: Iterable[str] = NEEDED) -> Footer:
    """读一个文件的页脚. Raises `InputError` where its columns are not those needed."""
    import duckdb

    with duckdb.connect() as engine:
        try:
            found = engine.execute("DESCRIBE FROM read_parquet(?)", [str(path)])
            types = {row[0]: row[1] for row in found.fetchall()}
            told = engine.execute(
                f"SELECT {_ASKED} FROM parquet_metadata(?)", [str(path)]
            ).fetchall()
        except duckdb.Error:
            message = "不是读得了的 Parquet"
            raise InputError.of(str(path), message, remedy=_REMEDY) from None
    _check(path, types, tuple(needed))
    return proved(told)


def proved(told: Iterable[tuple[Any, ...]]) -> Footer:
    """由各行组所写的, 得出证明了的. `told` are rows of DuckDB's parquet_metadata.

    >>> found = proved([("a", "INT64", 9, "1", "5", 2), ("a", "INT64", 9, "0", "3", 0)])
    >>> found.numbers["a"]
    Held(low=0, high=5, filled=False)
    """
    groups: dict[str, list[_Group]] = {}
    for name, *rest in told:
        groups.setdefault(name, []).append(_Group(*rest))
    numbers = {name: held for name, of in groups.items() if (held := _held(of))}
    empty = (name for name, of in groups.items() if all(g.is_empty for g in of))
    return Footer(numbers, frozenset(empty))


class _Group(NamedTuple):
    """What a row group tells of a column."""

    kind: str
    values: int
    low: str | None
    high: str | None
    nulls: int | None

    @property
    def is_empty(self) -> bool:
        """Whether it says that every value is NULL."""
        return self.nulls == self.values and self.low is None and self.high is None

    @property
    def ends(self) -> tuple[int, int] | None:
        """The ends that it tells; None where it tells none, or contradicts itself."""
        if self.kind not in _WHOLE or self.nulls is None:
            return None
        try:
            low, high = int(str(self.low)), int(str(self.high))
        except ValueError:
            return None
        return (low, high) if 0 <= self.nulls < self.values and low <= high else None


def _held(groups: Sequence[_Group]) -> Held | None:
    """What all row groups together prove of a column; None where one proves nothing."""
    ends = [group.ends for group in groups if not group.is_empty]
    sound = [each for each in ends if each is not None]
    if len(sound) < len(ends):
        return None
    low = min((low for low, _ in sound), default=0)
    high = max((high for _, high in sound), default=0)
    return Held(low, high, filled=all(group.nulls == 0 for group in groups))


def _check(path: Path, types: Mapping[str, str], needed: tuple[str, ...]) -> None:
    """Refuse other columns, and columns of another type."""
    lost = [name for name in needed if name not in types]
    if lost:
        shown = "、".join(lost[:5]) + (" 等" if len(lost) > 5 else "")  # noqa: PLR2004
        remedy = "请用这一版的 ziping batch 再写一次"
        raise InputError.of(str(path), f"没有这些列：{shown}", remedy=remedy)
    for name in needed:
        if name in _KINDS and types[name] != _KINDS[name]:
            message = f"{name} 一列应为 {_KINDS[name]}"
            raise InputError.of(str(path), message, types[name], _REMEDY)
