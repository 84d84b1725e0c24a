"""Write the pictures again."""

from __future__ import annotations

from tests.pictures import FOLDER, pictures

FOLDER.mkdir(parents=True, exist_ok=True)
for name, picture in pictures().items():
    (FOLDER / name).write_text(picture, encoding="utf-8")
    print(f"{name}  {len(picture.encode()):,} bytes")
