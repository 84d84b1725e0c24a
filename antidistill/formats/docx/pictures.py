"""Pictures: drawn anew from their pixels, so that nothing else of the file comes along."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from antidistill.formats.docx.jpeg import bare

MOST_PIXELS = 50_000_000
_QUALITY = 92

Crop = tuple[int, int, int, int]
"""Left, top, right, bottom in thousandths of a percent, as a:srcRect has them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew."""

    data: bytes
    suffix: str
    """'png' or 'jpeg'."""


def redrawn(data: bytes, crop: Crop = (0, 0, 0, 0)) -> Picture | None:
    """The pixels of a picture in a new file, without what is cropped away (a photograph keeps its
    compressed pixels as they are, so that no copy is worse than the last); None where they cannot
    be read (drawings such as EMF, broken files, more pixels than a page shows)."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
            if image.width * image.height > MOST_PIXELS:
                return None
            photo = image.format == "JPEG"
            image.load()
    except Exception:  # Pillow's readers raise whatever their format's fault is
        return None
    exact = bare(data) if photo and not any(crop) else None
    return Picture(exact, "jpeg") if exact else _saved(_pixels(image, crop), photo=photo)


def _pixels(image: object, crop: Crop) -> object:
    """The pixels alone, in a mode that both formats know."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    plain = image.convert("RGBA" if clear else ("L" if image.mode in ("1", "L") else "RGB"))
    left, top, right, bottom = crop
    if any(crop):
        wide, high = plain.width / 100_000, plain.height / 100_000
        box = (round(left * wide), round(top * high), plain.width - round(right * wide),
               plain.height - round(bottom * high))  # fmt: skip
        if box[0] < box[2] and box[1] < box[3]:
            plain = plain.crop(box)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _saved(image: object, *, photo: bool) -> Picture:
    from PIL import Image

    assert isinstance(image, Image.Image)
    out = io.BytesIO()
    if photo and image.mode != "RGBA":
        image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
        return Picture(out.getvalue(), "jpeg")
    image.save(out, "PNG", optimize=False)
    return Picture(out.getvalue(), "png")
