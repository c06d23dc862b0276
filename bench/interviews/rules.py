"""The register of what must hold: `holds` puts a property in, its name is its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.interviews.transcript import Transcript

Property = Callable[[Transcript], Iterator[str]]
PROPERTIES: dict[str, Property] = {}


def holds(rule: Property) -> Property:
    PROPERTIES[rule.__name__.replace("_", " ")] = rule
    return rule
