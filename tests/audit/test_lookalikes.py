"""Audit fires on what other programs of this kind write, and not on our own copies.

`lookalike/work.md` is the original; `script.md` is what a script makes of it that replaces words
and cuts to a length, `fog.md` what a prompt makes of it that asks for equal length without facts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.audit import Audit, audit
from antidistill.audit.folder import digest, together
from antidistill.finding import Kind
from antidistill.mode import Action, available, load
from tests.audit.documents import seen
from tests.samples import SAMPLES, sources

LOOKALIKE = Path(__file__).parent / "lookalike"


def audited(name: str, called: str) -> Audit:
    """The audit of a look-alike under the file name that such a program gives it."""
    old, new = ((LOOKALIKE / n).read_text(encoding="utf-8") for n in ("work.md", name))
    return audit(called, seen(new), seen(old))


def test_the_script_is_seen() -> None:
    found = audited("script.md", "publish/work.md.cleaned.md")
    checks = {a.check for a in found.alarms if a.serious}
    assert {"structure", "critical", "tag", "language", "file name"} <= checks
    assert {"S4", "S7", "C7"} & {s.id for s in found.signs if s.alarming}
    assert found.alarming


def test_the_fog_is_seen() -> None:
    found = audited("fog.md", "work.cleaned.md")
    assert {"S1", "S2", "S3", "S7", "S9"} <= {s.id for s in found.signs if s.alarming}
    assert {"critical", "filler", "file name"} <= {a.check for a in found.alarms if a.serious}
    assert found.verdict[0] is not None and found.verdict[1] > found.verdict[0]
    filler = next(s for s in found.signs if s.id == "S2")
    assert "合理设置" in {f.place.words for f in filler.faults()}


def withheld(mode: str) -> frozenset[Kind]:
    """The kinds of names that a mode does not keep; a system stays where no role fits."""
    names = (Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.ARGUMENT)
    return frozenset(k for k in names if load(mode).action(k) is not Action.KEEP)


@pytest.mark.parametrize("source", sources(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_nothing_leaks_from_our_own_samples(source: Path) -> None:
    old = seen(source.read_text(encoding="utf-8"), source.name)
    for mode in available():
        place = source.parent / mode / source.name
        new = seen(place.read_text(encoding="utf-8"), source.name)
        name = str(place.relative_to(SAMPLES))
        found = audit(name, new, old, name_kept=True, withheld=withheld(mode))
        assert [(a.check, a.message) for a in found.alarms if a.serious] == [], mode


def test_our_samples_together_do_not_look_like_one_program() -> None:
    digests = []
    for source in sources():
        old = seen(source.read_text(encoding="utf-8"), source.name)
        place = source.parent / "heavy" / source.name
        new = seen(place.read_text(encoding="utf-8"), source.name)
        digests.append(digest(audit(str(place), new, old, name_kept=True)))
    found = together(digests)
    assert found.alarms == ()
    assert found.clusters == ()


FOGGED = "\n".join(f"- {w}要按照统一的要求认真做好，并且留下记录备查。" for w in ("甲", "乙"))


def test_copies_with_the_same_new_sentence_are_seen_together() -> None:
    digests = []
    for name, own in (
        ("a.md", "- 胶锅先预热再放胶。"),
        ("b.md", "- 护罩合上才送电。"),
        ("c.md", "- 样书留两本。"),
    ):
        old = seen(f"# {name}\n\n{own}\n- 先找周敏。\n")
        new = seen(f"# {name}\n\n{own}\n{FOGGED}\n")
        digests.append(digest(audit(name, new, old)))
    found = together(digests)
    assert found.alarming
    assert found.clusters == (("a.md", "b.md", "c.md"),)
    assert any("a.md, b.md, c.md" in a.message for a in found.alarms)


def test_one_document_has_no_company() -> None:
    view = seen("# A\n\nOil it.\n")
    found = together([digest(audit("a.md", view, view))])
    assert not found.alarming
    assert found.clusters == ()
