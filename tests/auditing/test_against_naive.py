"""与常见脚本的对照: 文档里的数就是实测的数."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def benchmark() -> ModuleType:
    path = ROOT / "benchmarks/naive_validator.py"
    spec = importlib.util.spec_from_file_location("naive_validator", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_audit_reports_all_that_is_true_and_nothing_else() -> None:
    measured = benchmark().measured()
    assert measured["ziping"] == (14, 0, 0)


def test_the_document_holds_the_measured_numbers() -> None:
    text = (ROOT / "docs/against-naive.md").read_text("utf-8")
    measured = benchmark().measured()
    for name, side in (("常见脚本", "naive"), ("ziping audit", "ziping")):
        cells = " | ".join(str(count) for count in measured[side])
        assert f"| {name} | {cells} |" in text
