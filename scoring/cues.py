"""Turns of phrase that hint at a sentence's role. Hints only: a label is never decided by one of them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import chain

from scoring.language import ANSWERS, SENTENCES, tokens
from scoring.phrases import PhraseTable

_CUES = """
situation_when: last year|autumn|spring|summer|winter|week|month|january|march|june|october|december|quarter
situation_when: when i was|worked|started|joined; at the time; one day|morning|night|evening; there was|were; it was
situation_when: this was
situation_when: a year|month|week ago; years|months|weeks ago; back in|when; in 19*
situation_when: this spring|summer|autumn|winter|year
situation_when: the week|night|day before|after; in january|february|march|april|may|june|july|august|september
situation_when: in october|november|december; on a|the sunday|monday|friday|saturday
situation_place: i was|am|worked|work on|at|in|for|with; we were|had|worked; project; queue; batch; shift; team of
situation_place: client
situation_place: i'd been; we'd been; i'd got; our ~client; ~project for; i spent; at my last; had a|an|this|one
role: i'm|was a|an|the; i am|was a|an|the; i've|have been a|an|the; as a|the
years: @number years|months|weeks; for years|months
task_duty: my ~job|~task|role|part|~duti|~respons|call|brief|lane|side; ~respons for; in charge; up to me; fell to
task_duty: landed on; was on me; had to; have to; needed to; supposed to; was to; were to; meant to; expected to|of
task_duty: asked me|us; gave me|us; wanted me|us|it; told me; ~expect; by friday|monday|noon|easter|christmas
task_duty: ~deadlin
task_duty: target; the ask; on the hook; handed me|to; was mine; were mine; my name|signature|number|click|queue|tray
task_duty: i must; we must; must ~be|~have|know|see|read|go; it's|is me who; who signs; the rule is; allowed to
task_duty: want|wants|wanted from me
task_duty: comes|goes|came to me; passed it|them to me; due on|in|by; ~sign it|the|off; would have been; job was to
task_decide: ~decid; whether; answer|answered for; mine to; nobody else; no one else
task_decide: by tuesday|wednesday|thursday|saturday|sunday
task_decide: by the end; on my own; only one; the one who|to; i alone; alone; either; or not; ~deadlin
task_decide: until friday|monday|thursday|sunday
action_i: i @past; i just|then|also|first|even|only|simply|quietly|still @past; i * ~ly @past; i didn't; i'd @past
action_i: i actually @past
action_we: we @past; we then|also|just|all @past; we didn't
action_would: i'd; i would; i'll; i will; we'd; i want to
action_would: i look|check|read|take|open|write|go|ask|mark|put|use|start|run|draw|give
action_order: ^first; ^second; ^third; ^then; ^next; ^after that; ^finally; ^step; ^one; ^two; ^three; ^four
action_order: ^number @number; ^before
result_change: went from|down|up|back|out; ~drop; fell; rose; came down|up|back|out; ~improv; ~increas; ~reduc; ~save
result_change: fewer; less than; better; down|up to; from @number to; from * to; from * percent to; halved; doubled
result_change: instead of @number
result_end: in the end; as a result; turned out; ended up; since then; after that|which; afterwards; eventually
result_end: the outcome
result_end: nobody; still; ~renew; ~accept; ~approv; to this day; until today; ever since; and that was; in time
result_end: on time
result_others: ^he|she|they|it; ^the * ~was|~were|@past; ^the * * @past; ^nobody; ^everybody; ^everyone; ^two
result_others: ^three; ^that @past
reflect_learn: ~learn; ~lesson; ~taught me; ~realis; ~realiz; differently; next time; looking back; in hindsight
reflect_learn: would|should|could have; should've; could've; i'd have; i wish; ~teach me; taught me; i used to
reflect_learn: what i'd change
reflect_learn: stays|stuck|stayed with me; i had|i'd thought|believed|assumed; i took from; i see now; understood that
reflect_now: now i|when|before; these days; nowadays; since then i; from then on; ever since; today i; i now
reflect_now: always ask
reflect_now: i still think|wonder|don't|do; i don't any; anymore; any more; from now; i never; my habit
reflect_now: every single time; since that
reflect_self: i thought|think|notice|noticed|catch|caught|tend|trust|suppose|wonder|regret|know; was wrong; i had been
reflect_self: my mistake|fault|habit|weakness|own|ear|eye|eyes; ~honest; i'd been; myself; i wasn't; i'm not
reflect_self: i hadn't; i nearly|almost
opener: ^sure; ^okay|ok; ^yes|yeah; ^no; ^right; ^well; ^so; ^um|uh|er|hm; ^great; ^good; ^thank|thanks; ^sorry
opener: ^hello|hi|aye|oh; ^that's a
closer: that's it|all|me|how|about|basically; that is it|all; thank you; thanks; so yeah; that would be; hope that
opinion: i believe|think|feel|guess; in my opinion; ~import; people; always; never; usually; generally; everybody
opinion: you have|need|can|know|should|don't|get; is a|an|the|when|about|very; isn't; aren't; it depends; is only
opinion: means
reason: because; since; so that; the reason; which means; that's why; the trade-off; ~depend; if; otherwise; unless
define: means; is when; is the; is called; known as; refers to; ~defin; the difference; is about; ~measur
define: it's when|how|where|what
generic: team player|work; teamwork; ~passion; hard worker|work; hardworking; ~detail; fast learner; people person
generic: ~communic
generic: ~posit; can-do; ~growth; ~grow; ~dedic; ~motiv; ~challeng; learning; best practices; ~stakehold; my best
generic: ~profession
generic: extra mile; ~flexibl; ~perfectionist; ~strength; ~reliabl; ~proactiv; always happy; fit for; ~attitud
generic: mindset
meta: the|your question; let me; give me a|one; can you|i repeat|ask|check; do you mean; sorry for|about
meta: my english|accent
meta: start from|with; back up; example one; the grading|scoring|rubric; maximum; ~evalu; i'll start; from before
meta: i said; i told you
number: @number
percent: @percent
quote: i|he|she|they said|told|asked; i say; saying
would: would; i'd; could; might; we'd; they'd
negation: @negated
first_i: i; i'm; i've; i'd; my; me; mine; myself
first_we: we; we're; we've; we'd; our; us
third: he; she; they; his; her; their; them
second: you; your; you're; you'd
present_be: is; are; it's; that's; there's; isn't
past_be: was; were; had; wasn't; weren't; hadn't
begins_i: ^i|i'd|i've|i'm
begins_so_i: ^so i|we
begins_the: ^the|a|an|my|our
begins_we: ^we|we'd
begins_ing: ^@ing
begins_verdict: ^nobody|everybody|people|some|most
present_i: i am|do|have|always|never|think|know|like|feel|work|believe|try|keep|make|want|start|must|say|go|write|ask
present_third: he|she|it|that is|has|says|does|goes|wants
after_time: within|after @number|a|an|two|three * ; within the|a; in the * week|month
after_time: @number days|weeks|months|hours|minutes later
by_time: the next|following|same day|week|month|year|afternoon|morning
by_time: that day|week|month|year|afternoon|morning|friday|monday|night
past_other: he|she|they @past; it @past; the * @past
change_since: ~stop; ~start; ~chang; no longer
feeling: ~feel; felt; ~afraid; ~proud; ~embarrass; ~asham; ~worri; ~angri; ~hate; ~love
"""
CUES = PhraseTable(_CUES)


@lru_cache(maxsize=SENTENCES)
def cues_in(text: str) -> frozenset[str]:
    """Names of the cues found in one sentence."""
    found = CUES.find(tokens(text))
    return found | {"question"} if text.rstrip(" \"'”’").endswith("?") else found


@lru_cache(maxsize=ANSWERS)
def cue_counts(texts: tuple[str, ...]) -> Counter[str]:
    """In how many of these sentences each cue is; what is returned is shared and may not be changed."""
    return Counter(chain.from_iterable(map(cues_in, texts)))
