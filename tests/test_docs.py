"""文档不走样: 生成的部分与程序一致, README 里的命令真的这样输出."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from attrs import fields

from app.cli import cli, run
from indicators import load
from indicators.codec import structure
from indicators.errors import InputError
from scoring import load_policy, score

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
TUTORIALS = ("docs/tutorial-clerk.md", "docs/tutorial-auditor.md")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", generator().DOCUMENTS)
def test_a_generated_document_is_what_the_program_says(name: str) -> None:
    current = (ROOT / "docs" / name).read_text("utf-8")
    assert current == generator().written(name), "运行 make docs"


def test_no_library_is_told_that_is_not_asked_for() -> None:
    told = tomllib.loads((ROOT / "docs/dependencies.toml").read_text("utf-8"))
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert {name for name in told if f"\n| {name} |" not in text} == set()


@pytest.mark.parametrize("where", generator().KINDS)
def test_the_input_format_names_every_key_that_a_file_may_have(where: str) -> None:
    """Each name of a kind is given a wrong value: what is unknown is called so."""
    kind = generator().KINDS[where]
    documented = {name for name, *_ in generator().keys(where)}
    tried = {a.name for a in fields(kind)} | {"nonsense"}
    with pytest.raises(InputError) as told:
        structure(dict.fromkeys(tried, object()), kind, "甲.toml")
    unknown = {
        p.where.split()[-1] for p in told.value.problems if "不认识" in p.message
    }
    assert tried - unknown == documented
    assert "nonsense" in unknown
    text = (ROOT / "docs/input-format.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in documented)


def test_the_example_of_the_input_format_has_every_key_and_holds() -> None:
    made = generator()
    example = made.EXAMPLE.read_text("utf-8")
    for where in made.KINDS:
        for name, *_ in made.keys(where):
            written = re.search(
                rf"^\[*{name}\b|[\[{{. ]{name}\b", example, re.MULTILINE
            )
            assert written or name in made.TOLD, name
    result = score(load(made.EXAMPLE), load_policy("yitihua"))
    assert result.totals.points == 98
    assert all(each.result for each in (row.explanation for row in result.rows))


def transcripts(name: str) -> list[tuple[str, str]]:
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [
        (command, shown)
        for block in blocks
        for command, shown in re.findall(
            r"^\$ ziping (.+?)\n(.*?)(?=^\$ |\Z)", block, re.MULTILINE | re.DOTALL
        )
    ]


@pytest.mark.parametrize("name", [*READMES, *TUTORIALS])
def test_a_document_shows_what_the_program_prints(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    found = transcripts(name)
    assert found
    for command, shown in found:
        call, _, tail = command.partition(" | tail -n ")
        run(call.split())
        lines = capsys.readouterr().out.splitlines()
        assert lines[-int(tail or len(lines)) :] == shown.splitlines(), command


@pytest.mark.parametrize("name", READMES)
def test_a_readme_has_the_two_commands_and_names_every_verb(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text
    assert all(f"ziping {verb}" in text for verb in cli.commands)


def test_links_between_documents_resolve() -> None:
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), (path.name, target)


def test_a_path_that_a_document_names_exists() -> None:
    tops = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    tops -= {"build"}
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        text = document.read_text("utf-8")
        for name in re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text):
            if name.split("/")[0] in tops:
                assert (ROOT / name).exists(), (document.name, name)
