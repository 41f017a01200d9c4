"""两个引擎, 一段 SQL: DuckDB 嵌在程序里, Spark 供一台机器放不下的数据."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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

        self.engine = duckdb.connect()
        try:
            self.engine.execute(f"SET memory_limit = {literal(memory)}")
        except duckdb.Error:
            remedy = "请写如 4GB、500MB"
            raise InputError.of("--memory", "不是内存的大小", memory, remedy) from None
        if threads:
            self.engine.execute(f"SET threads = {threads}")

    def open(self, files: Sequence[Path], columns: Sequence[str] = NEEDED) -> None:
        """Take the rows of files; the names of folders are no columns."""
        listed = ", ".join(map(literal, files))
        self.engine.execute(
            f"CREATE OR REPLACE VIEW {SOURCE} AS SELECT {', '.join(columns)} FROM "
            f"read_parquet([{listed}], hive_partitioning = false)"
        )

    def write(self, query: str, folder: Path) -> None:
        """Write a file into the folder."""
        target = literal(folder / "part-0.parquet")
        self._run(f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION zstd)")

    def rows(self, query: str) -> Iterator[dict[str, Any]]:
        """Fetch some rows at a time."""
        found = self._run(query)
        names = [column[0] for column in found.description]
        while some := found.fetchmany(10_000):
            yield from (dict(zip(names, row, strict=True)) for row in some)

    def _run(self, query: str) -> Any:
        import duckdb

        try:
            return self.engine.cursor().execute(query)
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            reason = reason_of(error)
            if reason is not None:
                raise OSError(reason, str(error)) from None
            told = str(error).splitlines()[0]
            remedy = "请腾出空间，或用 --memory 多给内存"
            raise InputError.of("DuckDB", "内存或磁盘不够", told, remedy) from None


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
        builder = SparkSession.builder.master(master).appName("ziping")
        for name, value in _SPARK.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")

    def open(self, files: Sequence[Path], columns: Sequence[str] = NEEDED) -> None:
        """Take the rows of files; the names of folders are no columns."""
        rows = self.session.read.parquet(*map(_escaped, files))
        rows.select(*columns).createOrReplaceTempView(SOURCE)

    def write(self, query: str, folder: Path) -> None:
        """Write a folder of files."""
        made = folder / "spark"
        self.session.sql(query).write.option("compression", "zstd").parquet(str(made))
        for number, path in enumerate(sorted(made.glob("part-*.parquet"))):
            path.replace(folder / f"part-{number}.parquet")
        for path in made.iterdir():
            path.unlink()
        made.rmdir()

    def rows(self, query: str) -> Iterator[dict[str, Any]]:
        """Fetch the rows of one task after another."""
        for row in self.session.sql(query).toLocalIterator():
            yield row.asDict()


_SPARK: Final = {
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # each step stays one step, a method of its own: put together they outgrow a method
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.optimizer.excludedRules": ",".join(
        f"org.apache.spark.sql.catalyst.optimizer.{rule}"
        for rule in ("CollapseProject", "PushDownPredicates")
    ),
}


def literal(path: Path | str) -> str:
    """写成 SQL 的文字."""
    return "'" + str(path).replace("'", "''") + "'"


def _escaped(path: Path) -> str:
    r"""Take the signs that Spark would read as a pattern as they are.

    >>> print(_escaped(Path("year=2024/省[1]")))
    year=2024/省\[1\]
    """
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", str(path))
