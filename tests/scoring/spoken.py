"""Answers for the tests: sentences with plausible times, about 150 words a minute."""

from __future__ import annotations

from scoring.answer import Answer, Sentence
from scoring.question import Concept, Constraint, Kind, Question

STORY = (
    "It was last autumn, on a ranking project for a health chatbot, eight of us in the team.",
    "My task was to decide whether the length rule in the guideline should stay.",
    "I pulled sixty pairs, hid the old verdicts, and asked two nurses to rank them again.",
    "They flipped 41 of them, and agreement went from 68 to 83 percent after the rule was dropped.",
    "I learned to write a doubt down on the same day, so now I keep a file for it.",
)
NEUTRAL = "Tell me about a time you thought a guideline was wrong."


def spoken(*texts: str, gap: float = 0.4) -> Answer:
    sentences = []
    at = 0.5
    for text in texts:
        end = at + max(0.4, 0.4 * len(text.split()))
        sentences.append(Sentence(text, round(at, 2), round(end, 2)))
        at = end + gap
    return Answer(tuple(sentences))


def asked(
    *constraints: Constraint, text: str = NEUTRAL, kind: Kind = "behavioural", concepts: tuple[Concept, ...] = ()
) -> Question:
    return Question("q", text, kind, constraints, concepts)
