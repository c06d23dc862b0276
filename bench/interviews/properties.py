"""What must hold of every interview: one function a property, each yields what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bench.interviews import model_rules, timing, wording_rules
from bench.interviews.rules import MODEL_PROPERTIES, PROPERTIES, holds
from bench.interviews.transcript import Transcript, all_probes
from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    CorrectionNoted,
    FinalTranscript,
    InterviewerSpoke,
    ThinkingHeld,
    TurnEnded,
)
from coach.interview import repair
from coach.interview.followups import SIGNAL_REASON
from coach.interview.moves import probe_of
from coach.interview.record import rescored, score
from coach.interview.scripted import CONTRADICTION
from coach.interview.signals import signals
from coach.records.probes import probe_applies

__all__ = ["MODEL_PROPERTIES", "PROPERTIES", "model_rules", "timing", "wording_rules"]

JUDGES = re.compile(
    r"\b(?:great|excellent|perfect|impressive|good (?:answer|point|example)|well done|nice(?:ly)?|wrong|incorrect|"
    r"that(?: is|'s) (?:right|correct|true)|poor|weak|strong|brilliant|score|mistake you)\b",
    re.I,
)
INNER = re.compile(r"\b(?:my instructions|system prompt|prompt|language model|full marks|model answer)\b", re.I)
BANK_WORDS = 7
"""So many words in a row of a model answer, spoken by the interviewer, give it away."""
ASKS_AGAIN = ("repeat", "rephrase", "which", "meaning", "hint", "hearing_check", "language")


@holds
def greets_once_and_first(t: Transcript) -> Iterator[str]:
    """Where nobody speaks nobody greets."""
    greets = sum(m.move == "greet" for m in t.moves)
    if greets != (not t.profile.silent) or (greets and t.moves[0].move != "greet"):
        yield "no single greeting at the beginning"


@holds
def where_nobody_speaks_only_the_question_and_the_end_are_said(t: Transcript) -> Iterator[str]:
    if t.profile.silent:
        yield from (m.text for m in t.moves if m.move not in ("ask", "close"))


@holds
def asks_in_the_words_of_the_bank(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        entry = t.entry(move.question_id)
        if move.move == "ask" and entry and not move.text.endswith(entry.question.text):
            yield move.text


@holds
def one_question_in_a_move(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        entry = t.entry(move.question_id)
        most = max(1, entry.question.text.count("?")) if entry and move.move in ("ask", "clarify") else 1
        if move.text.count("?") > most:
            yield move.text


@holds
def never_says_the_same_words_twice(t: Transcript) -> Iterator[str]:
    for text, times in Counter(m.text for m in t.moves).items():
        if times > 1:
            yield f"{times} times: {text}"


@holds
def no_empty_or_endless_move(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        words = len(move.text.split())
        if words == 0 or (words > 60 and move.move not in ("ask", "clarify")):
            yield f"{words} words: {move.text[:60]}"


@holds
def every_request_is_answered_within_one_move(t: Transcript) -> Iterator[str]:
    for final in t.of(FinalTranscript):
        request = repair.request_in(final.text)
        after = t.after(final)
        if final.counts or request not in ASKS_AGAIN or not _was_asked(t, final):
            continue
        for event in after:
            if isinstance(event, InterviewerSpoke):
                if event.move not in ("clarify", "ask", "acknowledge") and event.started >= final.ended:
                    yield f"{request}: {event.move}"
                if event.started >= final.ended:
                    break


@holds
def a_request_is_no_answer_and_ends_no_turn(t: Transcript) -> Iterator[str]:
    for final in t.of(FinalTranscript):
        request = repair.request_in(final.text) if not t.profile.silent else None
        if request in ASKS_AGAIN and final.counts:
            yield final.text
    for ended in t.of(TurnEnded):
        if ended.reason == "silence" and ended.question_id in t.question_ids and not t.bank.find(ended.question_id):
            yield ended.question_id


@holds
def a_rephrasing_has_other_words_than_the_question(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        entry = t.entry(move.question_id)
        if move.reason == "asked to rephrase" and entry and move.text == entry.question.text:
            yield move.text


@holds
def no_move_while_the_candidate_thinks(t: Transcript) -> Iterator[str]:
    for held in t.of(ThinkingHeld):
        spoke = min((s for s, _ in t.words if s > held.at), default=float("inf"))
        until = min(held.until, spoke)
        for move in t.moves:
            if held.at + 0.01 < move.started < until - 0.01 and move.move != "wait":
                yield f"{move.move} at {move.started:.1f}, held from {held.at:.1f} until {held.until:.1f}"


@holds
def follow_ups_per_question_kept(t: Transcript) -> Iterator[str]:
    for question_id, probes in t.by_question("probe").items():
        if sum(p.heard is None for p in probes) > t.profile.follow_ups_per_question:
            yield question_id


@holds
def follow_ups_in_all_kept(t: Transcript) -> Iterator[str]:
    if sum(m.move == "probe" and m.heard is None for m in t.moves) > t.profile.follow_ups_total:
        yield "too many follow-ups"


@holds
def every_probe_is_justified_by_its_condition(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        entry = t.entry(move.question_id)
        if move.move != "probe" or not entry:
            continue
        before, probe_id = t.before(move), probe_of(move.reason)
        answer, conflict = before.answer(entry), before.contradiction(entry)
        card = score(entry.question, answer)
        if move.reason.startswith(SIGNAL_REASON):
            held = any(move.reason.startswith(SIGNAL_REASON + s) for s in signals(card, answer, conflict))
        elif probe_id == CONTRADICTION:
            held = conflict is not None
        else:
            found = [p for p, _ in all_probes(entry.probes) if p.id == probe_id]
            held = bool(found) and probe_applies(found[0].when, card, answer.seconds, conflict is not None)
        if not held:
            yield move.reason


@holds
def every_probe_says_why(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        if move.move == "probe" and not move.reason:
            yield move.text


@holds
def a_nested_probe_follows_its_parent(t: Transcript) -> Iterator[str]:
    for question_id, moves in t.by_question("probe").items():
        entry = t.entry(question_id)
        parents = {p.id: parent for p, parent in all_probes(entry.probes)} if entry else {}
        asked: set[str] = set()
        for move in moves:
            probe_id = probe_of(move.reason)
            parent = parents.get(probe_id)
            if parent and parent.id not in asked:
                yield probe_id
            asked.add(probe_id)


@holds
def silence_is_not_probed(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        entry = t.entry(move.question_id)
        if move.move == "probe" and entry and not t.before(move).answer(entry).sentences:
            yield move.text


@holds
def a_follow_up_that_is_met_with_silence_is_the_last(t: Transcript) -> Iterator[str]:
    for probes in t.by_question("probe").values():
        for one, other in pairwise(probes):
            between = [e for e in t.after(one) if isinstance(e, FinalTranscript) and e.at <= other.started]
            if not any(f.counts for f in between):
                yield other.text


@holds
def says_nothing_about_quality(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        own = t.entry(move.question_id)
        bank = move.move in ("ask", "clarify") or (own is not None and move.text in _bank_lines(t, move))
        feedback = move.reason == "feedback" and getattr(t.profile, "feedback", False)
        if not bank and not feedback and JUDGES.search(move.text):
            yield move.text


@holds
def gives_no_answer_away(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        entry = t.entry(move.question_id)
        if entry and move.reason != "feedback":
            for shown in (entry.expert, entry.beginner):
                if _shares_run(move.text, shown) and not _shares_run(entry.question.text, shown):
                    yield move.text


@holds
def obeys_no_instruction_of_the_candidate(t: Transcript) -> Iterator[str]:
    """The bank's own lines may speak of prompts, and feedback quotes the candidate."""
    for move in t.moves:
        if (
            move.move not in ("ask", "clarify")
            and move.text not in _bank_lines(t, move)
            and INNER.search(re.sub("“[^”]*”", "", move.text))
        ):
            yield move.text


@holds
def closes(t: Transcript) -> Iterator[str]:
    if not isinstance(t.events[-1], AttemptFinished):
        yield f"ends with {t.events[-1].type}"
    if [m.move for m in t.moves][-1:] != ["close"] or sum(m.move == "close" for m in t.moves) != 1:
        yield "no single close at the end"


@holds
def scores_every_question_that_was_asked_once(t: Transcript) -> Iterator[str]:
    """And once more for each time that it was corrected afterwards."""
    scored = Counter(e.question_id for e in t.of(AnswerScored))
    corrected = Counter(e.question_id for e in t.of(CorrectionNoted))
    asked = {m.question_id for m in t.moves if m.move == "ask"}
    if set(scored) != asked or any(n > 1 + corrected[q] for q, n in scored.items()):
        yield f"asked {sorted(map(str, asked))}, scored {dict(scored)}"


@holds
def silence_is_not_scored_as_zero(t: Transcript) -> Iterator[str]:
    for event in t.of(AnswerScored):
        entry = t.entry(event.question_id)
        if entry and not t.before(event).answer(entry).sentences and event.scorecard.overall is not None:
            yield event.question_id


@holds
def a_correction_is_noted_in_the_log(t: Transcript) -> Iterator[str]:
    if t.candidate != "corrects numbers":
        return
    said = any("not twenty, twelve" in f.text for f in t.of(FinalTranscript) if f.counts)
    if said and not any(e.type == "CorrectionNoted" for e in t.events):
        yield "no correction in the log"


@holds
def a_contradiction_of_the_resume_is_asked_about_once(t: Transcript) -> Iterator[str]:
    if t.candidate != "contradicts résumé" or not t.profile.follow_ups_per_question:
        return
    asked = Counter(m.question_id for m in t.moves if probe_of(m.reason) == CONTRADICTION)
    if not asked or any(times > 1 for times in asked.values()):
        yield f"asked {dict(asked)}"


@holds
def asks_about_no_contradiction_where_there_is_none(t: Transcript) -> Iterator[str]:
    if t.candidate in ("excellent", "thinking aloud", "stuffing", "one word"):
        yield from (m.text for m in t.moves if probe_of(m.reason) == CONTRADICTION)


@holds
def another_language_is_answered_in_english(t: Transcript) -> Iterator[str]:
    if t.candidate == "switches language" and not t.profile.silent:
        foreign = [f for f in t.of(FinalTranscript) if repair.request_in(f.text) == "language"]
        if not foreign or not any(m.reason == "another language" for m in t.moves):
            yield "not noticed"


@holds
def replays_to_the_same_scores(t: Transcript) -> Iterator[str]:
    if tuple(rescored(t.bank, t.events)) != t.events:
        yield "other scores"


@holds
def says_at_the_beginning_what_is_rehearsed(t: Transcript) -> Iterator[str]:
    first = t.events[0]
    if not isinstance(first, AttemptStarted) or first.profile_id != t.profile.id:
        yield "no AttemptStarted with the profile"


def _was_asked(t: Transcript, final: FinalTranscript) -> bool:
    return any(m.move == "ask" and m.started < final.started for m in t.moves)


def _bank_lines(t: Transcript, move: InterviewerSpoke) -> set[str]:
    entry = t.entry(move.question_id)
    return {entry.interjection, *(p.text for p, _ in all_probes(entry.probes))} if entry else set()


def _shares_run(text: str, source: str) -> bool:
    words, among = _words(text), f" {' '.join(_words(source))} "
    return any(f" {' '.join(words[i : i + BANK_WORDS])} " in among for i in range(len(words) - BANK_WORDS + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())
