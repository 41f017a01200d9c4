"""归组: 没有写一级指标的行, 由二级指标认出它的一级; 认不出的不写, 说出来."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
    groups = {plained(row.path) for row in open_rows}
    names = {key(row.name or "") for row in open_rows}
    if not any(map(any, groups)):
        return list(rows), []
    known = _known(rows, open_rows)
    found: tuple[list[Indicator], list[Indicator]] = ([], [])
    for row in rows:
        printed = plained(row.path) in groups or key(row.name) in names
        settled = row if printed else _with_first(row, known)
        found[not (printed or any(settled.path[:1]))].append(settled)
    return found


def _known(
    rows: Sequence[Indicator], open_rows: Sequence[OpenRow]
) -> Mapping[str, set[str | None]]:
    """What first levels stand above a second one; the earlier source goes before."""
    blank = [row.path for row in open_rows]
    table = [row.path for row in rows]
    national = [group.path for group in load_form().groups]
    return ChainMap(_firsts(blank), _firsts(table), _firsts(national))


def plained(path: Path) -> tuple[str, ...]:
    """组的路径比较时的写法; "" where none is printed."""
    return tuple(map(plain, path))


def _firsts(paths: Iterable[Path]) -> dict[str, set[str | None]]:
    """The first levels that each second level is known to stand below."""
    known: defaultdict[str, set[str | None]] = defaultdict(set)
    for path in filter(all, paths):
        known[plain(path[-1])].add(path[0])
    return dict(known)


def _with_first(row: Indicator, known: Mapping[str, set[str | None]]) -> Indicator:
    """Give a row its first level where exactly one is known."""
    firsts = known.get(plain(row.group), set())
    if any(row.path[:1]) or len(firsts) != 1:
        return row
    return evolve(row, path=(*firsts, *row.path[1:]))
