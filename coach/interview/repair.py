"""What a short utterance asks of the interviewer, where it is no answer: repeat, rephrase, a moment, skip …

Whole-utterance patterns only: the same words inside an answer are part of the answer.
"""

from __future__ import annotations

import re
from typing import Literal

from coach.interview.languages import is_foreign

Request = Literal["repeat", "rephrase", "moment", "skip", "backchannel", "hearing_check", "hint", "language", "end"]

MAX_WORDS = 22
"""A longer utterance is an answer, whatever it begins with."""

_LEAD = (
    r"(?:(?:uh|um|er|erm|ah|oh|ok|okay|sorry|excuse me|pardon|h+m+|hi|well|so|yes|yeah|no|please|wait|actually"
    r"|alright|all right|thanks|thank you)[, ]+)*"
)
_CAN_YOU = r"(?:can|could|would|will) you (?:please |maybe |just |kindly )*"
_A_WHILE = r"(?:a|one|some|a few) (?:moment|minute|second|sec|seconds|moments|time|little time)"
_OFFER = r"(?:give me|i need|can i have|may i have|could i have|can i take|let me take|i would like|i'd like)"
_NOT_HEARD = r"(?:did not|didn't|could not|couldn't) (?:quite )?(?:hear|catch)"
_NOT_UNDERSTOOD = r"(?:do not|don't|am not sure i|'m not sure i|did not|didn't) (?:quite )?understand"
_PATTERNS: tuple[tuple[Request, tuple[str, ...]], ...] = (
    (
        "repeat",
        (
            rf"(?:{_CAN_YOU})?(?:repeat|say)(?: (?:that|it|this|the question|your question))?"
            r"(?: (?:again|once more|one more time|please))*",
            rf"(?:i )?{_NOT_HEARD}(?: (?:you|that|the question|it))?.*",
            r"(?:what was|what's) the question(?: again)?",
            r"come again|pardon(?: me)?|what did you say|one more time(?: please)?",
        ),
    ),
    (
        "rephrase",
        (
            rf"{_CAN_YOU}(?:rephrase|reword|clarify|explain|put|phrase)\b.*",
            r"(?:what (?:exactly )?do you mean|do you mean|are you asking|did you mean|what does|what is meant by)\b.*",
            rf"i ?{_NOT_UNDERSTOOD}(?: the question| that| what you mean| what you are asking)?",
            r"(?:just )?to (?:clarify|be clear),? (?:do|are|did|is|should)\b.*",
        ),
    ),
    (
        "moment",
        (
            rf"(?:just )?{_OFFER} (?:just )?{_A_WHILE}\b.*",
            r"(?:ok |okay )?let me (?:just )?(?:think|structure|collect|gather|organi[sz]e)\b.*",
            r"(?:one|just a|a) (?:moment|second|sec|minute)(?: please)?|i(?: am|'m) (?:still )?thinking",
            r"hold on(?: a (?:moment|second|sec|minute))?",
            r"that(?: is|'s) a (?:good|great|interesting) question,? let me\b.*",
        ),
    ),
    (
        "skip",
        (
            r"(?:can|could|may) (?:we|i) (?:please )?(?:skip|pass|move on)\b.*",
            r"(?:let's|let us) (?:skip|move on)\b.*",
            r"i(?: would|'d) (?:like|prefer) to (?:skip|pass|move on)\b.*",
            r"(?:skip|pass|next question)(?: please)?",
        ),
    ),
    (
        "hearing_check",
        (
            r"(?:can|do) you hear me(?: now| okay| ok)?",
            r"am i audible|is (?:this|my mic(?:rophone)?) (?:on|working)|hello|testing",
        ),
    ),
    (
        "hint",
        (
            rf"{_CAN_YOU}(?:give me|help me with|offer)(?: (?:a|some|any))? (?:hint|clue|tip|pointer)s?\b.*",
            r"(?:can|could|may) i (?:have|get) (?:a|some|any) (?:hint|clue|tip|pointer)s?\b.*",
            r"(?:a |any )?(?:hint|hints|clue)(?: please)?",
        ),
    ),
    (
        "end",
        (
            r"(?:can we|let's|i want to|i would like to|i'd like to) (?:stop|end)(?: the| this)?"
            r"(?: interview| here| now)?",
        ),
    ),
    ("backchannel", (r"(?:m+[ -]?hm+|uh[ -]?huh|mm+|ok|okay|i see|got it|hmm+|ah|oh)",)),
)
_COMPILED = tuple((name, re.compile(rf"{_LEAD}(?:{'|'.join(forms)})", re.I)) for name, forms in _PATTERNS)
_MARKS = re.compile(r"[^\w' -]+")
_ASSENT = re.compile(
    r"(?:(?:yeah|yes|yep|right|sure|great|cool|all ?right|of course|ok|okay|m+[ -]?hm+|uh[ -]?huh|i see)[\s,.!]*){1,4}",
    re.I,
)

_ABOUT = r"(?:about |for |to |by (?:that |this )?)?"
_EITHER = re.compile(
    rf"(?:do you mean|did you mean|are you asking|you mean|do you want|should i (?:take|talk about)|is it|is that)"
    rf" {_ABOUT}(?P<one>[^?.,;]+?),? or (?:are you asking )?{_ABOUT}(?P<other>[^?.;]+?)[?.!\s]*$",
    re.I,
)
_TERM = re.compile(
    r"what (?:exactly )?(?:do you mean by|is meant by|do you understand by) (?P<term>[^?.]+)"
    r"|what does (?P<other>[^?.]+?) mean",
    re.I,
)
_TRAILING = re.compile(
    r"(?:^|\W)(?:and|but|so|because|or|um|uh|er|like|the|a|an|to|of|with|for|which|that|then|we|i|was|is|if|when"
    r"|first|second|also|for example|let me think|let me see)[\s,.…]*$",
    re.I,
)
_CLOSING = re.compile(
    r"(?:that(?: is|'s| would be) (?:it|all|my answer|everything|about it)|that(?: is|'s) all i have|i(?: am|'m) done"
    r"|(?:i )?hope that (?:answers|helps)[\w ]*|to (?:sum up|conclude|summari[sz]e)[^.?!]{5,}|thank you(?: very much)?"
    r"|so (?:yeah|yes),? that(?: is|'s)[\w ]*)[\s.!]*$",
    re.I,
)
_HOLDING = re.compile(
    r"(?:let me (?:think|see|structure|collect|recall|remember)|give me (?:a|one)|one moment|hmm+)"
    r"[^.?!]{0,40}[\s.,…]*$",
    re.I,
)
_CORRECTING = re.compile(
    r"(?:to clarify my|to correct myself|let me correct|correction[,:]|what i meant (?:was|is|to say)"
    r"|sorry,? (?:not|i meant|it was)|i meant to say|i misspoke|actually,? (?:it was|that was) not)",
    re.I,
)


def request_in(text: str) -> Request | None:
    """What the whole utterance asks for, or None where it is (part of) an answer."""
    plain = re.sub(r"\s+", " ", _MARKS.sub(" ", text.replace("’", "'"))).strip()
    if not plain or len(plain.split()) > MAX_WORDS:
        return None
    asked = next((name for name, pattern in _COMPILED if pattern.fullmatch(plain)), None)
    return asked or ("language" if is_foreign(plain) else None)


def options_in(text: str) -> tuple[str, str] | None:
    """The two readings between which "do you mean A or B?" wants one chosen, as they were named."""
    match = _EITHER.search(text.replace("’", "'"))
    return (match["one"].strip(), match["other"].strip()) if match else None


def term_in(text: str) -> str | None:
    """The X of "what do you mean by X?"."""
    match = _TERM.search(text.replace("’", "'"))
    return (match["term"] or match["other"]).strip() if match else None


def is_backchannel(text: str) -> bool:
    """Over the interviewer's voice a "yes" takes nothing either; as an answer it may be one."""
    return request_in(text) == "backchannel" or bool(_ASSENT.fullmatch(text.strip()))


def trails_off(text: str) -> bool:
    """The clause is open: more words must follow."""
    return bool(_TRAILING.search(text.rstrip()))


def closes(text: str) -> bool:
    """The candidate said that the answer is complete."""
    return bool(_CLOSING.search(text.rstrip()))


def thinks_aloud(text: str) -> bool:
    """The last words ask, in passing, for time to think."""
    return bool(_HOLDING.search(text.rstrip()))


def corrects(text: str) -> bool:
    return bool(_CORRECTING.search(text))


def ends_a_clause(text: str) -> bool:
    """A place where one may cut in: the last sentence or clause is complete."""
    return bool(re.search(r"[.,;:?!]\s*$", text)) or not trails_off(text)
