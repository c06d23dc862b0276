"""Turns of phrase that hint at a sentence's role. Hints only: a label is never decided by one of them."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.language import plain

_PAST = (
    "asked|built|called|checked|counted|cut|did|drew|found|gave|got|kept|made|moved|opened|phoned|pulled|put|ran|rang|"
    "read|rewrote|said|sat|sent|set|showed|sorted|spoke|started|stopped|took|told|took|tested|tried|walked|went|wrote|"
    r"\w{2,}ed"
)
_CUES: dict[str, str] = {
    "situation_when": (
        r"\b(?:last (?:year|autumn|spring|summer|winter|week|month)|when i (?:was|"
        r"worked|started)|at the time|one day|there was|there were|it was|this was|"
        r"a year ago|back (?:in|when)|in (?:19|20)\d\d)\b"
    ),
    "situation_place": (
        r"\b(?:i (?:was|am|worked|work) (?:on|at|in|for|with)|we were|we had|project|"
        r"queue|batch|shift|team of|client)\b"
    ),
    "role": r"\b(?:i'm|i am|i was|i've been|i have been) (?:a|an|the)\b",
    "years": r"\b\w+ (?:years|months)\b",
    "task_duty": (
        r"\b(?:my (?:job|task|role|part|duty|responsibility|call)|responsible|in "
        r"charge|up to me|fell to me|landed on|had to|needed to|supposed to|was "
        r"to|i was the|asked me|gave me|wanted me|told me|expected|by friday|deadline|"
        r"target|the ask)\b"
    ),
    "task_decide": (
        r"\b(?:decide|whether|answer for|answered for|mine to|nobody else|by (?:monday|"
        r"tuesday|wednesday|thursday|friday|saturday|sunday|noon|the end))\b"
    ),
    "action_i": rf"\bi(?:,? \w+,)? (?:\w+ly |then |also |just |first |even )?(?:{_PAST})\b",
    "action_we": rf"\bwe (?:\w+ly |then |also |just )?(?:{_PAST})\b",
    "action_would": (
        r"\b(?:i'd|i would|i'll|i will|we'd|i want to|i look|i check|i read|i take|"
        r"i open|i write|i go|i ask|i mark|i put|i use)\b"
    ),
    "action_order": r"^\W*(?:so,? )?(?:first|second|third|then|next|after that|finally|step|one|two|three|four)\b",
    "result_change": (
        r"\b(?:went (?:from|down|up)|dropped|fell|rose|came down|improved|increased|"
        r"reduced|saved|fewer|less than|better|down to|up to|from \S+ (?:percent "
        r")?to)\b"
    ),
    "result_end": (
        r"\b(?:in the end|as a result|it turned out|turned out|ended up|since then|"
        r"after that|afterwards|eventually|the outcome|came back|nobody|still)\b"
    ),
    "result_others": (
        r"^\W*(?:and |so |but |then )?(?:he|she|they|it|the (?:\w+ ){1,2}|nobody|"
        r"everybody|everyone|two|three)\b"
    ),
    "reflect_learn": (
        r"\b(?:learn\w*|lesson|taught me|realis\w+|realiz\w+|differently|next time|"
        r"looking back|in hindsight|would have|should have|should've|could have|"
        r"i'd have|wish)\b"
    ),
    "reflect_now": (
        r"\b(?:now i|these days|nowadays|since then i|from then on|ever since|today "
        r"i|i now|always ask|now when|now before|i still (?:think|wonder|don't))\b"
    ),
    "reflect_self": (
        r"\b(?:i (?:thought|think|notice|catch|caught|tend|trust|know i|had been|"
        r"wasn't|was wrong|suppose|wonder|regret)|my (?:mistake|fault|habit|weakness|"
        r"own)|honest\w*|i'd been|myself)\b"
    ),
    "opener": r"^\W*(?:sure|okay|ok|yes|yeah|no|right|well|so|um|uh|great|good|thank|thanks|sorry|hello|hi|that's a)\b",
    "closer": (
        r"\b(?:that's (?:it|all|about it|basically it|me|how)|that is (?:it|all)|"
        r"thank you|thanks|so, yeah|that would be|hope that)\b"
    ),
    "opinion": (
        r"\b(?:i (?:believe|think|feel|guess)|in my opinion|important|people|always|"
        r"never|usually|generally|everybody|you (?:have|need|can|know|should)|is "
        r"(?:a|an|the|when|about|very))\b"
    ),
    "reason": r"\b(?:because|since|so that|the reason|which means|that's why|the trade-off|depends|if)\b",
    "define": r"\b(?:means|is when|is the|is called|known as|refers to|defined|the difference|is about|measures)\b",
    "generic": (
        r"\b(?:team player|passionate|hard.?work\w*|detail.oriented|attention to "
        r"detail|fast learner|people person|communication|positive|can-do|growth|"
        r"dedicated|motivated|challenge|learning|best practices|stakeholder\w*)\b"
    ),
    "meta": (
        r"\b(?:the question|your question|let me|give me a (?:second|moment|minute)|"
        r"can you repeat|do you mean|sorry for|my english|start (?:from|with)|back "
        r"up|example one|the (?:grading|scor\w+|rubric)|maximum|evaluat\w+)\b"
    ),
    "question": r"\?\W*$",
    "number": (
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
        r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
        r"percent)\b"
    ),
    "percent": r"\d ?%|\bpercent\b",
    "quote": r"\b(?:i said|he said|she said|they said|i told|i asked)\b",
    "would": r"\b(?:would|i'd|could|might)\b",
    "negation": r"\b(?:not|no|never|nobody|nothing|\w+n't)\b",
    "first_i": r"\b(?:i|i'm|i've|i'd|my|me)\b",
    "first_we": r"\b(?:we|we're|we've|we'd|our|us)\b",
    "third": r"\b(?:he|she|they|his|her|their|them)\b",
    "second": r"\b(?:you|your|you're)\b",
    "present_be": r"\b(?:is|are|it's|that's|there's)\b",
    "past_be": r"\b(?:was|were|had|wasn't|weren't|hadn't)\b",
    "begins_i": r"^\W*(?:so |and |but |then |um,? )*i\b",
    "begins_so_i": r"^\W*so,? (?:i|we)\b",
    "begins_the": r"^\W*(?:the|a|an|my|our)\b",
    "begins_we": r"^\W*(?:so |and |but |then )*we\b",
    "begins_ing": r"^\W*\w+ing\b",
    "present_i": r"\bi (?:am|do|have|always|never|think|know|like|feel|work|believe|try|keep|make|want|start)\b",
    "after_time": r"\b(?:within|after) (?:\w+ ){1,2}(?:days|weeks|months|hours|minutes)\b",
    "by_time": (
        r"\b(?:the (?:next|following|same)|that) (?:day|week|month|year|afternoon|"
        r"morning|friday|monday|night)\b"
    ),
}
CUES: dict[str, re.Pattern[str]] = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CUES.items()}


@lru_cache(maxsize=8192)
def cues_in(text: str) -> frozenset[str]:
    """Names of the cues found in one sentence."""
    ready = plain(text)
    return frozenset(name for name, pattern in CUES.items() if pattern.search(ready))
