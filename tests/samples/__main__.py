"""Write the results of all samples again."""

from __future__ import annotations

from tests.samples import results, sources

for source in sources():
    for place, data in results(source):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        print(place.relative_to(source.parents[1]))
