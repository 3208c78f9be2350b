"""Pages: templates that escape all that is put into them, in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kamergraaf import __version__
from kamergraaf.serve.addresses import address
from kamergraaf.serve.marks import excerpt, pieces
from kamergraaf.show.language import LANGUAGES, Words, words
from kamergraaf.show.palette import STYLES

_COOKIE = "language"
_YEAR = 365 * 24 * 3600


def words_for(request: Request) -> Words:
    """Return the words of the language that the reader chose, or whose browser asks for; else Dutch."""
    asked = request.headers.get("accept-language", "").lower()
    preferred = [part.split(";")[0].strip()[:2] for part in asked.split(",")]
    wishes = (request.query_params.get("lang"), request.cookies.get(_COOKIE), *preferred)
    return words(next((wish for wish in wishes if wish in LANGUAGES), LANGUAGES[0]))


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return the page that ``template`` makes of ``values``; a language named in the address is remembered."""
    t = words_for(request)
    other = next(language for language in LANGUAGES if language != t.language)
    switch = request.url.include_query_params(lang=other)
    text = (
        _templates()
        .get_template(template)
        .render(
            t=t,
            switch=f"{switch.path}?{switch.query}",
            other=other,
            version=__version__,
            path=request.url.path,
            **values,
        )
    )
    response = HTMLResponse(text, status, {"Vary": "Accept, Accept-Language, Cookie"})
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, t.language, max_age=_YEAR, samesite="lax", httponly=True)
    return response


@cache
def _templates() -> Environment:
    loader = ChoiceLoader([PackageLoader("kamergraaf.serve"), PackageLoader("kamergraaf.show", "assets")])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.globals |= {"address": address, "pieces": pieces, "excerpt": excerpt, "styles": STYLES}
    return environment
