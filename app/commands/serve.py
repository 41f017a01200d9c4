"""命令行: ziping serve, 与它的账号 ziping serve users."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.chinese_help import ChineseCommand, ChineseGroup
from app.commands.options import CLEAN, PATH
from app.terminal.streams import to_stderr, to_stdout

if TYPE_CHECKING:
    from app.web.opening import Home

DATA = click.option(
    "--data",
    type=PATH,
    metavar="文件夹",
    help="上传的表存在哪里，默认 ~/.local/share/ziping",
)
DATABASE = click.option(
    "--database",
    metavar="地址",
    envvar="ZIPING_DATABASE",
    help="库用 PostgreSQL：postgresql+psycopg://名字@主机/库；默认是文件夹里的一个文件。"
    "地址里有密码的，写在环境变量 ZIPING_DATABASE 里",
)
ROLES = ("clerk", "auditor", "admin")


@click.group(cls=ChineseGroup, invoke_without_command=True)
@DATA
@DATABASE
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
    help="从哪个地址打开，默认 127.0.0.1，只有本机打得开；有了账号才可以写别的",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8701,
    metavar="端口",
    help="哪个端口，默认 8701",
)
@click.pass_context
def serve(
    context: click.Context,
    data: Path | None,
    database: str | None,
    host: str,
    port: int,
    results: Path | None,
) -> int:
    """打开网页：上传或从头做一张自评表，照原样填，改一格就看到得分、依据与还差什么。

    审核的人上传一批，排队审核，清单重的在先，一张表旁边是它的发现。

    在浏览器里打开 http://127.0.0.1:8701，按 Ctrl-C 关闭。上传的表只存在本机。
    """
    _installed()
    from app.web.opening import Home

    context.obj = Home(data or _home(), database)
    if context.invoked_subcommand is None:
        from app.web.serving import serve as serve_pages

        serve_pages(context.obj, host, port, to_stderr, results)
    return CLEAN


@serve.command("backup", cls=ChineseCommand)
@click.argument("target", metavar="文件夹", type=PATH)
@click.pass_obj
def back_up(home: Home, target: Path) -> int:
    """把存下的抄一份到新的文件夹；网页开着也可以。

    恢复：ziping serve --data 抄出的文件夹，或用 ziping serve restore。
    """
    from app.web.backup import back_up as copied

    copied(home, target)
    to_stderr(f"已备份到 {target}")
    return CLEAN


@serve.command("restore", cls=ChineseCommand)
@click.argument("source", metavar="文件夹", type=PATH)
@click.pass_obj
def put_back(home: Home, source: Path) -> int:
    """由备份恢复，到一个还没有的文件夹（--data），库（--database）要是空的。

    也用来从一个文件的库换到 PostgreSQL，或换回来。
    """
    from app.web.backup import restore

    restore(source, home)
    to_stderr(f"已恢复到 {home.shown}")
    return CLEAN


@serve.group(cls=ChineseGroup)
def users() -> None:
    """账号：添、删、列出。有了账号，每个人都要登录。"""


@users.command("add", cls=ChineseCommand)
@click.argument("name", metavar="名字")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    required=True,
    metavar="clerk|auditor|admin",
    help="clerk 填报人，只看本单位的；auditor 审核人；admin 管理员",
)
@click.option("--unit", default="", metavar="单位", help="填报人是哪个单位的")
@click.pass_obj
def add(home: Home, name: str, role: str, unit: str) -> int:
    """添一个账号；密码从键盘输入，不显示，也可从管道给出。"""
    from app.web.accounts.adding import add_account

    add_account(home, name.strip(), role, unit.strip(), _password)
    to_stderr(f"已添账号 {name}")
    return CLEAN


@users.command("remove", cls=ChineseCommand)
@click.argument("name", metavar="名字")
@click.pass_obj
def remove(home: Home, name: str) -> int:
    """删去一个账号，它登录着的随即失效。"""
    from app.web.accounts.adding import remove_account

    remove_account(home, name)
    to_stderr(f"已删去账号 {name}")
    return CLEAN


@users.command("list", cls=ChineseCommand)
@click.pass_obj
def list_users(home: Home) -> int:
    """列出各个账号：名字、角色、单位。"""
    from app.web.accounts.adding import accounts

    for user in accounts(home):
        to_stdout(f"{user.name}\t{user.role}\t{user.unit}")
    return CLEAN


def _password() -> str:
    """Ask for a password twice; take it from a pipe as it is."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    again = "再输一遍"
    given: str = click.prompt("密码", hide_input=True, confirmation_prompt=again)
    return given


def _installed() -> None:
    """Raise `InputError` where the libraries of the pages are not installed."""
    from indicators.errors import InputError

    try:
        import app.web.serving  # noqa: F401 - that it can be imported
    except ModuleNotFoundError as error:
        remedy = "请安装：pip install 'ziping[web]'"
        told = "没有安装网页要用的软件"
        raise InputError.of("ziping serve", told, error.name, remedy) from None


def _home() -> Path:
    """Where programs keep the data of a person."""
    given = os.environ.get("XDG_DATA_HOME")
    base = Path(given) if given else Path.home() / ".local" / "share"
    return base / "ziping"
