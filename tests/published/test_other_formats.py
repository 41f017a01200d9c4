"""公开的、画的各张表, 由真的程序另存成别的格式, 每一项都要读对."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import docx
import pytest

from reading import read
from reading.locating.page_labels import PageLabels
from reading.reader import read_on
from reading.sources.ofd.reader import read_document
from reading.sources.office.shelf import fill, shelf
from tests.published.rendering import as_docx, rendered, unplaced, without_blanks
from tests.published.tables import NAMES, table
from tests.reading.sources.ofd_writer import HABITS, printed, write_ofd

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
NANCHANG = "nanchang-2021"
DRAWN = Path(__file__).parents[1] / "drawn/files"
# Of the drawn documents those whose cells say on paper what they say in the file: where
# lines of a cell are values of their own, a printed page does not tell.
DRAWN_NAMES = ("d01", "d03", "d04", "d07", "d08", "d21", "d25", "d47", "d54", "d91")
ALL = (*NAMES, NANCHANG, *DRAWN_NAMES)
Files = Callable[[str], dict[str, Path]]


def test_twenty_tables_and_more_are_here() -> None:
    assert len(set(ALL)) == 22


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tables as Word documents.

    Each ends with a paragraph: LibreOffice makes one of a table that stands last in a
    document when it writes .doc.
    """
    folder = tmp_path_factory.mktemp("documents")
    found = {}
    for name in ALL:
        path = folder / f"{name}.docx"
        if name in DRAWN_NAMES:
            shutil.copy(next(DRAWN.glob(f"{name}-*.docx")), path)
        else:
            as_docx(rendered(*table(name)), path)
        document = docx.Document(str(path))
        document.add_paragraph()
        document.save(str(path))
        found[name] = path
    return found


@pytest.fixture(scope="module")
def saved(
    documents: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Files]:
    """The same in another format, written by LibreOffice in one start."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    @cache
    def save(kind: str) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp(kind)
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", folder, *documents.values()],
            check=True,
            capture_output=True,
            timeout=600,
        )
        made = {name: folder / f"{name}.{kind}" for name in documents}
        list(fill(made.values()))
        return made

    with shelf():
        yield save


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_every_field_is_read_from_another_format(
    kind: str, documents: dict[str, Path], saved: Files
) -> None:
    made = saved(kind)
    wrong = [
        name
        for name, path in made.items()
        if unplaced(read(path)) != unplaced(read(documents[name]))
    ]
    assert wrong == []
    evaluation, _ = table(NANCHANG)
    assert unplaced(read(made[NANCHANG])) == unplaced(evaluation)


@pytest.mark.parametrize("habit", HABITS)
def test_every_field_is_read_from_an_ofd(
    habit: str, documents: dict[str, Path], saved: Files, tmp_path: Path
) -> None:
    """A page shows no blanks at line ends or between figures and characters.

    Each table is written in one of the habits, the longest in all of them.
    """
    made = saved("pdf")
    own = [name for n, name in enumerate(ALL) if [*HABITS][n % len(HABITS)] == habit]
    for name in {*own, NANCHANG}:
        path = write_ofd(tmp_path / f"{name}.ofd", printed(made[name]), habit)
        found = read_on(read_document(path, PageLabels()), path)
        wanted = read(documents[name])
        assert without_blanks(unplaced(found)) == without_blanks(unplaced(wanted)), name
