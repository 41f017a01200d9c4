"""Debian's PostgreSQL for the tests: a cluster of its own, on a socket in a folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from sqlalchemy import make_url

from app.web.store.database import opened
from app.web.store.schema import METADATA

SAFE = "listen_addresses="
FAST = f"fsync=off synchronous_commit=off full_page_writes=off {SAFE}"
EMPTIED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
TRUNCATE {} RESTART IDENTITY CASCADE
"""
"""Nobody is at it any more, and nothing is in it: the log may be emptied by a superuser."""
_NUMBERS = count()


class Cluster:
    """A running cluster."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.kept = self.new()
        opened(make_url(self.address(self.kept))).close()

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.socket}"

    def new(self) -> str:
        """Make a database without any schema; gives its name."""
        name = f"t{next(_NUMBERS)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def emptied(self) -> str:
        """The address of a database of today's schema, always the same, emptied."""
        tables = ", ".join(f'"{name}"' for name in METADATA.tables)
        self.run(EMPTIED.format(tables), self.kept)
        return self.address(self.kept)

    def run(self, statement: str, name: str = "postgres") -> None:
        asked = {"host": str(self.socket), "user": "postgres", "dbname": name}
        with psycopg.connect(**asked, autocommit=True) as connection:
            connection.execute(statement.encode())


def _done(*command: object) -> None:
    words = list(map(str, command))
    subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL)


@contextmanager
def cluster(settings: str = FAST) -> Iterator[Cluster]:
    """Started, and ended with its folder. The program refuses to run as root."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=str)
    home = Path(mkdtemp(prefix="pg-", dir="/tmp"))
    as_other = []
    if os.geteuid() == 0:
        other = pwd.getpwnam("postgres")
        os.chown(home, other.pw_uid, other.pw_gid)
        as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    folder = home / "data"
    initdb = [programs / "initdb", "-D", folder, "-U", "postgres", "-A", "trust"]
    told = ["--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C.UTF-8"]
    options = " ".join(
        f"-c {each}" for each in (*settings.split(), "max_connections=200")
    )
    control = [*as_other, programs / "pg_ctl", "-D", folder, "-w", "-s"]
    started = ["start", "-l", home / "log", "-o", f"-k {home} {options}"]
    try:
        _done(*as_other, *initdb, *told)
        _done(*control, *started)
        yield Cluster(home)
    finally:
        subprocess.run([*control, "stop", "-m", "immediate"], check=False, cwd="/")
        shutil.rmtree(home, ignore_errors=True)
