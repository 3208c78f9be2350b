"""Layouts of papers, tried in this order; the first that matches cuts the paper."""

from __future__ import annotations

from kamergraaf.extract.layouts.base import Layout
from kamergraaf.extract.layouts.kamervragen import Kamervragen
from kamergraaf.extract.layouts.overleg import Overleg

LAYOUTS: tuple[Layout, ...] = (Kamervragen(), Overleg())
