from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UndecodableInput
from sayso.record.charset import wide_encoding
from sayso.text.formats.encoding import characters, storable

LATIN = "The envoy’s café in Zürich – “closed” since Tuesday, officials said."
MIXED = "The café said “no”.".encode()


@pytest.mark.parametrize(
    ("content", "text", "warnings"),
    [
        (LATIN.encode(), LATIN, []),
        (codecs.BOM_UTF8 + LATIN.encode(), LATIN, []),
        (LATIN.encode("utf-16"), LATIN, []),
        (codecs.BOM_UTF16_BE + LATIN.encode("utf-16-be"), LATIN, []),
        (LATIN.encode("utf-16-le"), LATIN, []),
        (LATIN.encode("utf-16-be"), LATIN, []),
        (LATIN.encode("utf-32"), LATIN, []),
        ("Тихая ночь в Тире.".encode("utf-16-le"), "Тихая ночь в Тире.", []),
        ("\ufeffТихая ночь".encode("utf-16-le"), "Тихая ночь", []),
        (LATIN.encode("cp1252"), LATIN, ["guessed_encoding"]),
        (b"One\r\n\r\ntwo\r\n", "One\r\n\r\ntwo\r\n", []),
        # Valid UTF-8 beside the broken byte: damage, not another encoding.
        (MIXED + b" caf\xe9", MIXED.decode() + " caf\ufffd", ["invalid_utf8"]),
        # A byte that Windows-1252 does not assign.
        (b"A long enough line of plain words with one \x81 in it.", None, ["invalid_utf8"]),
        (codecs.BOM_UTF16_LE + b"A\x00\x00\xd8B\x00", "A\ufffdB", ["invalid_utf16"]),
        (b"", "", []),
    ],
)
def test_what_bytes_become(content: bytes, text: str | None, warnings: list[str]) -> None:
    found, said = characters(content)
    assert [reason for reason, _ in said] == warnings
    assert text is None or found == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"A stray\0 NUL in a line of prose.", "nul_bytes"),
        (b"Two\0 NU\0Ls", "nul_bytes"),
        ("Тихая ночь в городе, сказали власти.".encode("cp1251"), "unknown_encoding"),
        ("A\0B and more".encode("utf-16"), "nul_bytes"),
    ],
)
def test_what_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UndecodableInput) as caught:
        characters(content)
    assert caught.value.reason == reason


def test_the_first_broken_byte_is_named() -> None:
    _, ((_, detail),) = characters(MIXED + b" caf\xe9")
    assert f"byte {len(MIXED) + 4}" in detail


@pytest.mark.parametrize(
    ("declared", "content"),
    [("windows-1251", "Тихая ночь".encode("cp1251")), ("KOI8-R", "Тихая ночь".encode("koi8-r"))],
)
def test_a_declared_encoding_is_taken_where_utf8_fails(declared: str, content: bytes) -> None:
    assert characters(content, declared) == ("Тихая ночь", ())


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1"])
def test_latin1_means_windows_1252_as_browsers_have_it(declared: str) -> None:
    assert characters(LATIN.encode("cp1252"), declared) == (LATIN, ())


@pytest.mark.parametrize("declared", ["no-such-encoding", "base64", "utf-16"])
def test_a_declaration_that_cannot_be_is_passed_over(declared: str) -> None:
    assert characters(LATIN.encode("cp1252"), declared)[0] == LATIN


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=200))
def test_utf8_comes_back_unchanged(text: str) -> None:
    content = text.encode()
    if wide_encoding(content) is None:
        assert characters(content) == (text, ())


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_can_be_stored_or_an_error(content: bytes) -> None:
    try:
        text, _ = characters(content)
    except UndecodableInput:
        return
    assert text.encode("utf-8").decode("utf-8") == text
    assert "\0" not in text


def test_halves_of_surrogate_pairs_are_put_aside() -> None:
    assert storable("a\ud800b\0")[0] == "a\ufffdb\ufffd"
    assert storable("calm") == ("calm", ())
