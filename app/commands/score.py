"""命令行: ziping score / explain / policies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.inputs import read_table
from app.commands.option_groups import bundled
from app.commands.options import (
    CLEAN,
    FILE,
    FINDINGS,
    JSON,
    LIVE,
    PATH,
    POLICY,
    SHEET,
    UNUSABLE,
    print_json,
)
from app.terminal.streams import to_stderr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.text.blocks import Block
    from auditing import Finding
    from indicators.evaluation import Evaluation
    from scoring import Policy, Result
    from scoring.choice import Choice
    from templates.forms.form import Form


class Writing(NamedTuple):
    """要写出的自评表: 官方版式的 (可以自己计分), 自己这张的副本; 版式, 可否覆盖."""

    out: Path | None = None
    write: Path | None = None
    form: str = ""
    live: bool = False
    force: bool = False


@click.command(cls=ChineseCommand)
@FILE
@POLICY
@SHEET
@bundled(
    "writing",
    Writing,
    out={"type": PATH, "metavar": "X.xlsx", "help": "写出填好的自评表"},
    write={
        "type": PATH,
        "metavar": "X.xlsx",
        "help": "得分、总分、等级写进这张表的副本，别的一格不动",
    },
    form={
        "metavar": "编号",
        "default": "national-2020",
        "help": "写出的版式，默认 national-2020",
    },
    live=LIVE,
    force={"is_flag": True, "help": "覆盖已有的输出文件"},
)
@JSON
@click.option(
    "--judged",
    type=click.Choice(["upper", "lower"]),
    metavar="upper|lower",
    help="未评定的定性行按上限或下限取分（记为假设）",
)
@click.option("--strict", is_flag=True, help="不采用文件中记录的让步，严格重算")
@click.option("--summary", is_flag=True, help="不列指标树，只看差异与总分")
def score(
    file: Path,
    policy: str | None,
    sheet: str | None,
    *,
    writing: Writing,
    as_json: bool,
    judged: str | None,
    strict: bool,
    summary: bool,
) -> int:
    """按评分办法给一张自评表计分。

    给自己填过的表计分：--write X.xlsx 把得分、总分、等级写进它的副本。

    退出码：0 每行都定了分，总分与填报的相同；1 有的行没有定分、没有填，分值加不拢，
    或总分与填报的不同；2 文件读不了，或是空表。
    """
    from app.commands.inputs import problems_to_stderr
    from app.terminal.console import show_going_on
    from auditing.beside_score import beside_score
    from batch.blanks import refuse_blank
    from batch.inputs import unchanged
    from indicators.errors import InputError
    from scoring import score as score_table

    _check(writing, file)
    with unchanged(file) as digest:
        evaluation = read_table(file, sheet)
    refuse_blank(file, evaluation, "计分")
    chosen, choice = chosen_policy(evaluation, policy)
    scored = score_table(evaluation, chosen, judged=judged, concessions=not strict)
    result, findings = beside_score(scored)
    if as_json:
        blocks = _documents(result, choice, findings)
    else:
        from app.views.scorecard import scorecard

        blocks = scorecard(result, choice, findings, strict=strict, tree=not summary)
    show_going_on(blocks, more=bool(writing.out or writing.write))
    try:
        _write(writing, result, file)
        unsettled = _write_back(writing, scored, (file, digest), sheet)
    except InputError as error:
        problems_to_stderr(error.problems)
        return UNUSABLE
    return FINDINGS if findings or unsettled or _open(result) else CLEAN


def _documents(
    result: Result, choice: Choice, findings: Sequence[Finding]
) -> Iterable[Block]:
    """The result as one document, with why the policy was taken."""
    from app.text.blocks import JsonDocument
    from auditing.results.contract import finding_document
    from scoring import dump

    also = [finding_document(finding) for finding in findings]
    data = dump(result) | {"policy_reason": choice.reason, "findings": also}
    return (JsonDocument(data),)


def chosen_policy(evaluation: Evaluation, policy: str | None) -> tuple[Policy, Choice]:
    """The policy that was named, by the caller or the file, else that of the form."""
    from app.views.scorecard import NAMED
    from scoring import load_policy
    from scoring.choice import Choice, choose_to_score

    choice = Choice(policy, NAMED) if policy else choose_to_score(evaluation)
    return load_policy(choice.policy), choice


def _check(writing: Writing, file: Path) -> None:
    """Refuse an output that cannot be, before anything is read."""
    from app.commands.saving import ends_with, refuse, same

    if writing.live and writing.out is None:
        raise click.UsageError("--live 要与 --out X.xlsx 同用")
    for out in filter(None, (writing.out, writing.write)):
        refuse(out, (file,), force=writing.force)
        ends_with(out, ".xlsx")
    if writing.write is not None:
        from app.commands.filling import refuse_other_files

        if writing.out is not None and same(writing.out, writing.write):
            raise click.UsageError("--out 与 --write 是同一个文件")
        refuse_other_files(file)


def _write(writing: Writing, result: Result, file: Path) -> None:
    """Write the form that was asked for, never over the file that was read."""
    if writing.out is None:
        return
    from app.commands.saving import save
    from templates.forms.capacity import left_out
    from templates.forms.form import load_form

    form = load_form(writing.form)
    content = _content(result, form, live=writing.live)
    save(writing.out, content, force=writing.force, inputs=(file,))
    if absent := left_out(result.evaluation, form):
        words = "、".join(absent)
        to_stderr(f"版式 {writing.form} 没有位置，未写出：{words}")
    to_stderr(f"已写出 {writing.out}")


def _content(result: Result, form: Form, *, live: bool) -> bytes:
    """The form with the points that were worked out, as numbers or as formulas."""
    if live:
        from templates.live.book import write_live

        return write_live(result, form)
    from templates.writing.writer import write

    return write(result.evaluation, form, result)


def _write_back(
    writing: Writing, result: Result, read: tuple[Path, str], sheet: str | None
) -> bool:
    """Write the points into a copy of the file; returns whether something is left.

    `read` is the file, and what its content was.
    """
    if writing.write is None:
        return False
    from app.commands.filling import write_back
    from app.commands.options import tell_written

    written = write_back(read, writing.write, result, sheet, force=writing.force)
    return tell_written(written) != CLEAN


def _open(result: Result) -> bool:
    """Tell whether something is left: open rows, blank ones, a total that differs."""
    totals = result.totals
    differs = totals.stated is not None and totals.points != totals.stated
    return bool(result.pending) or differs or not totals.complete


@click.command(cls=ChineseCommand)
@FILE
@click.argument("indicator", metavar="[指标]", required=False)
@POLICY
@SHEET
@JSON
def explain(
    file: Path,
    indicator: str | None,
    policy: str | None,
    sheet: str | None,
    *,
    as_json: bool,
) -> int:
    """解释得分：公式、代入、结果三行。

    “指标”可以是名称、名称的一部分或行号；不写则解释每一行。
    """
    from app.terminal.console import show
    from app.views.explained import chosen, explained
    from scoring import dump
    from scoring import score as score_table

    evaluation = read_table(file, sheet)
    chosen_, choice = chosen_policy(evaluation, policy)
    result = score_table(evaluation, chosen_)
    numbers = chosen(result, indicator)
    if as_json:
        rows = dump(result)["rows"]
        print_json([rows[number] for number in numbers])
    else:
        show(explained(result, choice, numbers))
    return CLEAN


@click.command(cls=ChineseCommand)
@click.argument("policy", metavar="[编号]", required=False)
@JSON
def policies(policy: str | None, *, as_json: bool) -> int:
    """列出评分办法，或逐项列出一种办法的取值与出处。"""
    from app.terminal.console import show
    from app.views.policybook import catalogue, described, policy_data

    if as_json:
        print_json(policy_data(policy))
    else:
        show(described(policy) if policy else catalogue())
    return CLEAN
