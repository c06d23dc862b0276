"""What the synthetic candidates say. Two sets that share no sentence; `|` is a clause boundary, {x} a slot."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

WRITTEN = Path(__file__).resolve().parents[2] / "scoring" / "training"
"""Answers that the scorer is trained on: their sentences are said in training here too."""
FILLERS = ("um", "uh", "er", "like", "you know")
THINKING = ("let me think", "how do I put this", "let me see", "good question", "give me a second")
MID_SOFT = ("right", "you know", "yeah", "I guess")
"""What sounds like an end and is none."""


@dataclass(frozen=True, slots=True)
class Texts:
    """`open_ends`: where a candidate stops without an end to the sentence."""

    openers: tuple[str, ...]
    sentences: tuple[str, ...]
    closings: tuple[str, ...]
    soft_ends: tuple[str, ...]
    open_ends: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """`sentences`: fewest and most of an answer; `expected`: seconds that one runs."""

    sentences: tuple[int, int]
    expected: float


KINDS = (QuestionKind((1, 2), 10.0), QuestionKind((3, 5), 25.0), QuestionKind((5, 9), 45.0))

TRAIN = Texts(
    openers=("so", "okay so", "well", "yeah sure", "that's a good question", "right so", "I would say", "sure"),
    sentences=(
        "in my last job I labelled {things} | for a team of {number}",
        "my task was to keep the error rate low | while we doubled the number of {things}",
        "the first thing I did was read the guideline twice | and write down what was unclear",
        "I noticed that two of us read the same rule differently | because the examples were old",
        "so I asked the lead to look at {number} cases with me | before we went on",
        "we agreed on a short test | and everybody took it on Monday",
        "after that our agreement went up | from seventy to ninety percent",
        "I think the main point is that people need examples | not longer rules",
        "a model can sound confident | even when the facts are wrong",
        "that is why I check every claim against a source | if I have the time",
        "when I am not sure I write a note | and pick the safer label",
        "we used a spreadsheet for the {things} | which was slow but clear",
        "my manager wanted more speed | and I wanted fewer mistakes",
        "I showed her the numbers from the week before | and she changed her mind",
        "I have worked with {things} for about three years",
        "I studied linguistics at a small university",
        "I like work that needs patience",
        "reinforcement learning from feedback means that people rank answers | and a model learns the ranks",
        "the model is then trained to get a higher reward",
        "one risk is that it learns to please | instead of being right",
        "a good answer should be short | unless the question needs more",
        "I would look at the prompt first | then at the answer | and then at the guideline",
        "for example one answer had {number} steps | and the fourth was invented",
        "I marked it as a factual error | and explained why in two lines",
        "it took me about {number} minutes",
        "the hardest part was staying careful in the afternoon",
        "I set a timer | so that I took a break every hour",
        "looking back I would have asked for help earlier",
        "it taught me to test a rule | before I use it on real work",
        "we delivered everything on Friday | which was two days early",
        "the client said it was the cleanest batch so far",
        "I would tell the team what I found",
        "then I would suggest a change to the guideline",
        "if they disagree I follow the guideline anyway",
        "because everyone has to do the same thing",
    ),
    closings=(
        "that's it",
        "that is my answer",
        "I hope that answers your question",
        "that's all I have",
        "so yeah that's about it",
        "that would be everything",
        "to sum up I would check first and write later",
    ),
    soft_ends=("so yeah", "you know", "and that was that", "yeah", "I guess", "basically"),
    open_ends=("and so", "but um", "so", "and I", "because", "which"),
    slots={
        "things": ("medical notes", "search results", "chat answers", "product photos", "court letters"),
        "number": ("four", "six", "ten", "twelve", "twenty"),
    },
)

_WRITTEN = re.compile(r"(?m)^[STARFO]\| (.+)$")
_PLAIN = re.compile(r"[A-Za-z0-9' ,-]+")
_JOINT = re.compile(r", (?=\w+ \w+ \w+)| (?=(?:and|but|because|so|which|when|while|if|although|until|where) \w+ \w+)")


def with_written_answers(texts: Texts) -> Texts:
    """The same, with the sentences of the written answers, cut where their clauses meet."""
    found = [s for file in sorted(WRITTEN.glob("*.txt")) for s in _WRITTEN.findall(file.read_text("utf-8"))]
    plain = (s.strip().rstrip(".!?") for s in found)
    fit = [s for s in plain if _PLAIN.fullmatch(s) and 4 <= len(s.split()) <= 28]
    return replace(texts, sentences=(*texts.sentences, *(_JOINT.sub(" | ", s).replace(",", "") for s in fit)))


HELD_OUT = Texts(
    openers=("hmm", "alright", "okay well", "great question", "sure thing", "to begin with", "from my side"),
    sentences=(
        "at the hospital I transcribed {things} | and coded them by hand",
        "nobody had written instructions | so each shift did it their own way",
        "I collected the odd ones in a folder | until there were {number} of them",
        "then I called a meeting with both shifts",
        "we went through them one by one | and voted where we could not agree",
        "within a month complaints dropped by half",
        "what I enjoy most is finding the pattern behind a mistake",
        "a hallucination is a statement the model makes up | although it reads well",
        "you can spot it when names and dates do not match | or when a source cannot be found",
        "I usually open the paper itself | rather than trust the summary",
        "if two replies are equally correct I prefer the one | that says what it does not know",
        "my colleague was upset at first | as he had built the old form",
        "I listened to him for a while | and asked what he would keep",
        "in the end we kept {number} of his fields",
        "the deadline moved twice | yet we finished the {things} in time",
        "I grew up with two languages at home",
        "teaching gave me the habit of explaining things slowly",
        "an evaluation set must stay secret | otherwise the score means nothing",
        "you split the data by author | since people repeat themselves",
        "I would sample {number} items at random | and have somebody else grade them blind",
        "whenever the two grades differ I talk it through with them",
        "our lead kept a list of decisions | where anyone could look them up",
        "it saved us roughly {number} hours a week",
        "what I learned is to raise a problem the same day",
        "next time I would involve the second shift from the start",
        "safety comes first for me | even if the customer is in a hurry",
        "harmful requests get a refusal with a reason | and an offer of something useful",
        "speed matters less than being consistent",
    ),
    closings=(
        "that's everything",
        "I'm done",
        "that's my answer",
        "hope that helps",
        "so yes that's how it went",
        "in conclusion consistency beats speed",
    ),
    soft_ends=("so yeah", "anyway", "and so on", "more or less", "I suppose", "right"),
    open_ends=("and then", "so um", "or", "but I", "if", "and the"),
    slots={
        "things": ("patient reports", "phone calls", "survey forms", "lab records"),
        "number": ("three", "five", "eight", "fifteen", "thirty"),
    },
)
