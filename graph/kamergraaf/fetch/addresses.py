"""Where the publishers' servers are."""

from __future__ import annotations

ODATA = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/"
"""Open data of the Tweede Kamer."""
SRU = "https://repository.overheid.nl/sru"
"""Search in officielebekendmakingen.nl; its papers are at :data:`kamergraaf.namespaces.PUBLICATIONS`."""
