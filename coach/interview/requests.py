"""The answer to what a candidate asks of the interviewer: repeat, rephrase, A or B, the meaning of a word, a hint."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coach.interview import repair, wordings
from coach.interview.moves import Move
from coach.interview.repair import Request
from coach.interview.scripted import LEAD
from coach.interview.wordings import fresh
from coach.records.profiles import Profile
from coach.records.question_banks import BankQuestion
from scoring.answer import Answer

REPHRASE, WHICH, MEANING = "asked to rephrase", "asked which of two", "asked what a word means"
"""Reasons of the clarifications that a language model may put into its own words."""
AND_SO = ("Please answer with that in mind.", "I hope that makes it clear.", "Go ahead from there.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is on the table: `questions` asked on it so far, `said` everything that the interviewer ever said,
    `other_words` those of the follow-up that was asked last."""

    entry: BankQuestion
    questions: Sequence[str]
    said: Collection[str]
    answer: Answer
    other_words: Sequence[str] = ()

    @property
    def last(self) -> str:
        return (self.questions[-1] if self.questions else self.entry.question.text).removeprefix(LEAD)

    @property
    def wordings(self) -> Sequence[str]:
        """Other words for the last thing asked, the question or a follow-up."""
        return self.entry.rephrasings if self.last.endswith(self.entry.question.text) else self.other_words


def reply(request: Request, words: str, asked: Asked, profile: Profile) -> Move | None:
    """What is said to the request; None where it needs no words. `words`: how it was put, empty for a key."""
    match request:
        case "repeat":
            return _clarify(_again(asked), asked, "asked to repeat")
        case "rephrase":
            return _clarified(words, asked)
        case "hearing_check":
            return _clarify(fresh(wordings.HEARD, asked.said), asked, "asked whether it is heard")
        case "language":
            return _clarify(fresh(wordings.ENGLISH, asked.said), asked, "another language")
        case "hint":
            return _clarify(_hint(asked, profile), asked, "asked for a hint")
        case "moment" | "skip" | "backchannel" | "end":
            return None


def _clarify(text: str, asked: Asked, reason: str) -> Move:
    return Move("clarify", text, asked.entry.question.id, reason)


def _again(asked: Asked) -> str:
    """The last thing asked, once more, each time with another opening."""
    openings = (*wordings.AGAIN, *(f"{a} {b}" for a in wordings.AGAIN for b in wordings.AGAIN if a != b))
    return fresh([f"{opening} {asked.last}" for opening in openings], asked.said)


def _clarified(words: str, asked: Asked) -> Move:
    if options := repair.options_in(words):
        return _clarify(fresh(_chosen(options, asked.last), asked.said, AND_SO), asked, WHICH)
    if term := repair.term_in(words):
        return _clarify(fresh(_meanings(term, asked), asked.said, AND_SO), asked, MEANING)
    return _clarify(fresh(_rephrasings(asked), asked.said), asked, REPHRASE)


def _rephrasings(asked: Asked) -> list[str]:
    """Other wordings of the last thing asked, those that were not said yet first; where there are none the same with
    an opening."""
    own = sorted(asked.wordings, key=lambda wording: any(wording in text for text in asked.said))
    return [*own, *(f"{opening} {asked.last}" for opening in wordings.PLAINER), *_leading_to(own)]


def _leading_to(rephrasings: Sequence[str]) -> list[str]:
    return [f"{opening} {text}" for opening in wordings.AGAIN for text in rephrasings]


def _chosen(options: tuple[str, str], question: str) -> list[str]:
    """Names the option that the question speaks of; both where it speaks of both, the first where of neither."""
    one, other = (_said_back(option) for option in options)
    about_one, about_other = (_shared(option, question) for option in options)
    if about_one and about_one == about_other:
        return [f"Both, {one} as well as {other}.", f"I am interested in both: {one}, and {other}."]
    meant = other if about_other > about_one else one
    if not about_one and not about_other:
        return [f"Take it as {meant}, if that fits your work best.", f"Let us say {meant}."]
    return [f"I mean {meant}.", f"The first thing I want is {meant}.", f"It is about {meant}."]


def _said_back(option: str) -> str:
    """My project → your project, in the middle of a sentence."""
    swapped = re.sub(r"\b(?:my|our)\b", "your", option, flags=re.I)
    return re.sub(r"\b(?:I|we)\b", "you", swapped)


def _shared(option: str, question: str) -> int:
    stems = {w[:5] for w in re.findall(r"[a-z]{4,}", question.lower())}
    return sum(w[:5] in stems for w in re.findall(r"[a-z]{4,}", option.lower()))


def _meanings(term: str, asked: Asked) -> list[str]:
    plain = re.sub(r"^(?:the |that |this |an? )", "", term.lower())
    told = next(
        (text for word, text in asked.entry.glossary.items() if word.lower() in plain or plain in word.lower()), ""
    )
    if told:
        return [f"By {plain} I mean {told}.", f"Here {plain} stands for {told}."]
    unsaid = [text for text in asked.wordings if not any(text in old for old in asked.said)]
    plainer = [f"By {plain} I mean nothing special. {text}" for text in unsaid]
    return [*plainer, f"I use {plain} in its everyday sense, as you would at work."]


def _hint(asked: Asked, profile: Profile) -> str:
    if not profile.hints:
        return fresh(wordings.NO_HINT, asked.said)
    told = asked.answer.text.lower()
    topics = [c.name for c in asked.entry.question.concepts if c.name.lower() not in told]
    lines = [line.format(topic=topic) for topic in topics for line in wordings.HINTS[:1]]
    return fresh(lines or wordings.NO_HINT, asked.said)
