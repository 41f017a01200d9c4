"""转成 PDF 一次, 供各个测试使用."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.kept_office import convert
from tests.published.rendering import as_docx, rendered
from tests.published.tables import NAMES, table


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The PDFs of all tables, made by one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("pdf")
    found = {}
    for name in (*NAMES, "nanchang-2021"):
        evaluation, style = table(name)
        found[name] = as_docx(rendered(evaluation, style), folder / f"{name}.docx")
    convert(tuple(found.values()), folder, "pdf")
    return {name: path.with_suffix(".pdf") for name, path in found.items()}
