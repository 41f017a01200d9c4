"""命令行共用的参数与退出码."""

from __future__ import annotations

from pathlib import Path

import click

CLEAN, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
PATH = click.Path(path_type=Path)
FILE = click.argument("file", metavar="文件", type=PATH)
POLICY = click.option(
    "--policy", metavar="编号", default="mof-2020", help="评分办法，默认 mof-2020"
)
SHEET = click.option(
    "--sheet", metavar="名称", help="只读这个工作表（或文档里的这个表格）"
)
FORCE = click.option("--force", is_flag=True, help="覆盖已有的输出文件")
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


def print_json(document: object) -> None:
    """Print a document as JSON, Chinese as it is."""
    import json

    click.echo(json.dumps(document, ensure_ascii=False, indent=1))
