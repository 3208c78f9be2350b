"""kamergraaf: a knowledge graph of parliamentary questions and answers."""

from importlib.metadata import version

__version__ = version("kamergraaf")
