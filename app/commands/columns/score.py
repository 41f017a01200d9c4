"""命令行: ziping batch score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from app.commands.chinese_help import ChineseCommand
from app.commands.option_groups import bundled
from app.commands.options import CLEAN, PATH
from app.terminal.streams import PROGRESS, to_stderr, to_stdout

if TYPE_CHECKING:
    from batch.columns.engines import Engine
    from batch.columns.scored import PartDone
    from scoring.policy import Policy

DUCKDB, SPARK = "duckdb", "spark"


class EngineChoice(NamedTuple):
    """用哪个引擎, 至多用多少内存."""

    engine: str = DUCKDB
    master: str = "local[*]"
    memory: str = "4GB"

    def make(self) -> Engine:
        """Start it."""
        from batch.columns.engines import DuckEngine, SparkEngine

        if self.engine == SPARK:
            return SparkEngine(self.master)
        return DuckEngine(self.memory)


ENGINE = bundled(
    "choice",
    EngineChoice,
    engine={
        "type": click.Choice([DUCKDB, SPARK]),
        "default": DUCKDB,
        "metavar": "duckdb|spark",
        "help": "用哪个引擎，默认 duckdb；spark 须装 ziping[spark] 与 Java 17",
    },
    master={
        "default": "local[*]",
        "metavar": "地址",
        "help": "Spark 在哪里运行，默认本机 local[*]",
    },
    memory={
        "default": "4GB",
        "metavar": "大小",
        "help": "DuckDB 至多用多少内存，默认 4GB",
    },
)


@click.command("score", cls=ChineseCommand)
@click.argument("given", metavar="结果", type=PATH)
@click.option("--policy", metavar="编号", required=True, help="按哪种评分办法")
@click.option("--out", type=PATH, metavar="文件夹", help="写到这里")
@click.option(
    "--explain",
    metavar="文件",
    help="不写，只说明这个文件（按 file 一列，可只写一部分）各行的得分",
)
@ENGINE
def score_columns(
    given: Path,
    policy: str,
    out: Path | None,
    explain: str | None,
    *,
    choice: EngineChoice,
) -> int:
    """给 ziping batch 写出的数据按一种评分办法重新计分，不再读表。

    给出写出结果的文件夹、其中的 rows.parquet，或许多这样的结果，按年度、省分在 year=2024/province=江西
    这样的文件夹里。写成 rows/ 下同样分开的 Parquet；没有变的一份不再动。整数的列里写不下的行由精确的引擎
    逐行计算，一样精确。
    """
    from batch.columns.parts import parts_of
    from scoring import load_policy

    chosen = load_policy(policy)
    parts = parts_of(given)
    if explain is not None:
        engine = choice.make()
        return _explain(chosen, explain, engine, parts)
    if out is None:
        raise click.UsageError("请写明 --out 文件夹，或 --explain 文件")
    from batch.columns.scored import prepare, score_parts
    from batch.system_errors import written_to

    prepare(out, given)
    with written_to(out):
        told = score_parts(parts, chosen, out, choice.make())
        every = list(_watched(told, [part.name for part in parts]))
    for line in _done(every):
        to_stdout(line)
    to_stderr(f"已写出 {out}")
    return CLEAN


def _watched(told: Iterator[PartDone], names: Sequence[str]) -> Iterator[PartDone]:
    """Show on a terminal which part is being scored, and of how many."""
    ahead = enumerate(names, 1)
    try:
        PROGRESS.at(*_of(next(ahead), names))
        for each in told:
            yield each
            if not each.gone and (following := next(ahead, None)) is not None:
                PROGRESS.at(*_of(following, names))
    finally:
        PROGRESS.clear()


def _of(part: tuple[int, str], names: Sequence[str]) -> tuple[int, int, str]:
    return part[0], len(names), part[1]


def _done(every: Sequence[PartDone]) -> Iterator[str]:
    """Say what was scored, what was left and what is gone."""
    done = [each for each in every if not each.gone]
    new = [each for each in done if not each.kept]
    yield f"{len(done)} 份，{len(new)} 份计了分，{len(done) - len(new)} 份没有变"
    if gone := [each.name for each in every if each.gone]:
        yield f"数据里不再有的 {len(gone)} 份，结果也去掉了：{'、'.join(gone)}"
    if exact := sum(each.exact for each in new):
        yield f"其中 {exact} 行列里写不下，由精确的引擎逐行计算"


def _explain(
    policy: Policy, wanted: str, engine: Engine, parts: tuple[object, ...]
) -> int:
    """Say the three lines of each row of a file."""
    from batch.columns.explained import explained
    from indicators.errors import InputError

    found = False
    for line in _lines(explained(parts, wanted, policy, engine)):  # type: ignore[arg-type]
        found = True
        to_stdout(line)
    if not found:
        remedy = "请照 file 一列写"
        raise InputError.of(wanted, "数据里没有这个文件", remedy=remedy)
    return CLEAN


def _lines(told: Iterator[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for title, lines in told:
        yield title
        yield from (f"  {line}" for line in lines)
