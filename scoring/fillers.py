"""Fillers, each with where it stands: sounds always, words only where they carry nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.language import by_word, plain, tokens
from scoring.ledger import NUMBER
from scoring.scorecard import Evidence

_KIND_OF = (
    r"(?=[ks])(?<!\ba )(?<!the )(?<!this )(?<!that )(?<!what )(?<!some )(?<!any )(?<!which "
    r")(?<!same )(?<!other )(?<!these )(?<!those )(?<!one )(?<!every )(?<!each "
    r")(?<!my )(?<!right )(?<!new )"
)
_FIGURE = rf"(?!(?:zero|one|two)\b(?! (?:hundred|thousand)))(?:{NUMBER}|half)\b"
_DEGREE = r"(?:really|so|very|super|totally|completely|literally|maybe|just|never|always|constantly|every)\b"
_ABOUT = rf", like(?= (?:{_FIGURE}|{_DEGREE}))"
"""Before anything else a "like" after a comma brings an instance or a likeness: "the rare ones, like fraud"."""
_FILLERS = tuple(
    AnyCase(pattern, words)
    for pattern, words in (
        (r"\b(?:um+|uh+m?|erm?|hmm+|uhh)\b", "um umm ummm uh uhm uhh uhhm uhhh er erm hmm hmmm"),
        (
            r"\byou know\b(?! (?:what|who|how|why|where|when|whether|if|the|that|a|it|well|"
            r"best|better|already|about|of|them|him|her)\b)",
            "know",
        ),
        (r"(?=i)(?<!what )\bI mean\b(?! (?:the|that|it by|by|to)\b(?!,))", "mean"),
        (_KIND_OF + r"\bsort of\b", "sort"),
        (_KIND_OF + r"\bkind of\b", "kind"),
        (r"\bbasically\b", "basically"),
        (r"(?:^|, |\b(?:so|and|but|well|um|uh|er|yeah),? )actually\b|\bactually,", "actually"),
        (
            rf"(?:, |^)like(?=,)|\b(?:was|is|were|are|it's|be|just|and|so|but) like,|{_ABOUT}",
            "like",
        ),
    )
)
_NOT_FILLER = AnyCase(
    (
        r"\b(?:do|did|don't|didn't|would|could|as|if|let) you know\b|\byou know "
        r"(?:what|who|how|why|where|when|whether|if)\b"
    ),
    "know",
)

_HEARD = frozenset(["er", "erm", "know", "mean", "sort", "kind", "basically", "actually", "like"])
_SOUNDS = ("um", "uh", "hmm")
"""Without one of these there is nothing to look for."""


def find_fillers(sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
    """One Evidence for each filler, quote in the speaker's spelling, in order."""
    found: list[Evidence] = []
    for number, sentence in enumerate(sentences):
        if not any(map(_may_fill, tokens(sentence.text))):
            continue
        text = plain(sentence.text)
        likely = tuple([p.pattern for p in _FILLERS if p.may_be_in(text)])
        barred = _NOT_FILLER.spans(text)
        for begin, after in _any_of(likely).spans(text) if likely else ():
            if barred and any(a <= begin < b for a, b in barred):
                continue
            start, end = _seconds(sentence, begin, after)
            quote = text[begin:after].strip(" ,")
            found.append(Evidence((number,), quote, start, end))
    return tuple(found)


@by_word
def _may_fill(word: str) -> bool:
    return word in _HEARD or word.startswith(_SOUNDS)


@lru_cache(maxsize=256)
def _any_of(patterns: tuple[str, ...]) -> AnyCase:
    """Those that may be in a sentence as one: they are far fewer than there are."""
    return AnyCase("|".join(patterns))


def _seconds(sentence: Sentence, begin: int, end: int) -> tuple[float | None, float | None]:
    """Times of the characters `begin`..`end`, where the sentence has timed words."""
    if not sentence.words:
        return None, None
    at = 0
    hit = []
    for word in sentence.words:
        text = word.text.strip()
        if not text:
            continue
        if at < end and at + len(text) > begin:
            hit.append(word)
        at += len(text) + 1
    return (hit[0].start, hit[-1].end) if hit else (None, None)
