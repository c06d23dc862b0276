"""Words that stand for each other in talk about work, labelling and judging model answers, by stem."""

from __future__ import annotations

from functools import lru_cache

from scoring.language import stem

_GROUPS = """
guideline rubric instruction rule spec policy handbook manual criteria standard book
agreement consistency overlap kappa agree agreed match consensus alpha
disagree disagreement conflict differ dispute argue argument clash split
escalate escalated raise raised flag flagged lead manager supervisor ticket report reported
evidence sample example data screenshot proof log record case
calibrate calibration align aligned anchor gold session compare
feedback review reviewer comment note remark criticism
bias biased skew skewed lean leaning systematic shift
random noise noisy wobble scatter chance luck
hallucination invented invent fabricated fabricate made-up fake
source citation reference document paper link cite
verify check verified checked confirm look cross-check validate test tested recheck
harm harmful danger dangerous hurt unsafe risk risky safety safe
severity severe serious critical worst grave bad
privacy consent personal anonymise anonymous confidential
rank ranking order ordering preference prefer preferred
quality accuracy accurate correct correctness right error mistake wrong
speed throughput fast faster quick quicker pace deadline hurry
measure measured metric count counted number figure percent rate tracked
baseline before previous earlier
root cause why reason underlying
train training teach taught coach coached mentor onboard showed
document documented wrote write written note notes template sheet log
communicate communication told tell explain explained message call called phone phoned rang
listen listened heard ear
calm calmed patient patience de-escalate quiet soothe
customer client guest passenger caller patient user
prioritise priority first urgent triage urgency
delegate delegated assign assigned split share shared gave
uncertain uncertainty unsure doubt confidence confident ambiguous ambiguity unclear vague
edge corner rare unusual hard tricky difficult
intent meant meaning purpose goal want wanted need
freshness fresh recent outdated stale old date current update updated
locale country region local language dialect
execution run ran execute compile test
readability readable clean maintainable names style
occlusion occluded hidden behind covered visible blocked
boundary edge outline border contour line
frame video sequence keyframe interpolation
reward signal train tuned tuning
transcript transcription transcribe verbatim audio listen
accent dialect pronunciation
speaker voice diarization turn
tone polite rude style manner
instruction prompt request asked
reflection learned lesson realise realised since now
outcome result impact effect ended saved fell rose dropped improved
stakeholder team colleague partner
trade-off tradeoff cost price balance versus
scope boundary limit limited beyond
reproduce reproduced repeat repeated again replicate
patch fix fixed repair mend mended solved
context situation background circumstances
appeal overturned reversed second
apologise apology sorry
refund compensation voucher free money discount
follow-up follow after later checked
safety hazard danger accident near-miss
budget cost money euro pound dollar
plan planned schedule timetable rota
backup spare alternative fallback contingency second
ownership responsible own fault mine blame
honest honesty admit admitted truth transparent
resilience stress burnout break rest support counsellor
diversity diverse different variety balanced representative
imbalance skewed rare minority class
leak leaked copied contamination memorised
proof derivation step steps reasoning logic
unit conversion units kilo grams
glossary terminology term dictionary termbase
idiom metaphor figurative expression
fluency natural fluent native sounds
literal word-for-word
loop retry repeated repeat
tool call function api search
side-effect irreversible changed deleted damage
"""


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = {stem(part) for word in line.split() for part in (word, *word.split("-"))}
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in table.items()}


def related(word: str) -> frozenset[str]:
    """Stems that may stand for the stem `word`; empty where none is known."""
    return _neighbours().get(word, frozenset())
