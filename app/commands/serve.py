"""命令行: ziping serve."""

from __future__ import annotations

import os
from pathlib import Path

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.options import CLEAN, PATH
from app.terminal.streams import to_stderr


@click.command(cls=ChineseCommand)
@click.option(
    "--data",
    type=PATH,
    metavar="文件夹",
    help="上传的表存在哪里，默认 ~/.local/share/ziping",
)
@click.option(
    "--results",
    type=PATH,
    metavar="结果",
    help="打开 ziping batch 写出的结果，只看不改",
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="地址",
    help="从哪个地址打开，默认 127.0.0.1，只有本机打得开",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8701,
    metavar="端口",
    help="哪个端口，默认 8701",
)
def serve(data: Path | None, host: str, port: int, results: Path | None) -> int:
    """打开网页：上传或从头做一张自评表，照原样填，改一格就看到得分、依据与还差什么。

    审核的人上传一批，排队审核，清单重的在先，一张表旁边是它的发现。

    在浏览器里打开 http://127.0.0.1:8701，按 Ctrl-C 关闭。上传的表只存在本机。
    """
    from indicators.errors import InputError

    try:
        from app.web.serving import serve as serve_pages
    except ModuleNotFoundError as error:
        remedy = "请安装：pip install 'ziping[web]'"
        told = "没有安装网页要用的软件"
        raise InputError.of("ziping serve", told, error.name, remedy) from None
    serve_pages(data or _home(), host, port, to_stderr, results)
    return CLEAN


def _home() -> Path:
    """Where programs keep the data of a person."""
    given = os.environ.get("XDG_DATA_HOME")
    base = Path(given) if given else Path.home() / ".local" / "share"
    return base / "ziping"
