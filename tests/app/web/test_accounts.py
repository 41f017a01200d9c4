"""账号: 每一页给谁, 单位之间互不相见, 猜不得, 收得回, 记得下."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from lxml import html
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.routing import Route

from app.web.accounts import passwords
from app.web.accounts.adding import accounts, add_account, remove_account
from app.web.accounts.passwords import Throttle
from app.web.application import application
from app.web.opening import Home, site_in
from app.web.requests.sessions import COOKIE
from app.web.site import Site
from app.web.store import papers, readings, users, versions
from app.web.store.papers import Brought
from app.web.store.schema import METADATA
from indicators.errors import InputError
from tests.app.web.conftest import LOCAL, Clerk

PASSWORD = "correct horse battery"  # noqa: S105
PEOPLE = {
    "甲": ("clerk", "一局"),
    "乙": ("clerk", "二局"),
    "审": ("auditor", ""),
    "管": ("admin", ""),
}
CLERKS, AUDITORS = {"clerk", "admin"}, {"auditor", "admin"}
EVERYBODY, ADMINS = CLERKS | AUDITORS, {"admin"}
GIVEN_TO = {
    "GET /": EVERYBODY,
    "POST /papers": CLERKS,
    "POST /papers/new": CLERKS,
    "POST /papers/from": CLERKS,
    "GET /readings/{id}": CLERKS,
    "POST /readings/{id}/forget": CLERKS,
    "GET /papers/{id}": EVERYBODY,
    "POST /papers/{id}/policy": CLERKS,
    "POST /papers/{id}/remove": ADMINS,
    "POST /papers/{id}/cells": CLERKS,
    "POST /papers/{id}/trial": CLERKS,
    "POST /papers/{id}/rows": CLERKS,
    "GET /papers/{id}/versions": EVERYBODY,
    "POST /papers/{id}/versions": CLERKS,
    "POST /papers/{id}/versions/{number:int}/back": CLERKS,
    "POST /papers/{id}/hand-in": CLERKS,
    "POST /papers/{id}/give-back": AUDITORS,
    "GET /papers/{id}/form": EVERYBODY,
    "GET /papers/{id}/live": EVERYBODY,
    "GET /papers/{id}/report": EVERYBODY,
    "GET /papers/{id}/annotated": EVERYBODY,
    "GET /papers/{id}/own": EVERYBODY,
    "POST /papers/{id}/fill": EVERYBODY,
    "GET /filled/{key}": EVERYBODY,
    "GET /papers/{id}/review": AUDITORS,
    "POST /papers/{id}/review/decisions": AUDITORS,
    "POST /papers/{id}/review/remarks": AUDITORS,
    "GET /audits": AUDITORS,
    "POST /audits": AUDITORS,
    "GET /results/{source}": AUDITORS,
    "GET /results/{source}/files/{name}": AUDITORS,
    "GET /results/{source}/packet": AUDITORS,
    "GET /results/{source}/tables/{id}/page": AUDITORS,
    "GET /results/{source}/tables/{id}": AUDITORS,
    "GET /results/{source}/tables/{id}/annotated": AUDITORS,
    "POST /results/{source}/tables/{id}/decisions": AUDITORS,
    "POST /results/{source}/tables/{id}/remarks": AUDITORS,
    "POST /logout": EVERYBODY,
    "GET /account": EVERYBODY,
    "POST /account/revoke": EVERYBODY,
    "GET /admin": ADMINS,
}
"""Every page that is not open to all, and to whom it is given."""
OPEN = {"GET /login", "POST /login"}


@pytest.fixture(scope="session")
def hashed() -> str:
    """As `passwords.digest` does, but quick to compare: these tests log in often."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


@pytest.fixture
def many(site: Site, hashed: str) -> Site:
    """The pages of an office with four accounts."""
    for name, (role, unit) in PEOPLE.items():
        assert users.add_user(site.database, users.Visitor(name, role, unit), hashed)
    return site


@pytest.fixture
def office(many: Site) -> Iterator[Starlette]:
    made = application(many, print)
    with Clerk(made, base_url=LOCAL):
        yield made


def asking(office: Starlette) -> Clerk:
    return Clerk(office, base_url=LOCAL)


def log_in(
    office: Starlette, name: str, password: str = PASSWORD, back: str = "/"
) -> Clerk:
    made = asking(office)
    answer = try_in(made, name, password, back)
    assert answer.status_code == 200, answer.text
    return made


def try_in(made: Clerk, name: str, password: str, back: str = "/") -> Any:
    data = {
        "csrf": made.token("/login"),
        "name": name,
        "password": password,
        "back": back,
    }
    return made.post("/login", data=data)


def guarded(office: Starlette) -> dict[str, Route]:
    return {
        f"{method} {route.path}": route
        for route in office.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }


# --- every page, every role -----------------------------------------------------------


def test_every_page_is_given_to_whom_the_table_says(office: Starlette) -> None:
    found = guarded(office)
    assert set(found) == set(GIVEN_TO) | OPEN
    for name, roles in GIVEN_TO.items():
        assert found[name].roles == roles, name  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [None, *PEOPLE])
def test_every_page_is_asked_for_by_everybody(
    office: Starlette, name: str | None
) -> None:
    made = log_in(office, name) if name else asking(office)
    made.follow_redirects = False
    token = made.token("/login")
    role = PEOPLE[name][0] if name else None
    for way, roles in GIVEN_TO.items():
        if way in {"POST /logout", "POST /account/revoke"}:
            continue  # these end the session that asks
        method, path = way.split(" ")
        where = path.replace("{id}", "none").replace("{source}", "none")
        where = where.replace("{key}", "none").replace("{name}", "none")
        where = where.replace("{number:int}", "1")
        data = {"csrf": token} if method == "POST" else None
        status = made.request(method, where, data=data).status_code
        if role is None:
            assert status == (303 if method == "GET" else 401), way
        elif role in roles:
            assert status not in {401, 403}, (way, role)
        else:
            assert status == 403, (way, role)


def test_no_change_is_made_without_the_token_of_its_page(office: Starlette) -> None:
    made = log_in(office, "管")
    ways = [way for way in guarded(office) if way.startswith("POST ")]
    for way in ways:
        where = re.sub(r"\{number:int\}", "1", way.removeprefix("POST "))
        answer = made.post(re.sub(r"\{\w+\}", "none", where), data={"csrf": "0" * 64})
        assert answer.status_code == 403, way
        assert "页面已过期" in answer.text, way
    assert len(ways) > 15
    assert made.get("/account").url.path == "/account"


def test_nobody_is_led_to_the_login_and_back(office: Starlette) -> None:
    made = asking(office)
    answer = made.get("/audits")
    assert answer.url.path == "/login"
    assert 'name="back" value="/audits"' in answer.text
    assert try_in(made, "审", PASSWORD, "/audits").url.path == "/audits"
    for back in ("//evil.example", "https://evil.example", "/\\evil", "javascript:1"):
        inside = asking(office)
        assert str(try_in(inside, "审", PASSWORD, back).url) == f"{LOCAL}/"


# --- units ----------------------------------------------------------------------------


@pytest.fixture
def papers_of(many: Site, read_once: Brought) -> dict[str, str]:
    return {
        unit: papers.add(many.database, read_once, unit)[0] for unit in ("一局", "二局")
    }


@pytest.mark.parametrize("name", ["甲", "审"])
def test_nobody_comes_near_a_table_that_is_not_for_them(
    office: Starlette, many: Site, papers_of: dict[str, str], name: str
) -> None:
    """A clerk to one of another unit, an auditor to one that was not handed in."""
    made, role = log_in(office, name), PEOPLE[name][0]
    token = made.token()
    own, other = papers_of["一局"], papers_of["二局"]
    reading = readings.add(many.database, "扫描.png", b"x", "二局", "乙")
    readings.fail(many.database, reading, "读不了")
    told = made.get("/").text
    assert (own in told) == (role == "clerk")
    assert other not in told
    assert reading not in told
    assert made.get(f"/papers/{own}").status_code == (200 if role == "clerk" else 404)
    asked = 0
    for way, roles in GIVEN_TO.items():
        method, path = way.split(" ")
        if "{id}" not in path or "results" in path or role not in roles:
            continue
        id_ = reading if path.startswith("/readings") else other
        where = path.replace("{id}", id_).replace("{number:int}", "1")
        files = {"file": ("a.xlsx", b"x")} if path.endswith("/fill") else None
        data = {"csrf": token, "above": "0-14"} if method == "POST" else None
        answer = made.request(method, where, data=data, files=files)
        assert answer.status_code == 404, way
        asked += 1
    assert asked > 9
    assert versions.cells_in(many.database, other, versions.NOW) == {}
    assert readings.find(many.database, reading)


def test_a_table_belongs_to_the_unit_of_who_brought_it(
    office: Starlette, nanchang: bytes
) -> None:
    where = log_in(office, "甲").bring("甲.xlsx", nanchang)
    assert log_in(office, "乙").get(where).status_code == 404
    assert log_in(office, "审").get(where).status_code == 404
    assert log_in(office, "管").get(where).status_code == 200


def test_an_auditor_sees_what_was_handed_in_and_gives_it_back(
    office: Starlette, papers_of: dict[str, str]
) -> None:
    where = f"/papers/{papers_of['一局']}"
    clerk, auditor = log_in(office, "甲"), log_in(office, "审")
    assert auditor.get(where).status_code == 404
    clerk.post(f"{where}/hand-in", data={"csrf": clerk.token()})
    told = auditor.get(where).text
    assert "已报送" in told
    assert "<textarea" not in told
    assert "/remove" not in told
    assert papers_of["二局"] not in auditor.get("/").text
    token = {"csrf": auditor.token()}
    assert auditor.post(f"{where}/cells", data=token).status_code == 403
    review = auditor.get(f"{where}/review").text
    assert 'class="mark' in review
    number = review.split("F302")[0].rpartition('id="f')[2].partition('"')[0]
    said = {"number": number, "verdict": "asked", "remark": "请附支付凭证"}
    auditor.post(f"{where}/review/decisions", data=token | said)
    assert "请附支付凭证" in auditor.get(f"{where}/review").text
    assert "哪一格" not in auditor.get(f"{where}/review").text
    asked = auditor.get(f"{where}/review?line=0-13").text
    for key, name in (("0-13-4", "三级指标"), ("0-13-8", "分值")):
        assert f'<option value="{key}">南昌市' in asked, name
    for key, said, status in (
        ("0-13-8", "先写的", 200),
        ("0-13-8", "分值与批复不符", 200),
        ("0-13-6", "写错了", 200),
        ("0-13-6", " ", 200),
        ("0-3-3", "<b>名称不全", 200),
        ("0-13-2", "无此格", 422),
        ("x", "无此格", 422),
        ("0-13-8", "长" * 501, 422),
    ):
        answer = auditor.post(
            f"{where}/review/remarks", data=token | {"cell": key, "text": said}
        )
        assert answer.status_code == status, (key, said)
    assert "分值与批复不符" in auditor.get(f"{where}/review").text
    assert "请附支付凭证" not in clerk.get(where).text
    auditor.post(f"{where}/give-back", data=token | {"remark": "请补"})
    assert auditor.get(where).status_code == 404
    told = clerk.get(where).text
    assert "退回：请补" in told
    beside = {
        each.get("id"): " ".join(
            each.xpath(".//p[@class='said']")[0].text_content().split()
        )
        for each in html.fromstring(told).xpath("//td[.//p[@class='said']]")
    }
    assert beside == {
        "c0-3-3": "批注 <b>名称不全 审",
        "c0-6-10": "请单位说明 请附支付凭证 审",
        "c0-13-8": "批注 分值与批复不符 审",
    }


def test_only_the_administrator_removes_and_it_is_noted(
    office: Starlette, papers_of: dict[str, str], many: Site
) -> None:
    where = f"/papers/{papers_of['一局']}"
    clerk, admin = log_in(office, "甲"), log_in(office, "管")
    assert (
        clerk.post(f"{where}/remove", data={"csrf": clerk.token()}).status_code == 403
    )
    assert (
        admin.post(f"{where}/remove", data={"csrf": admin.token()}).status_code == 200
    )
    acts = [(each.who, each.act) for each in users.logged(many.database)]
    assert acts[0] == ("管", "删去")
    told = admin.get("/admin").text
    assert "删去" in told
    assert "南昌市大数据发展专项资金（甲.xlsx）" in told


# --- the log --------------------------------------------------------------------------


def test_what_is_done_is_noted_and_no_line_can_be_changed(
    office: Starlette, papers_of: dict[str, str], many: Site
) -> None:
    where = f"/papers/{papers_of['一局']}"
    clerk = log_in(office, "甲")
    clerk.post(f"{where}/hand-in", data={"csrf": clerk.token()})
    auditor = log_in(office, "审")
    auditor.post(f"{where}/give-back", data={"csrf": auditor.token(), "remark": "补"})
    acts = [(each.who, each.act) for each in reversed(users.logged(many.database))]
    assert acts[-4:] == [("甲", "登录"), ("甲", "报送"), ("审", "登录"), ("审", "退回")]
    for verb in ("UPDATE log SET who = 'x'", "DELETE FROM log"):
        with (
            pytest.raises(DBAPIError, match="只添不改"),
            many.database.writing() as connection,
        ):
            connection.execute(text(verb))
    assert len(users.logged(many.database)) == len(acts)


# --- passwords and sessions -----------------------------------------------------------


def test_a_password_is_kept_as_argon2id_and_a_session_as_a_digest(
    office: Starlette, many: Site, home: Home
) -> None:
    add_account(home, "丁", "clerk", "一局", lambda: PASSWORD)
    made = log_in(office, "丁")
    held = made.cookies[COOKIE]
    with many.database.reading() as connection:
        rows = [
            row
            for table in METADATA.sorted_tables
            for row in connection.execute(select(table))
        ]
    content = str(rows)
    assert content.count("$argon2id$") == len(PEOPLE) + 1
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in content
    assert PASSWORD not in content
    assert held not in content


def test_who_logs_in_gets_another_session(office: Starlette) -> None:
    made = asking(office)
    made.get("/login")
    before = made.cookies[COOKIE]
    try_in(made, "甲", PASSWORD)
    assert made.cookies[COOKIE] != before
    thief = asking(office)
    thief.cookies.set(COOKIE, before, domain="127.0.0.1")
    assert thief.get("/account").url.path == "/login"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(office: Starlette) -> None:
    made = asking(office)
    wrong, unknown = try_in(made, "甲", "wrong"), try_in(made, "没有", "wrong")
    assert wrong.status_code == unknown.status_code == 403
    assert "名字或密码不对" in wrong.text
    assert wrong.text.replace(made.token("/login"), "") == unknown.text.replace(
        made.token("/login"), ""
    )


def test_guessing_has_to_wait(office: Starlette) -> None:
    made = asking(office)
    for _ in range(5):
        assert try_in(made, "甲", "wrong").status_code == 403
    answer = try_in(made, "甲", PASSWORD)
    assert answer.status_code == 429
    assert "请等" in answer.text
    assert made.get("/account").url.path == "/login"


def test_each_failure_waits_twice_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(passwords, "monotonic", lambda: clock[0])
    throttle, waits = Throttle(), []
    for _ in range(20):
        throttle.failed("a")
        waits.append(throttle.wait("a", "b"))
        clock[0] += waits[-1]
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:8] == [2, 3, 5, 9]
    assert waits[-1] == 901
    throttle.passed("a")
    assert throttle.wait("a") == 0


def test_a_session_ends_when_it_is_left_revoked_or_forgotten(
    office: Starlette, many: Site
) -> None:
    made = log_in(office, "甲")
    made.post("/logout", data={"csrf": made.token()})
    assert made.get("/account").url.path == "/login"
    one, other, admin = log_in(office, "甲"), log_in(office, "甲"), log_in(office, "管")
    assert "登录着的 2 处" in one.get("/account").text
    token = one.token()
    wrong = one.post("/account/revoke", data={"csrf": token, "name": "乙"})
    assert wrong.status_code == 403
    admin.post("/account/revoke", data={"csrf": admin.token(), "name": "甲"})
    assert one.get("/account").url.path == "/login"
    assert other.get("/account").url.path == "/login"
    late = (datetime.now(UTC) - users.IDLE - timedelta(minutes=1)).isoformat()
    with many.database.writing() as connection:
        connection.execute(text("UPDATE sessions SET seen = :seen"), {"seen": late})
    assert admin.get("/admin").url.path == "/login"


def test_who_is_removed_is_out_at_once(office: Starlette, many: Site) -> None:
    made = log_in(office, "甲")
    assert users.remove_user(many.database, "甲")
    assert made.get("/").url.path == "/login"
    made.headers["hx-request"] = "true"
    answer = made.post("/papers/none/cells", data={"csrf": "x"})
    assert answer.status_code == 401
    assert "没有登录" in answer.text


# --- the command ----------------------------------------------------------------------


def test_accounts_are_added_listed_and_removed_by_command(
    ziping: Callable[..., tuple[int, str, str]],
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if home.database is not None:
        monkeypatch.setenv("ZIPING_DATABASE", home.database)
    command = ("serve", "--data", str(home.folder), "users")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    added = ziping(*command, "add", "甲", "--role", "clerk", "--unit", "一局")
    assert added == (0, "", "已添账号 甲\n")
    assert ziping(*command, "list")[1] == "甲\tclerk\t一局\n"
    for arguments, word in (
        (("add", "甲", "--role", "admin"), "已有这个账号"),
        (("add", "乙", "--role", "clerk"), "填报人要写明单位"),
        (("add", " ", "--role", "admin"), "名字须有"),
        (("remove", "丙"), "没有这个账号"),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        code, _, said = ziping(*command, *arguments)
        assert (code, word in said) == (2, True), said
    monkeypatch.setattr("sys.stdin", io.StringIO("短\n"))
    code, _, said = ziping(*command, "add", "乙", "--role", "admin")
    assert (code, "密码至少" in said) == (2, True)
    assert ziping(*command, "remove", "甲")[0] == 0
    assert accounts(home) == []


def test_others_may_come_in_once_each_has_an_account(home: Home) -> None:
    from app.web.serving import serve

    site_in(home).database.close()
    with pytest.raises(InputError, match="users add"):
        serve(home, "192.0.2.1", 8701, print)
    add_account(home, "管", "admin", "", lambda: PASSWORD)
    with pytest.raises(InputError, match="这个端口用不了"):  # no such address here
        serve(home, "192.0.2.1", 8701, print)
    remove_account(home, "管")


def test_tables_of_before_the_accounts_are_the_administrators(
    many: Site, office: Starlette, read_once: Brought
) -> None:
    (id_,) = papers.add(many.database, read_once)
    assert log_in(office, "甲").get(f"/papers/{id_}").status_code == 404
    assert log_in(office, "管").get(f"/papers/{id_}").status_code == 200
    assert versions.versions(many.database, id_) == []
