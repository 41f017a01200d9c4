"""开网页: 一个进程, 听一个端口, 到有人按 Ctrl-C 为止."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from app.web.application import application
from app.web.opening import Home, site_in
from app.web.site import LOCAL
from app.web.store.users import any_user
from batch.results.opened import ResultFolder
from indicators.errors import InputError

_PATIENCE: Final = 75
"""Seconds that a line stays open between two cells: who fills a table thinks meanwhile."""


def serve(
    home: Home,
    host: str,
    port: int,
    report: Callable[[str], None],
    results: Path | None = None,
) -> None:
    """开网页. `home` holds what is stored, `results` is what a batch has written.

    Raises `InputError` where it cannot be.
    """
    if results is not None:
        ResultFolder(results).close()
    if host not in LOCAL and not home.folder.exists():
        raise _no_accounts(host)
    hosts = LOCAL if host in LOCAL else ()
    site = site_in(home, results and results.resolve(), hosts)
    try:
        if not hosts and not any_user(site.database):
            raise _no_accounts(host)
        listening = _listening(host, port)
        report(f"已打开 http://{host}:{port}（存在 {home.shown}；按 Ctrl-C 关闭）")
        config = uvicorn.Config(
            application(site, report),
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=_PATIENCE,
        )
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        site.database.close()


def _no_accounts(host: str) -> InputError:
    """Others may come in only where each has an account."""
    remedy = "请用 127.0.0.1，或先添账号：ziping serve users add 名字 --role clerk"
    return InputError.of("--host", "没有账号时，网页只给本机的人用", host, remedy)


def _listening(host: str, port: int) -> socket.socket:
    """The port, taken before anything is said to be open."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        taken = error.errno == errno.EADDRINUSE
        word = "端口已被占用" if taken else "这个端口用不了"
        remedy = f"可能已经开着，请先看 http://{host}:{port}；或换一个端口"
        raise InputError.of("--port", word, str(port), remedy) from None
    return made
