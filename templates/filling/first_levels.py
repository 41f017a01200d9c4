"""归组: 没有写一级指标的行, 由二级指标认出它的一级; 认不出的不写, 说出来."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from indicators.evaluation import Indicator
from reading.locating.table_map import OpenRow
from reading.vocabulary.headings import key
from templates.forms.form import load_form

Path = tuple[str | None, ...]


def plain(group: str | None) -> str:
    """组名比较时的写法: 社会效益 is 社会效益指标."""
    return key(group or "").removesuffix("指标")


def placed(
    rows: Sequence[Indicator], open_rows: Sequence[OpenRow]
) -> tuple[list[Indicator], list[Indicator]]:
    """分成有组可归的, 与没有的. A blank that prints no groups takes every row.

    The first level of a row follows from its second one: as the blank prints it, else
    as other rows of the table have it, else as the national form has it.
    """
    known = {plained(row.path) for row in open_rows}
    names = {key(row.name or "") for row in open_rows}
    if not any(map(any, known)):
        return list(rows), []
    sources = (
        _firsts(row.path for row in open_rows),
        _firsts(row.path for row in rows),
        _firsts(group.path for group in load_form().groups),
    )
    found: tuple[list[Indicator], list[Indicator]] = ([], [])
    for row in rows:
        printed = plained(row.path) in known or key(row.name) in names
        settled = row if printed else _with_first(row, sources)
        found[not (printed or _has_first(settled))].append(settled)
    return found


def plained(path: Path) -> tuple[str, ...]:
    """组的路径比较时的写法; "" where none is printed."""
    return tuple(map(plain, path))


def _has_first(row: Indicator) -> bool:
    return bool(row.path) and bool(row.path[0])


def _firsts(paths: Iterable[Path]) -> dict[str, set[str]]:
    """The first levels that each second level is known to stand below."""
    known: dict[str, set[str]] = {}
    for first, second, *_ in ((*path, None, None) for path in paths):
        if first and second:
            known.setdefault(plain(second), set()).add(first)
    return known


def _with_first(row: Indicator, sources: Sequence[dict[str, set[str]]]) -> Indicator:
    """Give a row its first level where one source knows exactly one."""
    if _has_first(row) or not any(row.path):
        return row
    wanted = plain(row.path[-1])
    every = (known.get(wanted, set()) for known in sources)
    firsts = next(filter(None, every), set())
    if len(firsts) != 1:
        return row
    return evolve(row, path=(*firsts, *row.path[1:]))
