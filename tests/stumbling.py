"""Processes that stumble over a file: killed, or held up, at the moment when they open it.

It is done by an audit hook (PEP 578) in a ``sitecustomize`` module, which Python imports when it starts. So the code
under test is as it is, and a process is killed in the middle of a paper and at no other time.
"""

from __future__ import annotations

from pathlib import Path

_HOOK = """
import os, signal, sys

def stumble(event, arguments):
    if event != "open" or not isinstance(arguments[0], (str, os.PathLike)):
        return
    name = os.path.basename(os.fspath(arguments[0]))
    if name in {deadly!r}:
        os.kill(os.getpid(), signal.SIGKILL)
    if name in {once!r}:
        try:
            os.unlink({flag!r})
        except FileNotFoundError:
            return
        os.kill(os.getpid(), signal.SIGKILL)
    if name in {held!r}:
        os.read(os.open({gate!r}, os.O_RDONLY), 1)

sys.addaudithook(stumble)
"""


def stumbling(
    folder: Path, *, deadly: str = "", once: str = "", held: str = "", gate: Path | None = None
) -> dict[str, str]:
    """Return the environment of processes that stumble over files of these names.

    Args:
        folder: new folder for the hook.
        deadly: a process that opens this is killed (``kill -9``).
        once: so is the first one that opens this, and none after.
        held: a process that opens this waits until something is written to the pipe ``gate``, or its writer ends.
        gate: a named pipe.
    """
    folder.mkdir()
    flag = folder / "flag"
    flag.touch()
    names = {"deadly": [deadly], "once": [once], "held": [held]}
    hook = _HOOK.format(**names, flag=str(flag), gate=str(gate))
    (folder / "sitecustomize.py").write_text(hook, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}
