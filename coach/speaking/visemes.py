"""IPA phonemes with times → mouth shapes (the 15 of `Viseme`) that a face can follow."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from coach.speaking.voice import Viseme, VisemeTime

SHORTEST = 0.045
"""Seconds; a mouth that holds a shape for less than about one frame and a half at 30 Hz only flickers."""

_SHAPES: dict[str, Viseme] = {
    **dict.fromkeys("pbmɱ", "PP"),
    **dict.fromkeys("fvʋ", "FF"),
    **dict.fromkeys("θð", "TH"),
    **dict.fromkeys("tdɾʈɖʔ", "DD"),
    **dict.fromkeys("kgɡxɣqχŋ", "kk"),
    **dict.fromkeys("ʃʒç", "CH"),
    **dict.fromkeys("sz", "SS"),
    **dict.fromkeys("nlɫɲɬ", "nn"),
    **dict.fromkeys("ɹrɻɚɝɜʁ", "RR"),
    **dict.fromkeys("aɑɐæʌ", "aa"),
    **dict.fromkeys("eɛəɘø", "E"),
    **dict.fromkeys("iɪjɨyᵻ", "ih"),
    **dict.fromkeys("oɔɒɤ", "oh"),
    **dict.fromkeys("uʊwɯʉʍ", "ou"),
}
_CLOSED: frozenset[Viseme] = frozenset({"PP", "FF"})
"""Lips seen to close: never dropped for being short."""
_OPEN_AS_NEXT = "hɦ"
"""No shape of its own: the mouth already takes that of the next sound."""
_AFFRICATES = ("tʃ", "dʒ", "tʂ", "dʐ")


@dataclass(frozen=True, slots=True)
class PhonemeTime:
    """`ipa` empty = pause. `start` in seconds; a phoneme lasts until the next one."""

    ipa: str
    start: float


def shapes_of(ipa: str) -> tuple[Viseme, ...]:
    """Mouth shapes of one phoneme in order: two for a diphthong, none for a pause, /h/ or an unknown sign."""
    text = unicodedata.normalize("NFD", ipa)
    for affricate in _AFFRICATES:
        text = text.replace(affricate, "ʃ")
    shapes: list[Viseme] = []
    for sign in text:
        shape = _SHAPES.get(sign)
        if shape is not None and (not shapes or shapes[-1] != shape):
            shapes.append(shape)
    return tuple(shapes)


def viseme_times(phonemes: Sequence[PhonemeTime], seconds: float) -> tuple[VisemeTime, ...]:
    """Shapes that cover 0…`seconds` without gap or overlap, equal neighbours joined, flicker removed."""
    return tuple(_join(_without_flicker(_join(_spread(phonemes, seconds)))))


def _spread(phonemes: Sequence[PhonemeTime], seconds: float) -> list[VisemeTime]:
    """One shape after another; a diphthong gives its first shape three fifths of its time."""
    times: list[VisemeTime] = []
    at = 0.0
    if phonemes and phonemes[0].start > 0:
        at = min(phonemes[0].start, seconds)
        times.append(VisemeTime("sil", 0.0, at))
    for index in range(len(phonemes)):
        until = phonemes[index + 1].start if index + 1 < len(phonemes) else seconds
        until = min(max(until, at), seconds)
        shapes = _shapes_at(phonemes, index)
        for number, shape in enumerate(shapes):
            end = until if number == len(shapes) - 1 else at + (until - at) * 0.6
            times.append(VisemeTime(shape, at, end))
            at = end
    if at < seconds:
        times.append(VisemeTime("sil", at, seconds))
    return times


def _shapes_at(phonemes: Sequence[PhonemeTime], index: int) -> tuple[Viseme, ...]:
    ipa = phonemes[index].ipa
    shapes = shapes_of(ipa)
    if shapes:
        return shapes
    breathed = any(sign in _OPEN_AS_NEXT for sign in ipa)
    following = shapes_of(phonemes[index + 1].ipa) if breathed and index + 1 < len(phonemes) else ()
    return following[:1] or ("sil",)


def _join(times: Sequence[VisemeTime]) -> list[VisemeTime]:
    joined: list[VisemeTime] = []
    for time in times:
        if time.end <= time.start:
            continue
        if joined and joined[-1].viseme == time.viseme:
            joined[-1] = VisemeTime(time.viseme, joined[-1].start, time.end)
        else:
            joined.append(time)
    return joined


def _without_flicker(times: Sequence[VisemeTime]) -> list[VisemeTime]:
    """Too short a shape goes to the one before it, except lips that close."""
    kept: list[VisemeTime] = []
    for time in times:
        if kept and time.viseme not in _CLOSED and time.end - time.start < SHORTEST:
            kept[-1] = VisemeTime(kept[-1].viseme, kept[-1].start, time.end)
        else:
            kept.append(time)
    return kept
