"""Names that a trained spaCy pipeline of the user finds: people and organisations that no rule of ours is sure of."""

from __future__ import annotations

from collections.abc import Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.errors import ModelError
from kamergraaf.extract.found import Found, add, all_found, text_of
from kamergraaf.extract.makers import organisation, person
from kamergraaf.extract.memory import words_forgotten
from kamergraaf.extract.person_names import read_name
from kamergraaf.extract.tokenizer import LONGEST_TEXT
from kamergraaf.models import EntityClass

_CLASSES = {"PER": EntityClass.PERSON, "PERSON": EntityClass.PERSON, "ORG": EntityClass.ORGANISATION}
"""Labels of the usual schemes; places and dates are none of ours."""
_CONFIDENCE = 0.5


@Language.factory("kg_trained_names", default_config={"model": ""})
class TrainedNames:
    """Adds the names that a trained pipeline finds where the rules have found nothing; the rules win elsewhere."""

    def __init__(self, nlp: Language, name: str, model: str) -> None:
        """Load the spaCy package or folder ``model``.

        Raises:
            ModelError: it cannot be loaded, or finds no names.
        """
        try:
            self._model = spacy.load(model)
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise ModelError(f"{model}: no spaCy pipeline that can be loaded ({reason})") from error
        if "ner" not in self._model.pipe_names:
            raise ModelError(f"{model}: has no component 'ner' that finds names")
        self._model.max_length = LONGEST_TEXT
        self._rule = f"trained-{self._model.meta['lang']}_{self._model.meta['name']}-{self._model.meta['version']}"

    def __call__(self, doc: Doc) -> Doc:
        """Add what the trained pipeline finds in ``doc``."""
        text = text_of(doc)
        covered = {place for found in all_found(doc) for place in range(found.start, found.end)}
        with words_forgotten(self._model):
            add(doc, (f for f in self._named(text) if covered.isdisjoint(range(f.start, f.end))))
        return doc

    def _named(self, text: str) -> Iterator[Found]:
        for name in self._model(text).ents:
            cls = _CLASSES.get(name.label_)
            if cls is EntityClass.ORGANISATION:
                entity = organisation(name.text)
            elif cls is EntityClass.PERSON and (read := read_name(text, name.start_char, titled=True)):
                entity = person(read.surname, name.text)
            else:
                continue
            yield Found(name.start_char, name.end_char, cls, (entity,), self._rule, _CONFIDENCE)
