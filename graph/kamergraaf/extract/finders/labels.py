"""Names that the vocabularies know, matched in one pass over the tokens for all classes at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kamergraaf.extract.found import text_of
from kamergraaf.extract.inflection import inflected, plurals, uninflected
from kamergraaf.extract.tokenizer import add_names
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import Label, vocabulary

_HITS = "kamergraaf.labels"
_YEAR = re.compile(r"(?<=\w)(?i:(?<=wet)|(?<=besluit)|(?<=regeling)|(?<=circulaire)|(?<=belasting)) \d{4}$")
_MINISTRY = re.compile(r"^Ministerie van (?=\w{4})")
# "Europees", which is "Europese" behind "het"
_NEUTER = re.compile(r"^(?:Europees|Internationaal|Nationaal|Federaal)(?= \w)")
_SYLLABLE = re.compile(r"[^AEIOU][AEIOU][^AEIOU]")
"""An abbreviation that reads as a word: WEB is an act, and the Web is not."""
_SHORT = 5
"""Forms of up to so many letters are matched by case: Tw and TW are different acts."""

# Names in these classes are written with a capital; "polen" and "trouw" are common words.
_CASED = {EntityClass.COUNTRY, EntityClass.GROUP, EntityClass.PERSON}


class Hit:
    """A label that stands in a text, with every entity that goes by it."""

    __slots__ = ("end", "labels", "start", "text")

    def __init__(self, start: int, end: int, text: str, labels: tuple[Label, ...]) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.labels = labels


def _is_cased(label: Label, form: str) -> bool:
    letters = [c for c in form if c.isalpha()]
    if label.entity.cls in _CASED or label.ambiguous or len(letters) <= _SHORT:
        return True
    if label.entity.cls is EntityClass.ORGANISATION:
        return " " not in form
    return all(c.isupper() for c in letters)


def _variants(label: Label) -> Iterable[str]:
    """Spellings of one label: both kinds of apostrophe, and the customary shorter or plural forms of its class."""
    form, cls = label.form, label.entity.cls
    forms = {form}
    if cls is EntityClass.POLICY and not label.ambiguous:
        forms |= _spellings(form)
    elif cls is EntityClass.LEGISLATION:
        forms.add(_YEAR.sub("", form))  # "Vreemdelingenwet" for the Vreemdelingenwet 2000
    elif ("organisationKind", "ministry") in label.entity.properties:
        forms.add(_MINISTRY.sub("", form))
    if cls is EntityClass.LEGISLATION or cls is EntityClass.ORGANISATION:
        forms |= {_NEUTER.sub(lambda adjective: inflected(adjective.group()), f) for f in forms}
    forms |= {f.replace("'", "’") for f in forms}
    return sorted(forms)


def _in_other_case(label: Label) -> str | None:
    """ "NZA" for NZa, "Wpo" for WPO: how an abbreviation is often printed, where no other goes by that."""
    form = label.form
    if label.entity.cls is EntityClass.LEGISLATION and 3 <= len(form) <= _SHORT and form.isalpha() and form.isupper():
        return None if _SYLLABLE.fullmatch(form) else form.capitalize()
    is_mixed = 3 <= len(form) <= 6 and form.isalpha() and not form.isupper() and sum(c.isupper() for c in form) >= 2
    return form.upper() if is_mixed and label.entity.cls is EntityClass.ORGANISATION else None


_PLURAL = re.compile(r"(?:[^aeious]en|'s|[a-z]ies)$")
_INFLECTED = re.compile(r"(?:e|isch|aal|eel|ief|air|lijk|baar|ig|d|t|oos|vrij)$")
_FIRST_WORD = re.compile(r"(?P<first>[a-zà-ÿ-]{4,})(?P<rest>\s.+)")


def _spellings(form: str) -> set[str]:
    """Spellings of a policy label: plural, adjective with and without -e, hyphen for space and the other way round."""
    found = {form} if _PLURAL.search(form) else {form, *plurals(form)}
    if (adjective := _FIRST_WORD.fullmatch(form)) and _INFLECTED.search(adjective["first"]):
        first = adjective["first"]
        found |= {f"{other}{f[len(first) :]}" for f in found for other in (inflected(first), uninflected(first))}
    elif form.count(" ") == 1:
        found |= {f.replace(" ", "-") for f in found}
    elif form.count("-") == 1 and "- " not in form and not any(c.isdigit() for c in form):
        found |= {f.replace("-", " ") for f in found}
    return found


@Language.factory("kg_labels")
class LabelMatcher:
    """Finds the labels of the shipped vocabularies; the finders after it decide what each hit is worth."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._vocab = nlp.vocab
        self._cased: dict[str, list[Label]] = defaultdict(list)
        self._folded: dict[str, list[Label]] = defaultdict(list)
        self._by_case = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._by_letters = PhraseMatcher(nlp.vocab, attr="LOWER")
        known = vocabulary().labels
        self._learn(known)
        for label in known:
            other = _in_other_case(label)
            if other is not None and other not in self._cased:
                self._cased[other].append(label)
                add_names(self._vocab, self._by_case, "cased", [other])

    def add_own(self, own: Sequence[Label]) -> None:
        """Look for labels of the user too; where one is spelt as a policy that was known, the user's counts.

        A concept of the user with the key of one of ours takes that one's place, under all its labels.
        """
        keys = {label.entity.identifier: label.entity for label in own}
        for labels in (*self._cased.values(), *self._folded.values()):
            for place, label in enumerate(labels):
                if label.entity.cls is EntityClass.POLICY and label.entity.identifier in keys:
                    labels[place] = Label(label.form, keys[label.entity.identifier], label.ambiguous)
        for label in own:
            for form in _variants(label):
                for known in (self._cased.get(form), self._folded.get(form.lower())):
                    if known:
                        known[:] = [k for k in known if k.entity.cls is not EntityClass.POLICY]
        self._learn(own)

    def _learn(self, labels: Iterable[Label]) -> None:
        cased: set[str] = set()
        folded: set[str] = set()
        for label in labels:
            for form in _variants(label):
                if _is_cased(label, form):
                    self._cased[form].append(label)
                    cased.add(form)
                else:
                    self._folded[form.lower()].append(label)
                    folded.add(form.lower())
        add_names(self._vocab, self._by_case, "cased", cased)
        add_names(self._vocab, self._by_letters, "folded", folded)

    def __call__(self, doc: Doc) -> Doc:
        """Keep the hits in ``doc`` for the finders."""
        hits = []
        text = text_of(doc)
        for matcher, labels, fold in (
            (self._by_case, self._cased, False),
            (self._by_letters, self._folded, True),
        ):
            for _, start, end in matcher(doc):
                span = doc[start:end]
                first, last = span.start_char, span.end_char
                form = text[first:last]
                if (known := labels.get(form.lower() if fold else form)) and not _in_code(text, first):
                    hits.append(Hit(first, last, form, tuple(known)))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        by_class: dict[EntityClass, list[tuple[Hit, tuple[Label, ...]]]] = defaultdict(list)
        for hit in hits:
            classes = {label.entity.cls for label in hit.labels}
            for cls in classes:
                of_class = hit.labels if len(classes) == 1 else tuple(x for x in hit.labels if x.entity.cls is cls)
                by_class[cls].append((hit, of_class))
        doc.user_data[_HITS] = by_class
        return doc


def _in_code(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is part of a code such as an ECLI: "HR" in "ECLI:NL:HR:2019:2006" is no name."""
    return text[start - 1 : start] == ":"


def hits_of(doc: Doc, cls: EntityClass) -> Sequence[tuple[Hit, tuple[Label, ...]]]:
    """Return the hits in ``doc`` that may be a ``cls``, in order, each with its labels of that class."""
    hits: dict[EntityClass, list[tuple[Hit, tuple[Label, ...]]]] = doc.user_data[_HITS]
    return hits.get(cls, ())
