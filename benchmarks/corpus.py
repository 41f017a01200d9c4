"""写出语料: 成千上万张样子真实的自评表, 已知的错与真相.

    python benchmarks/corpus.py files 2000 语料/ [--seed 1] [--large 0.08] [--only xlsx]
    python benchmarks/corpus.py rows 100000000 语料/ [--seed 1]

The first writes 语料/上报/ (workbooks, documents, pages, archives in archives, stray files) and
语料/真相.jsonl beside it: of each file what it is, of each table which finding belongs to
which cell and by how much its number is off. The same seed gives the same bytes, and a
corpus of a thousand files is the beginning of one of two thousand. The second writes rows,
tables and their known faults as Parquet, in the columns of docs/parquet.md, piece by
piece: memory does not grow with their number.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.oracle.corpus.folder import FORMATS, Corpus, write_corpus  # noqa: E402
from tests.oracle.corpus.parquet_rows import write_rows  # noqa: E402


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    files = kinds.add_parser("files", help="真文件")
    rows = kinds.add_parser("rows", help="Parquet 里的行")
    for each in (files, rows):
        each.add_argument("count", type=int)
        each.add_argument("folder", type=Path)
        each.add_argument("--seed", default="1")
    files.add_argument("--large", type=float, default=0.08, help="118 行的占几成")
    files.add_argument("--only", choices=tuple(FORMATS), help="只写一种，一个一张表")
    files.add_argument("--jobs", type=int, default=2)
    rows.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    asked = options()
    if asked.what == "rows":
        for count in write_rows(asked.folder, asked.count, asked.seed, asked.threads):
            print(f"\r{count} 行", end="", flush=True)
        print()
        return
    corpus = Corpus(asked.folder, asked.seed, asked.large, asked.only)
    write_corpus(corpus, asked.count, asked.jobs)


if __name__ == "__main__":
    main()
