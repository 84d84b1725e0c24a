"""spaCy is imported without its commands, and those are there for whoever wants them."""

from __future__ import annotations

import subprocess
import sys

import pytest

UNASKED = ("spacy.cli", "weasel", "requests", "urllib3", "jinja2")
"""What only the commands of spaCy need."""
READS = {
    "en": "from antidistill.nlp import models; models.english()('Restart the pod.')",
    "zh": "from antidistill.nlp import chinese; list(chinese.analyse(['先装纸，再上墨。']))",
}


def said(code: str) -> str:
    """What a fresh Python prints."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.mark.parametrize("language", READS)
def test_reading_loads_no_client_for_the_web(language: str) -> None:
    shown = f"import sys; print([m for m in {UNASKED} if m in sys.modules])"
    assert said(f"{READS[language]}; {shown}") == "[]"


def test_the_commands_can_be_had_afterwards() -> None:
    later = "from spacy.cli.info import info; print(info(silent=True) == spacy.info(silent=True))"
    assert said(f"{READS['en']}; import spacy; {later}") == "True"


def test_commands_that_are_loaded_stay() -> None:
    before = "import spacy.cli as c, sys"
    after = "print(sys.modules['spacy.cli'] is c)"
    assert said(f"{before}; {READS['en']}; {after}") == "True"
