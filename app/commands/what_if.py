"""命令行: ziping what-if."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.inputs import doubts_to_stderr
from app.commands.options import CLEAN, FILE, JSON, POLICY, SHEET, print_json
from batch.inputs import is_data


@click.command("what-if", cls=ChineseCommand)
@FILE
@click.option(
    "--set",
    "given",
    multiple=True,
    required=True,
    metavar="哪里=值",
    help="试设的值，可写几次：G14=96%、指标名称=96%、名称.指标值=≥90%、全年执行数=80",
)
@POLICY
@SHEET
@JSON
def what_if(
    file: Path,
    given: tuple[str, ...],
    policy: str | None,
    sheet: str | None,
    *,
    as_json: bool,
) -> int:
    """试算：换几个值，看得分、总分、等级怎样变，不写入任何文件。

    用名称的是实际完成值，名称可以是一部分或行号；由人评定的行，可试设 名称.得分。
    值留空（G14=）即清空。

    退出码：0 算出来了，2 文件读不了，或试设的地方、值不对。
    """
    from app.commands.score import chosen_policy
    from app.views.trial import trial_blocks, trial_document
    from batch.blanks import refuse_blank
    from batch.scored_trial import scored
    from batch.trial import opened, trial

    source = opened(file, sheet)
    told = () if is_data(file) else source.table.warnings
    doubts_to_stderr(file, told)
    if not source.table.indicators:
        refuse_blank(file, source.table, "试算")
    tried = trial(source, given)
    refuse_blank(file, tried.after, "试算")
    doubts_to_stderr(file, tried.new_doubts)
    chosen, choice = chosen_policy(tried.before, policy)
    result = scored(tried, chosen, choice)
    if as_json:
        print_json(trial_document(result, file))
    else:
        from app.terminal.console import show

        show(trial_blocks(result, file))
    return CLEAN
