"""命令行: ziping batch diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.columns.score import ENGINE, EngineChoice
from app.commands.options import CLEAN, FINDINGS, JSON, PATH, print_json
from app.terminal.streams import to_stderr, to_stdout

if TYPE_CHECKING:
    from batch.columns.differences import ColumnDifference

SCHEMA = "ziping.diff/1"
KINDS = {"rows": "行", "tables": "张表", "units": "个单位"}


@click.command("diff", cls=ChineseCommand)
@click.argument("given", metavar="数据…", type=PATH, nargs=-1, required=True)
@click.option(
    "--policy",
    "policies",
    metavar="编号",
    multiple=True,
    help="写两次：一份数据，按这两种办法各计一遍",
)
@click.option("--out", type=PATH, metavar="文件夹", help="变了的全部写成 Parquet")
@click.option(
    "--most",
    type=click.IntRange(0),
    default=20,
    metavar="个数",
    help="列出变得最多的几个，默认 20",
)
@JSON
@ENGINE
def diff_columns(
    given: tuple[Path, ...],
    policies: tuple[str, ...],
    out: Path | None,
    most: int,
    *,
    as_json: bool,
    choice: EngineChoice,
) -> int:
    """换一种办法会变多少：哪些表、哪些单位变了，变得多的在先，不再读表。

    给出两个 ziping batch score 写出的文件夹，先的为甲、后的为乙；或一份 ziping batch 的结果与两个 --policy。
    --json 与屏幕上列出变得最多的，--out 写出变了的全部：rows.parquet、tables.parquet、units.parquet。

    退出码：0 没有变，1 有变，2 读不了。
    """
    from batch.columns.differences import difference
    from batch.system_errors import written_to

    if out is not None:
        _prepare(out, given)
    with TemporaryDirectory(prefix="ziping-") as made:
        first, second = _sides(given, policies, Path(made), choice)
        found = difference(first, second, choice.memory)
        if out is not None:
            with written_to(out):
                out.mkdir(parents=True, exist_ok=True)
                found.write(out)
        if as_json:
            print_json(_document(found, most))
        else:
            for line in _told(found, most):
                to_stdout(line)
        changed = found.count("rows", changed=True)
    if out is not None:
        to_stderr(f"已写出 {out}")
    return FINDINGS if changed else CLEAN


def _prepare(out: Path, given: Sequence[Path]) -> None:
    """Refuse a folder that holds something, or is one of the sides."""
    from app.commands.saving import empty, same
    from indicators.errors import InputError

    if any(same(out, path) for path in given):
        raise InputError.of(str(out), "结果与要读的是同一处", remedy="请换个文件夹")
    empty(out)


def _sides(
    given: Sequence[Path], policies: Sequence[str], made: Path, choice: EngineChoice
) -> tuple[Path, Path]:
    """The two sides: as they are given, or scored under the two policies."""
    if len(given) == 2 and not policies:  # noqa: PLR2004
        return given[0], given[1]
    if len(given) != 1 or len(policies) != 2:  # noqa: PLR2004
        raise click.UsageError("请给出两份计过分的数据，或一份数据与两个 --policy")
    from batch.columns.parts import parts_of
    from batch.columns.scored import score_parts
    from scoring import load_policy

    chosen = [load_policy(name) for name in policies]
    parts, engine = parts_of(given[0]), choice.make()
    folders = (made / "a", made / "b")
    for policy, folder in zip(chosen, folders, strict=True):
        folder.mkdir()
        for _ in score_parts(parts, policy, folder, engine):
            pass
    return folders


def _document(found: ColumnDifference, most: int) -> dict[str, Any]:
    """Everything as JSON; numbers are strings."""
    counts = {
        kind: {
            "all": found.count(kind),
            "changed": found.count(kind, changed=True),
            "worst": [_plain(each) for each in found.worst(kind, most)],
        }
        for kind in KINDS
    }
    return {"schema": SCHEMA, **counts}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: number(value) if isinstance(value, Decimal) else value
        for name, value in row.items()
    }


def _told(found: ColumnDifference, most: int) -> Iterator[str]:
    changed = {kind: found.count(kind, changed=True) for kind in KINDS}
    every = "、".join(f"{found.count(kind)} {word}" for kind, word in KINDS.items())
    if not changed["rows"]:
        yield f"{every}：没有变"
        return
    told = "、".join(f"{changed[kind]} {word}" for kind, word in KINDS.items())
    yield f"{every}；变了的有 {told}"
    for kind in ("units", "tables"):
        shown = list(found.worst(kind, most))
        if shown:
            yield f"变得最多的{'单位' if kind == 'units' else '表'}："
            yield from (f"  {_line(each)}" for each in shown)


def _line(row: dict[str, Any]) -> str:
    """One table or unit: what it is, the points of both sides."""
    name = row.get("file") or row["unit"]
    if row.get("part", ".") not in {"", "."}:
        name = f"{row['part']}　{name}"
    if row.get("number", 1) > 1:
        name += f" 第 {row['number']} 张表"
    whose = row.get("project") or ""
    before, after = (_span(row[f"low_{s}"], row[f"high_{s}"]) for s in "ab")
    counted = "张表" if "tables" in row else "行"
    shown = f"{name}　{whose}".strip("　")
    return f"{shown}：{before} → {after} 分，{row['changed']} {counted}变了"


def _span(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return "不定"
    return number(low) if low == high else f"{number(low)}～{number(high)}"


def number(value: Decimal) -> str:
    """写出小数, 不带末尾的 0.

    >>> number(Decimal("9.8600000000")), number(Decimal("-10.0000"))
    ('9.86', '-10')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
