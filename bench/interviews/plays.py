"""The language models that are played on loopback: good, babbling, leaking, dropping demands, slow or cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.interview.prompts import DATA_CLOSE, DATA_OPEN

ASKS = (
    "What was hardest about {}?",
    "Who else had a say in {}?",
    "How did you come to {}?",
    "Where did {} begin to matter?",
    "Which part of {} took longest?",
    "Why {} and nothing else?",
    "When would you leave out {}?",
    "Could anybody have stopped you at {}?",
    "Suppose {} had failed, then what?",
    "Does {} still happen there today?",
    "Is there a record that shows {}?",
    "Tell me, was it {} that decided it?",
    "Would a newcomer understand {}?",
    "After {}, whose turn was it?",
)
_AVOIDED = (
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand good great right wrong true poor weak strong score correct perfect prompt answer "
    "full marks model ideal instructions system excellent nice well done"
)
AVOIDED = frozenset(_AVOIDED.split())
BABBLE: tuple[str | dict[str, str], ...] = (
    "Sure! Here is my next question for the candidate: what happened then?",
    {"text": "What happened? And who decided? And when was that?"},
    {"text": "So " + "and then " * 40 + "what happened?"},
    {"text": "**Why** was that?"},
    {"move": "close", "text": "Goodbye."},
    {"text": "What came of it? Take your time, or is there a hurry? No?"},
    {"move": "acknowledge", "text": "Thanks. What else?"},
    "{]",
)
LEAKS: tuple[str | dict[str, str], ...] = (
    {"text": "Great answer. What came next?"},
    {"move": "acknowledge", "text": "That is correct, full marks."},
    {"text": "As you asked, the ideal answer is agreement. What else?"},
    {"text": "You said that you dismissed two managers in Denver. How did they take it?"},
    {"text": "How did you train your four hundred contractors?"},
    {"move": "acknowledge", "text": "My instructions say that I must not help you."},
    {"text": "You did well. Was the answer weak anywhere?"},
)
OPENINGS = (
    "What I want to hear about is",
    "In plainer words, this is about",
    "Take it as a question about",
    "Say it your own way, but stay with",
    "Here is what I am after,",
    "So, once more and simply,",
    "Let me begin with the core of it,",
    "It comes down to",
)
THANKS = (
    "Thank you, I have noted",
    "I have written down",
    "Thanks, I keep in mind",
    "So I have",
    "Then I take along",
    "All of it is in my notes,",
)
GROUPS = 3
ASKS_FOR = ("Please", "And mind", "I ask for this", "Keep to this", "As before", "It still holds", "Let this stand")
CUTS = ("Sorry to come in here.", "Forgive me for coming in.", "One moment, please.", "Let me hold you there.")


@dataclass(frozen=True, slots=True)
class Told:
    """What a model is asked for: the move that is due, the user message, and how many came before. `hidden`: ideas
    that the question does not name, for a model that cannot keep them to itself."""

    move: str
    message: str
    turn: int
    hidden: tuple[str, ...] = ()

    def part(self, heading: str) -> str:
        """The paragraph under a line that begins so."""
        return f"\n{self.message}".split(f"\n{heading}", 1)[-1].split(":\n", 1)[-1].split("\n\n", 1)[0]


def good(told: Told) -> str:
    """Takes up words of the answer, then asks one thing; every fourth time it gives thanks. Says a question again by
    its own words, with all that it demands; cuts in with the bank's question."""
    match told.move:
        case "clarify":
            return _said("clarify", _in_other_words(told))
        case "interject":
            asks = re.split(r"(?<=[.!]) ", told.part("The bank's line").removeprefix("- "))[-1]
            return _said("interject", f"{CUTS[told.turn % len(CUTS)]} {asks}")
        case _:
            return _followed_up(told.message, told.turn)


def dropping(told: Told) -> str:
    """Good but for its clarifications: in turn it leaves out what is demanded, and changes it."""
    if told.move != "clarify":
        return good(told)
    text = _in_other_words(told, demands=())
    return _said("clarify", text if told.turn % 2 else f"{text} Take eleven minutes and exactly seventeen examples.")


def babbling(told: Told) -> str:
    return _as_it_is(BABBLE[told.turn % len(BABBLE)], told.move)


def leaking(told: Told) -> str:
    """Every other clarification and interjection is good but for an idea that the answer should have."""
    if told.move in ("clarify", "interject") and told.hidden and told.turn % 2:
        idea = told.hidden[told.turn // 2 % len(told.hidden)]
        return _said(told.move, f"Think of {idea}. {json.loads(good(told))['text']}")
    return _as_it_is(LEAKS[told.turn % len(LEAKS)], told.move)


def _in_other_words(told: Told, demands: Sequence[str] | None = None) -> str:
    """Groups of words of the question behind an opening, what was asked about, then what it demands."""
    question, request = told.part("What you asked last"), told.part("What the candidate wants")
    wanted = [d.removeprefix("- ") for d in told.part("What it demands").splitlines() if d != "(none)"]
    groups = _groups(question)[: 2 * GROUPS] or ["this"]
    many = len(groups) > GROUPS + 1
    places = range(0, 2 * GROUPS, 2) if many else range(len(groups))
    chosen = [groups[(told.turn + n) % len(groups)] for n in places]
    named = " ".join(w for w in re.findall(r"[a-z]{5,}", request.lower()) if w in question.lower())
    opening = re.split(r"(?<=[.?])\s", question)[0].lower()
    key = [*_longest(opening, 6), *_longest(told.part("What could be said").lower(), 4)]
    about = ", ".join(part for part in (*dict.fromkeys(chosen), *key, named) if part)
    asks = ASKS_FOR[told.turn % len(ASKS_FOR)]
    spoken = "".join(f" {asks}: {d}." for d in (wanted if demands is None else demands))
    return f"{OPENINGS[told.turn % len(OPENINGS)]} {about}.{spoken}"


def _longest(text: str, letters: int) -> list[str]:
    """Of the words of so many letters."""
    found = set(re.findall(rf"[a-z]{{{letters},}}", text)) - AVOIDED
    return sorted(found, key=lambda w: (len(w), w))[-GROUPS:]


def _followed_up(message: str, turn: int) -> str:
    answer = message.split(DATA_OPEN)[1].split(DATA_CLOSE)[0]
    said = _groups(answer)
    words = said or _groups(message.split("\n\n")[0])
    about, also = words[turn % len(words)], words[turn // 4 % len(words)]
    if turn % 4 == 3:
        return _said("acknowledge", f"{THANKS[turn // 4 % len(THANKS)]} {about}, and {also} too.")
    unused = [ask for ask in ASKS if ask.split("{")[0] not in message] or ASKS
    asks = (unused[(turn + n) % len(unused)].format(words[-1 - n % len(words)]) for n in range(99))
    lead = f"You spoke about {about}. " if turn % 4 and said else ""
    return _said("probe", lead + next((ask for ask in asks if ask not in message), ASKS[0]))


def _said(move: str, text: str) -> str:
    return json.dumps({"move": move, "text": text})


def _as_it_is(reply: str | dict[str, str], move: str) -> str:
    return reply if isinstance(reply, str) else json.dumps({"move": move, **reply})


def _groups(text: str) -> list[str]:
    """Two words in a row, none of which counts, judges or speaks of prompts."""
    found = re.findall(r"(?=\b([a-z]{4,} [a-z]{3,})\b)", text.lower())
    return [group for group in found if not set(group.split()) & AVOIDED]


Play = Callable[[Told], str]
PLAYS: dict[str, Play] = {
    "good": good,
    "babbling": babbling,
    "leaking": leaking,
    "dropping": dropping,
    "slow": good,
    "cut off": good,
}
