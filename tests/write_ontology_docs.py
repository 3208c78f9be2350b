"""Write what is made from the ontology: its pages, the diagram in the README and the JSON-LD context.

``make ontology`` runs it after a change of ``ontology/kamergraaf.ttl``; a test tells when that was forgotten.
pyLODE would make a page too, but its current release does not start (it looks for its own pyproject.toml), and a
page of Markdown is read where the repository is, and shows in a diff what changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ontology"
KG = Namespace("https://w3id.org/kamergraaf/ontology#")
SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
ONTOLOGY = URIRef(str(KG).removesuffix("#"))

KINDS = (
    (OWL.Class, "Classes"),
    (OWL.ObjectProperty, "Properties that link things"),
    (OWL.DatatypeProperty, "Properties with a value"),
    (OWL.NamedIndividual, "Concepts and schemes"),
)
PREFIXES = {
    "kg": KG,
    "dcterms": DCTERMS,
    "eli": ELI,
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "foaf": FOAF,
    "org": "http://www.w3.org/ns/org#",
    "prov": PROV,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "xsd": XSD,
}
# Terms of others that the graph uses, by the name that the context gives them.
LINKS = {
    "isPartOf": DCTERMS.isPartOf,
    "source": DCTERMS.source,
    "used": PROV.used,
    "wasAssociatedWith": PROV.wasAssociatedWith,
    "wasGeneratedBy": PROV.wasGeneratedBy,
}
TEXTS = {
    "actNumber": ELI.number,
    "encodingFormat": SCHEMA.encodingFormat,
    "familyName": FOAF.familyName,
    "identifier": DCTERMS.identifier,
    "legislationType": SCHEMA.legislationType,
    "name": SCHEMA.name,
    "position": SCHEMA.position,
    "sha256": SCHEMA.sha256,
    "softwareVersion": SCHEMA.softwareVersion,
    "text": SCHEMA.text,
}
DUTCH = {"altLabel": SKOS.altLabel, "prefLabel": SKOS.prefLabel, "title": DCTERMS.title}
START, END = "<!-- written by make ontology -->", "<!-- to here -->"


def ontology() -> Graph:
    """Return the ontology and the shapes together."""
    return Graph().parse(FOLDER / "kamergraaf.ttl") + Graph().parse(FOLDER / "shapes.ttl")


def main() -> None:
    """Write all files anew."""
    for path, text in files(ontology()):
        path.write_text(text, encoding="utf-8")


def files(graph: Graph) -> Iterator[tuple[Path, str]]:
    """Yield each file that is made from the ontology, with what it should hold."""
    yield FOLDER / "terms.md", "\n".join(page(graph)) + "\n"
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    table = "\n".join(("| query | for a | question |", "| --- | --- | --- |", *query_rows()))
    yield FOLDER / "README.md", re.sub(f"{START}.*{END}", lambda _: f"{START}\n{table}\n{END}", guide, flags=re.DOTALL)
    yield FOLDER / "context.jsonld", json.dumps({"@context": context(graph)}, indent=1, ensure_ascii=False) + "\n"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = f"{START}\n```mermaid\n{chr(10).join(diagram(graph))}\n```\n{END}"
    yield ROOT / "README.md", re.sub(f"{START}.*{END}", lambda _: drawn, readme, flags=re.DOTALL)


def query_rows() -> Iterator[str]:
    """Yield a row of the table of shipped queries for each of them."""
    for path in sorted((FOLDER / "queries").glob("*.rq")):
        told = dict(re.findall(r"^# (question|for): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
        yield f"| [{path.stem}](queries/{path.name}) | {told['for']} | {told['question']} |"


def terms(graph: Graph, kind: URIRef) -> list[URIRef]:
    """Return the terms of ours of ``kind``, sorted by name."""
    return sorted(s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(KG))


# ---------------------------------------------------------------------------------------------- the page


def page(graph: Graph) -> Iterator[str]:
    """Yield the lines of the page that tells of every term."""
    version = graph.value(ONTOLOGY, OWL.versionInfo)
    yield f"# The terms of the kamergraaf ontology {version}"
    yield ""
    yield "Made from [kamergraaf.ttl](kamergraaf.ttl) by `make ontology`; do not edit. To write a query, start at"
    yield "[your first five queries](first-five-queries.md)."
    yield ""
    for language in ("en", "nl"):
        yield f"> {text(graph, ONTOLOGY, DCTERMS.description, language)}"
        yield ">"
    yield f"> `kg:` is `{KG}`; this version is `{graph.value(ONTOLOGY, OWL.versionIRI)}`."
    for kind, heading in KINDS:
        yield from ("", f"## {heading}", "")
        yield from ("| term | label | is |", "| --- | --- | --- |")
        for term in terms(graph, kind):
            label, comment = described(graph, term, "en")
            yield f"| [{short(term)}](#{anchor(term)}) | {label} | {first_sentence(comment)} |"
        for term in terms(graph, kind):
            yield from entry(graph, term)


def entry(graph: Graph, term: URIRef) -> Iterator[str]:
    yield from ("", f'### <a id="{anchor(term)}"></a>{short(term)}', "")
    for language in ("en", "nl"):
        label, comment = described(graph, term, language)
        yield f"- **{label}**@{language}: {comment}"
    for name, predicate in (
        ("under", RDFS.subClassOf | RDFS.subPropertyOf),
        ("from", SCHEMA.domainIncludes),
        ("from any", RDFS.domain),
        ("to", SCHEMA.rangeIncludes),
        ("to any", RDFS.range),
        ("in", SKOS.inScheme),
        ("see also", RDFS.seeAlso),
    ):
        values = [short(value) for value in sorted(graph.objects(term, predicate))]
        if values:
            yield f"- {name}: {', '.join(f'`{value}`' for value in values)}"
    yield f"- example: {', '.join(f'`{value}`' for value in sorted(graph.objects(term, SKOS.example)))}"
    yield f"- status: {graph.value(term, VS.term_status)}"


def described(graph: Graph, term: URIRef, language: str) -> tuple[str, str]:
    label = text(graph, term, RDFS.label, language) or text(graph, term, SKOS.prefLabel, language)
    return label, text(graph, term, RDFS.comment, language) or text(graph, term, SKOS.definition, language)


def text(graph: Graph, subject: Node, predicate: URIRef, language: str) -> str:
    found = [o for o in graph.objects(subject, predicate) if isinstance(o, Literal) and o.language == language]
    return str(found[0]) if found else ""


def first_sentence(comment: str) -> str:
    return re.split(r"(?<=\.) |; ", comment)[0].rstrip(".")


def anchor(term: URIRef) -> str:
    # Question and question, Reference and reference differ only by their capital.
    return f"kg-{term.removeprefix(KG)}"


def short(term: Node) -> str:
    for prefix, namespace in (
        *PREFIXES.items(),
        ("cito", "http://purl.org/spar/cito/"),
        ("oa", "http://www.w3.org/ns/oa#"),
    ):
        if str(term).startswith(str(namespace)):
            return f"{prefix}:{str(term).removeprefix(str(namespace))}"
    return str(term)


# ------------------------------------------------------------------------------------------- the context


def context(graph: Graph) -> dict[str, object]:
    """Return the JSON-LD context: each term by its local name, IRIs and dates without their datatype."""
    found: dict[str, object] = {"id": "@id", "type": "@type", "graph": "@graph", "language": "@language"}
    found |= {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    # The graph gives each position by both forms of schema.org's address.
    found["schema-http"] = "http://schema.org/"
    for term in (*terms(graph, OWL.Class), *terms(graph, OWL.NamedIndividual)):
        found[term.removeprefix(KG)] = short(term)
    # A value that is a concept of ours goes by its name too.
    found["answerKind"] = {"@id": "kg:answerKind", "@type": "@vocab"}
    found["documentType"] = {"@id": "dcterms:type", "@type": "@vocab"}
    for term in terms(graph, OWL.ObjectProperty):
        found.setdefault(term.removeprefix(KG), {"@id": short(term), "@type": "@id"})
    for term in terms(graph, OWL.DatatypeProperty):
        datatype = graph.value(term, RDFS.range)
        # Whole numbers and plain strings have a form of their own in JSON.
        plain = datatype in (None, RDFS.Literal, XSD.string, XSD.integer)
        found[term.removeprefix(KG)] = short(term) if plain else {"@id": short(term), "@type": short(datatype or "")}
    found |= {name: {"@id": short(term), "@type": "@id"} for name, term in LINKS.items()}
    found |= {name: short(term) for name, term in TEXTS.items()}
    found |= {name: {"@id": short(term), "@container": "@language"} for name, term in DUTCH.items()}
    return found


# ------------------------------------------------------------------------------------------- the diagram


def diagram(graph: Graph) -> Iterator[str]:
    """Yield a Mermaid flow chart of the classes and the properties between them."""
    entities = {name_of(cls) for cls in graph.objects(KG.refersTo, SCHEMA.rangeIncludes)}
    lines: dict[tuple[str, str], set[str]] = {}
    for source, name, targets in edges(graph):
        # What leads to every entity leads to the box around them.
        for target in ["entities"] if entities <= targets else targets:
            lines.setdefault((source, target), set()).add(name)
    yield "flowchart LR"
    yield "  subgraph entities [what is named]"
    yield from (f"    {entity}" for entity in sorted(entities))
    yield "  end"
    for (source, target), names in sorted(lines.items()):
        yield f"  {source} -- {', '.join(sorted(names))} --> {target}"


def edges(graph: Graph) -> Iterator[tuple[str, str, set[str]]]:
    """Yield each class of ours with a property that links it to others, and to which."""
    for term in terms(graph, OWL.ObjectProperty):
        # kg:cites goes where kg:mentions goes, and would double half of the lines.
        if term != KG.cites:
            targets = set(graph.objects(term, SCHEMA.rangeIncludes))
            for source in graph.objects(term, SCHEMA.domainIncludes):
                yield name_of(source), name_of(term), {name_of(t) for t in narrowed(graph, source, term) or targets}
    # Being a part is said by a property of others: what is part of what stands in the shapes alone.
    for cls in terms(graph, OWL.Class):
        if whole := narrowed(graph, cls, DCTERMS.isPartOf):
            yield name_of(cls), "isPartOf", {name_of(target) for target in whole}


def narrowed(graph: Graph, cls: Node, term: URIRef) -> set[Node]:
    """Return the classes that the shapes allow ``term`` of a ``cls`` to lead to; none if they do not say."""
    constraints = {c for shape in graph.subjects(SH.targetClass, cls) for c in graph.objects(shape, SH.property)}
    return {
        target
        for constraint in constraints
        if graph.value(constraint, SH.path) == term
        for target in graph.objects(constraint, SH["class"])
    }


def name_of(term: Node) -> str:
    return str(term).removeprefix(str(KG))


if __name__ == "__main__":
    main()
