"""The command line, a module a command; importing them adds them to ``app``.

Each command imports what it needs when it runs: spaCy alone takes seconds to load, and ``kamergraaf --help``
or a query needs none of it.
"""

from kamergraaf.commands import (
    analyse,
    backup,
    build,
    demo,
    explain,
    export,
    fetch,
    learn_subjects,
    network,
    query,
    remove,
    restore,
    serve,
    show,
    validate,
)
from kamergraaf.commands.app import app

__all__ = [
    "analyse",
    "app",
    "backup",
    "build",
    "demo",
    "explain",
    "export",
    "fetch",
    "learn_subjects",
    "network",
    "query",
    "remove",
    "restore",
    "serve",
    "show",
    "validate",
]
