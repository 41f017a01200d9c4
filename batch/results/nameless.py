"""读一个文件而不看它叫什么: 它的名字在记录里写作 `STEM`, 改了名不用再读.

What is made of a file says its name here and there: the sheet of a .csv is called by it,
and so are the places in it. So a file is read through a link whose name is no text that
it can hold, and that name becomes a mark, which stands for whatever the file is called.
Where no link can be made, its own name is read, and what is made is of that name alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from batch.outcomes import Event
from batch.results.journal import FILE, STEM
from batch.results.keys import Job, key
from batch.sources.found_file import FoundFile
from indicators.errors import Problem

LINKS: Final = "names"
_LONG: Final = 32


@frozen
class Nameless:
    """一个没有名字的文件: the link to it, and its name, which is a mark in all texts.

    `stem` is "" where the file is read by its own name; `name` is that, without suffix.
    """

    source: FoundFile
    stem: str
    name: str = ""

    def hidden(self, text: str) -> str:
        """A text that was made of the file, with the mark for its name."""
        return text.replace(self.stem, STEM) if self.stem else text

    def own(self, text: str) -> str:
        """A text that was made of the file, with its own name."""
        return text.replace(self.stem, self.name) if self.stem else text

    def tells(self, doubt: Problem) -> bool:
        """Tell whether a doubt says how the file is called."""
        return bool(self.stem) and self.stem in str(doubt)

    def unsaid(self, event: Event) -> Event:
        """An event of the file, with the mark for its path."""
        event = FoundFile(Path(FILE), self.source.path, self.source.named).called(event)
        if not self.stem:
            return event
        link = Path(self.source.real.name)
        return FoundFile(Path(FILE), link, self.source.named).called(event)


@contextmanager
def nameless(job: Job, folder: Path, *, own: bool) -> Iterator[Nameless]:
    """The file of a job under a link in a folder, as long as it is read.

    With `own` it is read by its own name.
    """
    if own:
        yield Nameless(job.source, "")
        return
    stem = key(job.digest, "name")[:_LONG]
    place = folder / LINKS / f"{os.getpid()}"
    link = place / f"{stem}{job.source.path.suffix}"
    if not _linked(link, job.source.real.absolute()):
        yield Nameless(job.source, "")
        return
    try:
        yield Nameless(evolve(job.source, real=link), stem, job.source.path.stem)
    finally:
        with suppress(OSError):
            link.unlink()


def _linked(link: Path, real: Path) -> bool:
    """Make the link, where the folder is not made or one was left by a killed run too."""
    for _ in range(2):
        try:
            link.symlink_to(real)
        except FileNotFoundError:
            with suppress(OSError):
                link.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            link.unlink(missing_ok=True)
        except (OSError, NotImplementedError):
            return False
        else:
            return True
    return False
