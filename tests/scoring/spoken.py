"""Answers for the tests: sentences with plausible times, about 150 words a minute."""

from __future__ import annotations

from scoring.answer import Answer, Sentence
from scoring.question import Concept, Constraint, Kind, Question
from scoring.score import score_answer

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


def raised(question: Question, *said: str) -> list[str]:
    return [flag.name for flag in score_answer(question, spoken(*said)).flags]


LOST_PALLET = (
    "In March our depot lost a pallet of insulin on the night shift.",
    "I was the dispatcher, so finding it fell to me.",
    "I called the driver, read the tachograph with him and walked the loading bay with a torch.",
    "It stood behind the returns cage, still at four degrees, and the hospital had it by six.",
    "Since then I photograph each bay before the doors close.",
)
