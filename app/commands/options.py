"""命令行共用的参数与退出码."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from app.terminal.streams import to_stderr, to_stdout

if TYPE_CHECKING:
    from indicators.errors import Problem

CLEAN, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class Location(click.Path):
    """文件的路径. 读不读得了, 打开时才知道; 网址不是路径."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Refuse an address before it is taken for a path."""
        if _ADDRESS.match(str(value)):
            message = f"{value} 是网址，请先下载，再给出下载的文件"
            raise click.UsageError(message, ctx)
        return super().convert(value, param, ctx)


class Year(click.ParamType[int]):
    """年度: four digits of our time."""

    name = "年度"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read the year; anything else is a usage error in Chinese."""
        text = str(value).removesuffix("年度").removesuffix("年")
        if not re.fullmatch(r"199\d|20\d\d|2100", text):
            self.fail("请写四位数的年度，如 2025", param, ctx)
        return int(text)


PATH = Location()
YEAR = Year()
FILE = click.argument("file", metavar="文件", type=PATH)
POLICY = click.option("--policy", metavar="编号", help="评分办法，默认由版式推得")
SHEET = click.option(
    "--sheet", metavar="名称", help="只读这个工作表（或文档里的这个表格）"
)
FORCE = click.option("--force", is_flag=True, help="覆盖已有的输出文件")
LIVE: dict[str, Any] = {
    "is_flag": True,
    "help": "写出的表自己计分：得分、合计、等级都是公式",
}
"""The form that is written works out its own points."""
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


def print_json(document: object) -> None:
    """Print a document as JSON, Chinese as it is where the encoding has it."""
    from app.terminal.json_text import json_text

    to_stdout(json_text(document))


class Written(NamedTuple):
    """写出的文件, 要告诉人的话, 以及是否还有没做完的."""

    path: Path
    warnings: tuple[Problem, ...]
    unsettled: bool


def tell_written(written: Written, *, as_json: bool = False) -> int:
    """说出写了哪个文件, 与要知道的事; returns the exit code."""
    sentences = [str(warning) for warning in written.warnings]
    if as_json:
        print_json({"out": str(written.path), "warnings": sentences})
    else:
        for sentence in sentences:
            to_stderr(f"注意：{sentence}")
        to_stderr(f"已写出 {written.path}")
    return FINDINGS if written.unsettled else CLEAN
