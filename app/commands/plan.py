"""命令行: ziping targets / new."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.option_groups import bundled
from app.commands.options import CLEAN, FILE, FORCE, JSON, PATH, print_json
from app.terminal.streams import to_stderr


class Weighing(NamedTuple):
    """分值怎样给: 平均或按名单, 几位小数, 按哪种办法."""

    weights: str | None = None
    places: str = "2"
    policy: str | None = None


class Paper(NamedTuple):
    """做哪个项目的哪一张表, 哪一年度的."""

    project: str | None = None
    form: str | None = None
    year: int | None = None


weighing_options = bundled(
    "weighing",
    Weighing,
    weights={
        "metavar": "equal|名单",
        "help": "给足分值：equal 平均，或一个名单（CSV：指标,重要性,分值）",
    },
    places={
        "type": click.Choice(["1", "2"]),
        "default": "2",
        "metavar": "1|2",
        "help": "分值保留几位小数，默认 2",
    },
    policy={"metavar": "编号", "help": "分值按这种评分办法，默认由版式推得"},
)


@click.command(cls=ChineseCommand)
@FILE
@click.option("--project", metavar="编号", help="只列这个项目：第几个，或名称的一部分")
@JSON
def targets(file: Path, project: str | None, *, as_json: bool) -> int:
    """列出文件里的项目与绩效指标：预算说明的文段、申报表、指标单子。

    可读 .txt .docx .pdf .html，各种表格，以及 .csv、.toml 的单子。
    """
    from app.commands.inputs import doubts_to_stderr
    from batch.plans import chosen, plans_in
    from indicators import dump

    every = plans_in(file)
    plans = every if project is None else (chosen(every, project, file),)
    for plan in plans:
        doubts_to_stderr(file, plan.warnings)
    if as_json:
        documents = [dump(plan) for plan in plans]
        print_json(documents if len(documents) > 1 else documents[0])
    else:
        from app.terminal.console import show
        from app.views.planned import listing

        show(listing({every.index(plan) + 1: plan for plan in plans}, file))
    return CLEAN


@click.command(cls=ChineseCommand)
@FILE
@bundled(
    "paper",
    Paper,
    project={"metavar": "编号", "help": "哪个项目：第几个，或名称的一部分"},
    form={
        "metavar": "编号",
        "help": "版式，默认自评表 national-2020，成本为一级的 mof-2021；"
        "申报表 target-declaration，监控表 monitoring",
    },
    year={
        "type": click.IntRange(1990, 2100),
        "metavar": "年度",
        "help": "做这一年度的，默认照原表；年度不同的，预算金额不照抄",
    },
)
@weighing_options
@click.option("--out", type=PATH, required=True, metavar="X.xlsx", help="写出的空表")
@FORCE
@JSON
def new(
    file: Path,
    paper: Paper,
    weighing: Weighing,
    out: Path,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """做一张空表：自评表，或申报表、监控表；由预算说明、指标单子，或这一年的上一张表。

    申报表 → 监控表 → 自评表，去年的自评表 → 今年的申报表：项目、资金、目标、指标、指标值与分值照写，
    完成值与得分空着。年中的完成值不当作全年的，记在“编制说明”一页，其余没有格的也在那里。
    """
    from app.commands.planning import blank_of
    from app.commands.saving import ends_with, refuse, save

    inputs = (
        (file,)
        if weighing.weights in {None, "equal"}
        else (file, Path(weighing.weights or ""))
    )
    refuse(out, inputs, force=force)
    ends_with(out, ".xlsx")
    blank = blank_of(file, paper, weighing)
    save(out, blank.content, force=force, inputs=inputs)
    if as_json:
        print_json({"out": str(out), **blank.said})
        return CLEAN
    for notice in blank.notices:
        to_stderr(f"注意：{notice}")
    to_stderr(f"已写出 {out}")
    return CLEAN
