"""按一种评分办法给一份份数据计分, 写成 Parquet; 没有变的一份不再动."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from batch.columns.engines import CARRIED, NEEDED, SOURCE, DuckEngine, Engine, literal
from batch.columns.exact_rows import scored_columns
from batch.columns.footers import read_footer
from batch.columns.parts import RowsPart
from batch.columns.policy_sql import policy_sql
from batch.results.columns import KEY, LONG, TEXT, WHOLE, YES_NO, ResultColumn
from batch.results.program import program
from indicators.errors import InputError
from scoring.policy import Policy

FOLDER, TABLES_FOLDER, NOTE = "rows", "tables", ".ziping/scored.json"
EXACT_ROWS: Final = "exact.ndjson"
WHOSE: Final = ("unit", "department", "project", "year")
SCHEMA: Final = "ziping.columns/1"
SCORED: Final = (
    *KEY,
    ResultColumn("row", WHOLE, "第几行，从 0 起"),
    ResultColumn("weight_scaled", LONG, "分值 × 10000；执行率的为所用的"),
    ResultColumn("stated_scaled", LONG, "填报的得分 × 10000"),
    ResultColumn(
        "outcome",
        TEXT,
        "computed 已计算、judged 需人工评定、unverifiable 无法核对、missing 未填、not_applicable 不适用",
    ),
    ResultColumn("code", TEXT, "所用的规则、文字所属的档，或不能计算的原因"),
    ResultColumn("low_scaled", LONG, "按办法可得的下端 × 10000"),
    ResultColumn("high_scaled", LONG, "按办法可得的上端 × 10000"),
    ResultColumn("points_scaled", LONG, "得分 × 10000；要人评定的为空"),
    ResultColumn("by_engine", YES_NO, "列里写不下、由精确的引擎逐行计算的"),
    ResultColumn("exact", TEXT, "得分多于四位小数的，写在这里（JSON），以上各列为空"),
)
"""The columns of what is written."""


class PartDone(NamedTuple):
    """一份做完了, 其中几行由精确的引擎计算; `kept` 为没有变、没有再做.

    `gone` is a part that is there no more, whose rows were taken away.
    """

    name: str
    kept: bool = False
    exact: int = 0
    gone: bool = False


def score_parts(
    parts: Sequence[RowsPart], policy: Policy, out: Path, engine: Engine
) -> Iterator[PartDone]:
    """逐份计分. Each part is whole before it has its name; what is gone is taken away.

    Raises `InputError` where a part is not what `ziping batch` writes.
    """
    texts = {part.name: _texts(part, policy) for part in parts}
    whole = policy_sql(policy, SOURCE, CARRIED)
    noted = _noted(out)
    for left in out.glob(".new-*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    for name in sorted(set(noted) - set(texts)):
        _forget(out, name)
        del noted[name]
        yield PartDone(name, gone=True)
    for part in parts:
        key = [part.digest(), policy.id, whole, program()]
        if noted.get(part.name) == key and (out / FOLDER / part.name).is_dir():
            yield PartDone(part.name, kept=True)
            continue
        noted.pop(part.name, None)
        _note(out, noted)
        exact = _score(part, policy, texts[part.name], out, engine)
        noted[part.name] = key
        _note(out, noted)
        yield PartDone(part.name, exact=exact)
    _note(out, noted)


def _forget(out: Path, name: str) -> None:
    """Take away what a part gave that is there no more."""
    for folder in (FOLDER, TABLES_FOLDER):
        for path in (out / folder / name).glob("*.parquet"):
            path.unlink()


def _texts(part: RowsPart, policy: Policy) -> dict[str, list[Path]]:
    """Choose the text of each file by its footer; files of one text go together."""
    if part.tables is not None:
        read_footer(part.tables, (*(column.name for column in KEY), *WHOSE))
    texts: dict[str, list[Path]] = {}
    for path in part.files:
        query = policy_sql(policy, SOURCE, CARRIED, read_footer(path))
        texts.setdefault(query, []).append(path)
    return texts


def _score(
    part: RowsPart,
    policy: Policy,
    texts: Mapping[str, list[Path]],
    out: Path,
    engine: Engine,
) -> int:
    """Score one part; returns how many rows the exact engine scored."""
    target = out / FOLDER / part.name
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=out) as name:
        made, count = Path(name), 0
        with (made / EXACT_ROWS).open("w", encoding="utf-8") as lines:
            for query, files in texts.items():
                engine.open(files)
                _write_rows(query, made, engine)
                for record in _exactly(policy, query, engine):
                    lines.write(json.dumps(record, ensure_ascii=False) + "\n")
                    count += 1
        if count:
            _to_parquet(made / EXACT_ROWS, made / "exact.parquet")
        _forget(out, part.name)
        for path in sorted(made.glob("*.parquet")):
            path.replace(target / path.name)
        _write_tables(part, out / TABLES_FOLDER / part.name, made)
    return count


def _write_rows(query: str, made: Path, engine: Engine) -> None:
    """Write the rows that the text scores, behind what is written already."""
    named = ", ".join(c.name for c in SCORED if c.name not in {"by_engine", "exact"})
    written = len(list(made.glob("part-*.parquet")))
    with TemporaryDirectory(dir=made) as folder:
        engine.write(
            f"SELECT {named}, FALSE AS by_engine, CAST(NULL AS VARCHAR(1)) AS exact "
            f"FROM ({query}) AS scored WHERE NOT beyond",
            Path(folder),
        )
        for number, path in enumerate(sorted(Path(folder).iterdir()), written):
            path.replace(made / f"part-{number}.parquet")


def _write_tables(part: RowsPart, target: Path, made: Path) -> None:
    """Keep whose table each is, where that is told beside the rows."""
    if part.tables is None:
        return
    target.mkdir(parents=True, exist_ok=True)
    new = made / "tables.parquet"
    whose = ", ".join((*(column.name for column in KEY), *WHOSE))
    source = f"SELECT {whose} FROM read_parquet({literal(part.tables)})"
    DuckEngine().copy(source, new)
    new.replace(target / new.name)


def _exactly(policy: Policy, query: str, engine: Engine) -> Iterator[dict[str, Any]]:
    """Let the exact engine score the rows that the text leaves to it."""
    needed = ", ".join(f"given.{name}" for name in NEEDED)
    given = (
        f"SELECT {needed} FROM {SOURCE} AS given SEMI JOIN (SELECT file, number, row "
        f"FROM ({query}) AS scored WHERE beyond) AS wanted ON given.file = wanted.file "
        "AND given.number = wanted.number AND given.row = wanted.row"
    )
    for row in engine.rows(given):
        record = {name: row[name] for name in CARRIED}
        yield record | scored_columns(row, policy) | {"by_engine": True}


def _to_parquet(lines: Path, target: Path) -> None:
    columns = ", ".join(f"{c.name}: '{c.kind}'" for c in SCORED)
    query = (
        f"SELECT * FROM read_json({literal(lines)}, format = 'newline_delimited', "
        f"columns = {{{columns}}})"
    )
    DuckEngine().copy(query, target)


def _noted(out: Path) -> dict[str, Any]:
    """What is done already, by the name of the part."""
    try:
        told = json.loads((out / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(told["parts"]) if told.get("schema") == SCHEMA else {}


def _note(out: Path, noted: dict[str, Any]) -> None:
    path = out / NOTE
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    try:
        new.write_text(json.dumps({"schema": SCHEMA, "parts": noted}), "utf-8")
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def prepare(out: Path, given: Path) -> None:
    """拒绝不该写的文件夹: what holds something else, or what is read. Raises `InputError`."""
    if out.exists() and not out.is_dir():
        raise InputError.of(str(out), "这里不是一个文件夹", remedy="请写出文件夹的名字")
    if out.resolve() in {given.resolve(), *given.resolve().parents}:
        raise InputError.of(str(out), "结果与要读的是同一处", remedy="请换个文件夹")
    ours = (out / NOTE).is_file()
    if out.is_dir() and not ours and any(out.iterdir()):
        remedy = "请换个文件夹，或先清空"
        raise InputError.of(str(out), "文件夹里已有别的文件，未改动", remedy=remedy)
