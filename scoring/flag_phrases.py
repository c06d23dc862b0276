"""Turns of phrase that raise a flag by themselves, or hint at one."""

from __future__ import annotations

from functools import lru_cache

from scoring.any_case import AnyCase, AnyOfMany
from scoring.language import SENTENCES, plain, unquoted

_LANGUAGE = r"(?:english|accent|pronunciation|grammar|vocabulary)"
_WRITTEN: dict[str, tuple[tuple[str, str], ...]] = {
    "apology": (
        (
            rf"(?:sorry|apolog\w+|excuse|forgive|pardon|bear with|patient with|ashamed)\b.{{0,40}}\b{_LANGUAGE}\b"
            rf"|(?:excuse|forgive|pardon) me\b.{{0,70}}\b{_LANGUAGE}\b"
            rf"|my {_LANGUAGE}\b.{{0,20}}\b(?:is not|isn't|not so|not very|bad|poor|weak|broken|terrible|so-so|rusty)\b"
            rf"|{_LANGUAGE} is not my (?:first|native|mother)\b|{_LANGUAGE}\b.{{0,30}}\bsorry\b",
            "english accent pronunciation grammar vocabulary",
        ),
        (
            r"(?:sorry|excuse|forgive|pardon)\b.{0,20}\bif i (?:say|speak|talk|express) (?:it |this |that |myself )?"
            r"(?:not (?:so|very|that)|bad|badly|wrong)\b",
            "sorry excuse forgive pardon & say speak talk express & not bad badly wrong",
        ),
    ),
    "clarify": (
        (r"(?:do|did) you mean|you mean (?:the|a|my|like)\b", "mean & you"),
        (
            r"(?:can|could) you (?:please )?(?:repeat|clarify|explain|rephrase|say)\b",
            "repeat clarify explain rephrase say & can could",
        ),
        (r"(?:quick|one) question (?:first|before)\b", "question & quick one"),
        (r"(?:can i (?:just )?(?:ask|check|clarify)|may i ask)\b", "ask check clarify & can may"),
        (r"just to (?:check|clarify|be clear)\b", "just & check clarify clear"),
        (r"sorry,? what\b", "sorry"),
        (r"(?:which one do you|are you asking)\b", "which asking & you"),
        (r"should i (?:talk|speak|tell|answer|take|assume)\b", "should"),
        (r"when you say\b.{0,50}(?:\bdo you\b|\bis (?:it|that)\b|\?)", "when & say"),
        (r"when you (?:say|ask|mean)\b.{0,50}\b(?:you're|are you) (?:meaning|asking|thinking|talking|after)\b", "when"),
    ),
    "correct": (
        (
            r"i correct myself|let me correct|i need to correct|to correct (?:something|what|my)\b"
            r"|(?:^|[,.;] ?|small |one |a |quick )correction[,:.]"
            r"|(?:^|[,.;] ?|i have |i've |there's )(?:(?:and|so|oh|just|got) )*(?:one |a )?(?:small |quick )?"
            r"correction (?:to|on|of|before|first)\b",
            "correct",
        ),
        (
            r"i (?:said (?:before|earlier|\w+ (?:ago|minutes))|told you)\b.{0,60}\b(?:it's|it was|it is|but|actually"
            r"|should|i meant|was wrong|in fact)\b|what i said (?:before|earlier)|(?:^|, )(?:earlier|before),? i said"
            r"|(?:before i (?:start|begin|go on)|first|from (?:the|my) (?:first|last|earlier|previous)"
            r" (?:question|answer)),? i (?:said|told|gave|put)\b"
            r"|i (?:said|told (?:you|your colleague))\b.{0,60}\b(?:that's|that was|which is|which was|it's|it is) "
            r"(?:wrong|not right|false|incorrect|the opposite|the other way (?:a?round|about))\b",
            "said told gave put",
        ),
        (
            r"to clarify (?:my|what i|something)\b|i misspoke"
            r"|(?:scratch|strike) that(?=\W*$|[,.;])|(?:no|oh|sorry),? (?:scratch|strike) that\b",
            "clarify misspoke scratch strike",
        ),
        (r"let me (?:swap|take that back|rephrase that|restart that)\b", "swap take rephrase restart"),
        (
            r"(?:let me|just to|i (?:want|need|have) to|i should|i must|i'd like to|i'll|(?:can|may|could) i)"
            r" (?:just |first )?"
            r"(?:(?:fix|mend|repair|straighten out|put right|set straight) (?:something|one thing|that|a thing)\b"
            r"|(?:put|set|get) (?:something|one thing|a thing) (?:right|straight)\b)",
            "fix mend repair straight put set get & something thing that",
        ),
        (
            r"i take that back|take back what\b|(?:i|let me)(?: just| first)* take back (?:a|one|some) ?thing\b"
            r"|back to (?:my|the) (?:earlier|previous|last)\b",
            "back",
        ),
        (r"(?:sorry|no),? wait\b", "wait"),
        (r"actually,? no,|no,? (?:sorry|actually),? (?:it|i|that|the)\b", "no & sorry actually"),
        (r"in my (?:last|previous|earlier) answer\b", "answer"),
        (r"i got that wrong|that's not right, (?:it|i)\b", "wrong right & that"),
        (r"i said\b.{0,50}\b(?:that's|that was|that is) not (?:quite|really|entirely) (?:true|right)\b", "said"),
        (
            r"i said\b.{0,50}\bi beg your pardon\b|i'd like to take (?:that|it|the \w+ (?:one|figure|number)) back\b",
            "pardon take",
        ),
        (r"i meant to say\b", "meant"),
    ),
    "placeholder": (
        (
            r"(?:give|allow|grant|let) me (?:a|one|just a|half a) (?:(?:brief|quick|short|little) )?"
            r"(?:second|moment|minute|sec|beat)\b",
            "second moment minute sec beat & give allow grant let",
        ),
        (
            r"let me (?:just )?(?:think|structure|organi[sz]e|gather|collect|put (?:it|this|that|them) in order)\b",
            "think structure organise gather collect put & let",
        ),
        (
            r"(?:(?:a|one) (?:second|moment|minute),? (?:please|to think|to|while)"
            r"|may i (?:take|have) a (?:second|moment|minute)|(?:take|need|have) a (?:second|moment|minute) to)\b",
            "second moment minute & please to while may",
        ),
        (r"bear with me\b|(?:organi[sz]e|structure|collect|gather|order|sort) my thoughts\b", "bear thoughts"),
    ),
    "gives_up": (
        (
            r"(?:can't|cannot|can not|couldn't|don't|do not) (?:really )?(?:think of|remember|come up|recall"
            r"|have (?:one|any|an example|a story|an answer|anything)"
            r"|know (?:what to|how to|this|that|the answer|,|\.))|i don't know\b",
            "think remember come recall have know & can cannot couldn don do",
        ),
        (r"(?:next|another) (?:question|one)\b|go to the next\b", "next another"),
        (r"pass\b[,.]|skip\b", "pass skip"),
        (r"nothing(?:'s)? com(?:es|ing)\b", "nothing"),
        (r"i'd rather (?:not|come back)\b|come back to (?:that|this|it)\b", "rather back"),
        (r"(?:never happened|no idea)\b", "happened idea"),
    ),
    "turned_away": (
        (r"(?:hang|hold) on\b|i'll call you back\b|one sec,|can you hear\b|hello\?", "hang hold call sec hear hello"),
        (r"(?:not now|is it (?:still|on))\b", "not is & now still on"),
    ),
}
"""Under each name patterns that begin with a word, each with words of which it has one (see AnyCase)."""
_NAMES = {AnyCase(rf"\b(?:{pattern})", words): name for name, each in _WRITTEN.items() for pattern, words in each}
_PHRASES = AnyOfMany([*_NAMES])
_CLARIFY_ASKED = AnyCase(
    r"\b(?:is (?:that|this|it) (?:about|the|for)\b.{0,40}\?|"
    r"^(?:pardon|sorry|please)\b.{0,90}\?|would that be (?:the|my|a|any|one)\b.{0,60}\?|"
    r"is it (?:okay|alright|all right|fine|enough) if\b.{0,90}\?|in (?:the|what|which) sense (?:of|that)?\b.{0,90}\?|"
    r"(?:want|mean|looking for|after)\b.{0,60}\bor\b.{0,60}\?)",
    "is pardon sorry please would sense want mean looking after",
)
"""Only in a sentence with a question mark."""


@lru_cache(maxsize=SENTENCES)
def phrases_in(text: str) -> frozenset[str]:
    """Names of the turns of phrase above that are in one sentence, outside of what it quotes."""
    ready = unquoted(plain(text))
    found = {_NAMES[pattern] for pattern in _PHRASES.found_in(ready)}
    if "?" in ready and _CLARIFY_ASKED.found_in(ready):
        found.add("clarify")
    return frozenset(found)
