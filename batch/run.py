"""逐个文件审核: 一张表审完就交出, 一个文件读不了不耽误其余的."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from app.commands.inputs import Read, located, read_tables, tell_doubts
from app.terminal.streams import PROGRESS, tell
from app.terminal.system_errors import of_path
from auditing import audit
from batch.beside import Beside, doubts_of
from batch.outcomes import Audited, Outcome, Unread, labelled
from indicators.errors import InputError, Problem
from scoring.policy import Policy


@frozen
class Order:
    """审核什么: 评分办法、工作表、所选的核对、对照用的表."""

    policy: Policy | None
    sheet: str | None
    codes: tuple[str, ...]
    others: tuple[Beside, ...]


def audits(
    files: Sequence[Path], order: Order, *, progress: bool = False
) -> Iterator[Outcome]:
    """逐张审核; what is doubted about a table is said when its turn comes."""
    for number, path in enumerate(files, 1):
        if progress:
            PROGRESS.at(number, len(files), path.name)
        try:
            found = read_tables(path, order.sheet)
            digest = hashed(path)
        except InputError as error:
            yield Unread(path, error.problems)
            continue
        except Exception as error:  # noqa: BLE001 - one file must not end the run
            yield _broken(path, None, error)
            continue
        for each in _filled(path, found):
            yield _one(path, digest, each, order)


def _filled(path: Path, found: Sequence[Read]) -> Sequence[Read]:
    """Leave out blank forms beside a filled table, and say so; a blank alone stays."""
    filled = [each for each in found if each.table.indicators]
    spare = [each for each in found if not each.table.indicators]
    if not filled:
        return found
    for each in spare:
        tell(f"注意：{labelled(str(path), each.sheet)}：没有一行指标，未审核")
    return filled


def _one(path: Path, digest: str, each: Read, order: Order) -> Outcome:
    """Audit one table; a fault of the program costs this table alone."""
    others = tuple(doubts_of(each.table, order.others))
    tell_doubts(path, (*each.table.warnings, *others))
    if not each.table.indicators:
        return Unread(path, (_blank(path, each.sheet),), each.sheet, blank=True)
    own = tuple(doubt for other in order.others for doubt in other.doubts)
    table = evolve(each.table, warnings=(*each.table.warnings, *others, *own))
    given = {other.name: other.table for other in order.others}
    try:
        result = audit(table, order.policy, **given)
        findings = result.of(*order.codes) if order.codes else result.findings
        return Audited(path, digest, each.sheet, result, findings)
    except InputError as error:
        return Unread(path, located(error, path).problems, each.sheet)
    except Exception as error:  # noqa: BLE001 - one table must not end the run
        return _broken(path, each.sheet, error)


def _blank(path: Path, sheet: str | None) -> Problem:
    where = f"{path}：{sheet}" if sheet else str(path)
    remedy = "请填好三级指标后再审核；填好了的，请确认没有给错文件或工作表"
    return Problem(where, "没有一行指标，无从审核", remedy=remedy)


def _broken(path: Path, sheet: str | None, error: Exception) -> Unread:
    """A fault of the program itself, as a problem of the file that met it."""
    if os.environ.get("ZIPING_DEBUG"):
        raise error
    message = f"程序内部出错（{type(error).__name__}：{error}）"
    problem = Problem(str(path), message, remedy="请报告此问题")
    return Unread(path, (problem,), sheet)


def hashed(path: Path) -> str:
    """文件的 sha256."""
    from hashlib import sha256

    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise of_path(path, error) from None
