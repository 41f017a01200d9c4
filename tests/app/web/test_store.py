"""存下的, 在一个文件里与在 PostgreSQL 里一样: 存得住, 改得了版, 抄得出, 恢复得了."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    URL,
    Engine,
    LargeBinary,
    MetaData,
    create_engine,
    inspect,
    select,
    text,
)

from app.web import application as pages
from app.web.application import application
from app.web.opening import SECRET, Home, site_in
from app.web.site import Site
from app.web.store import (
    cells,
    decisions,
    papers,
    readings,
    remarks,
    runs,
    users,
    versions,
)
from app.web.store import database as databases
from app.web.store.cells import Retyping, stamp
from app.web.store.database import Database, migrate, opened
from app.web.store.papers import Brought
from app.web.store.schema import METADATA
from indicators.errors import InputError
from reading.sources import carried, load
from tests.app.web.conftest import LOCAL, Clerk, start
from tests.app.web.postgresql import Cluster

ACTUAL = "0-13-7"
KILLS = int(os.environ.get("ZIPING_KILLS", "6"))
SCHEMAS = [
    each.revision
    for each in ScriptDirectory(str(databases._MIGRATIONS)).walk_revisions()
]
Ziping = Callable[..., tuple[int, str, str]]


# --- many at once, and killed ---------------------------------------------------------


def test_of_many_at_once_exactly_one_is_stored(site: Site, read_once: Brought) -> None:
    (id_,) = papers.add(site.database, read_once)
    seen = stamp("100%")
    stood: list[str | None] = []

    def write_one(number: int) -> None:
        wanted = Retyping(ACTUAL, f"{number}%", seen, "100%")
        stood.append(cells.retype(site.database, id_, wanted))

    writing = [Thread(target=write_one, args=(n,)) for n in range(20)]
    for each in writing:
        each.start()
    for each in writing:
        each.join()
    stored = cells.cells(site.database, id_)[ACTUAL]
    assert stood.count(None) == 1
    assert {each for each in stood if each} == {stored}


def write_on(address: URL, id_: str, seen: str, first: int, pipe: Connection) -> None:
    """Store one value after the other, each as a version too, and say so."""
    database = opened(address)
    for number in range(first, first + 100_000):
        text = f"{number}%"
        wanted = Retyping(ACTUAL, text, stamp(seen), "100%")
        assert cells.retype(database, id_, wanted) is None
        versions.keep(database, id_, text)
        pipe.send(number)
        seen = text


def settled(database: Database) -> None:
    """Wait until a server has ended what it did for a program that is no more."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    while database.engine.dialect.name == "postgresql":
        with database.reading() as connection:
            if connection.execute(text(others)).scalar() == 1:
                return
        time.sleep(0.01)


def test_what_was_told_to_be_stored_survives_a_kill_at_any_moment(
    site: Site, home: Home, read_once: Brought
) -> None:
    (id_,) = papers.add(site.database, read_once)
    seen, told = "100%", 1000  # 100% is what is printed
    site.database.close()
    fork, chance = get_context("fork"), Random()  # noqa: S311 - moments, no secret
    for _ in range(KILLS):
        hear, say = fork.Pipe(duplex=False)
        arguments = (home.address, id_, seen, told + 1, say)
        writer = fork.Process(target=write_on, args=arguments)
        writer.start()
        say.close()
        told = hear.recv()
        time.sleep(chance.random() / 20)
        writer.kill()
        writer.join()
        with suppress(EOFError):
            while True:
                told = hear.recv()
        hear.close()
        settled(site.database)
        seen = cells.cells(site.database, id_)[ACTUAL]
        assert int(seen.removesuffix("%")) in {told, told + 1}
        last = versions.versions(site.database, id_)[0]
        assert versions.cells_in(site.database, id_, last.number) == {ACTUAL: last.note}
        assert int(last.note.removesuffix("%")) in {told, told + 1}
        told = int(seen.removesuffix("%"))
        site.database.close()


def test_what_was_accepted_is_there_after_the_program_is_killed(
    tmp_path: Path, nanchang: bytes
) -> None:
    import httpx2 as httpx

    process, where = start(tmp_path)
    with httpx.Client(base_url=where, follow_redirects=True) as asking:
        from tests.app.web.conftest import TOKEN

        found = TOKEN.search(asking.get("/").text)
        assert found
        files = {"file": ("甲.xlsx", nanchang)}
        answer = asking.post("/papers", files=files, data={"csrf": found[1]})
        assert answer.status_code == 200
    process.kill()
    process.wait()
    site = site_in(Home(tmp_path))
    assert [each.file for each in papers.listed(site.database)] == ["甲.xlsx"]
    site.database.close()


def test_what_was_stored_is_there_in_the_next_run(
    site: Site, home: Home, read_once: Brought
) -> None:
    (id_,) = papers.add(site.database, read_once)
    wanted = Retyping(ACTUAL, "83%", stamp("100%"), "100%")
    assert cells.retype(site.database, id_, wanted) is None
    site.database.close()
    again = site_in(home)
    with Clerk(application(again, print), base_url=LOCAL) as clerk:
        assert "0.9 × 83% ÷ 100%" in clerk.get(f"/papers/{id_}").text
    again.database.close()


def test_what_was_stored_is_brought_to_the_disk_soon_after(
    site: Site, read_once: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[str] = []

    def brings(descriptor: int) -> None:
        brought.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))

    monkeypatch.setattr(databases.os, "fsync", brings)
    monkeypatch.setattr(pages, "EVERY", 0.01)
    with Clerk(application(site, print), base_url=LOCAL):
        papers.add(site.database, read_once)
        time.sleep(0.2)
    kept = site.database.engine.url.database
    wanted = {f"{kept}-wal"} if site.database.engine.dialect.name == "sqlite" else set()
    assert set(brought) == wanted


def test_a_server_that_ended_its_connections_is_asked_again(
    site: Site, read_once: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    (id_,) = papers.add(site.database, read_once)
    monkeypatch.setattr(databases, "RESTED", 0.0)
    if site.database.engine.dialect.name == "postgresql":
        ends = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        with site.database.reading() as one:
            with site.database.reading() as other:
                assert other.execute(text("SELECT 1")).scalar() == 1
            one.execute(text(ends))
    with site.database.reading():  # the one that is left
        assert cells.cells(site.database, id_) == {}
    wanted = Retyping(ACTUAL, "83%", stamp("100%"), "100%")
    assert cells.retype(site.database, id_, wanted) is None
    assert cells.cells(site.database, id_) == {ACTUAL: "83%"}


def test_a_text_with_a_nul_is_stored_and_shown(
    clerk: Clerk, site: Site, read_once: Brought
) -> None:
    (id_,) = papers.add(site.database, read_once)
    headers = {"x-csrf": clerk.token()}
    data = {"cell": ACTUAL, "text": "8\0", "seen": stamp("100%")}
    answer = clerk.post(f"/papers/{id_}/cells", data=data, headers=headers)
    assert answer.status_code == 200
    assert "8␀" in clerk.get(f"/papers/{id_}").text
    assert clerk.get("/papers/a%00b").status_code == 404


# --- schemas --------------------------------------------------------------------------


def test_the_last_schema_is_what_the_program_means(site: Site) -> None:
    with site.database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


@pytest.fixture
def nothing(
    request: pytest.FixtureRequest, database: str | None, tmp_path: Path
) -> Home:
    """A database without any schema."""
    if database is not None:
        made: Cluster = request.getfixturevalue("postgresql")
        database = made.address(made.new())
    return Home(tmp_path / "data", database)


def engine_of(home: Home) -> Engine:
    home.folder.mkdir(exist_ok=True)
    return create_engine(home.address)


def rows_in(engine: Engine) -> dict[str, Any]:
    """The row of each table; of one that came later there is none."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: dict(connection.execute(select(table)).mappings().first() or {})
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_an_earlier_schema_held_is_there_after_the_next_start(
    nothing: Home, schema: str
) -> None:
    engine = engine_of(nothing)
    migrate(engine, schema)
    known = MetaData()
    known.reflect(engine)
    with engine.begin() as connection:
        for table in known.sorted_tables:
            if table.name != "alembic_version":
                binary = {c.name for c in table.c if isinstance(c.type, LargeBinary)}
                whole = {c.name for c in table.c if c.type.python_type is int}
                row = {c.name: 1 if c.name in whole else "a" for c in table.c}
                connection.execute(
                    table.insert().values(row | dict.fromkeys(binary, b"a"))
                )
    before = rows_in(engine)
    engine.dispose()
    site_in(nothing).database.close()
    engine = engine_of(nothing)
    after = rows_in(engine)
    for name, row in before.items():
        assert {column: after[name][column] for column in row} == row
    engine.dispose()


def test_a_step_that_fails_changes_nothing(nothing: Home) -> None:
    engine = engine_of(nothing)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE papers (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    assert [each["name"] for each in inspect(engine).get_columns("papers")] == ["id"]
    assert "runs" not in inspect(engine).get_table_names()
    engine.dispose()


def test_a_store_that_cannot_be_opened_is_told(nothing: Home, tmp_path: Path) -> None:
    site_in(nothing).database.close()
    engine = engine_of(nothing)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(InputError, match="更新的软件"):
        site_in(nothing)
    if nothing.database is None:
        assert nothing.file is not None
        nothing.file.write_bytes(b"not a database" * 99)
        with pytest.raises(InputError, match=r"库打不开.*恢复备份"):
            site_in(nothing)
    else:
        for wrong in ("mysql://secret@x/y", "secret", ""):
            with pytest.raises(InputError, match="地址认不得") as told:
                site_in(Home(nothing.folder, wrong))
            assert "secret" not in str(told.value)
        away = "postgresql://me:secret@/none?host=/none"
        with pytest.raises(InputError, match=r"库打不开.*--database") as told:
            site_in(Home(nothing.folder, away))
        assert "secret" not in str(told.value)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError):
        site_in(Home(tmp_path / "file"))


# --- files beside the database --------------------------------------------------------


def test_grids_come_back_as_they_were(tmp_path: Path, nanchang: bytes) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(nanchang)
    grids = load(path)
    assert carried.read(carried.written(grids)) == grids


def test_secrets_are_readable_by_their_owner_alone_and_stay(tmp_path: Path) -> None:
    home = Home(tmp_path / "new" / "data")
    first = site_in(home)
    again = site_in(home)
    assert first.secret == again.secret
    assert stat.S_IMODE((home.folder / SECRET).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    first.database.close()
    again.database.close()


# --- copies ---------------------------------------------------------------------------


@pytest.fixture
def full(site: Site, read_once: Brought) -> str:
    """A table with all that may be its own, an account, a finding that was answered."""
    (id_,) = papers.add(site.database, read_once, "一局")
    wanted = Retyping(ACTUAL, "83%", stamp("100%"), "100%")
    cells.retype(site.database, id_, wanted)
    versions.keep(site.database, id_, "一稿")
    users.add_user(site.database, users.Visitor("甲", "clerk", "一局"), "digest")
    users.begin(site.database, "session", "甲")
    readings.add(site.database, "扫描.png", b"a", "一局", "甲")
    runs.add(site.database, "a", "一批", 1, "甲")
    (site.folder / runs.FOLDER / "a").mkdir(parents=True)
    key, said = ("F302", "执行率", ""), ("asked", "请附凭证")
    decisions.add(site.database, ("papers", id_), key, said, "审")
    remarks.add(site.database, ("papers", id_), (ACTUAL, "得分"), "请核", "审")
    return id_


def content_of(database: Database) -> dict[str, list[object]]:
    with database.reading() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table))))
            for table in METADATA.sorted_tables
        }


@pytest.mark.usefixtures("full")
def test_a_copy_is_taken_while_the_pages_are_open_and_put_back(
    ziping: Ziping,
    site: Site,
    home: Home,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = content_of(site.database)
    assert all(before.values()), before
    copy = home.folder.parent / "备份"
    if home.database is not None:
        monkeypatch.setenv("ZIPING_DATABASE", home.database)
    command = ("serve", "--data", str(home.folder), "backup")
    with site.database.writing() as connection:
        connection.execute(text("UPDATE papers SET title = 'half'"))
        assert ziping(*command, str(copy)) == (0, "", f"已备份到 {copy}\n")
        connection.rollback()
    again = site_in(Home(copy))
    assert content_of(again.database) == before
    assert again.secret == site.secret
    assert (copy / runs.FOLDER / "a").is_dir()
    again.database.close()
    assert "已经有了" in ziping(*command, str(copy))[2]
    none = home.folder.parent / "none"
    nothing = ziping("serve", "--data", str(none), "backup", str(none / "b"))
    assert (nothing[0], "这里没有网页的数据" in nothing[2]) == (2, True)
    back = home.folder.parent / "恢复"
    restored = ("serve", "--data", str(back), "restore")
    if home.database is not None:
        code, _, said = ziping(*restored, str(copy))
        assert (code, "库里已有内容" in said) == (2, True)
        made: Cluster = request.getfixturevalue("postgresql")
        monkeypatch.setenv("ZIPING_DATABASE", made.address(made.new()))
    assert ziping(*restored, str(copy))[0] == 0
    third = site_in(Home(back, os.environ.get("ZIPING_DATABASE")))
    assert content_of(third.database) == before
    users.log(third.database, "甲", "在后面", "")
    assert users.logged(third.database)[0].act == "在后面"
    third.database.close()
    assert ziping(*restored, str(copy))[0] == 2
    assert ziping("serve", "--data", str(none), "restore", str(none))[0] == 2
    assert sorted(path.name for path in copy.parent.iterdir()) == [
        "data",
        "备份",
        "恢复",
    ]
