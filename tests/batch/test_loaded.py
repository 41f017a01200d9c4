"""分出去的进程要用的, 在复制它们之前都装好了."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.app.conftest import ROOT

SCRIPT = """
import sys
from batch.loaded import load_ahead
load_ahead()
known = set(sys.modules)
from auditing import audit
from reading import read
audit(read(sys.argv[1]))
ours = ("reading.", "auditing.", "scoring.", "indicators.")
print(sorted(name for name in set(sys.modules) - known if name.startswith(ours)))
"""


def test_a_workbook_needs_no_module_that_is_not_loaded_ahead() -> None:
    path = Path(ROOT, "tests/files/hubei-libreoffice.xlsx")
    command = [sys.executable, "-c", SCRIPT, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
