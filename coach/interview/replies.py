"""Which replies of a language model may be spoken: read while they come, refused with a reason that quotes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from coach.errors import ModelError
from coach.events import MoveName
from coach.interview.demands import demanded
from coach.interview.prompts import MAX_WORDS, MoveRequest, load_prompt
from coach.interview.refusals import refusal
from coach.interview.rewordings import rewording_fault

MAX_SENTENCES = 3
"""Two are asked for; a third is tolerated, since a lead-in such as "I see." counts as one."""
ALREADY_ASKED, STILL_WHOLE = 0.8, 0.5
"""A question was asked before when an earlier one holds this share of its words, and it that share of the earlier's."""
MOST: dict[MoveName, tuple[int, int]] = {"clarify": (75, 5), "interject": (35, 3)}
"""Words and sentences of other moves: a clarification may say a whole question again, a cut must be short."""
QUESTION_MOVES: frozenset[MoveName] = frozenset({"probe", "interject"})
MOST_CHARS = 4_000
"""A longer reply is babble, whatever it would become."""
LEAKS = re.compile(
    r"\bmy (?:instructions|rules|(?:system )?prompt)\b|\bas an ai(?: language model)?[, ]+i\b"
    r"|\bi(?: am|'m) (?:just |only )?(?:an ai|a language model)\b|candidate>|\"(?:move|text)\"|the coach suggests",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that may be said now. `more`: a sentence before the question; the rest of the move follows."""

    move: MoveName
    text: str
    more: bool = False


class ReplyReader:
    """Pieces of a reply in, sentences out as soon as they may be spoken. Raises ModelError where they may not."""

    def __init__(self, request: MoveRequest) -> None:
        self._request = request
        self._reply = ""
        self._lead = ""
        self.whole = False
        """Move and text are complete, whether they may be spoken or not."""
        self.done = False

    @property
    def spoken(self) -> bool:
        """Something of the reply may be said already."""
        return bool(self._lead) or self.done

    def push(self, piece: str) -> Spoken | None:
        self._reply += piece
        if self.done:
            return None
        if len(self._reply) > MOST_CHARS:
            raise _refused("is too long")
        whole, begun = self._fields()
        if isinstance(whole.get("move"), str) and isinstance(whole.get("text"), str):
            return self._whole(whole["move"], whole["text"])
        if "text" in whole or not isinstance(begun.get("text", ""), str):
            return None
        move, text = whole.get("move"), begun.get("text", "")
        return self._first_sentence(text) if move == "probe" and not self._lead else None

    def finish(self) -> None:
        """The reply is over. Raises ModelError where no move came out of it."""
        if not self.done:
            parse_move(self._reply, self._request)
            raise _refused("lacks a move or a text")

    def _fields(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The reply's fields: those that are complete, and those begun."""
        text = re.sub(r"^\s*(?:```(?:json)?)?\s*", "", self._reply)
        if not text or self._reply.lstrip() in ("`", "``", "```", "```j", "```js", "```jso"):
            return {}, {}
        try:
            whole = from_json(text, allow_partial=True)
            begun = from_json(text, allow_partial="trailing-strings")
        except ValueError:
            raise _no_object() from None
        if not isinstance(whole, dict) or not isinstance(begun, dict):
            raise _no_object()
        return whole, begun

    def _first_sentence(self, text: str) -> Spoken | None:
        sentences = _sentences(" ".join(text.split()))
        if len(sentences) < 2 or "?" in sentences[0] or sentences[0] in self._request.said:
            return None
        if "probe" not in self._request.allowed:
            raise _not_allowed()
        if fault := _fault("acknowledge", sentences[0], self._request):
            raise _refused(fault)
        self._lead = sentences[0]
        return Spoken("probe", self._lead, more=True)

    def _whole(self, move: str, text: str) -> Spoken:
        self.whole = True
        chosen, spoken = checked(move, text, self._request)
        rest = spoken.removeprefix(self._lead).strip()
        if rest in self._request.said:
            raise _refused("says what was already asked or said")
        self.done = True
        return Spoken(chosen, rest)


def parse_move(reply: str, request: MoveRequest) -> tuple[MoveName, str]:
    """The move and what to say, of a whole reply. Raises ModelError saying why it may not be spoken."""
    fenced = re.fullmatch(r"\s*```(?:json)?\s*(.*?)\s*```\s*", reply, flags=re.DOTALL)
    try:
        fields = from_json(fenced.group(1) if fenced else reply)
    except ValueError:
        raise _no_object() from None
    if not isinstance(fields, dict):
        raise _no_object()
    move, text = fields.get("move"), fields.get("text")
    if not isinstance(move, str) or not isinstance(text, str):
        raise _refused("lacks a move or a text")
    return checked(move, text, request)


def checked(move: str, text: str, request: MoveRequest) -> tuple[MoveName, str]:
    """Raises ModelError where the move or its text is refused."""
    if move not in request.allowed:
        raise _not_allowed()
    chosen: MoveName = next(m for m in request.allowed if m == move)
    spoken = " ".join(text.split())
    if fault := _fault(chosen, spoken, request):
        raise _refused(fault)
    return chosen, spoken


def _no_object() -> ModelError:
    return ModelError("the model did not reply with a JSON object; the scripted move is used")


def _not_allowed() -> ModelError:
    return ModelError("the model chose a move that is not allowed here; the scripted move is used")


def _refused(fault: str) -> ModelError:
    return ModelError(f"the model's reply {fault}; the scripted move is used")


def _fault(move: MoveName, text: str, request: MoveRequest) -> str:
    """Why the text may not be spoken, empty when it may."""
    if fault := _form_fault(move, text, request) or _asking_fault(move, text, request):
        return fault
    if text in request.said or (move in QUESTION_MOVES and _asked_before(text, request)):
        return "says what was already asked or said"
    rewords = request.rewords
    sources = (request.question_text, request.answer_text, *request.asked, *request.suggested, *request.ledger)
    if rewords is not None:
        demands = map(demanded, rewords.question.constraints)
        sources = (*sources, rewords.question.text, *rewords.asked, rewords.request, *demands)
    return refusal(text, sources) or (rewording_fault(text, request, rewords) if rewords else "")


def _form_fault(move: MoveName, text: str, request: MoveRequest) -> str:
    words, sentences = MOST.get(move, (MAX_WORDS, MAX_SENTENCES))
    if not re.search(r"\w", text):
        return "is empty"
    if len(text.split()) > words or len(_sentences(text)) > sentences:
        return "is too long"
    if _not_speech(text):
        return "is not speech"
    if LEAKS.search(text) or _shares_run(text, load_prompt(request.prompt).system):
        return "repeats its instructions"
    return ""


def _asking_fault(move: MoveName, text: str, request: MoveRequest) -> str:
    questions = text.count("?")
    if questions > _most_questions(move, request):
        return "asks several questions at once"
    if move in QUESTION_MOVES and questions == 0:
        return "asks no question"
    if move in QUESTION_MOVES and not text.rstrip("\"')").endswith("?"):
        return "goes on after its question"
    return "asks a question where none is due" if move == "acknowledge" and questions else ""


def _most_questions(move: MoveName, request: MoveRequest) -> int:
    """One; of a question that has more, other words may have as many."""
    asked = request.rewords.asked if request.rewords and move == "clarify" else ()
    return max(1, asked[-1].count("?") if asked else 1)


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if re.search(r"\w", part)]


def _not_speech(text: str) -> bool:
    """Markup, code, links, control characters, or hardly a letter."""
    letters = sum(c.isalpha() for c in text)
    return bool(re.search(r"[{}<>`|\\#*_]|https?://|[\x00-\x1f\x7f\ufffd]", text)) or letters < len(text) / 2


def _shares_run(text: str, source: str, run: int = 7) -> bool:
    """`run` consecutive words of `source` occur in `text`."""
    words, among = _words(text), " " + " ".join(_words(source)) + " "
    return any(f" {' '.join(words[i : i + run])} " in among for i in range(len(words) - run + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def _asked_before(text: str, request: MoveRequest) -> bool:
    new = _asking(text)
    earlier = [_asking(old) for old in (request.question_text, *request.asked)]
    return any(old and len(new & old) >= max(ALREADY_ASKED * len(new), STILL_WHOLE * len(old), 1) for old in earlier)


def _asking(text: str) -> frozenset[str]:
    """Words of the sentence that asks, or of the whole text when none ends in a question mark."""
    asking = [part for part in _sentences(text) if part.rstrip("\"')").endswith("?")]
    return frozenset(_words(" ".join(asking) or text))
