"""有人看过、认可了的发现, 与应当报来的单位: 各由一个表格或文字文件给出."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from auditing.finding import Finding
from batch.inputs import located, reachable
from batch.outcomes import Audited
from indicators.errors import InputError
from indicators.quantity import plain
from reading.grid import Grid

_CODE, _FILE, _PLACE, _MARK = "编号", "文件", "位置", "认可"
_UNITS = ("单位名称", "单位", "实施单位", "预算单位", "部门")


@frozen
class Acceptance:
    """认可的一条: 编号, 文件与位置; an empty one of these stands for any."""

    code: str
    file: str = ""
    place: str = ""

    def takes(self, code: str, file: str, place: str) -> bool:
        """Tell whether a finding is the one, or one of those, that was accepted."""
        same_file = not self.file or plain(self.file) == plain(file)
        same_place = not self.place or plain(self.place) == plain(place)
        return self.code == code and same_file and same_place

    def __str__(self) -> str:
        """Write it in one line."""
        return "，".join(filter(None, (self.code, self.file, self.place)))


@frozen
class Accepted:
    """认可了的各条."""

    entries: tuple[Acceptance, ...] = ()

    def of(self, file: str) -> Accepted:
        """Those that may concern a file."""
        kept = (e for e in self.entries if not e.file or plain(e.file) == plain(file))
        return Accepted(tuple(kept))

    def take(self, finding: Finding, file: str) -> bool:
        """Tell whether a finding was accepted."""
        key = finding.code, file, _place(finding)
        return any(entry.takes(*key) for entry in self.entries)

    def apart(self, each: Audited) -> tuple[Audited, tuple[tuple[str, str, str], ...]]:
        """A table with the findings that nobody accepted, and those that are accepted."""
        file = str(each.path)
        known = self.of(file)
        taken = [f for f in each.findings if known.entries and known.take(f, file)]
        if not taken:
            return each, ()
        kept = tuple(f for f in each.findings if f not in taken)
        told = tuple((f.code, file, _place(f)) for f in taken)
        return evolve(each, findings=kept), told

    def unused(self, taken: Iterable[tuple[str, str, str]]) -> list[Acceptance]:
        """Those that no finding fits; `taken` are those that did: code, file, place."""
        known = tuple(taken)
        return [
            entry
            for entry in self.entries
            if not any(entry.takes(*each) for each in known)
        ]


def _place(finding: Finding) -> str:
    return "" if finding.place is None else str(finding.place)


def accepted(path: Path) -> Accepted:
    """读认可的各条: a table with 编号, 文件 and, where wanted, 位置 and 认可.

    Of a table that has 认可 only the lines where something is written there count: so
    the list of findings of a workbook can be given back, with marks in it. Raises
    `InputError` where the columns lack, or a line says no code.
    """
    grid, row, columns = _headed(path, {_CODE, _FILE}.issubset, (_CODE, _FILE))
    entries = []
    for line in range(row + 1, grid.height + 1):
        code, file, place, mark = (
            grid.text(line, columns[name]).strip() if name in columns else ""
            for name in (_CODE, _FILE, _PLACE, _MARK)
        )
        if not (mark or _MARK not in columns):
            continue
        if code:
            entries.append(Acceptance(code.upper(), file, place))
        elif file or place:
            where = f"{path} 第 {line} 行"
            raise InputError.of(where, "没有写编号", remedy="请写上核对的编号，如 P402")
    return Accepted(tuple(dict.fromkeys(entries)))


def roster(path: Path) -> tuple[str, ...]:
    """读应当报来的单位: the column 单位名称, or else each line of the first column."""
    try:
        grid, row, columns = _headed(path, _has_units, _UNITS)
        column = next(columns[name] for name in _UNITS if name in columns)
    except InputError:
        grid, row, column = _first(path), 0, 1
    texts = (
        grid.text(line, column).strip() for line in range(row + 1, grid.height + 1)
    )
    names = tuple(dict.fromkeys(filter(None, texts)))
    if not names:
        raise InputError.of(str(path), "名单里没有单位", remedy="请一行写一个单位")
    return names


def missing(names: Iterable[str], reported: Iterable[str]) -> tuple[str, ...]:
    """名单上没有报来的单位, 按名单的先后.

    >>> missing(("市水利局", "市 林业局"), ("市林业局",))
    ('市水利局',)
    """
    known = set(map(plain, reported))
    return tuple(name for name in names if plain(name) not in known)


def _headed(
    path: Path, fits: Callable[[Iterable[str]], bool], wanted: tuple[str, ...]
) -> tuple[Grid, int, dict[str, int]]:
    """The first row of a file's tables whose headings fit, and its columns."""
    for grid in _grids(path):
        for row in range(1, min(grid.height, 10) + 1):
            found = dict(_headings(grid, row))
            if fits(found):
                return grid, row, found
    told = "、".join(wanted)
    raise InputError.of(str(path), f"没有找到列名“{told}”", remedy="请在第一行写上列名")


def _has_units(headings: Iterable[str]) -> bool:
    return not set(headings).isdisjoint(_UNITS)


def _headings(grid: Grid, row: int) -> Iterator[tuple[str, int]]:
    for column in range(grid.width, 0, -1):
        if text := "".join(grid.text(row, column).split()):
            yield text, column


def _first(path: Path) -> Grid:
    return _grids(path)[0]


def _grids(path: Path) -> tuple[Grid, ...]:
    from reading.sources import load

    reachable(path)
    try:
        return load(path)
    except InputError as error:
        raise located(error, path) from None
