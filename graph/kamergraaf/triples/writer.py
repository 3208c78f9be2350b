"""From a linked paper to its triples, all in the named graph of its document."""

from __future__ import annotations

from collections.abc import Iterator

from kamergraaf import __version__
from kamergraaf.extract.groups import group_names
from kamergraaf.extract.makers import person
from kamergraaf.link.mentions import CITED
from kamergraaf.models import Answer, Entity, EntityClass, LinkedPaper, Mention, Question, Respondent
from kamergraaf.namespaces import kebab, own_iri
from kamergraaf.triples import terms as t
from kamergraaf.triples.graph import Triple
from kamergraaf.triples.iris import content_iri, document_iri, part_iri, unit_iris
from kamergraaf.vocabulary import vocabulary

_OPENING_WORDS = 8
_COMMITMENT_CONFIDENCE = 0.85
"""Share of the sentences found in the annotated papers that are undertakings indeed (``make score``)."""

SOFTWARE = own_iri("software", f"kamergraaf-{__version__}")


def paper_triples(linked: LinkedPaper, settings: str) -> list[Triple]:
    """Return the triples of ``linked``, each once; the same paper always gives the same triples in the same order.

    Args:
        linked: the paper.
        settings: what it was read with (:meth:`kamergraaf.settings.Settings.fingerprint`).

    Raises:
        ValueError: what the paper names has an identifier of which no IRI can be made.
    """
    return list(dict.fromkeys(_Writer(linked, settings).triples()))


class _Writer:
    """Writes one paper; holds what its parts refer to one another by."""

    def __init__(self, linked: LinkedPaper, settings: str) -> None:
        self.linked = linked
        self.settings = settings
        self.paper = linked.paper
        self.head = linked.paper.head
        self.document = t.iri(document_iri(self.head))
        self.units = {position: t.iri(iri) for position, iri in unit_iris(self.paper).items()}
        self.ministers = [_minister(r) for r in self.head.respondents]

    def triples(self) -> Iterator[Triple]:
        yield from self._document()
        yield from self._provenance()
        for number, question in enumerate(self.paper.questions, 1):
            yield from self._question(number, question)
        for answer in self.paper.answers:
            yield from self._answer(answer)
        yield from self._references()
        yield from self._commitments()
        yield from self._mentions()
        yield from self._subjects()
        yield from self._entities()

    def _part(self, kind: str, number: int) -> str:
        return t.iri(part_iri(self.head, kind, number))

    def _document(self) -> Iterator[Triple]:
        head, document = self.head, self.document
        yield document, t.TYPE, t.kg("Document")
        yield document, t.IDENTIFIER, t.string(head.identifier)
        yield document, t.TITLE, t.dutch(head.title)
        yield document, t.DCTERMS_TYPE, t.kg(head.kind)
        if head.submitted_on:
            yield document, t.kg("submittedOn"), t.day(head.submitted_on)
        if head.answered_on:
            yield document, t.kg("answeredOn"), t.day(head.answered_on)
        if head.dossier:
            yield document, t.kg("dossier"), t.string(head.dossier)
        for office in head.addressees:
            post = t.iri(own_iri("office", kebab(office)))
            yield document, t.kg("addressedTo"), post
            yield post, t.TYPE, t.kg("Office")
            yield post, t.PREF_LABEL, t.dutch(office)
            yield post, t.IDENTIFIER, t.string(kebab(office))
        for minister in self.ministers:
            yield document, t.kg("respondent"), t.iri(minister.iri)
        for cited in self.linked.head_citations:
            yield document, t.kg("cites"), t.iri(cited.iri)

    def _provenance(self) -> Iterator[Triple]:
        source = self.paper.source
        content, build = t.iri(content_iri(source.sha256)), self._part("build", 1)
        software = t.iri(SOFTWARE)
        yield self.document, t.SOURCE, content
        yield content, t.TYPE, t.PROV_ENTITY
        yield content, t.NAME, t.string(source.name)
        yield content, t.SHA256, t.string(source.sha256)
        yield content, t.ENCODING_FORMAT, t.string(source.media_type)
        yield self.document, t.GENERATED_BY, build
        yield build, t.TYPE, t.ACTIVITY
        yield build, t.USED, content
        yield build, t.kg("settings"), t.string(self.settings)
        yield build, t.ASSOCIATED_WITH, software
        yield software, t.TYPE, t.SOFTWARE_AGENT
        yield software, t.NAME, t.string("kamergraaf")
        yield software, t.SOFTWARE_VERSION, t.string(__version__)

    def _question(self, number: int, question: Question) -> Iterator[Triple]:
        node = self.units[question.position]
        yield node, t.TYPE, t.kg("Question")
        yield node, t.IS_PART_OF, self.document
        yield node, t.TEXT, t.string(question.text)
        yield node, t.POSITION, t.integer(question.position)
        yield node, t.POSITION_HTTP, t.integer(question.position)
        if question.number:
            yield node, t.kg("number"), t.string(question.number)
        for group in question.groups:
            yield node, t.kg("askedBy"), t.iri(_group(group).iri)
        if not question.groups:
            for asker in self.head.askers:
                yield node, t.kg("askedBy"), t.iri(person(asker.name).iri)
                for group in group_names(asker.party or ""):
                    yield node, t.kg("askedBy"), t.iri(_group(group).iri)
        for count, span in enumerate(question.sub_questions, 1):
            sub = self._part(f"question/{number}/sub", count)
            yield sub, t.TYPE, t.kg("SubQuestion")
            yield sub, t.IS_PART_OF, node
            yield sub, t.TEXT, t.string(question.text[span.start : span.end])
            yield sub, t.POSITION, t.integer(count)

    def _answer(self, answer: Answer) -> Iterator[Triple]:
        node = self.units[answer.position]
        yield node, t.TYPE, t.kg("Answer")
        yield node, t.IS_PART_OF, self.document
        yield node, t.TEXT, t.string(answer.text)
        yield node, t.POSITION, t.integer(answer.position)
        yield node, t.POSITION_HTTP, t.integer(answer.position)
        yield node, t.kg("answerKind"), t.kg(answer.kind)
        for question in answer.questions:
            yield node, t.kg("answers"), self.units[question]
        for minister in self.ministers:
            yield node, t.kg("givenBy"), t.iri(minister.iri)

    def _references(self) -> Iterator[Triple]:
        places = [(answer, place) for answer in self.paper.answers for place in answer.references]
        for count, ((answer, place), resolved) in enumerate(zip(places, self.linked.references, strict=True), 1):
            node, unit = self._part("reference", count), self.units[answer.position]
            yield node, t.TYPE, t.kg("Reference")
            yield from self._place(node, answer, place.span.start, place.span.end)
            yield node, t.kg("confidence"), t.decimal(resolved.confidence)
            yield node, t.kg("foundBy"), t.string("reference-number" if place.numbers else "reference-group")
            for subject in (node, unit):
                for target in resolved.targets:
                    yield subject, t.kg("refersToAnswer"), self.units[target]
                for group in resolved.groups:
                    yield subject, t.kg("refersToGroup"), t.iri(_group(group).iri)

    def _commitments(self) -> Iterator[Triple]:
        places = [(answer, place) for answer in self.paper.answers for place in answer.commitments]
        for count, (answer, place) in enumerate(places, 1):
            node = self._part("commitment", count)
            yield self.units[answer.position], t.kg("makesCommitment"), node
            yield node, t.TYPE, t.kg("Commitment")
            yield node, t.TEXT, t.string(answer.text[place.span.start : place.span.end])
            yield node, t.kg("towards"), t.string(place.towards)
            if place.due:
                yield node, t.kg("dueBy"), t.string(place.due)
            yield from self._place(node, answer, place.span.start, place.span.end)
            yield node, t.kg("foundBy"), t.string("commitment-sentence")
            yield node, t.kg("confidence"), t.decimal(_COMMITMENT_CONFIDENCE)
            yield node, t.PREF_LABEL, t.dutch(_opening(answer.text[place.span.start : place.span.end]))

    def _place(self, node: str, unit: Question | Answer, start: int, end: int) -> Iterator[Triple]:
        yield node, t.kg("inUnit"), self.units[unit.position]
        yield node, t.kg("start"), t.integer(start)
        yield node, t.kg("end"), t.integer(end)
        yield node, t.kg("quote"), t.string(unit.text[start:end])

    def _mentions(self) -> Iterator[Triple]:
        for count, mention in enumerate(self.linked.mentions, 1):
            yield from self._mention(self._part("mention", count), mention)

    def _mention(self, node: str, mention: Mention) -> Iterator[Triple]:
        unit, entity = self.units[mention.unit], t.iri(mention.entity.iri)
        yield unit, t.kg("mentions"), entity
        if mention.entity.cls in CITED:
            yield unit, t.kg("cites"), entity
        yield node, t.TYPE, t.kg("Mention")
        yield node, t.kg("inUnit"), unit
        yield node, t.kg("refersTo"), entity
        yield node, t.kg("quote"), t.string(mention.quote)
        yield node, t.kg("confidence"), t.decimal(mention.confidence)
        yield node, t.kg("foundBy"), t.string(mention.rule)
        if mention.span is not None:
            yield node, t.kg("start"), t.integer(mention.span.start)
            yield node, t.kg("end"), t.integer(mention.span.end)
        else:
            yield node, t.kg("inFootnote"), t.string(mention.footnote or "")

    def _subjects(self) -> Iterator[Triple]:
        """Give the document its concepts; each is described, so that the graph can show it by itself."""
        for count, subject in enumerate(self.linked.subjects, 1):
            node, concept = self._part("subject", count), t.iri(subject.iri)
            yield self.document, t.SUBJECT, concept
            yield node, t.TYPE, t.kg("SubjectAssignment")
            yield node, t.kg("assignedTo"), self.document
            yield node, t.kg("assigns"), concept
            yield node, t.kg("confidence"), t.decimal(subject.confidence)
            yield node, t.kg("foundBy"), t.string(subject.rule)
            yield concept, t.TYPE, t.CONCEPT
            yield concept, t.PREF_LABEL, t.dutch(subject.label)
            yield concept, t.IN_SCHEME, t.iri(subject.scheme)

    def _entities(self) -> Iterator[Triple]:
        """Describe each entity that the paper names, once, however it is spelt."""
        named: dict[str, list[Entity]] = {}
        for entity in self._named():
            named.setdefault(entity.iri, []).append(entity)
        for iri, forms in named.items():
            yield from _entity(t.iri(iri), forms)

    def _named(self) -> Iterator[Entity]:
        yield from self.ministers
        for asker in self.head.askers:
            groups = [_group(name) for name in group_names(asker.party or "")]
            yield from groups
            member = person(asker.name)
            membership = tuple(("memberOf", group.iri) for group in groups)
            yield Entity(member.cls, member.identifier, member.iri, member.label, (), (*member.properties, *membership))
        for question in self.paper.questions:
            yield from map(_group, question.groups)
        for reference in self.linked.references:
            yield from map(_group, reference.groups)
        entities = (*self.linked.head_citations, *(m.entity for m in self.linked.mentions))
        for entity in entities:
            yield entity
            yield from entity.related


def _opening(sentence: str) -> str:
    """The first words of a sentence, by which a list can name it."""
    words = sentence.split()
    return " ".join(words[:_OPENING_WORDS]) + (" …" if len(words) > _OPENING_WORDS else "")


def _group(identifier: str) -> Entity:
    known = vocabulary().get(EntityClass.GROUP, identifier)
    if known is None:
        raise KeyError(identifier)
    return known


def _minister(respondent: Respondent) -> Entity:
    return person(respondent.name, None, respondent.title)


def _entity(node: str, forms: list[Entity]) -> Iterator[Triple]:
    first = forms[0]
    yield node, t.TYPE, t.kg(first.cls)
    yield node, t.IDENTIFIER, t.string(first.identifier)
    yield node, t.PREF_LABEL, t.dutch(first.label)
    for form in forms:
        for label in (form.label, *form.alt_labels):
            if label != first.label:
                yield node, t.ALT_LABEL, t.dutch(label)
        for name, value in form.properties:
            yield node, *_property(name, value)


def _property(name: str, value: str) -> tuple[str, str]:
    if name == "familyName":
        return t.FAMILY_NAME, t.string(value)
    if name == "date":
        return t.DCTERMS_DATE, t.written_day(value)
    # A property of our own goes by its name, one of others by its IRI.
    predicate = t.iri(name) if name.startswith("http") else t.kg(name)
    if value.startswith(("http://", "https://")):
        return predicate, t.iri(value)
    return predicate, t.string(value)
