"""命令行的中文: 帮助的标题与用法错误."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import click

from app.commands.help_page import HelpContext


class _Chinese(click.Command):
    """帮助信息用中文标题."""

    context_class = HelpContext

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Take -h for --help."""
        del ctx
        return ["-h", "--help"]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the --help option a Chinese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write 用法."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        pieces = pieces.replace("[OPTIONS]", "[选项]")
        pieces = pieces.replace("[COMMAND] [ARGS]...", "[命令 …]")
        pieces = pieces.replace("COMMAND [ARGS]...", "命令 …")
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write 选项."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        with formatter.section("选项"):
            formatter.write_dl(
                [
                    (flag, text.replace("  [required]", "（必填）"))
                    for flag, text in filter(None, records)
                ]
            )


class ChineseCommand(_Chinese):
    """一个命令."""


class CommandWithMore(_Chinese):
    """一个命令, 第一个参数是 `more` 里的名字时, 是那个命令.

    A folder that has such a name is written with its path: ./score.
    """

    def __init__(self, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.more: dict[str, click.Command] = {}

    def add(self, command: click.Command) -> None:
        """Add a command under its name."""
        self.more[str(command.name)] = command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the arguments as those of the command that is named first."""
        named = self.more.get(args[0]) if args else None
        if named is None:
            return super().make_context(info_name, args, parent, **extra)
        name = f"{info_name} {named.name}"
        return named.make_context(name, args[1:], parent, **extra)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write 选项, then the other commands."""
        super().format_options(ctx, formatter)
        with formatter.section("另有"):
            formatter.write_dl(
                (f"{ctx.command_path} {name}", command.get_short_help_str(60))
                for name, command in self.more.items()
            )


class ChineseGroup(_Chinese, click.Group):
    """一组命令."""

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write 选项, then 命令."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(
                (name, command.get_short_help_str(60))
                for name, command in self.commands.items()
            )


def translated(error: click.ClickException) -> str:
    """把用法错误说成中文: what is wrong and where to find help."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "ziping"
    return f"{_message(error)}。用法见 {command} --help"


@singledispatch
def _message(error: click.ClickException) -> str:
    """Say in Chinese what is wrong; the most special kind of error decides."""
    if "No such command" in error.message:
        return f"没有这个命令（{error.message.split(chr(39))[1]}）"
    if "unexpected extra argument" in error.message:
        return f"多余的参数（{error.message.split('(')[-1].rstrip(').')}）"
    return error.message


@_message.register
def _no_option(error: click.NoSuchOption) -> str:
    near = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
    return f"没有选项 {error.option_name}{near}"


@_message.register
def _missing(error: click.MissingParameter) -> str:
    if isinstance(error.param, click.Option):
        return f"缺少选项 {error.param.opts[0]}"
    metavar = getattr(error.param, "metavar", None) or error.param_hint
    return f"缺少参数 {metavar}"


@_message.register
def _bad_usage(error: click.BadOptionUsage) -> str:
    return f"选项 {error.option_name} 用法不对，可能缺少取值"


@_message.register
def _bad_value(error: click.BadParameter) -> str:
    if error.param is None:
        return error.message
    choices = getattr(error.param.type, "choices", None)
    among = f"，可选 {'、'.join(choices)}" if choices else f"（{error.message}）"
    return f"参数 {'/'.join(error.param.opts)} 的取值不对{among}"
