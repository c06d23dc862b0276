"""When and why the interviewer cuts in on an answer that runs on. Pure functions over the open turn."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.interview.clock import limit_of
from coach.interview.turns import Turn
from coach.records.profiles import Profile
from coach.records.question_banks import BankQuestion

OVER = 1.25
"""Of the question's time, or of the words that fit in it."""
WORDS_A_SECOND = 2.7
"""160 words a minute, a brisk but common pace."""
LISTEN_FIRST = 50
"""Words that are heard out in any case."""
LAST = 40
"""Words that are looked at for repetition, and OFF_TOPIC for the topic."""
OFF_TOPIC = 45
REPEATED = 0.5
"""Share of the last words' triples that were said before."""
NEAR = 0.75
"""Of each measure: a language model needs the seconds that are left to word an interjection."""
NOTHING_NEW = 110
"""Words without a concept of the question or a figure that was not there before; a whole good answer has 100 to 150."""
_SMALL_WORDS = (
    "about after again also and any are because been before being but can could did does doing done down each "
    "even every for from get give gave had has have her here him his how into its just keep like made make many "
    "may mean more most much must not now off once one only other our out over own people really said same say "
    "says she should so some such take tell than that the their them then there these they thing things think "
    "this those through time too two under until upon use used very was way well were what when where which while "
    "who why will with work would you your please"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def why_cut_in(turn: Turn, entry: BankQuestion, profile: Profile, at: float, share: float = 1.0) -> str:
    """The reason, empty where the answer is on time and has substance, or the profile never cuts in.

    `share`: of each measure, so that NEAR tells what will soon be a reason if the answer goes on so.
    """
    if not profile.interjects or turn.first_voice is None:
        return ""
    patience = share * OVER / profile.eagerness
    allowed = limit_of(entry) or entry.minutes * 60
    words = _words(turn.said)
    if at - turn.first_voice > patience * allowed:
        return "over time"
    if len(words) > patience * allowed * WORDS_A_SECOND:
        return "over words"
    if len(words) < share * LISTEN_FIRST / profile.eagerness:
        return ""
    if _repeats(words, share * REPEATED):
        return "repeats itself"
    topic = _topic(entry)
    if not any(_stem(w) in topic for w in words[-round(share * OFF_TOPIC) :]):
        return "off topic"
    return "nothing new" if _nothing_new(words, topic, share * NOTHING_NEW / profile.eagerness) else ""


def _repeats(words: list[str], share: float) -> bool:
    earlier = {tuple(words[i : i + 3]) for i in range(len(words) - LAST - 2)}
    last = [tuple(words[i : i + 3]) for i in range(len(words) - LAST, len(words) - 2)]
    return bool(last) and sum(t in earlier for t in last) >= share * len(last)


def _nothing_new(words: list[str], topic: frozenset[str], long: float) -> bool:
    """No word on the topic and no figure for so long that was not said before."""
    seen: set[str] = set()
    newest = 0
    for index, word in enumerate(words):
        stem = _stem(word)
        if (stem in topic or word.isdigit()) and stem not in seen:
            seen.add(stem)
            newest = index
    return len(words) - newest > long


@lru_cache(maxsize=64)
def _topic_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_stem(w) for text in texts for w in _words(text) if len(w) > 2 and w not in _SMALL)


def _topic(entry: BankQuestion) -> frozenset[str]:
    asked = entry.question
    concepts = [text for c in asked.concepts for text in (c.name, *c.variants)]
    probes = [p.text for p in entry.probes]
    return _topic_of((asked.text, *concepts, *entry.rephrasings, *probes, entry.expert))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def _stem(word: str) -> str:
    return word[:5]
