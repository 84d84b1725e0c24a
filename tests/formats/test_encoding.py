"""Bytes to text and back."""

from __future__ import annotations

import pytest

from antidistill.errors import OutputFault, UnreadableInput, UsageFault
from antidistill.formats.encoding import MAX_BYTES, decode, encode, language_of
from antidistill.formats.markdown import Markdown

from .tables import table

SAMPLES = table("encoding.toml")


def _pairs(key: str) -> list[tuple[str, str]]:
    return [(name, codec) for name, codecs in SAMPLES[key].items() for codec in codecs]


@pytest.mark.parametrize(("name", "codec"), _pairs("told"))
def test_told_from_the_bytes(name: str, codec: str) -> None:
    data = SAMPLES[name].encode(codec)
    found = decode(data)
    assert found.text == SAMPLES[name]
    assert encode(found.text, found.codec, found.bom) == data


@pytest.mark.parametrize(("name", "codec"), _pairs("not_told"))
def test_not_told_with_confidence(name: str, codec: str) -> None:
    data = SAMPLES[name].encode(codec)
    with pytest.raises(UnreadableInput, match="--encoding"):
        decode(data)
    assert decode(data, codec).text == SAMPLES[name]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "UTF_16", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("bom", [True, False])
def test_a_named_encoding_keeps_the_mark_as_it_is(codec: str, bom: bool) -> None:
    data = ("\ufeff" if bom else "").encode("utf-16-le") + "# Ti\n".encode("utf-16-le")
    if codec in ("utf-8-sig", "latin-1"):
        data = (b"\xef\xbb\xbf" if bom else b"") + b"# Ti\n"
    elif codec == "utf-16-be":
        data = ("\ufeff" if bom else "").encode(codec) + "# Ti\n".encode(codec)
    document = Markdown().read(data, "x", codec)
    assert Markdown().write(document, document.text) == data


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 20,
        b"text\x00text",
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf\xff",
        b"%PDF\xb5\xed\xae",
    ],
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        decode(data)


def test_too_large() -> None:
    with pytest.raises(UnreadableInput, match="5 MB"):
        decode(b"a" * (MAX_BYTES + 1))


def test_a_line_too_long_names_its_number() -> None:
    with pytest.raises(UnreadableInput, match="line 2 has 1,000,001"):
        decode(b"short\n" + b"x" * 1_000_001)


@pytest.mark.parametrize(("codec", "fault"), [("nonsense", UsageFault), ("ascii", UnreadableInput)])
def test_a_named_encoding_that_does_not_fit(codec: str, fault: type[Exception]) -> None:
    with pytest.raises(fault, match=codec):
        decode("é".encode(), codec)


def test_a_character_that_the_code_lacks() -> None:
    with pytest.raises(OutputFault, match=r"U\+2603.*UTF-8"):
        encode("snow \u2603", "big5")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("All English.", "en"),
        ("全部中文。", "zh"),
        ("", "en"),
        ("Mostly English text with 一 二 in it", "en"),
        ("检查 Redis 连接 status", "zh"),
        ("```\nSELECT very_long_name FROM table_with_long_name\n```\n检查", "zh"),
        ("`long_identifier_in_code` https://long.example/address 检查", "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
