"""Words that stand for each other in talk about work, labelling and judging model answers, by stem.

`synonyms.txt` has a group a line.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from scoring.language import by_word, stem


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in files("scoring").joinpath("synonyms.txt").read_text("utf-8").splitlines():
        group = {stem(part) for word in line.split() for part in (word, *word.split("-"))}
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in table.items()}


@by_word
def related(word: str) -> frozenset[str]:
    """Stems that may stand for the stem `word`; empty where none is known."""
    return _neighbours().get(word, frozenset())
