"""批注过的副本放在哪里: 结果的文件夹里, 由内容与文件的名字认."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from attrs import frozen

from app.commands.saving import save

INSIDE: Final = ".ziping"
"""Where what is not for people lies, in the folder of the results."""
COPIES: Final = f"{INSIDE}/copies"
_NONE: Final = ".none"


@frozen
class AnnotatedCopies:
    """各个副本. `name` is that of a copy without its suffix: see `copy_name`."""

    folder: Path

    def place(self, name: str, file: str) -> Path:
        """Where the copy of a file lies."""
        from templates.annotating.annotate import copy_suffix

        return self.folder / COPIES / f"{name}{copy_suffix(Path(file))}"

    def has(self, name: str, file: str) -> bool:
        """Tell whether nothing is left to do: the copy is there, or none can be made."""
        place = self.place(name, file)
        return not place.suffix or place.exists() or place.with_suffix(_NONE).exists()

    def keep(self, name: str, file: str, made: bytes | None) -> None:
        """Keep a copy, or that none can be made."""
        place = self.place(name, file)
        save(place if made else place.with_suffix(_NONE), made or b"", force=True)

    def drop_others(self, names: set[str]) -> None:
        """Remove the copies that are of none of these files."""
        place = self.folder / COPIES
        for path in place.iterdir() if place.is_dir() else ():
            if path.stem not in names:
                path.unlink()
