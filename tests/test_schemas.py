"""JSON 合约: 每张公开的表读出、计分、审核的 JSON 都合 docs/schemas 的规定, 坏的不合."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from app.cli import run
from auditing import CHECKS, audit, dump
from auditing.finding import SEVERITIES
from auditing.owed import Kind
from indicators.direction import DIRECTIONS
from scoring.result import OUTCOMES
from scoring.totals import VERDICT_WORDS
from tests.auditing.test_second_reader import doubtful
from tests.published.rendering import as_csv, as_docx, as_html, as_xlsx, rendered
from tests.published.tables import NAMES, table

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs/schemas"
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
KINDS = {".xlsx": as_xlsx, ".csv": as_csv, ".html": as_html, ".docx": as_docx}
COMMANDS = {
    "evaluation": "read",
    "score": "score",
    "audit": "audit",
    "missing": "missing",
    "what-if": "what-if",
    "plan-check": "targets",
}
MORE = {"what-if": ("--set", "1=1"), "targets": ("--check",)}
"""What a command wants besides a table."""


@cache
def schema(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@cache
def validator(name: str) -> Draft202012Validator:
    named = [
        (f"{each}.json", Resource.from_contents(schema(each))) for each in COMMANDS
    ]
    registry: Registry[Any] = Registry().with_resources(named)
    return Draft202012Validator(
        schema(name), registry=registry, format_checker=FormatChecker()
    )


def faults(name: str, document: object) -> list[str]:
    found = validator(name).iter_errors(document)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


Said = Callable[[str, Path], Any]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def say(command: str, path: Path) -> Any:
        words = (command, str(path), *MORE.get(command, ()), "--json")
        assert run(list(words)) in {0, 1}
        return json.loads(capsys.readouterr().out)

    return say


@pytest.mark.parametrize("name", COMMANDS)
def test_a_schema_is_a_schema_and_says_everything_in_chinese(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["title"] == f"ziping.{name}/1"

    def walk(part: Any) -> None:
        if not isinstance(part, dict):
            return
        for key, inner in part.get("properties", {}).items():
            plain = inner.get("$ref", "")
            assert "description" in inner or plain, (name, key)
            walk(inner)
        for inner in part.get("$defs", {}).values():
            walk(inner)
        walk(part.get("items"))

    walk(schema(name))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*NAMES, "nanchang-2021"])
def test_what_the_program_says_of_a_published_table_keeps_the_contract(
    name: str, kind: str, tmp_path: Path, said: Said
) -> None:
    path = KINDS[kind](rendered(*table(name)), tmp_path / f"a{kind}")
    for contract, command in COMMANDS.items():
        assert faults(contract, said(command, path)) == []


def test_a_data_file_with_concessions_keeps_the_contract(said: Said) -> None:
    for contract, command in COMMANDS.items():
        assert faults(contract, said(command, NANCHANG)) == []


@pytest.fixture
def documents(tmp_path: Path, said: Said) -> dict[str, Any]:
    path = as_xlsx(rendered(*table(NAMES[1])), tmp_path / "a.xlsx")
    return {name: said(command, path) for name, command in COMMANDS.items()}


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("evaluation", ("schema",), "ziping.evaluation/2"),
        ("evaluation", ("year",), 2021),
        ("evaluation", ("year",), "21"),
        ("evaluation", ("project",), ""),
        ("evaluation", ("colour",), "红"),
        ("evaluation", ("indicators", 0, "weight"), 10),
        ("evaluation", ("indicators", 0, "weight"), "1e1"),
        ("evaluation", ("indicators", 0, "weight"), "10 分"),
        ("evaluation", ("indicators", 0, "name"), ""),
        ("evaluation", ("indicators", 0, "colour"), "红"),
        ("evaluation", ("indicators", 0, "direction"), "向上"),
        ("evaluation", ("funds", "lines", 0, "spent"), "很多"),
        ("evaluation", ("funds", "unit"), "美元"),
        ("evaluation", ("warnings",), ["存疑"]),
        ("score", ("schema",), "ziping.result/1"),
        ("score", ("concessions",), "none"),
        ("score", ("concessions",), None),
        ("score", ("evaluation", "year"), 2021),
        ("score", ("rows", 0, "outcome"), "done"),
        ("score", ("rows", 0, "points"), "2/3"),
        ("score", ("rows", 0, "explanation"), ["公式：a", "代入：b"]),
        ("score", ("rows", 0, "explanation", 0), "得分 = 分值"),
        ("score", ("rows", 0, "reproduced_by"), []),
        ("score", ("totals", "verdict"), "一致"),
        ("score", ("totals", "levels"), []),
        ("audit", ("schema",), "ziping.score/1"),
        ("audit", ("source", "sha256"), "abc"),
        ("audit", ("rows", 0, "colour"), "红"),
        ("audit", ("rows", 0, "outcome"), None),
        ("audit", ("findings", 0, "severity"), "fatal"),
        ("audit", ("findings", 0, "code"), "p1"),
        ("audit", ("findings", 0, "points"), "0.5.1"),
        ("audit", ("findings", 0, "colour"), "红"),
        ("audit", ("totals", "levels", 0, "verdict"), "maybe"),
        ("audit", ("checks", "P201"), {"passed": "1"}),
        ("audit", ("checks", "p"), {}),
        ("missing", ("counts", "blank"), "2"),
        ("missing", ("owed", 0, "kind"), "empty"),
        ("missing", ("owed", 0, "high"), "2/3"),
        ("missing", ("owed", 0, "colour"), "红"),
        ("missing", ("totals", "now"), None),
        ("what-if", ("trial",), False),
        ("what-if", ("changes",), []),
        ("what-if", ("changes", 0, "after"), 1),
        ("what-if", ("rows", 0, "after", "outcome"), "done"),
        ("what-if", ("totals", "after"), None),
        ("plan-check", ("schema",), "ziping.audit/1"),
        ("plan-check", ("indicators",), "9"),
        ("plan-check", ("year",), 2022),
        ("plan-check", ("findings", 0, "severity"), "fatal"),
        ("plan-check", ("source", "sha256"), "a"),
    ],
)
def test_a_broken_document_is_refused(
    documents: dict[str, Any], name: str, place: tuple[str | int, ...], value: object
) -> None:
    broken = deepcopy(documents[name])
    assert faults(name, broken) == []
    *way, last = place
    part = broken
    for step in way:
        part = part[step]
    part[last] = value
    assert faults(name, broken)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_document_without_one_of_its_keys_is_refused(
    documents: dict[str, Any], name: str
) -> None:
    optional = {"score": {"policy_reason", "findings"}, "evaluation": {"blank"}}.get(
        name, set()
    )
    for key in documents[name]:
        broken = {k: v for k, v in documents[name].items() if k != key}
        assert bool(faults(name, broken)) is (key not in optional), key


def test_the_schemas_list_what_the_program_knows() -> None:
    evaluation, score, audit = map(schema, ("evaluation", "score", "audit"))
    owed = schema("missing")["$defs"]["owed"]["properties"]
    assert owed["kind"]["enum"] == [kind.name.lower() for kind in Kind]
    row = score["$defs"]["row"]["properties"]
    assert tuple(row["outcome"]["enum"]) == OUTCOMES
    assert set(score["$defs"]["verdict"]["enum"]) == {*VERDICT_WORDS, None}
    finding = audit["$defs"]["finding"]["properties"]
    assert tuple(finding["severity"]["enum"]) == SEVERITIES
    indicator = evaluation["$defs"]["indicator"]["properties"]
    assert tuple(indicator["direction"]["enum"]) == DIRECTIONS
    assert all(faults("audit", {"checks": {code: 1}}) for code in CHECKS)
    assert score["$defs"]["concessions"]["enum"] == ["granted", "strict"]


def test_concessions_are_named_by_what_was_done(
    said: Said, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def concessions(*words: str) -> str:
        run([*words, "--json"])
        return str(json.loads(capsys.readouterr().out)["concessions"])

    file = str(NANCHANG)
    assert concessions("score", file, "--policy", "nanchang-2021") == "granted"
    strictly = ("score", file, "--policy", "nanchang-2021", "--strict")
    assert concessions(*strictly) == "strict"
    # The file grants them under nanchang-2021 alone.
    assert concessions("score", file, "--policy", "mof-2020") == "strict"
    assert concessions("audit", file, "--policy", "nanchang-2021") == "strict"
    printed = tmp_path / "表.csv"
    printed.write_text(
        "一级指标,二级指标,三级指标,指标值,完成值,分值,得分,扣减分数\n"
        "产出指标,数量指标,场次,≥5场,5场,10,9,1\n"
        "产出指标,数量指标,人数,≥5人,5人,80,80,\n总分,,,,,90,89,\n",
        "utf-8",
    )
    document = said("audit", printed)
    assert document["rows"][-2]["concession"] == "人工扣 1 分（未说明原因）"
    assert document["concessions"] == "granted"


def test_what_the_arithmetic_says_of_a_scan_is_in_the_contract() -> None:
    document = json.loads(json.dumps(dump(audit(doubtful()))))
    assert faults("audit", document) == []
    (again,) = document["second_readings"]
    assert again["text"] == "≥99%"
    assert again["agreeing"] == ["本行得分与填报一致"]
