"""Turns of phrase that raise a flag by themselves, or hint at one."""

from __future__ import annotations

from functools import lru_cache

from scoring.any_case import AnyCase
from scoring.language import SENTENCES, plain

_LANGUAGE = r"(?:english|accent|pronunciation|grammar|vocabulary)"
_APOLOGY = AnyCase(
    rf"\b(?:sorry|apolog\w+|excuse|forgive|pardon|bear with|patient with|ashamed)\b.{{0,40}}\b{_LANGUAGE}\b"
    rf"|\bmy {_LANGUAGE}\b.{{0,20}}\b(?:is not|isn't|not so|not very|bad|poor|weak|broken|terrible|so-so|rusty)\b"
    rf"|\b{_LANGUAGE} is not my (?:first|native|mother)\b|\b{_LANGUAGE}\b.{{0,30}}\bsorry\b",
    "english accent pronunciation grammar vocabulary",
)
_CLARIFY = AnyCase(
    r"\b(?:do you mean|did you mean|you mean (?:the|a|my|like)|what do you mean|"
    r"(?:can|could) you (?:please )?(?:repeat|clarify|explain|rephrase|say)|"
    r"(?:quick|one) question (?:first|before)|can i (?:just )?(?:ask|check|clarify)|"
    r"may i ask|just to (?:check|clarify|be clear)|"
    r"sorry,? what|which one do you|are you asking|should i (?:talk|speak|tell|answer|take|assume)|"
    r"when you say\b.{0,50}(?:do you|is (?:it|that)|\?)|by \w+,? do you mean)",
    "mean can could may question check clarify clear sorry which asking should when",
)
_CLARIFY_ASKED = AnyCase(
    r"\b(?:is (?:that|this|it) (?:about|the|for)\b.{0,40}\?|"
    r"^(?:pardon|sorry|please)\b.{0,90}\?|would that be (?:the|my|a|any|one)\b.{0,60}\?|"
    r"is it (?:okay|alright|all right|fine|enough) if\b.{0,90}\?|in (?:the|what|which) sense (?:of|that)?\b.{0,90}\?|"
    r"(?:want|mean|looking for|after)\b.{0,60}\bor\b.{0,60}\?)",
    "is pardon sorry please would sense want mean looking after",
)
"""Only in a sentence with a question mark."""
_CORRECT = AnyCase(
    r"\b(?:i correct myself|let me correct|(?:^|[,.;] ?|small |one |a |quick )correction(?:[,:.]| to| on| of)"
    r"|i need to correct|to correct (?:something|what|my)"
    r"|i (?:said (?:before|earlier|\w+ (?:ago|minutes))|told you)\b.{0,60}\b(?:it's|it was|it is|but|actually|should"
    r"|i meant|was wrong|in fact)\b"
    r"|to clarify (?:my|what i|something)|i misspoke|let me (?:swap|take that back|rephrase that|restart that)"
    r"|(?:let me|just to|i (?:want|need|have) to|i should|i must|i'd like to|i'll) (?:just )?"
    r"(?:fix|mend|straighten out|put right|set straight) (?:something|one thing|that|a thing)"
    r"|(?:before i (?:start|begin|go on)|first|from (?:the|my) (?:first|last|earlier|previous) (?:question|answer)),? "
    r"i (?:said|told|gave|put)\b"
    r"|i (?:said|told (?:you|your colleague))\b.{0,60}\b(?:that's|that was|which is|which was) "
    r"(?:wrong|not right|false|incorrect)"
    r"|scratch that|i take that back|take back what|(?:sorry|no),? wait\b|actually,? no,"
    r"|no,? (?:sorry|actually),? (?:it|i|that|the)|what i said (?:before|earlier)|(?:^|, )(?:earlier|before),? i said"
    r"|in my (?:last|previous|earlier) answer|i got that wrong|that's not right, (?:it|i)"
    r"|back to (?:my|the) (?:earlier|previous|last)|i meant to say)",
    "correct correction said told clarify misspoke swap take rephrase restart fix mend straight put right gave "
    "scratch wait actually no wrong back meant answer",
)
_PLACEHOLDER = AnyCase(
    r"\b(?:(?:give|allow|grant|let) me (?:a|one|just a|half a) ?(?:brief |quick "
    r"|short |little )?(?:second|moment|minute|sec|beat)|let me (?:just )?(?:think|"
    r"structure|organi[sz]e|gather|collect|put (?:it|this|that|them) in order)|"
    r"(?:a|one) (?:second|moment|minute)(?:,)? (?:please|to think|to|while)|"
    r"bear with me|may i (?:take|have) a (?:second|moment|minute)|(?:take|need|"
    r"have) a (?:second|moment|minute) to|"
    r"(?:organi[sz]e|structure|collect|gather|order|sort) my thoughts|let me think)\b",
    "give allow grant let second moment minute bear thoughts",
)
_GIVES_UP = AnyCase(
    r"\b(?:can't|cannot|can not|couldn't|don't|do not) (?:really )?(?:think "
    r"of|remember|come up|recall|have (?:one|any|an example|a story|an answer|"
    r"anything)|know (?:what to|how to|this|that|the answer|,|\.))|"
    r"(?:next|another) (?:question|one)\b|go to the next|\bpass\b[,.]|\bskip\b|"
    r"nothing(?:'s)? com(?:es|ing)|i'd rather (?:not|come back)|come back to "
    r"(?:that|this|it)|never happened|no idea|i don't know",
    "can cannot couldn don do question one next pass skip comes coming rather back happened idea",
)
_TURNED_AWAY = AnyCase(
    r"\b(?:hang on|hold on|i'll call you back|not now|is it (?:still|on)|can you hear|hello\?|one sec,)",
    "hang hold call not is hear hello sec",
)
_PHRASES = {
    "apology": _APOLOGY,
    "clarify": _CLARIFY,
    "correct": _CORRECT,
    "placeholder": _PLACEHOLDER,
    "gives_up": _GIVES_UP,
    "turned_away": _TURNED_AWAY,
}


@lru_cache(maxsize=SENTENCES)
def phrases_in(text: str) -> frozenset[str]:
    """Names of the turns of phrase above that are in one sentence."""
    ready = plain(text)
    found = {name for name, pattern in _PHRASES.items() if pattern.found_in(ready)}
    if "?" in ready and _CLARIFY_ASKED.found_in(ready):
        found.add("clarify")
    return frozenset(found)
