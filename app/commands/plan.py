"""命令行: ziping targets / new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.option_groups import bundled
from app.commands.options import (
    CLEAN,
    FILE,
    FINDINGS,
    FORCE,
    JSON,
    LIVE,
    PATH,
    YEAR,
    print_json,
)
from app.making.choices import PaperChoice, Weighing
from app.terminal.streams import to_stderr

if TYPE_CHECKING:
    from indicators.evaluation import Evaluation


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
@click.option("--project", metavar="编号", help="只看这个项目：第几个，或名称的一部分")
@click.option(
    "--check",
    "checked",
    is_flag=True,
    help="报出之前核对：该有的指标、分值、指标值的写法；有发现的退出码为 1",
)
@click.option("--policy", metavar="编号", help="核对分值按这种评分办法，默认由版式推得")
@JSON
def targets(
    file: Path,
    project: str | None,
    policy: str | None,
    *,
    checked: bool,
    as_json: bool,
) -> int:
    """列出文件里的项目与绩效指标，或在报出之前核对一遍（--check）。

    可读预算说明的文段、申报表、监控表、自评表、指标单子：.txt .docx .doc .odt .pdf .ofd .html，各种表格，
    以及 .csv、.toml。
    """
    from app.commands.inputs import doubts_to_stderr
    from batch.plans import chosen, plans_in

    if policy is not None and not checked:
        raise click.UsageError("--policy 与 --check 同用")
    every = plans_in(file)
    plans = every if project is None else (chosen(every, project, file),)
    for plan in plans:
        doubts_to_stderr(file, plan.warnings)
    numbered = {every.index(plan) + 1: plan for plan in plans}
    if checked:
        return _check(file, numbered, policy, as_json=as_json)
    if as_json:
        from indicators import dump

        _print_each([dump(plan) for plan in plans])
    else:
        from app.terminal.console import show
        from app.views.planned import listing

        show(listing(numbered, file))
    return CLEAN


def _check(
    file: Path, plans: dict[int, Evaluation], named: str | None, *, as_json: bool
) -> int:
    """Check each project; 1 where anything was found."""
    from app.views.plan_check import document, plan_checks
    from auditing.plans import audit_plan
    from scoring import load_policy

    policy = load_policy(named) if named else None
    results = {number: audit_plan(plan, policy) for number, plan in plans.items()}
    if as_json:
        _print_each([document(file, result) for result in results.values()])
    else:
        from app.terminal.console import show

        show(plan_checks(results))
    return FINDINGS if any(each.findings for each in results.values()) else CLEAN


def _print_each(documents: list[dict[str, Any]]) -> None:
    """Print one document as it is, several as a list."""
    print_json(documents if len(documents) > 1 else documents[0])


@click.command(cls=ChineseCommand)
@FILE
@bundled(
    "paper",
    PaperChoice,
    project={"metavar": "编号", "help": "哪个项目：第几个，或名称的一部分"},
    form={
        "metavar": "编号",
        "help": "版式，默认自评表 national-2020，成本为一级的 mof-2021；"
        "申报表 target-declaration，监控表 monitoring",
    },
    year={
        "type": YEAR,
        "metavar": "年度",
        "help": "做这一年度的，默认照原表；年度不同的，预算金额不照抄",
    },
    live=LIVE,
)
@weighing_options
@click.option("--out", type=PATH, required=True, metavar="X.xlsx", help="写出的空表")
@FORCE
@JSON
def new(
    file: Path,
    paper: PaperChoice,
    weighing: Weighing,
    out: Path,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """做一张空表：自评表，或申报表、监控表；由预算说明、指标单子，或这一年的上一张表。

    申报表 → 监控表 → 自评表，去年的自评表 → 今年的申报表：项目、资金、目标、指标、指标值与分值照写，
    完成值与得分空着。年中的完成值不当作全年的，记在“编制说明”一页，其余没有格的也在那里。
    --live 的自评表自己计分：填上完成值就有得分、合计与等级，“检查”一页说出还缺什么。
    """
    from app.commands.saving import ends_with, refuse, save
    from app.making.planning import blank_of

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
