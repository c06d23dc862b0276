"""Readings of practice sets, answers and reviews in the shapes of the wire."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.interview.checking import check_scores
from coach.records.corrections import as_heard, remarks
from coach.records.practice_sets import KeptSet, Take, attempts_left, takes
from coach.records.profiles import Profile, known_profile
from coach.records.question_banks import Bank
from coach.records.recordings import has_recording
from coach.records.reviews import Findings, Practice, Review, ReviewState
from coach.records.set_files import file_name, link_token
from coach.records.store import Store, made_at
from coach.records.submissions import Submission
from coach.server.views import attempt_view, bank_view
from coach.server.wire_sets import FindingsView, InboxItem, ReceivedReview, ReviewPage, SetView, TakeView


@dataclass(frozen=True)
class SetDeps:
    """What the doors of practice sets stand on. The callables are synchronous and may block."""

    practice: Practice
    store: Store
    banks: Callable[[], Mapping[str, Bank]]
    profiles: Callable[[], Mapping[str, Profile]]
    recordings: Path


def set_view(deps: SetDeps, kept: KeptSet) -> SetView:
    practice = kept.practice
    taken = takes(deps.store, practice.id)
    profile = known_profile(deps.profiles(), practice.profile_id)
    assigned = practice.assignment_id != ""
    return SetView(
        id=practice.id,
        set_id=practice.set_id,
        title=practice.title,
        coach=practice.coach,
        candidate=practice.candidate,
        note=practice.note,
        made=practice.made,
        due=practice.due,
        attempts_allowed=practice.attempts_allowed,
        attempts_left=attempts_left(practice, taken),
        profile_id=practice.profile_id,
        profile_title=profile.title if profile else practice.profile_id,
        minutes=practice.minutes,
        questions=bank_view(practice.bank()).questions,
        takes=tuple(_take_view(deps, take, kept) for take in taken),
        ours=kept.ours,
        assigned=assigned,
        assigned_at=made_at(practice.assignment_id),
        link=f"/practise/{link_token(practice.id, deps.practice.key)}" if kept.ours and assigned else "",
        file_name=file_name(practice.title, practice.candidate),
    )


def _take_view(deps: SetDeps, take: Take, kept: KeptSet) -> TakeView:
    summary = take.summary
    return TakeView(
        attempt_id=summary.attempt_id,
        number=take.number,
        created=summary.created,
        finished=summary.finished,
        overall=summary.overall,
        has_audio=has_recording(deps.recordings, summary.attempt_id),
        sent=_gone(deps.practice, kept, summary.attempt_id),
        reviewed=deps.practice.reviews.has_seen(summary.attempt_id),
    )


def _gone(practice: Practice, kept: KeptSet, attempt_id: str) -> Literal["", "saved", "sent"]:
    """Where it was not noted how, answers to one's own sets went by themselves, others as a file."""
    if not practice.sent.digests(attempt_id):
        return ""
    delivered = practice.sent.delivered(attempt_id)
    return "sent" if (kept.ours if delivered is None else delivered) else "saved"


def attempts_here(deps: SetDeps) -> Collection[str]:
    return {summary.attempt_id for summary in deps.store.attempts()}


def inbox_item(submission: Submission, state: ReviewState, here: Collection[str]) -> InboxItem:
    """`here`: the attempts that this installation has."""
    answers, practice = submission.answers, submission.practice
    return InboxItem(
        id=submission.id,
        candidate=answers.candidate,
        title=practice.title,
        assigned_at=made_at(practice.assignment_id),
        take=answers.take,
        attempts_allowed=practice.attempts_allowed,
        sent=answers.sent,
        due=practice.due,
        late=submission.late,
        has_audio=submission.has_audio,
        overall=submission.summary.overall,
        begun=state.findings != Findings(),
        reviewed=state.sent,
        changed=state.changed,
        here=answers.attempt_id in here,
    )


def review_page(deps: SetDeps, submission: Submission, state: ReviewState) -> ReviewPage:
    bank, profile = submission.practice.bank(), known_profile(deps.profiles(), submission.practice.profile_id)
    events = submission.answers.events
    added = remarks(events)
    return ReviewPage(
        item=inbox_item(submission, state, attempts_here(deps)),
        attempt=attempt_view(submission.summary, events, bank, submission.has_audio, profile),
        scores=check_scores(bank, events).told,
        findings=findings_view(state.findings),
        corrections=as_heard(events, added.corrections),
        disputes=added.disputes,
    )


def findings_view(findings: Findings) -> FindingsView:
    return FindingsView(
        remark=findings.remark, comments=findings.comments, levels=findings.levels, revision=findings.revision
    )


def received(review: Review) -> ReceivedReview:
    return ReceivedReview(coach=review.coach, sent=review.sent, findings=findings_view(review.findings))
