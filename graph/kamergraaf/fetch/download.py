"""One file from a server into a folder: whole or not at all, and on from where it broke off."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from kamergraaf.errors import UnreadableError
from kamergraaf.fetch.errors import FetchError, PassingError
from kamergraaf.fetch.manifest import Entry
from kamergraaf.fetch.web import Web, limited
from kamergraaf.read.formats import Format, format_of
from kamergraaf.read.hashing import sha256_of
from kamergraaf.read.limits import MAX_FILE_BYTES, MEBIBYTE, read_bytes
from kamergraaf.read.xml_names import ROOTS
from kamergraaf.read.xml_tree import local_name, parse

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has come whole."""

    sha256: str
    etag: str | None
    last_modified: str | None


class Download:
    """The download of ``address`` to the file ``target``.

    Args:
        known: what the manifest has of this address; a version that is there is asked for only if it changed.
        begun: told the validator of the version (``ETag``, ``Last-Modified``) before its first bytes are kept
            in ``TARGET.part``, or ``None`` if it has none; with it, a later run can go on.
    """

    def __init__(
        self, web: Web, address: str, target: Path, known: Entry | None, begun: Callable[[str | None], None]
    ) -> None:
        self._web = web
        self._address = address
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._begun = begun
        self._validator = known.part if known else None
        self._conditions = _conditions(known) if known and _is_whole(target, known) else {}

    def run(self) -> Arrived | None:
        """Fetch the file and put it in its place.

        Returns:
            ``None`` if it is there already and has not changed.

        Raises:
            FetchError: it cannot be had, or is not what its name says. What was there before stays.
            OSError: it cannot be written.
        """
        try:
            headers = self._web.again(self._attempt)
        except PassingError:
            raise
        except FetchError:
            self._part.unlink(missing_ok=True)
            raise
        if headers is None:
            self._part.unlink(missing_ok=True)
            return None
        try:
            checked = _checked(self._part, self._target.name)
        except UnreadableError as error:
            self._part.unlink()
            raise FetchError(self._address, error.reason) from error
        self._part.replace(self._target)
        etag = headers.get("ETag")
        # With the rest of a file the date that was asked with need not be sent again (RFC 9110, section 15.3.7).
        modified = headers.get("Last-Modified") or (None if etag else self._validator)
        return Arrived(sha256_of(checked), etag, modified)

    def _attempt(self) -> httpx.Headers | None:
        """Ask for what is missing and add it to the part; return the headers, or None if nothing has changed."""
        have = self._part.stat().st_size if self._part.exists() else 0
        # Not compressed: then lengths are those of the file, and a part can be gone on from.
        headers = {"Accept-Encoding": "identity"}
        if have and self._validator:
            headers |= {"Range": f"bytes={have}-", "If-Range": self._validator}
            expected = {200, 206, 416}
        else:
            headers |= self._conditions
            expected = {200, 304} if self._conditions else {200}
        with self._web.asked(self._address, headers=headers, expected=expected) as response:
            match response.status_code:
                case 304:
                    return None
                case 416:
                    self._part.unlink()
                    raise PassingError(self._address, "the server no longer has the rest of a file that broke off")
                case 206:
                    self._add(response, have)
                case _:
                    self._begin(response)
            return response.headers

    def _begin(self, response: httpx.Response) -> None:
        # Before the new validator is noted: a kill between the two must not leave old bytes under it.
        self._part.unlink(missing_ok=True)
        self._validator = None if "Content-Encoding" in response.headers else _validator(response.headers)
        self._begun(self._validator)
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > MAX_FILE_BYTES:
            raise FetchError(self._address, f"is larger than {MAX_FILE_BYTES // MEBIBYTE} MB")
        self._write(response, "wb")

    def _add(self, response: httpx.Response, have: int) -> None:
        match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if match is None or int(match[1]) != have:
            self._part.unlink()
            raise PassingError(self._address, "the server sends another part of the file than was asked for")
        if int(match[2]) > MAX_FILE_BYTES:
            raise FetchError(self._address, f"is larger than {MAX_FILE_BYTES // MEBIBYTE} MB")
        self._write(response, "ab")
        if self._part.stat().st_size != int(match[2]):
            raise PassingError(self._address, "the server sent less than it said")

    def _write(self, response: httpx.Response, mode: str) -> None:
        with self._part.open(mode) as file:
            for chunk in limited(response):
                file.write(chunk)
                file.flush()  # what has come stays if we are killed
            os.fsync(file.fileno())


def _conditions(known: Entry) -> dict[str, str]:
    """Headers that ask for the file only if it is no longer as ``known`` (RFC 9110, section 13.1)."""
    validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in validators.items() if value}


def _validator(headers: httpx.Headers) -> str | None:
    """What ``If-Range`` may hold: a strong ETag, else the date (RFC 9110, section 13.1.5)."""
    etag: str | None = headers.get("ETag")
    modified: str | None = headers.get("Last-Modified")
    return etag if etag and not etag.startswith("W/") else modified


def _is_whole(target: Path, known: Entry) -> bool:
    return known.file == target.name and target.is_file() and sha256_of(target.read_bytes()) == known.sha256


def _checked(part: Path, name: str) -> bytes:
    """Return the bytes of ``part`` if they are in the format that ``name`` says.

    Raises:
        UnreadableError: they are not.
    """
    data = read_bytes(part)
    found = format_of(Path(name), data)
    if (found is Format.XML) != name.endswith(".xml") or (found is Format.HTML) != name.endswith(".html"):
        raise UnreadableError(name, f"is {found}, though its name ends in {Path(name).suffix}")
    if found is Format.XML and (root := local_name(parse(data, name))) not in ROOTS:
        raise UnreadableError(name, f"is XML of a kind that is not known (<{root}>)")
    return data
