"""Engines: what makes the pass over papers, in this process, in several, or on other machines."""

from kamergraaf.engines.base import BuiltPaper, Engine
from kamergraaf.engines.local import InProcess, Processes, usable_processors

__all__ = ["BuiltPaper", "Engine", "InProcess", "Processes", "usable_processors"]
