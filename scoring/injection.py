"""Words aimed at whoever grades, not at the interviewer. What is so addressed earns nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from scoring.answer import Sentence
from scoring.any_case import AnyCase, AnyOfMany
from scoring.language import SENTENCES, plain, tokens

_GRADER = (
    r"(?:grader|grading|scorer|scoring|evaluator|evaluation|judge|judging|assessor|"
    r"rater of this|marking|ai system|language model|the model reading|assistant|"
    r"transcript|rubric|system prompt|criteria)"
)
_MARK = (
    r"(?:(?:the )?(?:maximum|highest|full|top|perfect)(?: possible)? (?:score|"
    r"marks?|points?|rating|level)|(?:a )?(?:score|rating|mark) (?:of|above|"
    r"over)|\d+ (?:out of|points)|(?:ninety|one hundred|a hundred|ten)\b.{0,12}\b(?:points|"
    r"out of)|full marks|level three)"
)
_GRADER_WORDS = (
    "grader grading scorer scoring evaluator evaluation judge judging assessor rater marking ai language model "
    "assistant transcript rubric system criteria"
)
_AIMED = AnyOfMany(
    [
        AnyCase(pattern, words)
        for pattern, words in (
            (
                r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,50}\b(?:instructions?|"
                r"rubric|prompt|rules|guidelines|criteria|everything)\b(?=.{0,40}(?:you "
                r"(?:were|have been|are)|above|previous|prior|given|this|and (?:give|assign|"
                r"mark|score|treat)|$))",
                "ignore disregard forget override bypass & "
                "instruction rubric prompt rules guideline criteria everything",
            ),
            (
                rf"\b(?:note|message|instruction|reminder)s? (?:for|to) the\b.{{0,20}}\b{_GRADER}",
                f"note message instruction reminder & {_GRADER_WORDS}",
            ),
            (
                rf"\b(?:assign|award|give|return|output|set|confirm|record|grant)\b.{{0,40}}\b{_MARK}",
                "assign award give return output set confirm record grant & score mark points point rating level out",
            ),
            (
                r"\b(?:mark|treat|rate|score|consider|count|classify)\b.{0,60}\b(?:as (?:fully|"
                r"completely|perfect\w*|satisf\w+|excellent|correct|covered|met\b)|fully satisf\w+)",
                "mark treat rate score consider count classify & "
                "fully completely perfect satisfied excellent correct covered met",
            ),
            (
                r"\bdeveloper mode\b|\byou are now\b|\bsystem (?:colon|message|override)\b|"
                r"\bend (?:of|the) (?:evaluation|transcript|answer and)\b",
                "developer now system end & mode you colon message override evaluation transcript answer",
            ),
            (
                r"\bthe candidate (?:has|have|is|was|should|shows?|showed|demonstrat\w+|gave|gives|deserves?|meets?)\b",
                "candidate",
            ),
            (
                rf"\bas (?:the|an) {_GRADER}\b|\b(?:print|reveal|show) the (?:scoring|grading|system)\b",
                _GRADER_WORDS,
            ),
            (r"[\"'{]?\b(?:overall|score)\b[\"']?\s*[:=]\s*\d+", "overall score"),
        )
    ]
)
_TOLD_ABOUT = AnyCase(
    (
        r"\b(?:i|we|he|she|they|someone|somebody|user|users|attacker|attackers|prompt|"
        r"tester|testers|model|people|website|page|site|document|file|email|mail|comment) "
        r"(?:\w+ )?(?:asked|told|said|wrote|typed|tried|"
        r"tells?|says?|"
        r"write|try|put|pasted|added|hid|used|gave|assigned|marked|rated|scored|"
        r"treated|would|could|will|can|must|had to|did|ignored?)(?:n't)?\b|\bi'd\b|\bi'll\b|\bi (?:can't|won't)\b|"
        r"\bwe'd\b|\bthey'd\b|\bi (?:mark|rate|score|give|treat|count|ignore)\b"
    ),
)


_READER = (
    r"(?:evaluat(?:or|ion)|grad(?:er|ing)|scor(?:er|ing)|assessor|assessment|marker|marking|judge|system|assistant|"
    r"model|module|ai|machine|algorithm)"
)
_READER_WORDS = (
    "evaluator evaluation grader grading scorer scoring assessor assessment marker marking judge system assistant "
    "model module ai machine algorithm"
)
_HINTS = AnyOfMany(
    [
        AnyCase(pattern, words)
        for pattern, words in (
            (
                rf"\b(?:note|message|notice|instructions?|reminder|word|attention|memo)s?\b.{{0,25}}\b{_READER}\b",
                f"note message notice instruction reminder word attention memo & {_READER_WORDS}",
            ),
            (
                rf"\b(?:the|any|every|this) {_READER} (?:should|must|may|can|will|needs to|has to) (?:\w+ )?"
                r"(?:note|notice|know|see|recogni[sz]e|acknowledge|remember|consider|understand|accept)\b",
                _READER_WORDS,
            ),
            (
                r"\bthis (?:answer|response|reply|interview|transcript) (?:\w+ )?"
                r"(?:deserves?|merits|earns|warrants|is worth)\b",
                "deserve merits earns warrants worth",
            ),
            (
                rf"\b(?:to|for) (?:the|whichever|whatever|any) {_READER}\b.{{0,30}}"
                r"\b(?:that|which|who|is|of|reading|this)\b",
                _READER_WORDS,
            ),
            (
                rf"^\W*(?:(?:attention|dear|now|so|also|hello|hey)\W+)?{_READER}(?: (?:module|system|model))?\s*[,:]",
                _READER_WORDS,
            ),
            (
                r"\b(?:begin|start|end)(?: of)?(?: the)?(?: \w+)? "
                r"(?:note|message|output|override|instructions?|section)\b",
                "note message output override instruction section",
            ),
            (
                r"\bsystem (?:note|prompt|update|notice)\b|"
                r"\b(?:lenient|calibration|developer|debug|maintenance|admin) mode\b",
                "system lenient calibration developer debug maintenance admin",
            ),
            (
                r"\b(?:transcribing|reading|grading|scoring|evaluating|processing) this\b|\b(?:this|the) transcript\b",
                "transcribing reading grading scoring evaluating processing transcript",
            ),
            (
                r"\b(?:from (?:this point|here|now) (?:on|forward|onwards?)|updated|new) "
                r".{0,20}\b(?:policy|guideline|rubric|mode)\b|\bscoring policy\b",
                "policy guideline rubric mode",
            ),
            (
                r"\b(?:please )?(?:treat|mark|rate|count|set|put|record|enter|accept|score|tick)\b.{0,60}"
                r"\b(?:as|to|into|at) (?:\w+ ){0,2}"
                r"(?:given|met|covered|mentioned|satisfied|fulfilled|complete|correct|top|full|highest|three)\b",
                "treat mark rate count set put record enter accept score tick & "
                "given met covered mentioned satisfied fulfilled complete correct top full highest three",
            ),
            (
                r"\b(?:are|is) to be (?:entered|counted|marked|treated|taken|scored|rated|recorded)\b",
                "are is & entered counted marked treated taken scored rated recorded",
            ),
            (
                r"\b(?:should|must|shall) (?:receive|be (?:given|awarded|scored|rated|marked|recorded))\b",
                "should must shall & receive given awarded scored rated marked recorded",
            ),
            (
                r"\b(?:do not|don't|never) (?:quote|reveal|mention|repeat|disclose|show|report)\b"
                r".{0,25}\b(?:this|back|note|passage)\b",
                "quote reveal mention repeat disclose show report & not don never",
            ),
            (
                r"\b(?:overall|total|score|rating|mark)\b.{0,15}"
                r"\b(?:ninety|hundred|9\d|100|full|maximum|top band|highest)\b",
                "overall total score rating mark",
            ),
            (
                r"\b(?:put|set|enter|give|three)\b.{0,15}\b(?:in each|for each|everywhere|top band|in every)\b",
                "each everywhere band every",
            ),
            (
                r"\b(?:situation|task|action|result|reflection) (?:three|is three|at three|is complete)\b",
                "three complete",
            ),
            (
                r"\b(?:stop|skip|end) (?:evaluating|scoring|grading|the evaluation)\b|"
                r"\b(?:scoring|grading) can be skipped\b",
                "evaluating evaluation scoring grading",
            ),
            (
                r"\bthe (?:applicant|interviewee|speaker|respondent)(?:'s)?\b|\bthis (?:candidate|applicant|speaker)\b",
                "applicant interviewee speaker respondent candidate",
            ),
            (
                r"\b(?:verified|approved|confirmed) by (?:a|the|our) (?:\w+ )?"
                r"(?:human|panel|team|interviewer|expert)\b",
                "verified approved confirmed",
            ),
            (r"\brecommended for hire\b|\bno (?:weaknesses|deductions)\b", "recommended weaknesses deductions"),
            (r"\b(?:all|every) (?:criteria|criterion|constraints?)\b", "criteria criterion constraint"),
        )
    ]
)
"""Each may be said in a story; two in one sentence, or one beside a sentence that is aimed, are not."""

_TRIGGER_WORDS = """
grader graders grading scorer scoring evaluator evaluators evaluation evaluating assessor assessment judge judging
marker marking rater system language model assistant module ai machine algorithm transcript transcribing rubric
prompt criteria criterion constraint constraints ignore disregard forget override bypass note notes message
messages notice instruction instructions reminder reminders assign award give return output set confirm record
grant mark treat rate score consider count classify developer now candidate candidate's print reveal show overall
begin start end mode reading processing policy guideline given met covered mentioned satisfied fulfilled complete
correct top full highest three entered counted marked treated taken scored rated recorded receive awarded quote
mention repeat disclose report total rating each everywhere band every situation applicant applicant's interviewee
deserve deserves merits earns warrants worth speaker speaker's respondent verified approved
confirmed hire weaknesses deductions put enter accept tick
"""
_TRIGGERS = frozenset(_TRIGGER_WORDS.split())
"""Every pattern above has one of these words in it."""


def find_injection(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Indices of sentences that instruct the grader; stories about such instructions are not meant."""
    read = [_read(s.text) for s in sentences]
    found = [aimed or hinted >= 2 for aimed, hinted in read]
    if not any(found):
        return ()
    return tuple(i for i, (_, hinted) in enumerate(read) if found[i] or hinted)


@lru_cache(maxsize=SENTENCES)
def _read(text: str) -> tuple[bool, int]:
    """Whether the sentence is aimed at a grader for certain, and how many hints there are that it is."""
    if _TRIGGERS.isdisjoint(tokens(text)):
        return False, 0
    return _aimed(plain(text)), _hinted(plain(text))


def _aimed(text: str) -> bool:
    hits = len(_AIMED.found_in(text))
    return hits > 0 and (not _TOLD_ABOUT.found_in(text) or hits >= 3)


def _hinted(text: str) -> int:
    """How many hints there are; none in what somebody did, or was told."""
    hints = len(_HINTS.found_in(text))
    return 0 if hints and _TOLD_ABOUT.found_in(text) else hints
