"""Layouts of papers, tried in this order; the first that matches cuts the paper."""

from __future__ import annotations

from kamergraaf.extract.layouts.base import Layout
from kamergraaf.extract.layouts.inbreng import Inbreng
from kamergraaf.extract.layouts.kamervragen import Kamervragen
from kamergraaf.extract.layouts.lijst import Lijst
from kamergraaf.extract.layouts.nota import Nota
from kamergraaf.extract.layouts.overleg import Overleg
from kamergraaf.extract.layouts.two_parts import TwoParts

LAYOUTS: tuple[Layout, ...] = (Nota(), Kamervragen(), Lijst(), TwoParts(), Overleg(), Inbreng())
