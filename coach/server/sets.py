"""The REST doors of practice sets: made, assigned, opened, answered, reviewed."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.responses import JSONResponse, Response

from coach.errors import UsageError
from coach.records.picking import Wanted, pick
from coach.records.practice_sets import new_set
from coach.records.recordings import has_recording, read_wav
from coach.records.removal import remove_submission
from coach.records.reviews import Findings, deliver, waiting
from coach.records.set_files import SetFile, check_size, file_name, linked_set, open_file
from coach.records.submissions import answers_file
from coach.server.ranges import ranged
from coach.server.sets_views import (
    SetDeps,
    attempts_here,
    findings_view,
    inbox_item,
    received,
    review_page,
    set_view,
)
from coach.server.wire_sets import (
    FindingsView,
    InboxItem,
    NewAssignment,
    NewSet,
    OpenedFile,
    ReturnedAnswers,
    ReviewDraft,
    ReviewPage,
    ReviewSeen,
    SentReview,
    SetView,
)


def set_routes(deps: SetDeps) -> APIRouter:
    routes = APIRouter()
    _making(routes, deps)
    _answering(routes, deps)
    _reviewing(routes, deps)
    return routes


def _making(routes: APIRouter, deps: SetDeps) -> None:
    sets = deps.practice.sets

    @routes.get("/sets")
    def all_sets() -> list[SetView]:
        return [set_view(deps, kept) for kept in sets.all()]

    @routes.post("/sets", status_code=201)
    def make(wanted: NewSet) -> SetView:
        profile = wanted.profile_id
        if profile and profile not in deps.profiles():
            raise UsageError(f"there is no profile {profile!r}; choose one of: {', '.join(deps.profiles())}")
        questions = pick(deps.banks(), Wanted(question_ids=wanted.question_ids))
        fields = wanted.model_dump(include={"attempts_allowed", "due", "note", "coach"})
        fields |= {"profile_id": profile} if profile else {}
        return set_view(deps, sets.keep(new_set(wanted.title, questions, **fields)))

    @routes.post("/sets/{set_id}/assignments", status_code=201)
    def assign(set_id: str, wanted: NewAssignment) -> SetView:
        kept = sets.find(set_id)
        if not kept.ours or kept.practice.assignment_id:
            raise UsageError("Only a set that was made here, and is not yet anybody's, can be assigned.")
        return set_view(deps, sets.keep(kept.practice.assigned(wanted.candidate)))

    @routes.get("/sets/linked/{token}")
    def linked(token: str) -> SetView:
        return set_view(deps, sets.find(linked_set(token, deps.practice.key)))

    @routes.get("/sets/{set_id}")
    def one_set(set_id: str) -> SetView:
        return set_view(deps, sets.find(set_id))

    @routes.get("/sets/{set_id}/file")
    def set_file(set_id: str) -> Response:
        kept = sets.find(set_id)
        return _download(kept.file, file_name(kept.practice.title, kept.practice.candidate))


def _answering(routes: APIRouter, deps: SetDeps) -> None:
    practice = deps.practice

    def answers(set_id: str, wanted: ReturnedAnswers) -> SetFile:
        kept, attempt_id = practice.sets.find(set_id), wanted.attempt_id
        agreed = wanted.with_audio and has_recording(deps.recordings, attempt_id)
        wav = read_wav(deps.recordings, attempt_id) if agreed else None
        return answers_file(kept, deps.store, attempt_id, wanted.candidate, wav, practice.key)

    @routes.post("/sets/{set_id}/answers", status_code=201)
    def send(set_id: str, wanted: ReturnedAnswers) -> SetView:
        kept = practice.sets.find(set_id)
        if not kept.ours:
            raise UsageError("This set was made elsewhere: save the file of answers and send it to your coach.")
        file = answers(set_id, wanted)
        practice.inbox.take_in(file)
        practice.sent.note(file, delivered=True)
        return set_view(deps, kept)

    @routes.get("/sets/{set_id}/answers/{attempt_id}/file")
    def save(set_id: str, attempt_id: str, candidate: str = "", audio: bool = False) -> Response:
        file = answers(set_id, ReturnedAnswers(attempt_id=attempt_id, candidate=candidate, with_audio=audio))
        practice.sent.note(file, delivered=False)
        return _download(file, file_name("answers", practice.sets.find(set_id).practice.title, file.sender))

    @routes.post("/files", status_code=201)
    async def open_any(request: Request) -> OpenedFile:
        """A file of any kind, as the body."""
        raw = await _body(request)
        return await asyncio.to_thread(_taken_in, deps, raw)


def _reviewing(routes: APIRouter, deps: SetDeps) -> None:
    """`writing`: one change at a time, so that nothing is written about answers that are being deleted."""
    practice, writing = deps.practice, threading.Lock()

    @routes.get("/inbox")
    def inbox() -> list[InboxItem]:
        here = attempts_here(deps)
        return [inbox_item(submission, state, here) for submission, state in waiting(practice)]

    @routes.get("/inbox/{submission_id}")
    def submission(submission_id: str) -> ReviewPage:
        return review_page(deps, practice.inbox.find(submission_id), practice.reviews.state(submission_id))

    @routes.delete("/inbox/{submission_id}", status_code=204)
    def remove(submission_id: str) -> None:
        with writing:
            remove_submission(practice, submission_id)

    @routes.get("/inbox/{submission_id}/audio.wav")
    def audio(request: Request, submission_id: str) -> Response:
        sound = practice.inbox.find(submission_id).wav()
        if sound is None:
            return JSONResponse({"error": "No audio was sent with these answers."}, 404)
        return ranged(sound, "audio/wav", request.headers.get("range"))

    @routes.put("/inbox/{submission_id}/review")
    def write(submission_id: str, draft: ReviewDraft) -> FindingsView:
        try:
            findings = Findings.model_validate(draft.model_dump(exclude={"based_on"}))
        except ValidationError as wrong:
            raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in wrong.errors()]) from None
        with writing:
            return findings_view(practice.reviews.save(practice.inbox.find(submission_id), findings, draft.based_on))

    @routes.post("/inbox/{submission_id}/review/sent", status_code=201)
    def send_back(submission_id: str) -> SentReview:
        with writing:
            found = practice.inbox.find(submission_id)
            file = practice.reviews.send(found)
            delivered = deliver(practice, file, deps.store)
        name = file_name("review", found.practice.title, found.answers.candidate)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return SentReview(sent=now, delivered=delivered, file_name=name)

    @routes.get("/inbox/{submission_id}/review/file")
    def review_file(submission_id: str) -> Response:
        found = practice.inbox.find(submission_id)
        name = file_name("review", found.practice.title, found.answers.candidate)
        return _download(practice.reviews.sent_file(submission_id), name)

    @routes.get("/attempts/{attempt_id}/review")
    def seen(attempt_id: str) -> ReviewSeen:
        review = practice.reviews.seen(attempt_id)
        return ReviewSeen(review=received(review) if review else None)


def _taken_in(deps: SetDeps, raw: bytes) -> OpenedFile:
    practice, file = deps.practice, open_file(raw)
    match file.kind:
        case "practice-set":
            kept = practice.sets.take_in(file)
            return OpenedFile(kind=file.kind, title=kept.practice.title, page=f"/sets/{kept.practice.id}")
        case "answers":
            arrived = practice.inbox.take_in(file)
            return OpenedFile(kind=file.kind, title=arrived.practice.title, page=f"/review/{arrived.id}")
        case "review":
            review = practice.reviews.take_in(file, practice.sent)
            return OpenedFile(kind=file.kind, title=review.coach, page=f"/report/{review.attempt_id}")


async def _body(request: Request) -> bytes:
    """Never more than a file may hold; who says beforehand that it is more is refused before a byte of it."""
    said = request.headers.get("content-length", "")
    check_size(int(said) if said.isdigit() else 0)
    whole = bytearray()
    async for part in request.stream():
        whole += part
        check_size(len(whole))
    return bytes(whole)


def _download(file: SetFile, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(file.raw, headers=headers, media_type="application/octet-stream")
