"""`coach inbox`: the answers that candidates sent back, taken in, listed, deleted."""

from __future__ import annotations

import json as json_module
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from coach.app import Coach
from coach.commands.common import agreed, coach_for_command, tell
from coach.commands.sets import Json, of_file
from coach.errors import BankError, UsageError
from coach.interview.checking import Checked, check_scores
from coach.records.removal import remove_submission
from coach.records.reviews import ReviewState, waiting
from coach.records.set_files import SUFFIX, FileRefused, open_file, read_file
from coach.records.submissions import Submission


def inbox(
    files: Annotated[list[Path] | None, typer.Argument(help="Files of answers to take in first.")] = None,
    delete: Annotated[str, typer.Option(metavar="ID", help="Delete these answers for good. Asks first.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: Json = False,
) -> None:
    """The answers that came back, longest waiting first; review them on the page. Exit 1 where a file is refused."""
    if delete and files:
        raise UsageError("--delete ID takes no files in; give one or the other")
    if yes and not delete:
        raise UsageError("--yes goes with --delete ID")
    with coach_for_command() as coach:
        if delete:
            _delete(coach, delete, yes, json)
        else:
            _list(coach, files or (), json)


def _list(coach: Coach, files: Sequence[Path], json: bool) -> None:
    faults = []
    for path in files:
        try:
            with of_file(path):
                coach.practice.inbox.take_in(open_file(read_file(path), "answers"))
        except (BankError, UsageError) as refused:
            faults.append(str(refused))
    found, damaged = waiting(coach.practice), coach.practice.inbox.damaged()
    for submission, review in found:
        checked = check_scores(submission.practice.bank(), submission.answers.events)
        print(_arrived_json(submission, review, checked) if json else _arrived(submission, review))
        if checked.told and not json:
            tell(f"{submission.id}: {checked.told}")
    for name in damaged:
        tell(f"{name}{SUFFIX} cannot be opened. Take its file in again, or: coach inbox --delete {name}")
    if faults:
        raise BankError("\n".join(faults))
    if not found and not damaged:
        tell("Nothing came back yet. Take a file in: coach inbox FILE")


def _delete(coach: Coach, submission_id: str, yes: bool, json: bool) -> None:
    """`sound` is null of answers that cannot be opened."""
    try:
        found = coach.practice.inbox.find(submission_id)
        what, sound = f"the answers of {found.answers.candidate}", found.has_audio
    except FileRefused:
        what, sound = f"{submission_id}{SUFFIX}, which cannot be opened", None
    question, without = f"Delete {what}, with your review, for good?", f"coach inbox --delete {submission_id} --yes"
    if not yes and not agreed(question, without):
        tell("Nothing was deleted.")
        raise typer.Exit(1)
    remove_submission(coach.practice, submission_id)
    if json:
        print(json_module.dumps({"deleted": submission_id, "sound": sound}))
    else:
        print(f"Deleted {submission_id}{' and its sound' if sound else ''}.")


def _arrived(submission: Submission, review: ReviewState) -> str:
    answers, practice = submission.answers, submission.practice
    state = f"reviewed {review.sent[:16]}" if review.sent else "waits"
    state += ", changed since it was sent" if review.changed else ""
    sound = "audio" if submission.has_audio else "no audio"
    take = f"take {answers.take} of {practice.attempts_allowed}"
    return f"{submission.id}  {answers.candidate}  {practice.title}  {take}  {sound}  sent {answers.sent[:16]}  {state}"


def _arrived_json(submission: Submission, review: ReviewState, checked: Checked) -> str:
    """`scores`: those that were sent beside those that the words get here, "same" or why not; `overall_here`: these."""
    answers, practice = submission.answers, submission.practice
    fields = {
        "id": submission.id,
        "candidate": answers.candidate,
        "set": practice.id,
        "title": practice.title,
        "take": answers.take,
        "attempts_allowed": practice.attempts_allowed,
        "sent": answers.sent,
        "late": submission.late,
        "audio": submission.has_audio,
        "overall": submission.summary.overall,
        "scores": checked.state,
        "overall_here": checked.overall,
        "reviewed": review.sent or None,
        "changed": review.changed,
    }
    return json_module.dumps(fields, ensure_ascii=False)
