"""命令行: ziping targets / new."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.option_groups import bundled
from app.commands.options import CLEAN, FILE, FORCE, JSON, LIVE, PATH, print_json
from app.terminal.streams import to_stderr


class Weighing(NamedTuple):
    """分值怎样给: 平均或按名单, 几位小数, 按哪种办法."""

    weights: str | None = None
    places: str = "2"
    policy: str | None = None


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
@click.option("--project", metavar="编号", help="哪个项目：第几个，或名称的一部分")
@click.option(
    "--form", metavar="编号", help="版式，默认 national-2020；成本为一级的 mof-2021"
)
@weighing_options
@click.option("--out", type=PATH, required=True, metavar="X.xlsx", help="写出的空表")
@click.option("--live", **LIVE)
@FORCE
@JSON
def new(
    file: Path,
    project: str | None,
    form: str | None,
    weighing: Weighing,
    out: Path,
    *,
    live: bool,
    force: bool,
    as_json: bool,
) -> int:
    """由预算说明、申报表或指标单子做一张自评表的空表。

    项目、资金、目标、指标与指标值照写，完成值与得分空着；其余的写在“编制说明”一页。--live 的表自己计分：
    填上完成值就有得分、合计与等级，“检查”一页说出还缺什么。
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
    blank = blank_of(file, project, form, weighing, live=live)
    save(out, blank.content, force=force, inputs=inputs)
    if as_json:
        print_json({"out": str(out), **blank.said})
        return CLEAN
    for notice in blank.notices:
        to_stderr(f"注意：{notice}")
    to_stderr(f"已写出 {out}")
    return CLEAN
