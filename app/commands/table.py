"""命令行: ziping read / forms / fill."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.option_groups import bundled
from app.commands.options import (
    CLEAN,
    FILE,
    FORCE,
    JSON,
    PATH,
    SHEET,
    print_json,
    tell_written,
)
from app.terminal.streams import to_stderr
from batch.inputs import read_tables


class Filling(NamedTuple):
    """怎样填: 写到哪里、按哪种办法计分、哪一张工作表、占位文字清不清."""

    out: Path | None = None
    policy: str | None = None
    sheet: str | None = None
    tidy: bool = False
    force: bool = False


@click.command(cls=ChineseCommand)
@FILE
@SHEET
@JSON
def read(file: Path, sheet: str | None, *, as_json: bool) -> int:
    """读出文件里的自评表：表头、资金、指标、总分，存疑之处附位置。

    可读 .xlsx .xls .et .xlsb .ods .docx .doc .wps .rtf .odt .pdf .ofd .html .csv .txt（.doc .wps .rtf 要装有
    LibreOffice）；一个文件可有多张表。
    """
    from indicators import dump

    found = read_tables(file, sheet)
    if as_json:
        documents = [dump(each.table) for each in found]
        print_json(documents if len(documents) > 1 else documents[0])
    else:
        from app.terminal.console import show
        from app.views.readout import readout

        show(readout(found))
    return CLEAN


@click.command(cls=ChineseCommand)
@click.argument("form", metavar="[编号]", required=False)
@click.option("--out", type=PATH, metavar="X.xlsx", help="写出一张空表")
@FORCE
@JSON
def forms(form: str | None, out: Path | None, *, force: bool, as_json: bool) -> int:
    """列出官方表的版式，预览一种版式的栏目，或写出它的空表。"""
    from app.terminal.console import show
    from app.views.formbook import catalogue, described, form_data

    if out is not None:
        _write_blank(form, out, force=force)
    if as_json:
        print_json(form_data(form))
    elif out is None:
        show(described(form) if form else catalogue())
    return CLEAN


@click.command(cls=ChineseCommand)
@click.argument("blank", metavar="空表.xlsx", type=PATH)
@click.option(
    "--from",
    "data",
    type=PATH,
    required=True,
    metavar="数据",
    help="填什么：.toml、.json 或任何读得懂的自评表",
)
@bundled(
    "how",
    Filling,
    out={
        "type": PATH,
        "metavar": "X.xlsx",
        "help": "写到哪里，默认在空表旁边，名字加“-已填”",
    },
    policy={
        "metavar": "编号",
        "help": "按这种评分办法计分；不写则照数据里的得分",
    },
    sheet={"metavar": "工作表", "help": "填哪一张工作表，默认第一张自评表"},
    tidy={"is_flag": True, "help": "清掉没有用到的占位文字（指标2：、……）"},
    force={"is_flag": True, "help": "覆盖已有的输出文件"},
)
@JSON
def fill(blank: Path, data: Path, *, how: Filling, as_json: bool) -> int:
    """把数据填进财政发的空表，其余一切照旧。

    加 --policy，得分与等级都是新算的：没有定分的行列出可能的得分，没有填的行列出少得
    几分，填好的表再核对一遍。给自己填过的表计分，用 score 文件 --write X.xlsx。

    退出码：0 都填好了；1 有的没有写入、没有定分、没有填，或填好的表对不上；2 填不了。
    """
    from app.commands.filling import fill_blank

    return tell_written(fill_blank(blank, data, how), as_json=as_json)


def _write_blank(form: str | None, out: Path, *, force: bool) -> None:
    from app.commands.saving import ends_with, save
    from templates.forms.blank import blank
    from templates.forms.form import load_form
    from templates.writing.writer import write

    if form is None:
        raise click.UsageError("--out 须指明一种版式：ziping forms 编号 --out X.xlsx")
    ends_with(out, ".xlsx")
    chosen = load_form(form)
    save(out, write(blank(chosen), chosen), force=force)
    to_stderr(f"已写出 {out}")
