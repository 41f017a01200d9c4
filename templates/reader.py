"""读表: 文件 → 自评表. 认不出的地方写进警告, 不猜."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from templates.grid import Grid
from templates.headings import index, key
from templates.recognise import above, recognise
from templates.recognise_values import grouped
from templates.sources import load

_NONE = "没有找到自评表"
_JOINED = "像是上一张表的续表，没有列名，已接在其后读取"
_REMEDY = "请确认表中有一级、二级、三级指标和指标值等列名"


def read(path: str | Path, sheet: str | None = None) -> Evaluation:
    """读一张自评表; `sheet` chooses a sheet or a table by its name.

    Of several tables the first visible one is read, and a warning says so. Raises
    `InputError` when the file cannot be read or holds no table.
    """
    found = tables(path)
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


def tables(path: str | Path) -> list[tuple[Grid, Evaluation]]:
    """Read every 自评表 of a file, each with the grid that it was found on."""
    grids = load(path)
    found: list[tuple[Grid, Evaluation]] = []
    lead: Grid | None = None
    for grid in grids:
        read_here = _recognised(grid, lead)
        if read_here:
            found += [(grid, evaluation) for evaluation in read_here]
        elif found and _goes_on(grid, found[-1][0]):
            found[-1] = _continued(found[-1], grid, alone=_alone(found))
        lead = None if read_here or grid.kind == "sheet" else _leads(grid, lead)
    if not found:
        raise InputError.of(Path(path).name, _NONE, remedy=_REMEDY)
    return _with_warnings(found, grids)


def _recognised(grid: Grid, lead: Grid | None) -> tuple[Evaluation, ...]:
    if grid.kind == "text":
        from templates.recognise_text import recognise_text

        return recognise_text(grid)
    return recognise(grid, lead)


def _goes_on(grid: Grid, last: Grid) -> bool:
    """A table as wide as the one before, with names of groups and no headings."""
    if grid.kind != "table" or last.kind != "table" or grid.width != last.width:
        return False
    known = index("levels")
    return any(key(grouped(cell.text)[0]) in known for cell in grid.cells)


def _alone(found: list[tuple[Grid, Evaluation]]) -> bool:
    """Say whether the last grid that was read holds one table only."""
    return len(found) == 1 or found[-2][0] is not found[-1][0]


def _continued(
    last: tuple[Grid, Evaluation], grid: Grid, *, alone: bool
) -> tuple[Grid, Evaluation]:
    """Read a continuation as the rows below the table before it, and say so."""
    above_it, before = last
    cells = tuple(evolve(c, row=c.row + above_it.height) for c in grid.cells)
    joined = evolve(
        above_it,
        cells=above_it.cells + cells,
        height=above_it.height + grid.height,
        after=grid.after,
        warnings=above_it.warnings + grid.warnings,
        merged=None,
    )
    read_joined = recognise(joined) if alone and not above_it.after else ()
    if len(read_joined) != 1:
        return above_it, _warned(before, grid)
    (whole,) = read_joined
    problem = Problem(grid.cells[0].place, _JOINED, grid.name)
    read_whole = evolve(
        before,
        indicators=whole.indicators,
        total=whole.total,
        remarks=whole.remarks,
        warnings=(
            *before.warnings,
            *(w for w in whole.warnings if w not in before.warnings),
            problem,
        ),
    )
    return joined, read_whole


def _warned(evaluation: Evaluation, grid: Grid) -> Evaluation:
    place = grid.cells[0].place
    problem = Problem(place, "像是上一张表的续表，没有列名，未读取", grid.name)
    return evolve(evaluation, warnings=(*evaluation.warnings, problem))


def _leads(grid: Grid, lead: Grid | None) -> Grid | None:
    """A table without indicators that holds head fields belongs to the next one."""
    head = above(grid)
    if head.project or head.unit or head.funds.lines:
        return grid
    return lead


def _with_warnings(
    found: list[tuple[Grid, Evaluation]], grids: tuple[Grid, ...]
) -> list[tuple[Grid, Evaluation]]:
    """Pass on what the sources doubted: to the table it concerns, else to the first."""
    told = set()
    result: list[tuple[Grid, Evaluation]] = []
    for grid, evaluation in found:
        notes = grid.warnings if id(grid) not in told else ()
        if not result and grid is not grids[0]:
            notes = tuple(dict.fromkeys((*grids[0].warnings, *notes)))
        told.add(id(grid))
        if grid.hidden:
            notes = (Problem(grid.name, "工作表已隐藏，已照读"), *notes)
        warnings = (*notes, *evaluation.warnings)
        result.append((grid, evolve(evaluation, warnings=warnings)))
    return result


def _chosen(found: list[tuple[Grid, Evaluation]], sheet: str, where: str) -> Evaluation:
    for grid, evaluation in found:
        if grid.name == sheet:
            return evaluation
    names = "、".join(dict.fromkeys(grid.name for grid, _ in found))
    raise InputError.of(
        where, "没有这个工作表，或其中没有自评表", sheet, f"可选：{names}"
    )
