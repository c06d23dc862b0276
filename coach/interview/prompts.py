"""What a language model is told about a follow-up: a prompt is a file with a version in `prompt_files/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coach.errors import ModelError
from coach.events import MoveName
from coach.interview.interviewer import Message

MAX_WORDS = 60
MAX_ANSWER_CHARS = 8_000
MEANINGS: dict[MoveName, str] = {
    "probe": "ask one short follow-up question about something that the answer says or leaves out",
    "clarify": "restate the question in simpler words, without helping to answer it",
    "acknowledge": "thank the candidate in a few neutral words and ask nothing",
    "interject": "politely interrupt with one short question",
    "nudge": "encourage the candidate to go on, without helping to answer",
}
DATA_OPEN, DATA_CLOSE = "<<<CANDIDATE", "CANDIDATE>>>"
FOLLOW_UP = "follow-up"


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
class MoveRequest:
    """One follow-up to be chosen. `suggested` are the bank's probes, `asked` the questions of the interview so far,
    `signals` what is thin in the answer, `ledger` the candidate's claims, `said` everything that was said before."""

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
    prompt = load_prompt()
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
    )
    return Message("system", rules), Message("user", situation)


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "(none)"


def _as_data(text: str) -> str:
    """The candidate's words without anything that could close the delimiter; of a long answer, its two ends."""
    said = text.replace("<<<", "<").replace(">>>", ">").strip()
    if len(said) > MAX_ANSWER_CHARS:
        half = MAX_ANSWER_CHARS // 2
        said = f"{said[:half]}\n[…]\n{said[-half:]}"
    return said or "(nothing was said)"
