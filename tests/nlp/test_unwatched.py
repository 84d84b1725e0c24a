"""What a library would tell its maker about this machine is not even begun."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

READS = "from antidistill.nlp import models; models.chinese()('先装纸，再上墨。')"


@pytest.mark.parametrize("chosen", [{}, {"ORT_DISABLE_TELEMETRY": "0"}])
def test_no_library_leaves_a_trace_in_the_home(chosen: dict[str, str], tmp_path: Path) -> None:
    """A number for the machine and a list of events to be sent used to lie there."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ORT_"))}
    home = {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", READS], env={**own, **home, **chosen}, check=True)
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()] == []
