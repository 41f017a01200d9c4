"""读表: 文件 → 自评表. 认不出的地方写进警告, 不猜."""

from __future__ import annotations

from pathlib import Path

from attrs import define, evolve, field

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation, Goals
from indicators.reasons import Doubt, Reason
from reading.beside import with_table_below
from reading.continued import Found, continued, is_part, is_rest, loose, with_rest
from reading.grid import Grid
from reading.known_labels import with_known_labels
from reading.samples import without_samples
from reading.sources import load
from reading.tables.recognise import above, recognise
from reading.uncertain import with_all_uncertain

_REMEDY = "请确认表中有一级、二级、三级指标和指标值等列名"
_SCAN = "扫描件，只有识别出的文字，没有表格线，行列无从认定"
_SCAN_REMEDY = "请提供原始的 Excel、Word 文件，或用能识别表格的软件转成 Excel"


def read(path: str | Path, sheet: str | None = None) -> Evaluation:
    """读一张自评表; `sheet` chooses a sheet or a table by its name.

    Of several tables the first visible one is read, and a warning says so. Raises
    `InputError` when the file cannot be read or holds no table.
    """
    return read_on(load(path), path, sheet)


def read_on(
    grids: tuple[Grid, ...], path: str | Path, sheet: str | None = None
) -> Evaluation:
    """读格子上的一张自评表, as `read` reads that of a file; `path` is named in errors."""
    found = _known(grids, path)
    if sheet is not None:
        return _chosen(found, sheet, str(path))
    visible = [pair for pair in found if not pair[0].hidden] or found
    first = visible[0][1]
    if len(visible) == 1:
        return first
    names = "、".join(dict.fromkeys(grid.name for grid, _ in visible))
    message = f"文件里有 {len(visible)} 张自评表，读取了第一张"
    several = Problem(Path(path).name, message, names, "可用 --sheet 指定工作表")
    return evolve(first, warnings=(several, *first.warnings))


def read_all(path: str | Path) -> tuple[Evaluation, ...]:
    """读出文件里的每一张自评表, 按出现的先后."""
    return tuple(evaluation for _, evaluation in tables(path))


def tables(path: str | Path, grids: tuple[Grid, ...] | None = None) -> list[Found]:
    """Read every 自评表 of a file, each with the grid that it was found on.

    `grids` are those of the file, where it has been read already.
    """
    return _known(load(path) if grids is None else grids, path)


def _known(grids: tuple[Grid, ...], path: str | Path) -> list[Found]:
    """The tables on the grids of a file; raises `InputError` where there is none."""
    found = found_on(grids)
    if not found:
        what, remedy = _refusal(grids)
        raise InputError([Problem.of(Path(path).name, what, remedy=remedy)])
    return found


def found_on(grids: tuple[Grid, ...]) -> list[Found]:
    """Read every 自评表 that stands on the grids of a file; it may be none.

    A sample beside them, which shows how a table is filled in, is left out and named.
    """
    reader = _FileReader()
    grids = tuple(map(with_known_labels, grids))
    for grid in grids:
        reader.take(grid)
    reader.finish()
    found = without_samples(_with_warnings(reader.found, grids))
    return with_all_uncertain(found, grids)


@define
class _FileReader:
    """Reads the grids of a file one after the other.

    `last` is the grid that the last rows came from, `leads` the tables without
    indicators since then.
    """

    found: list[Found] = field(factory=list)
    _leads: list[Grid] = field(factory=list)
    _last: Grid | None = None

    def take(self, grid: Grid) -> None:
        """Read a grid: tables of its own, or more rows of the table before."""
        read_here = _recognised(grid, self._leads)
        if read_here:
            self._add(grid, read_here)
        elif self._last and is_part(grid, self._last):
            alone = _alone(self.found)
            self.found[-1] = continued(self.found[-1], grid, alone=alone)
            self._last = grid
        else:
            self._pass(grid)
        if read_here or grid.kind == "sheet":
            self._leads = []
        else:
            self._leads = _leads(grid, self._leads)

    def _pass(self, grid: Grid) -> None:
        """Tables without indicators that lead to no other belong to the last."""
        kept = set(map(id, _leads(grid, self._leads)))
        self._give([each for each in (*self._leads, grid) if id(each) not in kept])

    def finish(self) -> None:
        """What leads to no other table at the end belongs to the last."""
        self._give(self._leads)

    def _give(self, grids: list[Grid]) -> None:
        for grid in grids if self.found else ():
            self.found[-1] = with_table_below(self.found[-1], grid)

    def _add(self, grid: Grid, read_here: tuple[Evaluation, ...]) -> None:
        """Take in tables with headings; a single one may be the rest of the last."""
        self._last = grid
        if self.found and not self._leads and is_rest(grid, read_here, self.found[-1]):
            self.found[-1] = with_rest(self.found[-1], grid, read_here[0])
        else:
            self.found += [(grid, loose(evaluation)) for evaluation in read_here]


def _recognised(grid: Grid, leads: list[Grid]) -> tuple[Evaluation, ...]:
    if grid.kind in {"text", "scan"}:
        from reading.lines.sound import sound_tables

        return sound_tables(grid)
    return recognise(grid, *leads)


def _refusal(grids: tuple[Grid, ...]) -> tuple[Reason | str, str]:
    """Say why no table was read, and what to do instead."""
    from reading.lines.sound import SCATTERED, SCATTERED_REMEDY, speaks_of_a_table

    if any(grid.kind == "scan" for grid in grids):
        return _SCAN, _SCAN_REMEDY
    if any(grid.kind == "text" and speaks_of_a_table(grid) for grid in grids):
        return SCATTERED, SCATTERED_REMEDY
    return Doubt.NO_TABLE, _REMEDY


def _alone(found: list[Found]) -> bool:
    """Say whether the last grid that was read holds one table only."""
    return len(found) == 1 or found[-2][0] is not found[-1][0]


def _leads(grid: Grid, leads: list[Grid]) -> list[Grid]:
    """Tables without indicators that hold head fields, funds or goals lead to the next.

    A title, or the name of another project, begins anew.
    """
    if not (grid.cells or grid.before):
        return leads
    head = above(grid)
    if head.form or head.project:
        leads = []
    holds = head.project or head.unit or head.funds.lines or head.goals != Goals()
    return [*leads, grid] if holds else leads


def _with_warnings(found: list[Found], grids: tuple[Grid, ...]) -> list[Found]:
    """Pass on what the sources doubted: to the table it concerns, else to the first."""
    told = set()
    result: list[Found] = []
    for grid, evaluation in found:
        notes = grid.warnings if id(grid) not in told else ()
        if not result and grid is not grids[0]:
            notes = tuple(dict.fromkeys((*grids[0].warnings, *notes)))
        told.add(id(grid))
        if grid.hidden:
            notes = (Problem(grid.name, "工作表已隐藏，已照读"), *notes)
        if notes:
            warnings = (*notes, *evaluation.warnings)
            evaluation = evolve(evaluation, warnings=warnings)  # noqa: PLW2901
        result.append((grid, evaluation))
    return result


def _chosen(found: list[Found], sheet: str, where: str) -> Evaluation:
    for grid, evaluation in found:
        if grid.name == sheet:
            return evaluation
    names = "、".join(dict.fromkeys(grid.name for grid, _ in found))
    raise InputError.of(
        where, "没有这个工作表，或其中没有自评表", sheet, f"可选：{names}"
    )
