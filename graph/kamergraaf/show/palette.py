"""Colours and shapes, in light and in dark; the tests check by computation that they can be told from the ground."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.models import EntityClass

# Names of the parts of a page. All text stands on ``ground``, ``raised`` or ``marked``.
LIGHT = {
    "ground": "#fbfaf6",
    "raised": "#f2efe7",
    "marked": "#fdeeb4",
    "rule": "#d9d4c7",
    "edge": "#b9b3a4",
    "frame": "#827c6e",
    "ink": "#1d1b17",
    "soft": "#5c574c",
    "accent": "#154273",
    "on-accent": "#ffffff",
    "alert": "#a3210f",
}
DARK = {
    "ground": "#15171b",
    "raised": "#1f2228",
    "marked": "#4a3f12",
    "rule": "#353a43",
    "edge": "#4d535e",
    "frame": "#868d99",
    "ink": "#ebe8e1",
    "soft": "#aeaaa0",
    "accent": "#9cc3f2",
    "on-accent": "#10243d",
    "alert": "#ff9a88",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How things of a class look; the shape is one of vis-network."""

    light: str
    dark: str
    shape: str = "dot"
    size: int = 9

    @property
    def outline(self) -> str:
        """The shape as an SVG path within 16 × 16 around the origin, for the legend."""
        return _OUTLINES[self.shape]


_OUTLINES = {
    "dot": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
    "square": "M-5-5h10v10h-10z",
    "triangle": "M0-7L7 6H-7z",
    "triangleDown": "M0 7L7-6H-7z",
    "diamond": "M0-7L7 0L0 7L-7 0z",
    "star": "M0-7L2-2.2L7-2.2L3 .9L4.4 6L0 3L-4.4 6L-3 .9L-7-2.2L-2-2.2z",
    "hexagon": "M-7 0L-3.5-6H3.5L7 0L3.5 6H-3.5z",
}
# Classes differ in shape as well as in colour, so that fifteen of them need not be told by colour alone.
STYLES = {
    "Document": Style("#33312c", "#d6d2c8", "square", 12),
    "Question": Style("#9a6a00", "#e3b341", "triangle", 8),
    "Answer": Style("#a8501a", "#f0a16b", "triangleDown", 8),
    "Commitment": Style("#c0262d", "#ff8a8a", "diamond", 9),
    "Office": Style("#6d5f9c", "#b9aee0", "square"),
    EntityClass.COUNTRY: Style("#1b7a43", "#6fcf97"),
    EntityClass.LEGISLATION: Style("#1f4fa8", "#8db4ff", "hexagon", 10),
    EntityClass.PROVISION: Style("#3f78b5", "#a9cbf0", "hexagon", 7),
    EntityClass.PARLIAMENTARY_DOCUMENT: Style("#6b6659", "#b5b0a3", "square", 8),
    EntityClass.MOTION: Style("#a3125a", "#ff8fc4", "diamond", 10),
    EntityClass.COURT_DECISION: Style("#7a3b14", "#dba37f", "star", 9),
    EntityClass.ORGANISATION: Style("#0c7a75", "#62d0c8"),
    EntityClass.PERSON: Style("#6a35b0", "#c3a3ff"),
    EntityClass.GROUP: Style("#b02a8f", "#f29be0", "star", 11),
    EntityClass.POLICY: Style("#55700f", "#b3d15c", "hexagon", 9),
    # A cell of a query's result that is none of these.
    "Value": Style("#827c6e", "#868d99"),
}


def theme_css() -> str:
    """Return the colours as custom properties: light, dark where the reader's system says so, or either by choice."""
    light = _properties(LIGHT, {name: style.light for name, style in STYLES.items()})
    dark = _properties(DARK, {name: style.dark for name, style in STYLES.items()})
    classes = "\n".join(f".c-{name} {{ --class: var(--c-{name}); }}" for name in STYLES)
    return (
        f":root {{ color-scheme: light; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ color-scheme: dark; {dark} }} }}\n"
        f":root[data-theme=dark] {{ color-scheme: dark; {dark} }}\n{classes}\n"
    )


def _properties(colours: dict[str, str], classes: dict[str, str]) -> str:
    pairs = [*colours.items(), *((f"c-{name}", colour) for name, colour in classes.items())]
    return " ".join(f"--{name}: {colour};" for name, colour in pairs)
