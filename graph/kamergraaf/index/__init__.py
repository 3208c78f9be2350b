"""The index: what readers of the explorer ask for most, taken out of the store into one SQLite file."""

from kamergraaf.index.files import explorer_folder, updated_index
from kamergraaf.index.reader import Index

__all__ = ["Index", "explorer_folder", "updated_index"]
