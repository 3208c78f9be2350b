"""The fingerprint that tells one file's content from another's."""

from __future__ import annotations

import hashlib


def sha256_of(data: bytes) -> str:
    """SHA-256 (FIPS 180-4) of ``data`` in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()
