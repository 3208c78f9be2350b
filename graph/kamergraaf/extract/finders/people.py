"""People by office or title, and by first name and surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.found import Found, add
from kamergraaf.extract.makers import person
from kamergraaf.extract.names import FULL_NAME, SURNAME, split_names, surname_of
from kamergraaf.models import EntityClass

_OFFICE = (
    r"(?:[Dd]emissionair\s+)?(?:[Mm]inister-president|[Mm]inister|[Ss]taatssecretaris|[Pp]remier|[Pp]resident|[Kk]anselier|[Ee]urocommissaris|[Cc]ommissaris|"
    r"[Cc]ommissievoorzitter|[Vv]oorzitter|[Ww]ethouder|[Bb]urgemeester|[Gg]edeputeerde|[Gg]ezant|[Rr]apporteur|[Aa]mbassadeur|"
    r"[Kk]amerlid|[Oo]ud-\w+|[Dd]irecteur(?:-generaal)?|[Gg]eneraal|[Kk]oning|[Kk]oningin|[Hh]oogleraar|[Pp]rof(?:essor|\.)|[Dd]r\.|[Mm]r\.|"
    r"[Oo]mbudsman|[Ss]ecretaris-generaal|[Rr]egeringscommissaris|[Dd]eltacommissaris|[Ii]nformateur|[Ff]ormateur)"
)
_TITLE = r"(?:[Dd]e\s+heer|[Mm]evrouw|[Mm]evr\.|[Dd]hr\.|[Hh]et\s+lid|[Dd]e\s+leden)"
_BY_OFFICE = re.compile(rf"\b(?P<office>{_OFFICE})\s+(?=[A-ZÀ-ÞŞŠŽ])(?P<name>{FULL_NAME})")
_BY_TITLE = re.compile(rf"\b{_TITLE}\s+(?P<names>{FULL_NAME}(?:\s*(?:,|\ben\b)\s*{FULL_NAME})*)")
_BY_AMENDMENT = re.compile(rf"\b[Aa]mendement(?:\s+van\s+(?:het\s+lid|de\s+leden))?[\s-]+(?P<names>{SURNAME}(?:\s*(?:/|,|\ben\b)\s*{SURNAME})*)")
_NOT_A_NAME = re.compile(
    r"^(?:Kamer|Tweede|Eerste|Europese|Nederlandse?|Ministerie|Raad|Staat|Algemene|Financiën|Justitie|Buitenlandse|Binnenlandse|Defensie|Onderwijs|Economische|Sociale|Infrastructuur|Landbouw|Klimaat|Volksgezondheid|Asiel|Staten|Van\s+de\s+Kamer)\b"
)


@Language.component("kg_people")
def find_people(doc: Doc) -> Doc:
    """Find people in ``doc``."""
    add(doc, _people(doc.text))
    return doc


def _people(text: str) -> Iterator[Found]:
    for match in _BY_OFFICE.finditer(text):
        if not _NOT_A_NAME.match(match["name"]):
            entity = person(_titled(surname_of(match["name"])), match["name"], match["office"].lower())
            yield Found(match.start("name"), match.end("name"), EntityClass.PERSON, (entity,), "person-office", 0.9)
    for pattern, rule in ((_BY_TITLE, "person-title"), (_BY_AMENDMENT, "person-amendment")):
        for match in pattern.finditer(text):
            place = match.start("names")
            names = match["names"].replace("-", "/") if rule == "person-amendment" else match["names"]
            for name in split_names(names):
                start = text.find(name.split("/")[0], place, match.end())
                if start < 0 or _NOT_A_NAME.match(name):
                    continue
                place = start + len(name)
                yield Found(start, place, EntityClass.PERSON, (person(_titled(surname_of(name)), name),), rule, 0.85)


def _titled(surname: str) -> str:
    """A surname that stands alone starts with a capital: "von der Leyen" → "Von der Leyen"."""
    return surname[0].upper() + surname[1:]
