"""命令行: ziping new / targets / read / score / explain / missing / what-if / audit / batch / compare / fill / forms / policies / serve.

Exit codes: 0 done and clean, 1 something to look at (rows without points, a total that
differs, findings), 2 the input cannot be read or the call is wrong. Imports happen
inside the commands, so that help is instant.
"""

from __future__ import annotations

import os
import sys

import click

from app.commands.audit import audit, compare
from app.commands.batch import batch
from app.commands.chinese_help import ChineseGroup, translated
from app.commands.missing import missing
from app.commands.options import CLEAN, INTERRUPTED, UNUSABLE
from app.commands.plan import new, targets
from app.commands.score import explain, policies, score
from app.commands.serve import serve
from app.commands.table import fill, forms, read
from app.commands.what_if import what_if
from app.terminal import interruptions
from app.terminal.streams import flush, mute, prepare, to_stderr


@click.group(cls=ChineseGroup)
@click.version_option(package_name="ziping", message="ziping %(version)s", help="版本")
def cli() -> None:
    """绩效自评表：计分、填报、审核。每一分都说明来历，拿不准的不猜。"""


for command in (
    new,
    targets,
    read,
    score,
    explain,
    missing,
    what_if,
    fill,
    forms,
    audit,
    batch,
    compare,
    policies,
    serve,
):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """入口: run a command; every failure ends in one Chinese message."""
    interruptions.heed()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code."""
    prepare()
    try:
        code = cli.main(arguments, prog_name="ziping", standalone_mode=False)
        flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return UNUSABLE
    except click.ClickException as error:
        return _fail(translated(error))
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # of click, for the same
        mute()
        return CLEAN
    except OSError as error:
        return _fail_to_write(error)
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        return _told(error)
    return int(code or CLEAN)


def _told(error: Exception) -> int:
    """Tell what is wrong with the input, or that the program is at fault."""
    from indicators.errors import InputError

    if interruptions.is_one(error):
        return INTERRUPTED
    if isinstance(error, InputError):
        return _fail(*map(str, error.problems))
    if os.environ.get("ZIPING_DEBUG"):
        raise error
    return _fail(f"程序内部出错（{type(error).__name__}：{error}）。请报告此问题")


def _fail_to_write(error: OSError) -> int:
    """Tell a fault of the system; the stream that it spoiled is given up."""
    from batch.system_errors import problem

    where = str(error.filename or "标准输出")
    if error.filename is None:
        mute()
    return _fail(str(problem(where, error)))


def _fail(*messages: str) -> int:
    for message in messages:
        to_stderr(f"错误：{message}")
    return UNUSABLE
