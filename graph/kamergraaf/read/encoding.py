"""Bytes of unknown encoding become clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kamergraaf.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_MAX_CONTROL_SHARE = 0.01
_NO_TEXT = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\r\f\v"]
"""Control characters that stand in no text."""

# Blanks of all widths become the plain one; what has no width and no meaning in running text goes.
_CHARACTERS = {
    **dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F), None),
    0x2028: "\n",
    0x2029: "\n\n",
    0x0085: "\n",
    0x000B: "\n",
    0x2010: "-",
    0x2011: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
_CONTROLS = {
    code: None for code in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0))
}
_LINE_END_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n[ \t]*")


def decode(data: bytes, name: str) -> str:
    """The text of ``data``: by its byte-order mark, else as UTF-8, UTF-16 or Windows-1252, in that order.

    Raises UnreadableError if the bytes are no text in any of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(name, f"starts as {encoding} text but goes on in bytes that are not") from error
    if wide := _wide_encoding(data[:_SAMPLE]):
        try:
            return data.decode(wide)
        except UnicodeDecodeError as error:
            raise UnreadableError(name, "is a binary file, not text") from error
    if b"\0" in data:
        raise UnreadableError(name, "is a binary file, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_windows(data, name)
    if _control_share(text[:_SAMPLE]) > _MAX_CONTROL_SHARE:
        raise UnreadableError(name, "is a binary file, not text")
    return text


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Dutch nearly every other byte is then zero."""
    if len(sample) < 4 or len(sample) % 2:
        sample = sample[: len(sample) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_windows(data: bytes, name: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableError(name, "is in no encoding that is known (UTF-8, UTF-16, Windows-1252)") from error
    sample = text[:_SAMPLE]
    letters = sum(char.isascii() and (char.isalnum() or char.isspace()) for char in sample)
    if letters < 0.6 * len(sample):
        raise UnreadableError(name, "is in no encoding that is known (UTF-8, UTF-16, Windows-1252)")
    return text


def _control_share(sample: str) -> float:
    return sum(sample.count(char) for char in _NO_TEXT if char in sample) / max(1, len(sample))


def clean_characters(text: str) -> str:
    """``text`` with blanks made plain, invisible characters and controls out, and letters composed (NFC)."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_CONTROLS).translate(_CHARACTERS))


def clean(text: str) -> str:
    """As :func:`clean_characters`, for whole texts: line ends become ``\\n``, soft hyphens join lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u00ad" in text:
        text = _LINE_END_SOFT_HYPHEN.sub("", text)
    return clean_characters(text)
