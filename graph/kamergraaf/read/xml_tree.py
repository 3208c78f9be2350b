"""XML of unknown origin becomes a tree, safely."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kamergraaf.errors import UnreadableError
from kamergraaf.read.limits import MAX_DEPTH


def parse(data: bytes, name: str) -> etree._Element:
    """The root element of ``data``, read without entities, network or document type.

    Raises UnreadableError if it is not well-formed (W3C XML 1.0), declares entities or is nested too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(name, f"is not well-formed XML ({error.msg})") from error
    except ValueError as error:
        raise UnreadableError(name, f"is not well-formed XML ({error})") from error
    internal: Any = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise UnreadableError(name, "declares XML entities of its own, which are not read for safety")
    if _is_deeper_than(root, MAX_DEPTH):
        raise UnreadableError(name, f"is nested more than {MAX_DEPTH} elements deep")
    return root


def _is_deeper_than(root: etree._Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for what is no element, such as an entity."""
    tag = element.tag
    return etree.QName(element).localname.lower() if isinstance(tag, str) else ""
