"""文档不走样: 生成的部分与程序一致, README 里的命令真的这样输出."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from app.cli import cli, run

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["policies.md", "forms.md", "commands.md", "checks.md"]
)
def test_a_generated_document_is_what_the_program_says(name: str) -> None:
    current = (ROOT / "docs" / name).read_text("utf-8")
    assert current == generator().written(name), "运行 make docs"


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


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_what_the_program_prints(
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
