"""A trained pipeline of the user, made here: what it finds is added, and what our rules find stays."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from kamergraaf.errors import ModelError
from kamergraaf.extract.finders.spans import SPANS
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.settings import Settings

TAUGHT = [
    ("Gisteren sprak Zwaluwstaart in de zaal.", "Zwaluwstaart", "PERSON"),
    ("Morgen spreekt Zwaluwstaart weer.", "Zwaluwstaart", "PERSON"),
    ("Het rapport van Vogelhuis kwam gisteren.", "Vogelhuis", "ORG"),
    ("Toen kwam Vogelhuis met een plan.", "Vogelhuis", "ORG"),
    ("De Poolse grens is dicht.", "Poolse", "ORG"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that has learnt its five sentences by heart, errors included: it takes "Poolse" for a body."""
    random.seed(0)
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("nl")
    nlp.meta["name"] = "tiny"
    nlp.add_pipe("ner")
    examples = []
    for text, name, label in TAUGHT:
        start = text.index(name)
        gold = {"entities": [(start, start + len(name), label)]}
        examples.append(Example.from_dict(nlp.make_doc(text), gold))
    nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("model") / "tiny"
    nlp.to_disk(folder)
    return folder


def named(text: str, model: Path | None) -> set[tuple[str, str, str]]:
    doc = pipeline(model=str(model) if model else None)(text)
    return {(span.text, span.label_, span.id_.split("-")[0]) for span in doc.spans[SPANS]}


def test_what_only_the_model_finds_is_added(model: Path) -> None:
    text = "Gisteren sprak Zwaluwstaart in de zaal. Toen kwam Vogelhuis met een plan."
    assert named(text, None) == set()
    assert named(text, model) == {
        ("Zwaluwstaart", "Person", "trained"),
        ("Vogelhuis", "Organisation", "trained"),
    }


def test_the_rules_win_where_they_find_something(model: Path) -> None:
    assert named("De Poolse grens is dicht.", model) == {("Poolse", "Country", "country")}


def test_every_span_tells_how_sure_it_is(model: Path) -> None:
    doc = pipeline(model=str(model))("Gisteren sprak Zwaluwstaart over de Poolse grens.")
    assert {span.text: span._.confidence for span in doc.spans[SPANS]} == {"Zwaluwstaart": 0.5, "Poolse": 0.98}


def test_a_graph_tells_which_model_it_was_built_with(model: Path) -> None:
    told = Settings(model=str(model)).fingerprint()
    assert told.startswith(f"{Settings().fingerprint()}, trained model {model.name} ")
    (model / "meta.json").write_text((model / "meta.json").read_text().replace("0.0.0", "0.0.1"))
    assert Settings(model=str(model)).fingerprint() != told


def test_a_model_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        pipeline(model="nl_core_news_none")
    spacy.blank("nl").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no component 'ner'"):
        pipeline(model=str(tmp_path / "blank"))
