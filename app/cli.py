"""命令行: ziping read / score / explain / audit / compare / fill / forms / policies.

Exit codes: 0 done and clean, 1 something to look at (rows without points, a total that
differs), 2 the input cannot be read or the call is wrong. Imports happen inside the
commands, so that help is instant.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.audit_commands import audit, compare
from app.chinese import ChineseCommand, ChineseGroup, translated

if TYPE_CHECKING:
    from indicators.evaluation import Evaluation

CLEAN, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
FILE = click.argument("file", metavar="文件", type=click.Path(path_type=Path))
POLICY = click.option(
    "--policy", metavar="编号", default="mof-2020", help="评分办法，默认 mof-2020"
)
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


@click.group(cls=ChineseGroup)
@click.version_option(package_name="ziping", message="ziping %(version)s", help="版本")
def cli() -> None:
    """绩效自评表：计分、填报、审核。每一分都说明来历，拿不准的不猜。"""


@cli.command(cls=ChineseCommand)
@FILE
@click.option("--sheet", metavar="名称", help="只读这个工作表（或文档里的这个表格）")
@JSON
def read(file: Path, sheet: str | None, *, as_json: bool) -> int:
    """读出文件里的自评表：表头、资金、指标、总分，存疑之处附位置。

    可读 .xlsx .xls .xlsb .ods .docx .pdf .html .csv .txt；一个文件可有多张表。
    """
    from indicators import dump
    from templates import read, read_all

    found = read_all(file) if sheet is None else (read(file, sheet),)
    if as_json:
        documents = [dump(evaluation) for evaluation in found]
        _print_json(documents if len(documents) > 1 else documents[0])
    else:
        from app.console import show
        from app.readout import readout

        show(readout(found))
    return CLEAN


@cli.command(cls=ChineseCommand)
@FILE
@POLICY
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="X.xlsx", help="写出填好的自评表"
)
@click.option("--force", is_flag=True, help="覆盖已有的输出文件")
@click.option(
    "--form",
    metavar="编号",
    default="national-2020",
    help="写出的版式，默认 national-2020",
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
    policy: str,
    out: Path | None,
    *,
    force: bool,
    form: str,
    as_json: bool,
    judged: str | None,
    strict: bool,
    summary: bool,
) -> int:
    """按评分办法给一张自评表计分。"""
    from app.saving import save
    from scoring import load_policy
    from scoring import score as score_table

    evaluation = _read(file)
    result = score_table(
        evaluation, load_policy(policy), judged=judged, concessions=not strict
    )
    if out is not None:
        from templates.form import load_form
        from templates.holding import left_out
        from templates.writer import write

        chosen = load_form(form)
        save(out, write(evaluation, chosen, result), force=force)
        if absent := left_out(evaluation, chosen):
            click.echo(f"版式 {form} 没有位置，未写出：{'、'.join(absent)}", err=True)
    if as_json:
        from scoring import dump

        _print_json(dump(result))
    else:
        from app.console import show
        from app.scorecard import scorecard

        show(scorecard(result, strict=strict, tree=not summary))
    if out is not None:
        click.echo(f"已写出 {out}", err=True)
    return FINDINGS if _open(result) else CLEAN


def _open(result: Any) -> bool:
    """Tell whether something is left to look at: open rows, a differing total."""
    totals = result.totals
    differs = totals.stated is not None and totals.points != totals.stated
    return bool(result.pending) or differs


@cli.command(cls=ChineseCommand)
@FILE
@click.argument("indicator", metavar="[指标]", required=False)
@POLICY
@JSON
def explain(file: Path, indicator: str | None, policy: str, *, as_json: bool) -> int:
    """解释得分：公式、代入、结果三行。

    “指标”可以是名称、名称的一部分或行号；不写则解释每一行。
    """
    from app.console import show
    from app.explained import chosen, explained
    from scoring import dump, load_policy
    from scoring import score as score_table

    result = score_table(_read(file), load_policy(policy))
    numbers = chosen(result, indicator)
    if as_json:
        rows = dump(result)["rows"]
        _print_json([rows[number] for number in numbers])
    else:
        show(explained(result, numbers))
    return CLEAN


@cli.command(cls=ChineseCommand)
@click.argument("policy", metavar="[编号]", required=False)
@JSON
def policies(policy: str | None, *, as_json: bool) -> int:
    """列出评分办法，或逐项列出一种办法的取值与出处。"""
    from app.console import show
    from app.policybook import catalogue, described, policy_data

    if as_json:
        _print_json(policy_data(policy))
    else:
        show(described(policy) if policy else catalogue())
    return CLEAN


@cli.command(cls=ChineseCommand)
@click.argument("form", metavar="[编号]", required=False)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="X.xlsx", help="写出一张空表"
)
@click.option("--force", is_flag=True, help="覆盖已有的输出文件")
@JSON
def forms(form: str | None, out: Path | None, *, force: bool, as_json: bool) -> int:
    """列出官方表的版式，预览一种版式的栏目，或写出它的空表。"""
    from app.console import show
    from app.formbook import catalogue, described, form_data

    if out is not None:
        _write_blank(form, out, force=force)
    if as_json:
        _print_json(form_data(form))
    elif out is None:
        show(described(form) if form else catalogue())
    return CLEAN


@cli.command(cls=ChineseCommand)
@click.argument("blank", metavar="空表.xlsx", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "data",
    type=click.Path(path_type=Path),
    required=True,
    metavar="数据",
    help="填什么：.toml、.json 或任何读得懂的自评表",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="X.xlsx",
    help="写到哪里，默认在空表旁边，名字加“-已填”",
)
@click.option(
    "--policy", metavar="编号", help="按这种评分办法计分；不写则照数据里的得分"
)
@click.option("--sheet", metavar="工作表", help="填哪一张工作表，默认第一张自评表")
@click.option("--force", is_flag=True, help="覆盖已有的输出文件")
def fill(
    blank: Path,
    data: Path,
    out: Path | None,
    policy: str | None,
    sheet: str | None,
    *,
    force: bool,
) -> int:
    """把数据填进财政发的空表，其余一切照旧。"""
    from app.filling import fill_blank

    for line in fill_blank(blank, _read(data), out, policy, sheet, force=force):
        click.echo(line, err=True)
    return CLEAN


def _write_blank(form: str | None, out: Path, *, force: bool) -> None:
    from app.saving import save
    from templates.form import load_form
    from templates.skeleton import blank
    from templates.writer import write

    if form is None:
        raise click.UsageError("--out 须指明一种版式：ziping forms 编号 --out X.xlsx")
    chosen = load_form(form)
    save(out, write(blank(chosen), chosen), force=force)
    click.echo(f"已写出 {out}", err=True)


cli.add_command(audit)
cli.add_command(compare)


def _read(file: Path) -> Evaluation:
    """Read data (.toml, .json) or a form; what a form leaves in doubt is said."""
    if file.suffix.lower() in {".toml", ".json"}:
        from indicators import load

        return load(file)
    from templates import read

    evaluation = read(file)
    for problem in evaluation.warnings:
        click.echo(f"存疑：{problem}", err=True)
    return evaluation


def _print_json(document: object) -> None:
    import json

    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def main(arguments: list[str] | None = None) -> None:
    """入口: run a command; every failure ends in one Chinese message."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code."""
    try:
        code = cli.main(arguments, prog_name="ziping", standalone_mode=False)
    except click.ClickException as error:
        return _fail(translated(error))
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return CLEAN
    except Exception as error:
        from indicators.errors import InputError

        if isinstance(error, InputError):
            return _fail(str(error))
        if os.environ.get("ZIPING_DEBUG"):
            raise
        return _fail(f"程序内部出错（{type(error).__name__}：{error}）。请报告此问题")
    return int(code or CLEAN)


def _fail(message: str) -> int:
    for line in message.splitlines():
        click.echo(f"错误：{line}", err=True)
    return UNUSABLE
