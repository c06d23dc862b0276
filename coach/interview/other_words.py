"""A follow-up or an interjection in other words: the bank's, those of a contradiction, or another line of the kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.events import InterviewerSpoke
from coach.interview.followups import SIGNAL_REASON
from coach.interview.ledger import Claim, contradictions
from coach.interview.moves import in_own_words, probe_of
from coach.interview.scripted import CONTRADICTION
from coach.interview.signals import WORTH_PROBING
from coach.records.probes import Probe
from coach.records.question_banks import BankQuestion

TWO_VERSIONS = (
    "I have two figures that do not agree. Which one should I write down?",
    "One figure is not like the one before. Which of them is right?",
)
"""For a contradiction that no longer stands as it was asked about."""
RAMBLED = ("What is your main point?", "What should I remember of that?")
"""For an interjection, or for a follow-up to an answer that drifted."""
_FOR_SIGNAL: dict[str, tuple[str, ...]] = {
    "the situation is": ("Where and when was that?", "Can you tell me what the situation was?"),
    "the task is": ("What was it that you had to do there?", "What was your own task in it?"),
    "the action is": ("What did you yourself do about it?", "Which steps did you take?"),
    "the result is": ("What came of it in the end?", "How did it end?"),
    "the reflection is": ("What did you learn from it?", "What would you do in another way today?"),
    "a figure does not agree": TWO_VERSIONS,
    "named without being used": (
        "You named something without saying how you work with it. How do you?",
        "One thing was only named so far. Can you tell me how it works for you?",
    ),
    "no figure": ("Which number would show that?", "Can you give me a figure for it?"),
    "asked for and not kept": (
        "Can you say it once more, in the way that the question asks for?",
        "Part of what the question asks for is still open. How would you add it?",
    ),
    "it is brief": ("Can you tell me a little more about it?", "What more is there to say about it?"),
    WORTH_PROBING["generic"]: ("Which one real case of yours can you tell me about?", "When did you do that last?"),
    WORTH_PROBING["off_topic"]: ("What does that say about the question?", "How does that belong to the question?"),
    WORTH_PROBING["rambling"]: RAMBLED,
    WORTH_PROBING["keyword_stuffing"]: (
        "How did one of those come up in your work?",
        "Can you take one of these and say what you did with it?",
    ),
    WORTH_PROBING["no_answer"]: ("What would you say to the question itself?", "What is your own view of it?"),
}
"""By the beginning of what was thin."""
_ANY = ("What else would you say about it?", "Is there something more that belongs to it?")


def last_asked(spoken: Sequence[InterviewerSpoke]) -> InterviewerSpoke | None:
    """The question, follow-up or interjection that stands. `spoken`: all that was said on it, oldest first."""
    asking = (e for e in reversed(spoken) if e.move in ("ask", "probe", "interject") and e.reason != "resumed")
    return next(asking, None)


def other_words(entry: BankQuestion, spoken: Sequence[InterviewerSpoke], claims: Sequence[Claim]) -> tuple[str, ...]:
    """Other words for the follow-up or interjection that was asked last, see `last_asked`; none where that was the
    question itself. `claims`: everything that was claimed so far."""
    asked = last_asked(spoken)
    if asked is None or asked.move == "ask":
        return ()
    if asked.move == "interject":
        return (*entry.interjection_rephrasings, *RAMBLED)
    if asked.reason.startswith(SIGNAL_REASON):
        return _for_signal(asked.reason.removeprefix(SIGNAL_REASON))
    probe_id = probe_of(asked.reason)
    if probe_id == CONTRADICTION:
        found = (c.rephrasings for c in contradictions(claims) if c.question == asked.text)
        return (*next(found, ()), *TWO_VERSIONS)
    probe = next((p for p in _all(entry.probes) if p.id == probe_id), None)
    if probe is None:
        return _ANY
    in_models_words = asked.reason.endswith(in_own_words(""))
    return (*probe.rephrasings, probe.text) if in_models_words else probe.rephrasings


def _for_signal(signal: str) -> tuple[str, ...]:
    return (*next((lines for thin, lines in _FOR_SIGNAL.items() if signal.startswith(thin)), ()), *_ANY)


def _all(probes: Sequence[Probe]) -> Iterator[Probe]:
    for probe in probes:
        yield probe
        yield from _all(probe.probes)
