"""另一个进程里的填表: ``python -m … FILE DATA MADE POLICY``.

Writes the filled workbook to MADE, and prints one JSON value: the warnings, or the
problems.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from app.making.filling import filled_blank, still_wrong
from indicators import load
from indicators.errors import InputError
from reading.sources import carried
from reading.sources.isolated import limit
from scoring import load_policy


def answer(blank: Path, data: Path, made: Path, policy: str) -> dict[str, Any]:
    """Fill a blank with the points that the policy gives, as `ziping fill` does."""
    chosen = load_policy(policy)
    try:
        done = filled_blank(blank, load(data), chosen)
    except InputError as error:
        return {"problems": carried.told(error.problems)}
    made.write_bytes(done.content)
    return {"warnings": carried.told((*done.warnings, *still_wrong(made, chosen)))}


if __name__ == "__main__":
    limit()
    blank, data, made, policy = sys.argv[1:]
    json.dump(answer(Path(blank), Path(data), Path(made), policy), sys.stdout)
