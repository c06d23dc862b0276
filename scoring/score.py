"""The only door of this room: a question and an answer in, a scorecard out. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.advice import changes_of
from scoring.answer import Answer
from scoring.citing import cite
from scoring.clarity import read_clarity
from scoring.concepts import read_concepts
from scoring.constraints import check_constraints
from scoring.criteria import Findings, Weighed, strengths_of, weigh
from scoring.cutting import main_part, silenced, without
from scoring.data_points import find_data_points
from scoring.delivery import measure_delivery
from scoring.fillers import find_fillers
from scoring.flags import Reading, bare_lists, find_flags, is_stuffed
from scoring.injection import find_injection
from scoring.judgement import Judgement
from scoring.language import spoken_words
from scoring.ledger import Contradiction
from scoring.overall import ceilings_of, interval_of, lowest_ceiling, mean_of, overall_of, with_judgement
from scoring.plan_structure import plan_marks
from scoring.question import Question
from scoring.rubric import HOUSE, Rubric, band_of
from scoring.scorecard import ConstraintResult, Criterion, CriterionId, Evidence, Label, Scorecard
from scoring.stronger import stronger_version
from scoring.structure import read_structure

SCORER_VERSION = "15"


def score_answer(
    question: Question,
    answer: Answer,
    judgement: Judgement | None = None,
    rubric: Rubric = HOUSE,
    advises: bool = True,
    contradictions: Sequence[Contradiction] = (),
) -> Scorecard:
    """Score one answer. Silence of a working microphone scores 0; with an audio fault it is not assessed.

    `contradictions`: where it does not agree with what was claimed before (scoring.ledger). Without `advises` there are
    no changes and no stronger version, which take a third of the time.
    """
    findings = _find(question, answer, rubric)
    if contradictions:
        findings = replace(findings, contradictions=_cited(answer, contradictions))
    weighed = with_judgement(weigh(findings), judgement)
    ceilings = ceilings_of(findings)
    unheard = not answer.sentences and answer.audio_fault is not None
    overall = None if unheard else 0 if not answer.sentences else _overall(findings, weighed)
    criteria = tuple(w.criterion for w in weighed)
    rest = without(answer, _unearning(question, answer))
    if overall is not None and rest is not answer:
        earned = score_answer(question, rest, judgement, rubric, False)
        overall = min(overall, earned.overall or 0)
        criteria = tuple(map(_no_higher, criteria, earned.criteria))
    changes = () if unheard or not advises else changes_of(findings, judgement)
    return Scorecard(
        question_id=question.id,
        labels=findings.structure.labels,
        star=findings.structure.levels,
        concepts=findings.concepts,
        constraints=findings.constraints,
        fillers=len(findings.fillers),
        data_points=len(findings.data_points),
        delivery=findings.delivery,
        flags=findings.flags,
        criteria=criteria,
        overall=overall,
        band=None if overall is None else band_of(overall),
        interval=None if overall is None else interval_of(overall, ceilings),
        not_assessed=f"nothing could be heard: {answer.audio_fault}" if unheard else None,
        ceilings=ceilings,
        one_change=changes[0].text if changes else "",
        filler_evidence=findings.fillers,
        data_point_evidence=findings.data_points,
        changes=changes,
        stronger=stronger_version(findings) if advises else "",
        scorer_version=SCORER_VERSION,
        opinions=judgement.opinions if judgement else (),
        judge=judgement.judge if judgement else "",
        contradictions=findings.contradictions,
    )


def _cited(answer: Answer, contradictions: Sequence[Contradiction]) -> tuple[Evidence, ...]:
    """Each at the sentence of this answer that does not agree."""
    found = []
    for one in contradictions:
        said = one.later.said
        at = next((i for i, s in enumerate(answer.sentences) if said in s.text or s.text in said), None)
        if at is not None:
            found.append(cite(answer.sentences, at, one.told))
    return tuple(found)


def _overall(findings: Findings, weighed: Sequence[Weighed]) -> int:
    strengths = {w.criterion.id: w.strength for w in weighed if w.strength is not None}
    return overall_of(findings, mean_of(findings, strengths))


def criteria_and_ceiling(
    question: Question, answer: Answer, rubric: Rubric = HOUSE
) -> tuple[dict[CriterionId, float], int]:
    """Each assessed criterion, 0 to 1, and the lowest ceiling: what an overall is made of."""
    findings = _find(question, answer, rubric)
    return strengths_of(findings), lowest_ceiling(findings)


def _no_higher(criterion: Criterion, earned: Criterion) -> Criterion:
    """At most what was earned without the words that earn nothing; not assessed where there was nothing else."""
    if criterion.level is None or (earned.level is not None and criterion.level <= earned.level):
        return criterion
    if earned.level is None:
        return replace(criterion, level=None, reason=earned.reason, earned=())
    held = "Words aimed at the grader, and terms in a row, add nothing to this."
    return replace(criterion, level=earned.level, reason=f"{criterion.reason} {held}")


def _unearning(question: Question, answer: Answer) -> tuple[int, ...]:
    """Sentences without which the score may not be lower: words aimed at the grader, rows of terms beside an answer."""
    rows = bare_lists(question, answer.sentences)
    return (*find_injection(answer.sentences), *(rows if len(rows) < len(answer.sentences) else ()))


def read_answer(question: Question, answer: Answer) -> Reading:
    """What is found in the words alone, before flags and weights."""
    sentences = answer.sentences
    injected, listed = find_injection(sentences), bare_lists(question, sentences)
    stuffed = is_stuffed(sentences, listed)
    structure = read_structure(question, sentences, frozenset((*injected, *(listed if stuffed else ()))))
    concepts = read_concepts(question, sentences, frozenset((*injected, *listed)), stuffed)
    fillers = find_fillers(sentences)
    data_points = tuple(e for e in find_data_points(question, sentences) if e.sentences[0] not in injected)
    stray, astray = concepts.stray, concepts.astray
    return Reading(
        question, sentences, structure, concepts.results, fillers, data_points, injected, listed, stray, astray
    )


def _find(question: Question, answer: Answer, rubric: Rubric) -> Findings:
    reading = read_answer(question, answer)
    structure, story = reading.structure, question.expects_star
    return Findings(
        question,
        answer,
        structure,
        reading.concepts,
        _demands(question, answer, reading.injected, structure.labels),
        reading.fillers,
        reading.data_points,
        measure_delivery(answer),
        find_flags(reading),
        {} if story else plan_marks(answer.sentences),
        read_clarity(answer.sentences, structure.labels, story),
        sum([len(spoken_words(s.text)) for s in answer.sentences]),
        rubric,
    )


def _demands(
    question: Question, answer: Answer, injected: Sequence[int], labels: Sequence[Label]
) -> tuple[ConstraintResult, ...]:
    """Demands are held against what came before the first probe; a demanded term may also come after it.

    Words aimed at the grader keep no demand, but a term to be avoided was said, to whomever.
    """
    main, heard = main_part(silenced(answer, injected)), silenced(answer, injected)
    results = check_constraints(question, main, labels[: len(main.sentences)])
    whole = check_constraints(question, answer, labels) if injected else results
    later = check_constraints(question, heard, labels) if main is not heard else results
    return tuple(
        broken
        if broken.kind == "avoid" and not broken.satisfied
        else after
        if before.kind == "must_mention" and after.satisfied
        else before
        for before, after, broken in zip(results, later, whole, strict=True)
    )
