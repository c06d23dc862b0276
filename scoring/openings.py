"""What an answer opens with: a preface, a reason, or the answer itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.language import SENTENCES, content_words, plain
from scoring.question import Question

Stance = Literal["verdict", "reason", "none"]
ANSWER_STANCES: frozenset[Stance] = frozenset({"verdict"})

_PREFACE = AnyCase(
    r"\b(?:good question|great question|interesting question|give me a (?:second|"
    r"moment|minute)|let me (?:think|structure|organi[sz]e|"
    r"put|say)|bear with me|thank you|thanks|do you mean|"
    r"can you repeat|quick question|thinking (?:aloud|it through|before)|"
    r"working it through|aloud|before i (?:commit|say|put|decide)|correction|"
    r"the way (?:that )?i am thinking|can i first)\b",
)
_COURTESY = AnyCase(
    r"\W*(?:(?:so|well|okay|ok|um+|uh+|er|oh|and|sure|great|right|thank you(?: (?:very|so) much)?|thanks(?: a lot)?|"
    r"(?:that's|that is|that was|that would be) (?:it|all|my answer|everything)(?: from me)?|"
    r"(?:that's |that is )?(?:a )?(?:(?:very|really) )?(?:good|great|interesting|nice) question|"
    r"i hope (?:that|this) (?:helps|answers (?:it|that|your question)))\b\W*)+$"
)
_APOLOGY = AnyCase(r"\b(?:sorry (?:for|if)|my english)\b", "sorry english")
_STRONG = AnyCase(
    r"\b(?:my (?:best )?(?:guess|bet|rule|verdict|answer|rating|decision|conclusion|choice|call|recommendation)|"
    r"(?:so|right),? (?:verdict|conclusion|decision|the answer)|the answer is|"
    r"verdict[,:]|conclusion[,:]|putting (?:that|it|this) together|what i'd (?:decide|do|say|take|choose|pick)|"
    r"that's the short (?:version|answer)|\w+, that's (?:the|my) answer|the short (?:version|answer) is|"
    r"long story short|spoiler|"
    r"that was the (?:fix|answer|cause|reason|solution)|i'd put my money|"
    r"i(?:'d| would) (?:go with|pick|choose|prefer|conclude|rate it|give it|"
    r"call it|mark it|pass|fail|recommend|"
    r"take (?:the|that|this) (?:\w+ ){0,2}(?:one|answer|reply|response|version|option))|"
    r"i recommend|so conclusion|"
    r"that's why i(?:'d| would)|therefore|in the end i|bottom line|i come down|i land)\b",
)
_BLUNT = AnyCase(
    r"^\W*(?:(?:so|well|okay|um+|uh+|er|oh|right|i think|i'd say|honestly|easy)\b[\s,]*)*(?:the "
    r"(?:(?:first|second)(?! (?:thing|step|question|point|reason|part|check|look)\b)|correct|polite|better|most|"
    r"one (?:that|which|with)|\w+ (?:one|option|answer|response))|"
    r"(?:(?:an?|the)\s+)?(?:\w+ one,|correct|unsafe|safe|(?:fail|pass)(?! rates?\b)|yes|no|systematic|"
    r"random(?! (?:samples?|checks?|draws?|subset|batch)\b))|"
    r"(?:top|bottom|it's (?:a|the)|it is (?:a|the)|definitely|neither|keep|remove|"
    r"both(?! (?:of (?:them|these|those|the two) )?(?:have|has|matter|can|could|may|might|"
    r"are (?:important|possible|good|valid|fine|useful))\b)))\b",
)
_JUDGED = AnyCase(
    r"^\W*(?:(?:so|well|okay|um+|uh+|er|oh|right|honestly|i think|i'd say|i would say|in my (?:view|opinion)|for me|"
    r"to me)\b[\s,]*)*(?:that )?(?:it|that|this|"
    r"the (?:reply|answer|response|refusal|correction|model|decision|rating|ranking|label))"
    r"(?:'s| is) (?:(?:not|perfectly|absolutely|totally|simply|"
    r"clearly|just|quite|far|too) )*(?:fine|okay|ok|wrong|right|good|bad|acceptable|unacceptable|safe|unsafe|fair|"
    r"unfair|justified|unjustified|correct|incorrect|strict|cautious|harsh)\b"
    r"(?! question)(?!.*\b(?:but|if|unless|though|although|whether)\b)",
)
"""A judgement that nothing in its sentence takes back."""
MOST_BLUNT = 18
"""Words of a sentence that gives the answer at once; a longer one has begun to reason."""
_REASONING = AnyCase(
    r"\b(?:first|then|next|because|since|if|check|look|ask|what i have|weigh|"
    r"consider|on the one hand|before|depends|compare|the way)\b",
)


_WHY = AnyCase(
    r"^\W*(?:(?:so|well|okay|um+|uh+|er|and|now)\b[\s,]*)*(?:because|(?:the|my) (?:reason|reasoning|why)\b|see,|"
    r"here's why|reason being|that's because|how i (?:get|got|came) (?:there|to))",
    "because reason reasoning why see how",
)
_BEGUN = AnyCase(r"\b(?:first|start|begin|think|thinking|mind|ask)\b", "first start begin think thinking mind ask")
_CURT = AnyCase(
    r"^\W*(?:he|she|they|it|that|this|you|we)(?:'s|'re|'ll| is| are| can| can't| should| must| will| won't| would)\b"
)
_RATED = AnyCase(
    r"^\W*(?:(?:so|well|okay|um+|uh+|er)\b[\s,]*)*(?:it's|that's|it is|that is|i'd say|i'd give it) (?:a |an )?"
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
)
"""A mark given at once; a number alone may only repeat what was asked for."""
_WEIGHED = AnyCase(
    r"\b(?:hard|difficult|tricky|question|depends|either)\b", "hard difficult tricky question depends either"
)
MOST_CURT = 7
"""Words of a judgement about something that stands alone: "He stays out", not "It was a Tuesday" or "It depends"."""
WHY_WITHIN = 2
"""Sentences after an answer given at once in which it is explained."""


_YES_NO = AnyCase(
    r"^(?:(?:um+|uh+|er+m?|so|well|okay|ok|right|oh|and|i'd say|i would say|my answer is|the answer is|short answer|"
    r"honestly|sure|hmm+)\b[\s,.:;-]*)*"
    r"(?:yes|no|yeah|yep|yup|nope|nah|absolutely|definitely|certainly|of course|not really|not necessarily|"
    r"i (?:would(?: not|n't)?|do(?: not|n't)?|have(?: not|n't)?)(?=[\s]*[,.;]))(?=\W|$)",
)


def says_yes_or_no(text: str) -> bool:
    """Whether the text opens with a yes or a no, openers and fillers aside."""
    return _YES_NO.opens(plain(text).strip())


@lru_cache(maxsize=SENTENCES)
def is_courtesy(text: str) -> bool:
    """A sentence that thanks, agrees to answer or says that this was all, and nothing else."""
    return _COURTESY.opens(plain(text))


def is_preface(text: str) -> bool:
    """A sentence that only buys time, greets or repeats the terms."""
    ready = plain(text)
    if _COURTESY.opens(ready):
        return True
    if _PREFACE.found_in(ready) and len(ready.split()) <= 20:
        return True
    if says_yes_or_no(ready) or _RATED.opens(ready):
        return False
    return not content_words(ready) or (_APOLOGY.found_in(ready) and len(ready.split()) <= 20)


def first_committed(sentences: Sequence[Sentence]) -> int | None:
    """The first sentence that is no preface."""
    return next((i for i, s in enumerate(sentences) if not is_preface(s.text)), None)


def stance_of(question: Question, text: str) -> Stance:
    """Whether a sentence gives the answer or works towards it."""
    ready = plain(text)
    at_once = len(ready.split()) <= MOST_BLUNT and (_BLUNT.opens(ready) or _JUDGED.opens(ready))
    if at_once or _STRONG.found_in(ready):
        return "verdict"
    return "reason" if _REASONING.found_in(ready) else "none"


def verdict_sentence(question: Question, sentences: Sequence[Sentence]) -> int | None:
    """Where the answer is given: a blunt opening, else the last sentence that announces it, else the close after
    reasons; None where it is given nowhere."""
    first = first_committed(sentences)
    if first is None:
        return None
    if stance_of(question, sentences[first].text) == "verdict" or _is_explained(sentences, first):
        return first
    reasons = [i for i, s in enumerate(sentences) if stance_of(question, s.text) == "reason"]
    strong = [i for i, s in enumerate(sentences) if i > first and _STRONG.found_in(plain(s.text))]
    if strong:
        return strong[0] if strong[0] >= len(sentences) // 2 else strong[-1]
    return len(sentences) - 1 if len(reasons) >= 2 else None


def _is_explained(sentences: Sequence[Sentence], first: int) -> bool:
    """Whether what opens the answer gets its reasons afterwards: it was the answer then, and no step towards it."""
    after = sentences[first + 1 : first + 1 + WHY_WITHIN]
    said = plain(sentences[first].text)
    if _BEGUN.found_in(said):
        return False
    curt = len(said.split()) <= MOST_CURT and _CURT.opens(said) and not _WEIGHED.found_in(said)
    return curt or any(_WHY.opens(plain(s.text)) for s in after)
