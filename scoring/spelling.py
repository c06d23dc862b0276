"""Abbreviations as a recogniser writes them down: letter by letter, by the letters' names, or spoken in full."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.language import by_word, tokens

_LETTER_NAMES = """
ay:a bee:b cee:c see:c sea:c dee:d ee:e eff:f ef:f gee:g aitch:h haitch:h eye:i jay:j kay:k el:l ell:l em:m en:n oh:o
pee:p cue:q queue:q are:r ar:r ess:s es:s tee:t tea:t you:u vee:v ex:x why:y zed:z zee:z
"""
_NAMED = dict(pair.split(":") for pair in _LETTER_NAMES.split())
_WORDS_TOO = frozenset(["see", "sea", "eye", "oh", "queue", "are", "tea", "you", "why"])
SHORTEST = 2
LONGEST_SPOKEN = 5


def spelled_out(text: str) -> tuple[str, ...]:
    """Abbreviations that were said letter by letter, lower-case: “are el aitch eff” gives `rlhf`."""
    said = tokens(text)
    letters = [*map(_letter_of, said)]
    if len(letters) - letters.count("") < SHORTEST:
        return ()
    found, run, sure = [], "", 0
    for token, letter in zip((*said, ""), (*letters, ""), strict=True):
        if letter:
            run += letter
            sure += token not in _WORDS_TOO
        else:
            if len(run) >= SHORTEST and sure >= max(SHORTEST, len(run) - 1):
                found.append(run)
            run, sure = "", 0
    return tuple(found)


@by_word
def _letter_of(token: str) -> str:
    """The letter that a lower-case token is, or names; '' where it is none."""
    return token if len(token) == 1 and token.isalpha() else _NAMED.get(token, "")


def initials(words: Sequence[str]) -> str:
    return "".join([word[0] for word in words if word])


def abbreviated(phrase: str) -> str:
    """A phrase that may be an abbreviation, of three to five letters, without its spaces; '' for any other."""
    short = phrase.strip()
    return short if 3 <= len(short) <= LONGEST_SPOKEN else ""
