"""另一个进程里的做空表: ``python -m … FILE FOLDER FORM YEAR WEIGHTS``.

Writes a workbook for each project of the file, called 0, 1 … in FOLDER, and prints one
JSON value: the titles of the projects, or the problems. An empty word is no wish.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from app.making.choices import PaperChoice, Weighing
from app.making.planning import blank_of
from app.web.intake.process import title_of
from batch.plans import plans_in
from indicators.errors import InputError
from reading.sources import carried
from reading.sources.isolated import limit


def answer(
    path: Path, folder: Path, form: str, year: str, weights: str
) -> dict[str, Any]:
    """Make a blank for each project."""
    try:
        plans = plans_in(path)
        weighing = Weighing(weights or None)
        for number in range(len(plans)):
            project = str(number + 1)
            paper = PaperChoice(project, form or None, int(year) if year else None)
            made = blank_of(path, paper, weighing)
            (folder / str(number)).write_bytes(made.content)
    except InputError as error:
        return {"problems": carried.told(error.problems)}
    return {"titles": list(map(title_of, plans))}


if __name__ == "__main__":
    limit()
    path, folder, *wishes = sys.argv[1:]
    json.dump(answer(Path(path), Path(folder), *wishes), sys.stdout)
