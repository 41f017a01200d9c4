"""可以对照的表写进清单, 再读出来."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import asdict, fields

from batch.papers import Identity, Paper


def written(papers: Iterable[Paper]) -> str:
    """写成一行 JSON."""
    return json.dumps([_written(paper) for paper in papers], ensure_ascii=False)


def _written(paper: Paper) -> dict[str, Any]:
    plain = {f.name: getattr(paper, f.name) for f in fields(Paper)}
    return plain | {
        "path": str(paper.path),
        "identity": asdict(paper.identity),
        "packed": b64encode(paper.packed).decode(),
    }


def read(items: Iterable[dict[str, Any]]) -> tuple[Paper, ...]:
    """读出来: equal to what was written."""
    return tuple(
        Paper(
            **{
                **item,
                "path": Path(item["path"]),
                "identity": Identity(**item["identity"]),
                "packed": b64decode(item["packed"]),
            }
        )
        for item in items
    )
