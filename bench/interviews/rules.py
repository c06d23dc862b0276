"""The register of what must hold: `holds` puts a property in, its name is its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.interviews.transcript import Transcript

Property = Callable[[Transcript], Iterator[str]]
PROPERTIES: dict[str, Property] = {}
MODEL_PROPERTIES: dict[str, Property] = {}
"""Besides, where a language model phrases the follow-ups."""


def holds(rule: Property) -> Property:
    PROPERTIES[rule.__name__.replace("_", " ")] = rule
    return rule


def holds_of_models(rule: Property) -> Property:
    MODEL_PROPERTIES[rule.__name__.replace("_", " ")] = rule
    return rule
