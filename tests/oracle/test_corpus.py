"""语料: 一文件夹的真文件由真的命令审过, 已知的错一处不少, 一处不多; 语料由种子定."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.oracle.corpus.comparing import compared
from tests.oracle.corpus.folder import TOP, TRUTH, Corpus, write_corpus
from tests.oracle.corpus.truth import read_truth

ZIPING = Path(sys.executable).with_name("ziping")
FILES = 110
"""A share of what `benchmarks/bench_corpus.py` writes."""


def written(folder: Path, files: int, seed: str = "少许") -> dict[str, bytes]:
    folder.mkdir()
    write_corpus(Corpus(folder, seed), files)
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_every_known_fault_is_found_in_its_cell_and_nothing_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "语料"
    written(folder, FILES)
    command = [str(ZIPING), "batch", TOP, "--out", "果", "--jobs", "2"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    found = compared(list(read_truth(folder / TRUTH)), folder / "果")
    assert done.returncode == 1
    assert found.missed + found.extra + found.missized + found.unlike == []
    assert found.tables >= FILES
    assert len(found.wanted) >= 25
    assert found.sizes > 0


def test_a_seed_decides_every_byte_and_a_small_corpus_begins_a_large_one(
    tmp_path: Path,
) -> None:
    small, again = written(tmp_path / "一", 50), written(tmp_path / "二", 55)
    other = written(tmp_path / "三", 50, "别的")
    del small[TRUTH]
    assert {name: again[name] for name in small} == small
    assert other.keys() != small.keys()
