"""Papers are called as they are customarily cited."""

from __future__ import annotations

import pytest

from kamergraaf.extract.citations import citation


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("kst-32317-927", "Kamerstuk 32 317, nr. 927"),
        ("kst-36600-VI-102", "Kamerstuk 36 600 VI, nr. 102"),
        ("kst-21501-02-2498", "Kamerstuk 21 501-02, nr. 2498"),
        ("kst-36410-F", "Kamerstuk 36 410, F"),
        ("kst-36600-VI", "Kamerstukdossier 36 600 VI"),
        ("kst-36410", "Kamerstukdossier 36 410"),
        ("ah-tk-20232024-2147", "Aanhangsel Handelingen II 2023/24, nr. 2147"),
        ("h-ek-20222023-12-5", "Handelingen I 2022/23, nr. 12, item 5"),
        ("2022D22285", "Document 2022D22285"),
        ("blg-1130121", "Document blg-1130121"),
    ],
)
def test_a_paper_is_called_as_it_is_cited(identifier: str, expected: str) -> None:
    assert citation(identifier) == expected
