"""为找对照的表而读过的文件: 内容没有变的不再读."""

from __future__ import annotations

from pathlib import Path

from batch.inputs import read_tables
from batch.sources.read_before import ReadBefore, digest_of

DRAWN = sorted((Path(__file__).parents[1] / "drawn/files").glob("*.xlsx"))


def test_what_was_read_counts_as_long_as_the_content_is_the_same(
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "表.xlsx", DRAWN[1]
    path.write_bytes(DRAWN[0].read_bytes())
    before = ReadBefore(tmp_path / "读过的")
    found = read_tables(path)
    before.keep(path, digest_of(path), found)
    assert before.tables(path) == found
    assert before.tables(other) is None
    path.write_bytes(other.read_bytes())
    assert before.tables(path) is None


def test_where_nothing_can_be_kept_a_file_is_read_again(tmp_path: Path) -> None:
    path = DRAWN[0]
    for before in (ReadBefore(), ReadBefore(tmp_path / "没有" / "这里")):
        before.keep(path, digest_of(path), read_tables(path))
        assert before.tables(path) is None
