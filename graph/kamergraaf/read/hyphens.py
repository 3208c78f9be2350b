"""Lines of a paragraph become running text: hyphens at line ends undone, broken web addresses made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from kamergraaf.read.marked import Marked, concat

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE_HYPHEN = re.compile(r"[^\s()\[\]«»“”\"'/,;:]*-$")
_AFTER_HYPHEN = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
_SUSPENDING = frozenset({"en", "of", "dan", "tot", "noch", "als", "respectievelijk", "c.q."})
"""Words after which a hyphen stands for a part left out ("in- en uitvoer"; Leidraad bij de Woordenlijst)."""

_CLASHING = frozenset({"aa", "ai", "au", "ae", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu", "ij"})
"""Vowels that would read as one sound; between parts of a compound Dutch then spells a hyphen (idem)."""

# Stands in the last word of a text.
_URL_START = re.compile(r"(?:https?://|www\.|(?<![\w.@])[a-z\d][a-z\d\-]*(?:\.[a-z\d\-]+)*\.[a-z]{2,6}/)\S*$", re.I)
_URL_PIECE = re.compile(r"[/_=&?%#~@]|[^\W_][.\-][^\W_]|\d")
_URL_OPEN_END = frozenset("/-_=&?%#~:+")


class WordForms:
    """How often each word stands whole in a paper, with and without hyphens; counted when first asked."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = tuple(lines)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._lines).lower()

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        broken = False
        for line in self._lines:
            words = _WORD.findall(line.lower())
            if broken:
                words = words[1:]
            broken = line.rstrip().endswith("-")
            counts.update(words[:-1] if broken else words)
        return counts

    def count(self, word: str) -> int:
        """Occurrences of ``word``, case-insensitive, not counting those broken over lines."""
        form = word.lower()
        # Most words that are asked for stand nowhere: to tell that, none need be counted.
        return self._counts[form] if form in self._text else 0


def join_lines(lines: Sequence[Marked], words: WordForms) -> Marked:
    """The running text of ``lines``.

    A hyphen at a line's end goes unless the word is spelled with one: after a capital, an abbreviation or a
    figure, before a capital, where vowels would clash, where a part is left out ("in- en uitvoer"), or
    where the paper spells it so elsewhere.
    """
    if len(lines) == 1 and lines[0].text and lines[0].text == lines[0].text.strip():
        return lines[0]
    parts: list[Marked] = []
    address = ""
    glue: str | None
    for line in lines:
        text = line.text.strip()
        if text != line.text:
            start = len(line.text) - len(line.text.lstrip())
            line = Marked(text, tuple((max(0, min(o - start, len(text))), label) for o, label in line.marks))
        if not text:
            continue
        if parts:
            before = parts[-1].text
            if address and _continues_address(address, text, words):
                glue = ""
            elif before.endswith("-") and not address:
                glue = _hyphen_glue(before, text, words)
                if glue is None:
                    last = parts.pop()
                    stem = before[:-1]
                    parts.append(Marked(stem, tuple((min(o, len(stem)), label) for o, label in last.marks)))
                    glue = ""
            elif before.endswith("\u00ad"):
                last = parts.pop()
                parts.append(last.cut(0, len(before) - 1))
                glue = ""
            else:
                glue = " "
            if glue:
                parts.append(Marked(glue))
            whole = glue == "" and address and " " not in text
            address = address + text if whole else _open_address(text)
        else:
            address = _open_address(text)
        parts.append(line)
    return concat(parts)


def _open_address(text: str) -> str:
    """The web address that ``text``, which holds no blank at its end, breaks off in; empty if there is none."""
    last_word = text.rsplit(None, 1)[-1]
    if "/" not in last_word and "www." not in last_word.lower():
        return ""
    found = _URL_START.search(last_word)
    return found.group() if found else ""


def _continues_address(address: str, following: str, words: WordForms) -> bool:
    token = following.split(None, 1)[0]
    if address.endswith(")") or address[-1] in ",;>":
        return False
    if address.endswith("://") or address[-1] in "-_=&?%#~":
        return True
    if _URL_PIECE.search(token.rstrip(".,;:)")):
        return not token[:1].isupper() or address[-1] in _URL_OPEN_END or "/" in token
    if token.rstrip(".,;").endswith(")") and "(" not in token:
        return address[-1] in _URL_OPEN_END or not words.count(token.rstrip(".,;)"))
    return address[-1] in _URL_OPEN_END and not words.count(token.rstrip(".,;:"))


def _hyphen_glue(before: str, following: str, words: WordForms) -> str | None:
    """What comes between: a blank or nothing after a hyphen that stays; ``None`` for a hyphen that goes."""
    token = following.split(None, 1)[0].rstrip(",;:")
    if before.endswith((" -", "--")) or token.lower() in _SUSPENDING or before == "-":
        return " "
    found = _AFTER_HYPHEN.match(following)
    left_match = _BEFORE_HYPHEN.search(before)
    if found is None or left_match is None:
        return ""
    left, right = left_match.group()[:-1], found.group()
    last_part = left.rsplit("-", 1)[-1]
    if not last_part[-1:].isalpha() or not right[0].islower():
        return ""
    joined, hyphened = words.count(left + right), words.count(f"{left}-{right}")
    if joined != hyphened:
        return None if joined > hyphened else ""
    if last_part[-1].isupper() or len(last_part) == 1:
        return ""
    return "" if (last_part[-1] + right[0]).lower() in _CLASHING else None
