"""填表: 读数据、计分、填进空表、写出新文件. 空表本身从不改动."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from app.commands.inputs import read_table
from app.commands.options import Written
from app.commands.saving import ends_with, refuse, save
from app.making.filling import filled_blank, still_wrong
from batch.inputs import at, located, of_content, reachable, unchanged
from indicators.errors import InputError

if TYPE_CHECKING:
    from app.commands.table import Filling
    from scoring import Policy, Result

SUFFIX = ".xlsx"


def fill_blank(blank: Path, data: Path, how: Filling) -> Written:
    """填一张空表. Returns what was written and what a person should know."""
    target = how.out or blank.with_name(f"{blank.stem}-已填{SUFFIX}")
    refuse(target, (blank, data), force=how.force)
    ends_with(target, SUFFIX)
    policy = _policy(how.policy)
    evaluation = read_table(data)
    reachable(blank)
    try:
        with unchanged(blank):
            filled = filled_blank(blank, evaluation, policy, how.sheet, tidy=how.tidy)
    except InputError as error:
        raise located(error, blank) from None
    save(target, filled.content, force=how.force)
    told = tuple(evolve(p, where=at(blank, p.where)) for p in filled.warnings)
    wrong = tuple(still_wrong(target, policy, how.sheet)) if policy else ()
    return Written(target, (*told, *wrong), filled.unsettled or bool(wrong))


def _policy(name: str | None) -> Policy | None:
    """The policy that was named; None to take the points of the data."""
    if name is None:
        return None
    from scoring import load_policy

    return load_policy(name)


def refuse_other_files(file: Path) -> None:
    """只有 .xlsx 工作簿可以写回得分: raises `InputError` for any other."""
    from batch.inputs import is_data
    from templates.annotating.annotate import workbook

    if is_data(file):
        remedy = "请用 --out X.xlsx 写出官方版式的表，或用 fill 填进空表"
        raise InputError.of(str(file), "数据文件不是工作簿，得分无处可写", None, remedy)
    reachable(file)
    try:
        workbook(file)
    except InputError as error:
        raise located(error, file) from None


def write_back(
    read: tuple[Path, str],
    target: Path,
    result: Result,
    sheet: str | None,
    *,
    force: bool,
) -> Written:
    """得分写进文件的副本; its table is the one that `result` is of.

    `read` is the file and its sha256 as it was read.
    """
    from templates.filling.write_points import write_points

    file, digest = read
    try:
        with of_content(file, digest):
            made = write_points(file, result, sheet)
    except InputError as error:
        raise located(error, file) from None
    save(target, made.content, force=force, inputs=(file,))
    told = tuple(evolve(p, where=at(file, p.where)) for p in made.warnings)
    return Written(target, told, made.unsettled)
