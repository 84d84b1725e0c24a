"""To look for many terms at once finds what looking for each of them finds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from antidistill.finders.everywhere import everywhere, occurrences

_SIGNS = "aAbBsSkKiI_-. \n1张伟éÉſKİıσςΣß"
TEXTS = st.text(alphabet=_SIGNS, max_size=60) | st.text(max_size=60)
TERMS = st.sets(st.text(alphabet=_SIGNS, min_size=1, max_size=5), max_size=5)


@given(TEXTS, TERMS)
@example("Atlas runs atlas-db; ATLAS_X, atlases", {"atlas", "Atlas-DB", "atlas_"})
@example("张伟张伟，张伟丽", {"张伟", "伟张", "张伟张"})
@example("ab_cd ab_ ab", {"ab_", "ab", "_c"})
@example("Oſlo OSLO \u212bngström", {"oslo", "ångström", "Oſlo"})
@example("", {"a"})
def test_the_same_places(text: str, terms: set[str]) -> None:
    found = everywhere(text, terms)
    assert {t: list(occurrences(text, t)) for t in terms} == dict(found)
