"""What a candidate takes back: which earlier claim a correction supersedes, and the answer with it put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.events import CorrectionNoted
from coach.interview import repair
from scoring.answer import Answer, Sentence, Word
from scoring.ledger import NUMBER, sentences_of

_NOT_BUT = re.compile(
    rf"\bnot (?P<old>{NUMBER}|\w+)(?: \w+)?[,;.]? (?:but |rather |it was |i meant |i mean )*(?P<new>{NUMBER}|\w+)\b",
    re.I,
)
_INSTEAD = re.compile(rf"\b(?P<new>{NUMBER})(?: \w+)?,? not (?P<old>{NUMBER})\b", re.I)
_COUNTED = re.compile(rf"\b(?P<number>{NUMBER})\b ?(?P<unit>%|\w+)?", re.I)
_SMALL_WORDS = (
    "sorry not but was were the and for with that what meant mean clarify earlier point correct correction actually "
    "said this from there then have had been who are our"
)
_SMALL = frozenset(_SMALL_WORDS.split())
ENOUGH_SHARED = 2
"""Words that two sentences share where one may speak of the other without a figure."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`old` and `new` are empty where no single figure or word was exchanged."""

    superseded: str
    text: str
    old: str = ""
    new: str = ""


def corrections_in(text: str, earlier: Sequence[str]) -> list[Correction]:
    """Every sentence of `text` that corrects one before it, in `text` or in `earlier` (sentences, oldest first)."""
    before, found = list(earlier), []
    for sentence in sentences_of(text):
        if repair.corrects(sentence) and (correction := _correction(sentence, before)):
            found.append(correction)
        before.append(sentence)
    return found


def _correction(sentence: str, before: Sequence[str]) -> Correction | None:
    for pattern in (_INSTEAD, _NOT_BUT):
        for match in pattern.finditer(sentence):
            old, new = match["old"], match["new"]
            said = next((s for s in reversed(before) if _place(old, s)), None)
            if said and old.lower() != new.lower():
                return Correction(said, sentence, old, new)
    return _other_figure(sentence, before) or _put_another_way(sentence, before)


def _other_figure(sentence: str, before: Sequence[str]) -> Correction | None:
    """The same unit with another number, in a sentence that shares a word besides."""
    for new in _COUNTED.finditer(sentence):
        for said in reversed(before):
            for old in _COUNTED.finditer(said):
                unit = (new["unit"] or "").lower()
                same = unit and unit == (old["unit"] or "").lower() and old["number"].lower() != new["number"].lower()
                if same and (_telling(sentence) & _telling(said)) - {unit}:
                    return Correction(said, sentence, old["number"], new["number"])
    return None


def _put_another_way(sentence: str, before: Sequence[str]) -> Correction | None:
    shared = [(len(_telling(sentence) & _telling(said)), index) for index, said in enumerate(before)]
    most, index = max(shared, default=(0, 0))
    return Correction(before[index], sentence) if most >= ENOUGH_SHARED else None


def corrected(answer: Answer, noted: Sequence[CorrectionNoted]) -> Answer:
    """The answer as the candidate wants it understood: superseded figures read as corrected. Sentences keep their
    places and times."""
    sentences = list(answer.sentences)
    for correction in noted:
        place = _superseded(sentences, correction)
        if place is not None:
            sentences[place] = _exchanged(sentences[place], correction.old, correction.new)
    return replace(answer, sentences=tuple(sentences))


def _superseded(sentences: Sequence[Sentence], noted: CorrectionNoted) -> int | None:
    """Of the sentences that hold the old words, the one most like the superseded claim; never the correction itself."""
    if not noted.old:
        return None
    like = [
        (len(_telling(s.text) & _telling(noted.superseded)), index)
        for index, s in enumerate(sentences)
        if _place(noted.old, s.text) and not repair.corrects(s.text)
    ]
    return max(like)[1] if like else None


def _exchanged(sentence: Sentence, old: str, new: str) -> Sentence:
    text = re.sub(rf"\b{re.escape(old)}\b", lambda _: new, sentence.text, count=1, flags=re.I)
    return replace(sentence, text=text, words=_exchanged_words(sentence.words, old.lower().split(), new))


def _exchanged_words(words: tuple[Word, ...], old: Sequence[str], new: str) -> tuple[Word, ...]:
    """The old words as one word with the new text, in their seconds."""
    plain = [re.sub(r"[^\w%'-]", "", w.text).lower() for w in words]
    for start in range(len(words) - len(old) + 1):
        if plain[start : start + len(old)] == list(old):
            last = words[start + len(old) - 1]
            mark = last.text[len(last.text.rstrip(".,;:!?")) :]
            joined = replace(words[start], text=new + mark, end=last.end)
            return (*words[:start], joined, *words[start + len(old) :])
    return words


def _place(words: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(words)}\b", text, re.I))


def _telling(text: str) -> frozenset[str]:
    """Stems, roughly, of the words that say what a sentence is about."""
    return frozenset(w[:6] for w in re.findall(r"[a-z]{3,}", text.lower()) if w not in _SMALL)
