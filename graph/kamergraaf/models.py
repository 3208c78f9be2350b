"""The plain data that one stage hands to the next: read → extract → link → triples → store.

Nothing here computes; every class is frozen, so that a stage can only add by making something new.
Offsets are counted in characters (Unicode code points) and an end is always exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# --------------------------------------------------------------------------- read: what a file holds


class BlockKind(StrEnum):
    """What a block of a paper is, as far as its typography tells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


class Emphasis(StrEnum):
    """Emphasis that covers a whole block; emphasis on a few words of it is not kept."""

    NONE = "none"
    BOLD = "bold"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class NoteMarker:
    """A footnote marker that stood at ``offset`` in its block's text and has been taken out of it."""

    offset: int
    note: int
    """Index into :attr:`SourcePaper.footnotes`."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row in reading order.

    ``text`` is running text: line-end hyphens undone, footnote markers out, no line breaks within a paragraph.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    """Heading level, 1 the highest; 0 for all that is no heading."""
    emphasis: Emphasis = Emphasis.NONE
    page: int | None = None
    markers: tuple[NoteMarker, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page or the end of a paper, without its label."""

    label: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourcePaper:
    """A file, read: what every format comes down to."""

    name: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    furniture: tuple[str, ...] = ()
    """Lines that belong to the page and not to the text: running heads, page numbers, ISSN, publication id."""


# ------------------------------------------------------------------- extract: the structure of a paper


class DocumentKind(StrEnum):
    """Kinds of paper; the value is the local name of the concept in the ontology."""

    AANHANGSEL = "aanhangsel"
    SCHRIFTELIJK_OVERLEG = "schriftelijk-overleg"
    LIJST = "lijst-van-vragen-en-antwoorden"
    NOTA = "nota-naar-aanleiding-van-het-verslag"
    INBRENG = "inbreng"


class AnswerKind(StrEnum):
    """Whether an answer answers here, points elsewhere, or does both."""

    DIRECT = "direct"
    PARTIAL = "partial"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Asker:
    """A member who puts a question: surname and party as printed."""

    name: str
    party: str | None


@dataclass(frozen=True, slots=True)
class Respondent:
    """A minister or state secretary who answers: surname, office and portfolio as printed."""

    name: str
    office: str
    portfolio: str | None = None
    link: str = "van"
    """The word between office and portfolio: "Minister voor Klimaat" has no ministry of his own."""

    @property
    def title(self) -> str:
        """The office in full, such as "Minister van Financiën"."""
        return f"{self.office} {self.link} {self.portfolio}" if self.portfolio else self.office


@dataclass(frozen=True, slots=True)
class Head:
    """What a paper says about itself before the first question."""

    identifier: str
    """The publication id, or one derived from the head where the paper prints none."""
    kind: DocumentKind
    title: str
    published: bool
    """Whether ``identifier`` is an official publication id."""
    submitted_on: date | None = None
    answered_on: date | None = None
    askers: tuple[Asker, ...] = ()
    addressees: tuple[str, ...] = ()
    respondents: tuple[Respondent, ...] = ()
    dossier: str | None = None
    text: str = ""
    """The head's running text, in which the papers it cites are found."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a unit's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A footnote whose marker stands in a unit, at ``offset`` in the unit's text."""

    offset: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One block of asking that gets one answer."""

    position: int
    text: str
    number: str | None = None
    groups: tuple[str, ...] = ()
    """The fracties that ask, in a *schriftelijk overleg*; empty where the head's askers ask."""
    sub_questions: tuple[Span, ...] = ()
    notes: tuple[UnitNote, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerReference:
    """A place in an answer that points at other answers of the same paper."""

    span: Span
    numbers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    others: bool = False
    """True for "andere fracties", which names no group."""
    previous: bool = False
    """True for "het antwoord op de vorige vraag"."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence in which a minister undertakes something."""

    span: Span
    towards: str
    due: str | None = None
    """When it is due, in EDTF, if the sentence says so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One block of reply."""

    position: int
    text: str
    questions: tuple[int, ...]
    """Positions of the questions it answers."""
    kind: AnswerKind = AnswerKind.DIRECT
    references: tuple[AnswerReference, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    notes: tuple[UnitNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its structure found: head, questions and answers in the order of the paper."""

    source: SourcePaper
    head: Head
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]


# ----------------------------------------------------------------------- extract: what the units name


class EntityClass(StrEnum):
    """Classes of named things; the value is the local name of the class in the ontology."""

    COUNTRY = "Country"
    LEGISLATION = "Legislation"
    PROVISION = "Provision"
    PARLIAMENTARY_DOCUMENT = "ParliamentaryDocument"
    MOTION = "Motion"
    COURT_DECISION = "CourtDecision"
    ORGANISATION = "Organisation"
    PERSON = "Person"
    GROUP = "ParliamentaryGroup"
    POLICY = "Policy"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing with its identifier; two entities are one if class and identifier are the same."""

    cls: EntityClass
    identifier: str
    iri: str
    label: str
    alt_labels: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    """Further facts: (local name of a ``kg:`` property or IRI of another, value); a value that is an IRI starts with
    ``http``."""
    related: tuple[Entity, ...] = ()
    """Entities that the properties point at, to be described with this one: a provision's act, a motion's movers."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a unit where an entity is named."""

    unit: int
    """Position of the question or answer."""
    entity: Entity
    quote: str
    span: Span | None
    """Place in the unit's text; ``None`` where it stands in a footnote of the unit."""
    footnote: str | None
    """Label of the footnote it stands in."""
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """An answer's reference, resolved: the answers meant and the groups named."""

    answer: int
    targets: tuple[int, ...]
    """Positions of the answers meant; empty where nothing fits."""
    groups: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept that a paper is about, as an indexer would assign it."""

    iri: str
    label: str
    scheme: str
    """IRI of the concept scheme."""
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class LinkedPaper:
    """All that is known of a paper, ready to be written as triples."""

    paper: Paper
    mentions: tuple[Mention, ...] = ()
    references: tuple[ResolvedReference, ...] = ()
    head_citations: tuple[Entity, ...] = field(default=())
    subjects: tuple[Subject, ...] = ()


# ------------------------------------------------------------------ triples: what goes into the store


@dataclass(frozen=True, slots=True)
class GraphText:
    """A named graph as its lines of N-Quads (RDF 1.1 N-Quads), each once and ended by a line feed, in UTF-8."""

    name: str
    """IRI of the graph, which is also that of its document."""
    lines: bytes
