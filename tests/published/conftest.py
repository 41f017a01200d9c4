"""转成 PDF 一次, 供各个测试使用."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.published.rendering import as_docx, as_pdf, rendered
from tests.published.tables import table


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The PDF of a table, made by LibreOffice at most once."""
    folder = tmp_path_factory.mktemp("pdf")

    @cache
    def make(name: str) -> Path:
        evaluation, style = table(name)
        document = as_docx(rendered(evaluation, style), folder / f"{name}.docx")
        return as_pdf(document, folder)

    return make
