"""Acts that no vocabulary knows, by their titles: "Subsidieregeling zij-instroom", "wetsvoorstel servicekosten"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places, word_starts
from kamergraaf.extract.dates import MONTH
from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.finders.name_words import CAPITALS, capitalised_in, starts_in
from kamergraaf.extract.found import Found, add, folded_of, text_of
from kamergraaf.extract.makers import bill, named_act
from kamergraaf.extract.nominal import may_be_nominal
from kamergraaf.models import EntityClass

_LINK = r"(?:op|van|voor|inzake|betreffende|tot|ter|houdende|in|bij|en|de|het|een|der|aan|over|met|tegen|uit)"
# Words that end a title though labels hold them, or that begin something else with the word behind them.
_NOT_IN_TITLE = (
    r"(?:zijn|wordt|worden|moet|moeten|die|dit|deze|dat|alle|elke|welke|als|om|niet|ook|er|we|gelden|verplicht|naar|door|per"
    r"|te|onverkort|tegemoet|meer|waaronder|waardoor|waarbij|waarover|beantwoord\w*"
    r"|op\s+\d|(?:in|met|voor)\s+(?:werking|samenhang|de|het|dit|deze)|van\s+(?:toepassing|kracht|belang)"
    r"|(?:en|of)\s+(?:in|de|het|een|van|op|bij|voor|daarmee|om|wat|hoe|of|dat|die|welke|is|kan))(?![\w-])"
)
_TITLE_WORDS = rf"(?:\s+{_LINK})*\s+(?!{_NOT_IN_TITLE})[\w’'-]+(?:\s+(?!{_NOT_IN_TITLE})[\w’'-]+){{0,9}}"
_LISTED_WORDS = rf"\s+[a-zà-ÿ-]+(?:,\s+[a-zà-ÿ-]+)+\s+en\s+[a-zà-ÿ-]+(?:\s+(?!{_NOT_IN_TITLE})[\w’'-]+){{0,4}}"
_LONG_KIND = r"(?:Landelijke|Nationale|Algemeen|Algemene)\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]+(?:regeling|reglement|besluit)"
_TITLED = re.compile(
    r"(?<![\w-])(?<!Burgerlijk )"
    r"(?P<title>(?:(?:Tijdelijke\s+(?:wet|regeling)|Wet|Rijkswet|Wetboek|Besluit|Regeling|Reglement"
    rf"|Beleidsregels?|[A-ZÀ-Þ][a-zà-ÿ]+(?:wet|besluit|regeling|reglement|beleidsregels?)|{_LONG_KIND})"
    rf"(?:{_LISTED_WORDS}|{_TITLE_WORDS})))"
)
_ALONE = re.compile(rf"(?<![\w-])(?P<title>{_LONG_KIND})\b")
_LOWER = re.compile(
    rf"(?<![\w-])(?P<title>(?:subsidieregeling|beleidsregel)\s+(?:(?:voor|inzake|tot|van|op)\s+)?(?!{_NOT_IN_TITLE}|(?:de|het|een|van|voor|in|en|of|te)\b)"
    rf"[\w’'-]+(?:\s+(?!{_NOT_IN_TITLE})[\w’'-]+){{0,6}})"
)
_BILL = re.compile(
    rf"(?<![\w-])(?:[Cc]oncept)?[Ww]etsvoorstel\s+(?!{_NOT_IN_TITLE}|(?:[Ww]et|van|voor|in|en|of|te|tot|inzake|omtrent|over|de|het|een)\b)"
    rf"(?P<title>[\w’'-]+(?:\s+(?!{_NOT_IN_TITLE}|(?:in|aan|bij|te|van\s+plan)\b)[\w’'-]+){{0,6}})"
)
_BILL_ON = re.compile(
    rf"(?<![\w-])(?P<title>wetsvoorstel\s+(?:voor|inzake|tot|van|op)\s+(?!{_NOT_IN_TITLE}|(?:de|het|een)\b)[\w’'-]+(?:\s+(?!{_NOT_IN_TITLE})[\w’'-]+){{0,6}})"
)
_DATED = re.compile(
    rf"(?<![\w-])(?P<title>Wet\s+van\s+\d{{1,2}}\s+(?:{MONTH})\s+\d{{4}}\s+(?:tot|houdende)\s+[^,.;()?!\n]{{10,240}})"
)
_COMPOUND = re.compile(
    r"(?<![\w-])(?P<title>[A-ZÀ-Þ][a-zà-þ]{2,}(?:wet|verdrag|verordening|richtlijn|besluit|steunkader))(?![\w-])"
)
_FOREIGN = re.compile(r"\b(?:Act|Directive|Regulation|Convention|Treaty)$")
_CODE = re.compile(r"^Code\s|\sCode\b|^(?:Gedragscode|Beroepscode)\s")
_PART_OF = re.compile(r"^(?:Hoofdstuk|Titel|Bijlage|Artikel|Afdeling)\s+\S+\s+van\s+(?:de|het)\s+")
_UP_TO_YEAR = re.compile(r"^.*?\b(?:19|20)\d\d\b")
_NATIONAL = re.compile(r"^(?:Europese|Nederlandse|Amerikaanse|Britse|Duitse|Franse|Belgische)\s+")
_QUOTED = re.compile(
    r"\b(?P<title>(?i:wet|besluit|regeling|subsidieregeling|beleidsregels?|uitvoeringsregeling|kaderwet|wetsvoorstel))"
    r"\s+[«“\"‘](?P<name>[^»”\"’\n]{4,120})[»”\"’]"
)
_LONGEST_KIND = 24
"""Characters of the word before a quoted title, and of the white space between."""
_GENERIC = re.compile(
    r"^(?:Wet|Besluit|Regeling|Verordening|Richtlijn|Kabinetsbesluit|Raadsbesluit|Uitvoeringsbesluit|Wetsbesluit)$"
    r"|^\w*[Bb]esluit\s+van\s+de\s+(?:Europese\s+)?(?:Commissie|Raad|Kamer)\b"
)
_DETERMINER = re.compile(r"^(?:De|Het|Een|Deze|The)\s+")
_WORD = re.compile(r"\S+")
_LINKING = re.compile(rf"{_LINK}|of")
_MONTH = re.compile(MONTH)
_ARTICLE = re.compile(r"de|het|een")
_TRAILING = re.compile(rf"(?:\s+{_LINK})+$")


@Language.component("kg_act_titles")
def find_act_titles(doc: Doc) -> Doc:
    """Find acts in ``doc`` that only their titles tell; a title that is known ends where the vocabulary says."""
    known = {hit.start for hit, _ in hits_of(doc, EntityClass.LEGISLATION)}
    text = text_of(doc)
    add(doc, (found for found in _by_title(text, starts_in(doc, CAPITALS)) if found.start not in known))
    add(doc, _bills(text, folded_of(doc)))
    add(doc, _by_capitals(doc, known))
    return doc


def _by_title(text: str, capitals: Sequence[int]) -> Iterator[Found]:
    for match in matches(_QUOTED, text, word_starts(text, places(text, *'«“"‘'), _LONGEST_KIND)):
        if match["title"].lower() != "wetsvoorstel":
            title = f"{_capital(match['title'])} {match['name']}"
            yield _found(match.start(), match.end(), title, "act-quoted-title", 0.8)
    for pattern, confidence, starts in (
        (_DATED, 0.8, capitals),
        (_TITLED, 0.7, capitals),
        (_ALONE, 0.7, capitals),
        (_LOWER, 0.6, places(text, "subsidieregeling", "beleidsregel")),
        (_BILL_ON, 0.6, places(text, "wetsvoorstel")),
    ):
        for match in matches(pattern, text, starts):
            title = _title(match["title"], dated=pattern is _DATED)
            if not _GENERIC.search(title) and " " in title:
                start = match.start("title")
                yield _found(start, start + len(title), _capital(title), "act-title", confidence)
    for match in matches(_COMPOUND, text, capitals):
        if not _GENERIC.search(match["title"]):
            yield _found(match.start(), match.end(), match["title"], "act-compound", 0.7)


def _bills(text: str, lowered: str) -> Iterator[Found]:
    """Bills by the title of the act they are to become."""
    for match in matches(_BILL, text, places(lowered, "conceptwetsvoorstel", "wetsvoorstel")):
        title = _title(match["title"])
        # "Het wetsvoorstel betreft …" has no title.
        if _may_stand_in_title(title.partition(" ")[0]):
            end = match.start("title") + len(title)
            yield Found(match.start(), end, EntityClass.LEGISLATION, (bill(title),), "bill-title", 0.65)


def _by_capitals(doc: Doc, known: set[int]) -> Iterator[Found]:
    """Codes and foreign acts, whose titles are capitalised throughout: "Fair Practice Code", "… Preparedness Act"."""
    for start, name in capitalised_in(doc):
        if " " not in name:
            continue
        for before in (_PART_OF, _NATIONAL):
            if match := before.match(name):
                start, name = start + match.end(), name[match.end() :]
        if " " in name and start not in known and (_FOREIGN.search(name) or _CODE.search(name)):
            yield _found(start, start + len(name), name, "act-capitals", 0.7)


def _title(words: str, *, dated: bool = False) -> str:
    """The title in ``words``: it ends with its year or where the sentence goes on, not in a word that only links."""
    if not dated:
        year = _UP_TO_YEAR.match(words)
        words = _of_title(year.group() if year else words)
    return _TRAILING.sub("", words)


def _of_title(words: str) -> str:
    """The beginning of ``words`` that may be a title: its kind, nouns, adjectives, and what links them."""
    links = True
    for word in _WORD.finditer(words):
        text = word.group()
        stray = _ARTICLE.fullmatch(text) is not None and not links
        if word.start() and (stray or not _may_stand_in_title(text)):
            return words[: word.start()].rstrip()
        links = _LINKING.fullmatch(text) is not None
    return words


def _may_stand_in_title(word: str) -> bool:
    if not word[0].islower():
        return word[0].isalnum()
    return bool(_LINKING.fullmatch(word) or _MONTH.fullmatch(word)) or may_be_nominal(word)


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]


def _found(start: int, end: int, title: str, rule: str, confidence: float) -> Found:
    return Found(start, end, EntityClass.LEGISLATION, (named_act(title),), rule, confidence)
