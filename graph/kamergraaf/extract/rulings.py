"""Rulings as a text describes them, each perhaps in part: resolved over the whole text into court decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kamergraaf.extract.makers import court_decision
from kamergraaf.models import Entity
from kamergraaf.namespaces import kebab

_NOT_TELLING = re.compile(r"^(?:de|het|een|den)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one place in a text says of a ruling; ``start`` and ``end`` are character offsets, end exclusive."""

    start: int
    end: int
    ecli: str | None = None
    court: Entity | None = None
    date: str | None = None
    """ISO 8601."""
    case_number: str | None = None
    name: str | None = None
    """What the case is called: "Catt tegen het Verenigd Koninkrijk", "Weser"."""


def resolve_rulings(rulings: Sequence[Ruling]) -> list[tuple[Ruling, Entity]]:
    """Return each of ``rulings`` with its decision, one for all places that tell of the same one.

    Two places are of one decision if they share the ECLI, the case number, the name of the case, or the date
    and do not differ in the court; a court alone means its decision that was told of last. What tells too little to
    be any decision (a date alone) is left out.
    """
    known: list[Ruling] = []
    place: list[int] = []
    for ruling in rulings:
        if _only_court(ruling):
            same = [i for i, other in enumerate(known) if other.court == ruling.court][-1:]
        else:
            same = [i for i, other in enumerate(known) if _are_one(ruling, other)]
        if not same:
            known.append(ruling)
            place.append(len(known) - 1)
            continue
        merged = ruling
        same = [i for i in same if known[i].ecli in (None, known[same[0]].ecli)]
        for i in same:
            merged = _merged(known[i], merged)
        known[same[0]] = merged
        for i in reversed(same[1:]):
            del known[i]
            place = [same[0] if p == i else p - (p > i) for p in place]
        place.append(same[0])
    entities = [_entity(ruling) for ruling in known]
    return [(r, e) for r, p in zip(rulings, place, strict=True) if (e := entities[p]) is not None]


def _are_one(a: Ruling, b: Ruling) -> bool:
    if a.ecli and b.ecli:
        return a.ecli == b.ecli
    if a.case_number and a.case_number == b.case_number:
        return True
    if a.name and b.name and _same_name(a.name, b.name):
        return not (a.date and b.date and a.date != b.date)
    return bool(a.date) and a.date == b.date and not (a.court and b.court and not _same_court(a.court, b.court))


def _only_court(ruling: Ruling) -> bool:
    return not (ruling.ecli or ruling.date or ruling.case_number or ruling.name)


def _same_name(a: str, b: str) -> bool:
    """Whether one name is the other or its first party: "Catt" and "Catt tegen het Verenigd Koninkrijk"."""
    first, second = (kebab(_NOT_TELLING.sub("", name)) for name in (a, b))
    return first == second or first.startswith(f"{second}-") or second.startswith(f"{first}-")


def _same_court(a: Entity, b: Entity) -> bool:
    """Whether both are one court, or one is a part of the other ("Afdeling … van de Raad van State")."""
    return a == b or a.label.endswith(b.label) or b.label.endswith(a.label)


def _merged(a: Ruling, b: Ruling) -> Ruling:
    return replace(
        a,
        ecli=a.ecli or b.ecli,
        court=a.court or b.court,
        date=a.date or b.date,
        case_number=a.case_number or b.case_number,
        name=max(a.name or "", b.name or "", key=len) or None,
    )


def _entity(ruling: Ruling) -> Entity | None:
    if not (ruling.ecli or ruling.name or (ruling.court and (ruling.date or ruling.case_number))):
        return None
    return court_decision(ruling.ecli, ruling.court, ruling.date, ruling.case_number, ruling.name)
