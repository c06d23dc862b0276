"""What a language model is told about the move that is due: a prompt is a file with a version in `prompt_files/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from coach.errors import ModelError
from coach.events import MoveName
from coach.interview.demands import spoken
from coach.interview.interviewer import Message
from scoring.question import Question

MAX_WORDS = 60
MAX_ANSWER_CHARS = 8_000
MEANINGS: dict[MoveName, str] = {
    "probe": "ask one short follow-up question about something that the answer says or leaves out",
    "clarify": "say what was asked in other words, without helping to answer it",
    "acknowledge": "thank the candidate in a few neutral words and ask nothing",
    "interject": "cut in politely with one short question",
    "nudge": "encourage the candidate to go on, without helping to answer",
}
DATA_OPEN, DATA_CLOSE = "<<<CANDIDATE", "CANDIDATE>>>"
FOLLOW_UP, CLARIFY, INTERJECT = "follow-up", "clarify", "interject"
Rewords = Literal["rephrase", "which", "meaning", "cut_in"]
"""Other words for a question, which of two readings is meant, what a word means, or a cut into an answer."""
TASKS: dict[Rewords, str] = {
    "rephrase": "They want the question in other words. Ask the same again, plainer, with every one of its demands.",
    "which": "They want to know which of two readings is meant. Name the one that the question speaks of.",
    "meaning": "They want to know what a word of it means. Say it in one or two sentences of everyday words.",
    "cut_in": "",
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """`system` and `situation` have fields in braces."""

    name: str
    version: int
    system: str
    situation: str

    @property
    def id(self) -> str:
        """As the log has it, e.g. `follow-up 2`."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Rewording:
    """Of which question other words are wanted. `asked`: what was asked on it so far, oldest first; `request`: how the
    candidate put it, or why it is time to cut in; `named`: the readings, or the word, that they asked about."""

    question: Question
    asked: tuple[str, ...]
    kind: Rewords
    request: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """One move to be phrased. `suggested` is what the scripted interviewer would say, `asked` the questions of the
    interview so far, `signals` what is thin in the answer, `ledger` the candidate's claims, `said` everything that was
    said before. `rewords`: for a clarification or an interjection, what it is about."""

    question_text: str
    answer_text: str
    allowed: tuple[MoveName, ...]
    suggested: tuple[str, ...]
    asked: tuple[str, ...]
    profile_title: str
    interviewer_name: str
    signals: tuple[str, ...] = ()
    ledger: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    prompt: str = FOLLOW_UP
    rewords: Rewording | None = None


@cache
def load_prompt(name: str = FOLLOW_UP) -> Prompt:
    """Of the package's files. Raises ModelError where it has not the three parts head, system and situation."""
    text = (files("coach.interview") / "prompt_files" / f"{name}.md").read_text("utf-8")
    head, *parts = text.split("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    if len(parts) != 2 or fields.get("prompt") != name or not fields.get("version", "").isdigit():
        raise ModelError(f"the prompt {name}.md is damaged; reinstall coach. The scripted interviewer goes on")
    return Prompt(name, int(fields["version"]), *(part.strip() for part in parts))


def move_messages(request: MoveRequest) -> tuple[Message, ...]:
    """A system message with the rules and a user message with the question, the answer as data, and suggestions."""
    prompt = load_prompt(request.prompt)
    rules = prompt.system.format(
        name=request.interviewer_name,
        profile=request.profile_title,
        words=MAX_WORDS,
        open=DATA_OPEN,
        close=DATA_CLOSE,
        moves="\n".join(f"- {move}: {MEANINGS.get(move, move)}" for move in request.allowed),
    )
    situation = prompt.situation.format(
        question=request.question_text,
        answer=_as_data(request.answer_text),
        signals=_list(request.signals),
        ledger=_as_data(_list(request.ledger)),
        asked=_list(request.asked),
        suggested=_list(request.suggested),
        allowed=" or ".join(request.allowed),
        open=DATA_OPEN,
        close=DATA_CLOSE,
        **_wanted(request.rewords),
    )
    return Message("system", rules), Message("user", situation)


def _wanted(rewords: Rewording | None) -> dict[str, str]:
    if rewords is None:
        return {}
    last = rewords.asked[-1] if rewords.asked else ""
    demands = spoken(last, rewords.question.constraints)
    return {"task": TASKS[rewords.kind], "demands": _list(demands), "request": _as_data(rewords.request)}


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "(none)"


def _as_data(text: str) -> str:
    """The candidate's words without anything that could close the delimiter; of a long answer, its two ends."""
    said = text.replace("<<<", "<").replace(">>>", ">").strip()
    if len(said) > MAX_ANSWER_CHARS:
        half = MAX_ANSWER_CHARS // 2
        said = f"{said[:half]}\n[…]\n{said[-half:]}"
    return said or "(nothing was said)"
