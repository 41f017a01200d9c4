"""两个引擎, 一段 SQL: DuckDB 嵌在程序里, Spark 供一台机器放不下的数据."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

from batch.results.columns import KEY, MEASURES
from batch.system_errors import reason_of
from indicators.errors import InputError

SOURCE: Final = "ziping_rows"
MEMORY: Final = "4GB"
CARRIED: Final = (*(column.name for column in KEY), "row")
NEEDED: Final = (*CARRIED, *(column.name for column in MEASURES))
TOLD: Final = ("name", "target", "actual")
"""What is only told of a row."""
READ: Final = (*NEEDED, *TOLD)


class Engine(Protocol):
    """一个引擎: 打开一份, 写出选出的行, 交出选出的行."""

    def open(self, files: Sequence[Path], columns: Sequence[str] = NEEDED) -> None:
        """Take the rows of files whose footers were read (`batch.columns.footers`)."""

    def write(self, query: str, folder: Path) -> None:
        """Write what a query gives into a folder, as Parquet."""

    def rows(self, query: str) -> Iterator[dict[str, Any]]:
        """Give what a query gives, row by row."""


class DuckEngine:
    """DuckDB, 内存有上限."""

    def __init__(self, memory: str = MEMORY, threads: int | None = None) -> None:
        import duckdb

        self.engine, self.files = duckdb.connect(), tuple[Path, ...]()
        try:
            self.engine.execute(f"SET memory_limit = {literal(memory)}")
        except duckdb.Error:
            remedy = "请写如 4GB、500MB"
            raise InputError.of("--memory", "不是内存的大小", memory, remedy) from None
        if threads:
            self.engine.execute(f"SET threads = {threads}")

    def open(self, files: Sequence[Path], columns: Sequence[str] = NEEDED) -> None:
        """Take the rows of files; the names of folders are no columns."""
        self.files, listed = tuple(files), ", ".join(map(literal, files))
        self.engine.execute(
            f"CREATE OR REPLACE VIEW {SOURCE} AS SELECT {', '.join(columns)} FROM "
            f"read_parquet([{listed}], hive_partitioning = false)"
        )

    def write(self, query: str, folder: Path) -> None:
        """Write a file into the folder."""
        self.copy(query, folder / "part-0.parquet")

    def rows(self, query: str) -> Iterator[dict[str, Any]]:
        """Fetch some rows at a time."""
        with _told_by_duckdb(self.files):
            found = self.engine.cursor().execute(query)
            names = [column[0] for column in found.description]
            while some := found.fetchmany(10_000):
                yield from (dict(zip(names, row, strict=True)) for row in some)

    def copy(self, query: str, target: Path) -> None:
        """Write what a query gives as one file."""
        self.run(
            f"COPY ({query}) TO {literal(target)} (FORMAT parquet, COMPRESSION zstd)"
        )

    def run(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query; gives all of its rows."""
        with _told_by_duckdb(self.files):
            found: list[tuple[Any, ...]] = self.engine.execute(query).fetchall()
        return found


class SparkEngine:
    """Spark, ANSI: `master` 为 local[2] 或一个集群."""

    def __init__(self, master: str) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise InputError.of(
                "--engine spark",
                "没有安装 PySpark",
                remedy="pip install 'ziping[spark]'",
            ) from None
        if not re.match(r"(local(\[.+\])?|yarn)$|(spark|k8s)://.", master):
            remedy = "请写如 local[2]、spark://主机:7077、yarn"
            raise InputError.of("--master", "不是 Spark 的地址", master, remedy)
        builder = SparkSession.builder.master(master).appName("ziping")
        for name, value in _SPARK.items():
            builder = builder.config(name, value)
        with _told_by_spark("没有启动", "请装 Java 17，并核对 --master"):
            self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")

    def open(self, files: Sequence[Path], columns: Sequence[str] = NEEDED) -> None:
        """Take the rows of files; the names of folders are no columns."""
        rows = self.session.read.parquet(*map(_escaped, files))
        rows.select(*columns).createOrReplaceTempView(SOURCE)

    def write(self, query: str, folder: Path) -> None:
        """Write a folder of files."""
        made = folder / "spark"
        with _told_by_spark(*_BROKEN):
            scored = self.session.sql(query)
            scored.write.option("compression", "zstd").parquet(str(made))
        for number, path in enumerate(sorted(made.glob("part-*.parquet"))):
            path.replace(folder / f"part-{number}.parquet")
        for path in made.iterdir():
            path.unlink()
        made.rmdir()

    def rows(self, query: str) -> Iterator[dict[str, Any]]:
        """Fetch the rows of one task after another."""
        with _told_by_spark(*_BROKEN):
            for row in self.session.sql(query).toLocalIterator():
                yield row.asDict()


_SPARK: Final = {
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # each step stays one step, a method of its own: put together they make one method of
    # 11,803 bytes (19,533 where every row is asked), and what is above 8,000 bytes HotSpot
    # never compiles: twice the processor's time of the same steps apart
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.optimizer.excludedRules": ",".join(
        f"org.apache.spark.sql.catalyst.optimizer.{rule}"
        for rule in ("CollapseProject", "PushDownPredicates")
    ),
}


_BROKEN: Final = (
    "读到一半读不下去，文件里面可能坏了",
    "请用 ziping batch 再写一次这一份",
)


@contextmanager
def _told_by_duckdb(files: Sequence[Path]) -> Iterator[None]:
    """Say in one sentence what DuckDB could not read, or had no room for."""
    import duckdb

    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        _refused_by_system(error)
        remedy = "请腾出空间，或用 --memory 多给内存"
        raise InputError.of("DuckDB", "内存或磁盘不够", _first(error), remedy) from None
    except duckdb.Error as error:
        if type(error) not in {duckdb.InvalidInputException, duckdb.Error}:
            raise
        message, remedy = _BROKEN
        where = _named(error) or "、".join(map(str, files)) or "DuckDB"
        raise InputError.of(where, message, _first(error), remedy) from None


@contextmanager
def _told_by_spark(message: str, remedy: str) -> Iterator[None]:
    """Say in one sentence what Spark could not do."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        _refused_by_system(error)
        causes = re.findall(r"Caused by: (.+)", str(error))
        told = causes[-1] if causes else _first(error)
        raise InputError.of("Spark", message, told, remedy) from None


def _refused_by_system(error: Exception) -> None:
    """Raise what the system refused an engine (a full disk) as the system's own error."""
    reason = reason_of(error)
    if reason is not None:
        raise OSError(reason, str(error)) from None


def _named(error: Exception) -> str | None:
    """The file that DuckDB names."""
    named = re.search(r"""[Ff]ile ["'](.+?)["']""", str(error))
    return named[1] if named else None


def _first(error: Exception) -> str:
    """The first line of what an engine says."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def literal(path: Path | str) -> str:
    """写成 SQL 的文字."""
    return "'" + str(path).replace("'", "''") + "'"


def _escaped(path: Path) -> str:
    r"""Take the signs that Spark would read as a pattern as they are.

    >>> print(_escaped(Path("year=2024/省[1]")))
    year=2024/省\[1\]
    """
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", str(path))
