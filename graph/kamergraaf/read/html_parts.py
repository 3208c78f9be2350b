"""Which elements of a web page hold its text: what is shown, what stands by itself, and what is the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "math",
        "nav",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "textarea",
        "dialog",
    }
)
"""Elements whose text is no text of the page."""

BLOCKS = frozenset(
    {
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "header",
        "footer",
        "aside",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "fieldset",
        "details",
        "summary",
        "caption",
    }
)
"""Elements that stand by themselves."""

_SITE_ROLES = frozenset({"banner", "contentinfo", "navigation", "search", "complementary"})
_SITE_CLASSES = re.compile(r"(?:^|[\s_-])(?:breadcrumbs?|kruimelpad|skip-?links?|visually-hidden)(?:$|[\s_-])", re.I)
# officielebekendmakingen.nl heads its notes with "X Noot", and since 2021 all notes together with "Noten".
_NOTE_HEADS = frozenset({"note-close", "noten__kop"})
_TEXT_IDS = frozenset({"broodtekst", "main-column"})


def is_of_the_site(element: etree._Element) -> bool:
    """Whether ``element`` belongs to the website and not to what is published on it: its head, foot and paths."""
    tag, role = str(element.tag).lower(), (element.get("role") or "").lower()
    classes = element.get("class") or ""
    if tag in UNSEEN or element.get("hidden") is not None or role in _SITE_ROLES or _SITE_CLASSES.search(classes):
        return True
    if not _NOTE_HEADS.isdisjoint(classes.split()):
        return True
    parent = element.getparent()
    if tag not in {"header", "footer"} or parent is None or parent.tag != "body":
        return False
    # A page of one's own may have its title in a header; a site's holds links.
    return tag == "footer" or next(element.iter("a", "nav", "form"), None) is not None


def main_part(root: etree._Element) -> etree._Element:
    """The part of the page that holds what is published, or all of it where none is marked as that."""
    marks: tuple[Callable[[etree._Element], bool], ...] = (
        lambda element: element.get("id") in _TEXT_IDS,
        lambda element: element.tag == "main" or (element.get("role") or "").lower() == "main",
        lambda element: element.tag == "article",
    )
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for is_marked in marks:
        found = [element for element in elements if is_marked(element)]
        if len(found) == 1:
            return found[0]
    return root
