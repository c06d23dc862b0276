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
specialist expert doctor surgeon radiologist clinician nurse lawyer engineer professor consultant native speaker
clinician doctor nurse consultant surgeon ward hospital patient
adjudicate adjudication arbitrate arbitration tie-breaker settle settled third decide decided resolve
chance luck random coincidence lucky guess guessing
percent percentage share proportion rate ratio out-of
severity harmful kill killed death die dead deadly life injury hurt damage
omission omit omitted missing missed left leave leaves dropped forgot absent silent
unsupported unverifiable unverified unfounded unsourced unproven support evidence source
contradiction contradict contradicted inconsistent conflict disagree opposite clash
paraphrase reworded reword rephrase rephrased wording words
overlap overlapping both together same simultaneous crosstalk
timestamp timecode time second minute mark marked
transcribe transcription typed type wrote write down
background noise traffic hum music quiet loud
sales takings revenue turnover till sold sell earn earned income profit
saving saved cheaper cost cut budget spent spend euro pound dollar
stakeholder manager boss director chief owner client customer
team crew colleague mate partner shift desk we
handover hand shift pass passed next incoming
shadow shadowed shadowing sat beside watch watched alongside
mentor mentoring mentored coach coached coaching teach taught showed guide guided buddy
onboard onboarding newcomer joiner starter new-hire induction first week newbie
feedback told critique criticism comment rating mark marked note
praise thank thanked cake bonus reward recognition recognise recognised proud
motivate motivation morale mood spirit energy tired burnout
workload load overload volume hours busy backlog queue pile
backlog queue pile heap waiting overdue pending late
deadline due date friday monday tonight morning hour urgent time
delay delayed late postponed postpone slip slipped overdue behind
negotiate negotiated bargain bargained compromise agreed agree deal offer offered
boundary refuse refused decline declined reject rejected no
consent permission permit permitted signed sign agree ask asked form
anonymous anonymise anonymised blur blurred mask masked hidden name redact redacted removed
secret confidential private nda sealed password locked
security password lock locked attack injection hacker access leak
attack jailbreak trick tricked bypass fool fooled probe exploit
adversarial attack trick hostile red-team jailbreak break
refusal refuse refused decline declined deny denied
sycophancy flatter flattery flattering please pleasing agree agreeable praise sweet
honest honesty truth true truthful lie lied candid admit admitted
overconfident confident sure certain certainty cocky
hedge hedging hedged unsure uncertain maybe might perhaps probably doubt
abstain skip skipped leave left unsure refuse unknown
empathy empathetic feeling felt warm kind understand understood sorry sad gentle listen
self-harm suicide crisis danger life helpline emergency
referral refer referred doctor professional helpline emergency hotline
emergency ambulance urgent crisis 999 112 fire
vulnerable child children minor elderly lonely
satire joke joking irony sarcasm cartoon humour funny
sarcasm sarcastic irony joke tone opposite
hate slur insult racist abuse abusive offensive harass
newsworthy news public interest press journalist
intent intention meant want wanted wants need needs after purpose why looking
query search searched typed asked question
relevance relevant useful answers useless fit
landing page site website result link
freshness newer newest latest current today yesterday year outdated expired
locale local country city region neighbourhood nearby
spam fake paid bot duplicate copied
imagery photo picture image satellite aerial street-view camera
resident local neighbour lives lived
verify confirmed proof source original checked open opened
reference source paper book original register official
primary original source document filing paper
citation cite cited quote quoted reference link footnote
fabricated invented made-up nonexistent fictional fake
claim statement sentence fact assertion
atomic single piece split cut break broken small
grounding grounded retrieval source document context
retrieval retrieve search lookup fetch document
contamination leaked leak seen memorised memorized training
memorise memorised memorized parrot recall verbatim copied
held-out unseen private fresh hidden new
benchmark test exam leaderboard set
baseline control compare compared before start
control group half compare compared without
hypothesis expect expected assumption assumed thought guess bet
experiment test trial tried try pilot
pilot trial sample small batch first test
sample sampling random drew draw picked pick subset every
stratified balanced proportion each group
significance significant luck chance real interval
interval range between margin uncertainty
power size enough many sample
error mistake wrong slip fault
taxonomy category categories type types kind kinds class sort sorted group grouped
tally count counted counting number how-many
trend pattern cluster repeat repeating
root-cause why reason trace traced behind cause because
prevent prevention avoid again stop stopped never
checklist list step routine tick
automate automated automation script macro code program tool
script code python program macro lines
dashboard chart plot graph spreadsheet table
spreadsheet sheet table excel column
version revision git history rollback
log logged record recorded wrote note diary
trace log trajectory step history
reproduce steps again rerun trigger
environment device phone browser build version
expected should ought supposed
regression rerun again previous release old
edge-case odd strange weird unusual exception boundary empty
requirement spec specification asked request brief demand
constraint limit limited restriction within
format json table layout structure
readable readability clear clean tidy naming understand
efficient efficiency fast faster slow redundant waste wasted unnecessary
latency slow wait seconds speed fast
execute executed run ran running compile compiled
fix fixed correct corrected repair repaired change changed
rollback undo revert reversed restore restored back
side-effect deleted overwritten changed broke damage
tool api call function calculator search
argument parameter field schema type
memory context window length long forget forgot
token tokens tokenizer piece pieces chopped
shots examples demonstration example sample
overfit overfitting memorised narrow specific
generalise generalize transfer unseen other new
underfit simple weak
reward score mark points
hacking gaming cheat cheating loophole trick
leash penalty stay close drift
policy model network
preference prefer preferred better choose chose pick picked favourite
pairwise pair pairs versus compare comparison two
ranking rank order ordered best
rater annotator labeller labeler grader reviewer
label labelled annotate annotated tag tagged mark marked
guideline handbook manual document rulebook chapter page paragraph
ambiguous ambiguity unclear vague two meanings either
clarify clarification asked ask question explain
gap missing silent uncovered nothing
gold reference expert truth key benchmark
audit inspect inspected check review spot-check recheck
blind hid hidden covered anonymous without-seeing
drift shifting slide changed time
disagreement split divided differ different
consensus agree agreed together majority vote
majority vote most
minority few rare small
imbalance uneven most nearly-all skewed lopsided
stereotype bias prejudice gender sexist
fairness fair equal same everybody unfair
dialect regional accent village variety
speaker who voice person
pronunciation sound vowel accent said
fluency natural smooth native sounds
adequacy meaning faithful accurate complete
register formal informal polite tone audience
glossary term list same word
localisation local culture cultural country
culture cultural custom tradition religion festival
idiom saying proverb expression
bounding box rectangle frame edges
tight close margin pixel touching
mask outline polygon contour boundary
occluded hidden behind covered
truncated cut edge frame
tracking track follow identity frame
segment segmentation split cut part
keyframe frame interpolation between
de-escalate calm calmed quiet breathe slowly lower soft
complaint complained angry furious shouting upset unhappy
apology apologise sorry fault
compensation refund voucher discount free
escalate supervisor manager higher lead upstairs sent
ownership mine responsible fault blame took
initiative own nobody-asked myself volunteered
self-study myself book course video evening tutorial taught
documentation wiki page guide manual readme wrote
template form sheet standard
communication told tell call called email wrote rang message
listening listened heard hear ask asked
meeting call weekly sync standup
alignment agree agreed same understanding
trust trusted rely relied confidence
conflict argue argued argument fight quarrel row
compromise halfway middle both gave
prioritise first urgent important order triage
delegate gave handed assign split
risk danger dangerous could-go-wrong worst
contingency backup plan-b alternative spare fallback buffer reserve
spare second extra backup
scope extra more requests added creep
resource people staff money tool
staff people hire hired recruit
recruit hired interview candidate applicant
training course lesson workshop session class
assessment test exam quiz score
safety safe protect protected helmet
hygiene clean washed gloves infection
medication dose tablet pill drug medicine
diagnosis diagnose symptom disease
consultation consult asked advice
teach-back repeat show back
plain simple clear easy everyday jargon
technique method approach way
metric measure number figure score
improvement improved better rose went-up increase increased gain
reduction reduced fell dropped down less fewer decrease
outcome result end ended finally
lesson learned learnt taught realised since
retrospective look-back afterwards post-mortem review
growth develop improved better
adaptation adapt adapted changed adjust adjusted
creativity creative idea invented new
curiosity curious wondered why question
patience patient waited again repeated slowly
accuracy accurate right correct precise
attention careful detail letter twice double-check
repetitive same monotonous boring over-and-over
compliance rule law regulation procedure legal
legal law lawyer court contract
transparency open told explain showed
follow-up later checked again back after
customer-need need wanted asked
loyalty returned back regular stayed
adoption everyone everybody use using standard rolled
impact effect helped changed saved
purpose why meaning matter matters
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
