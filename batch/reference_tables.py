"""对照用的表: 批复的目标表、上年的表、运行监控表, 与本表是不是一回事."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from batch.outcomes import labelled
from indicators.errors import InputError, Problem
from indicators.evaluation import Evaluation
from reading.text import single

NAMES = {
    "approved": "批复的目标表",
    "last_year": "上年的表",
    "monitoring": "运行监控表",
}
_LIKELIHOOD = re.compile("可能|确定能")


@frozen
class ReferenceTable:
    """一张对照用的表. `name` 为 `NAMES` 之一; `doubts` 为对它本身的存疑."""

    name: str
    path: Path
    table: Evaluation
    doubts: tuple[Problem, ...]
    sheet: str | None = None

    @property
    def label(self) -> str:
        """它是什么, 在哪个文件: 项目支出绩效运行监控表 七月.xlsx."""
        title = self.table.form or NAMES[self.name]
        return f"{title} {labelled(str(self.path), self.sheet)}"


def reference_table(
    name: str, path: Path, table: Evaluation, sheet: str | None = None
) -> ReferenceTable:
    """Take a table as one to compare with; `name` is one of `NAMES`.

    Raises `InputError` where it holds no indicator.
    """
    if not table.indicators:
        message = f"{NAMES[name]}里没有一行指标，无从对照"
        raise InputError.of(str(path), message, remedy="请核对是否给对了文件")
    silent = name == "monitoring" and not tells_likelihood(table)
    doubts = (_no_likelihood(path),) if silent else ()
    return ReferenceTable(name, path, table, doubts, sheet)


def _no_likelihood(path: Path) -> Problem:
    message = "运行监控表里没有读到“完成可能性”，与监控的对照（X703）无从进行"
    return Problem(str(path), message, remedy="请核对该栏是否填写")


def tells_likelihood(table: Evaluation) -> bool:
    """监控表里写了完成可能性, as a text or as a tick below it."""
    for row in table.indicators:
        answers = (f"{title} {text}" for title, text in row.extra if text)
        texts = (row.actual, row.variance_note, *answers)
        if any(_LIKELIHOOD.search(text or "") for text in texts):
            return True
    return False


def doubts_of(
    table: Evaluation, others: tuple[ReferenceTable, ...]
) -> Iterator[Problem]:
    """本表与各张对照用的表不像一回事的地方."""
    for other in others:
        name = NAMES[other.name]
        if _differ(table.project, other.table.project):
            message = (
                f"{name}的项目名称与本表不同，本表为“{single(table.project or '')}”"
            )
            remedy = "请核对是否给对了文件"
            yield Problem(str(other.path), message, other.table.project, remedy)
        year, lag = table.year, int(other.name == "last_year")
        if year and other.table.year and other.table.year != year - lag:
            message = f"{name}是 {other.table.year} 年度的，本表是 {year} 年度的"
            yield Problem(str(other.path), message, remedy="请核对是否给对了文件")


def _differ(one: str | None, other: str | None) -> bool:
    """Say whether two names are both printed and not the same."""
    if one is None or other is None:
        return False
    return "".join(one.split()) != "".join(other.split())
