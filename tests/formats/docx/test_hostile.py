"""What cannot be trusted is refused, in one calm line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from antidistill.errors import UnreadableInput
from antidistill.formats.docx import Docx

from .hostile import FILES
from .packages import p, word


@pytest.mark.parametrize("name", list(FILES))
def test_a_hostile_file_is_refused_with_one_line(name: str) -> None:
    data = FILES[name]()
    with pytest.raises(UnreadableInput) as caught:
        Docx().read(data, "x.docx")
    message = str(caught.value)
    assert "\n" not in message and len(message) < 160
    assert ";" in message or "(" in message, "it says what to do, or why"


def test_an_honest_file_is_read() -> None:
    assert Docx().read(word(p("Text.")), "x.docx").text == "Text.\n"


def test_bombs_do_not_fill_the_memory() -> None:
    pytest.importorskip("resource")
    code = (
        "import resource, sys\n"
        "from antidistill.formats.docx import Docx\n"
        "from antidistill.errors import UnreadableInput\n"
        "data = sys.stdin.buffer.read()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))\n"
        "try: Docx().read(data, 'x')\n"
        "except UnreadableInput: print('refused')\n"
    )
    for name in ("zip bomb", "entities that grow"):
        run = subprocess.run(
            [sys.executable, "-c", code], input=FILES[name](), capture_output=True, check=False
        )
        assert run.stdout.strip() == b"refused", name
