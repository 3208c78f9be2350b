"""Engines: what makes the pass over papers, in this process, in several, or on other machines."""

from kamergraaf.engines.base import BuiltPaper, Engine
from kamergraaf.engines.local import InProcess, Processes, local_engine

__all__ = ["BuiltPaper", "Engine", "InProcess", "Processes", "local_engine"]
