"""Libraries of the extra ``analysis``: large, and needed for frames, Parquet and pictures of tables alone."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kamergraaf.errors import MissingLibraryError


def library(name: str, purpose: str) -> Any:
    """Return the module ``name``.

    Raises:
        MissingLibraryError: it is not installed; the message says what for (``purpose``) and how to get it.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name.partition(".")[0]:
            raise
        raise MissingLibraryError(error.name, purpose) from error
