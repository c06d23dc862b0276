"""The server over one Coach: rooms made of its parts, and uvicorn."""

from __future__ import annotations

import errno
import logging
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import numpy as np
import uvicorn
from fastapi import FastAPI

from coach.app import INTERVIEWERS, WEB, Coach, coach_version
from coach.doctor import parts
from coach.errors import CoachError, RecogniserError, UsageError
from coach.events import Event
from coach.interview.judge import judging
from coach.interview.rehearsal import Rehearsal
from coach.kept_attempts import local_model, resumable, started
from coach.listening.own_voice import OwnVoice
from coach.own_questions import about, bank_of, forget_never_begun, keep_document, keep_drawn
from coach.records.own_banks import DocumentKind
from coach.records.profiles import Profile
from coach.records.recorder import Recorder
from coach.records.recordings import RecordingWriter
from coach.server.api import Deps, create_app
from coach.server.documents import document_routes
from coach.server.ears import Listening, Recording
from coach.server.faults import log_places_only
from coach.server.frames import SOCKET_BYTES
from coach.server.live_room import SessionRoom
from coach.server.room_parts import RoomParts
from coach.server.rooms import OpenRooms
from coach.server.wire_rest import DocumentView, HeardSentence, KeptDocument, NewAttempt, Part, Status
from coach.speaking.fake_voice import SilentVoice
from coach.thinking import OLLAMA

NO_TIME = 30_000.0
"""Words a minute of a question that nobody speaks: it is over at once."""
LOG = logging.getLogger(__name__)
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Setting:
    """What was chosen for one attempt, besides its questions."""

    speaker: str
    profile: Profile
    keep_audio: bool
    interviewer: Literal["scripted", "llm"]
    local_model: str = ""


def build_server(coach: Coach) -> FastAPI:
    """The whole application; nothing is loaded yet (`Coach.warm` does that).

    What one that was killed left half-written goes.
    """

    coach.own_banks.sweep()
    coach.practice.sweep()
    _forget_never_begun(coach)
    _overwrite_freed(coach)

    async def build(attempt_id: str, wanted: NewAttempt | None) -> SessionRoom:
        return _resumed_room(coach, attempt_id) if wanted is None else _new_room(coach, attempt_id, wanted)

    return create_app(
        Deps(
            store=coach.store,
            rooms=OpenRooms(build),
            banks=coach.all_banks,
            profiles=coach.profiles,
            status=lambda: server_status(coach),
            recordings=coach.recordings,
            web=WEB,
            paper=coach.paper,
            links=coach.links,
            practice=coach.practice,
            hear=lambda pcm: hear_sentence(coach, pcm),
            documents=document_routes(
                lambda *given: _kept(coach, *given), lambda: _given(coach), coach.own_banks.forget
            ),
            own_banks=coach.own_banks,
        )
    )


def _forget_never_begun(coach: Coach) -> None:
    """Where it cannot be done the server starts all the same, and it is tried again at the next start."""
    try:
        if gone := forget_never_begun(coach):
            LOG.info("deleted the drawn questions of %d attempts that never began", len(gone))
    except CoachError as error:
        LOG.warning("the questions drawn for attempts that never began stay: %s", type(error).__name__)


def _overwrite_freed(coach: Coach) -> None:
    """Where it cannot be done the server starts all the same, and it is tried again at the next start."""
    try:
        if coach.store.overwrite_freed():
            LOG.info("the database was written anew, without what had been deleted from it")
    except CoachError as error:
        LOG.warning("words that were deleted long ago may still be in the database's free pages: %s", error)


def server_status(coach: Coach) -> Status:
    found = (Part(id=p.id, name=p.name, ready=p.ready, detail=p.detail, mend=p.mend) for p in parts(coach))
    told = coach.settings
    return Status(
        version=coach_version(),
        parts=tuple(found),
        voice_to=_whom(told.stt_model, told.stt_api_base),
        words_to=_whom(told.llm_model, told.llm_api_base),
        local_models=() if told.llm_model else coach.thinking.local_models() or (),
    )


def _whom(model: str | None, address: str | None) -> str:
    """The server that a model runs on, or the model's name where that says its provider; '' where there is none, or
    only one of this machine."""
    host = urlsplit(address).hostname if address else None
    if not model or host in THIS_MACHINE or (host is None and model.startswith(OLLAMA)):
        return ""
    return host or model


def _kept(coach: Coach, kind: DocumentKind, name: str, content: bytes) -> DocumentView:
    document, found = keep_document(coach, kind, name, content)
    return DocumentView(id=document.id, kind=kind, name=document.name, about=found.told)


def _given(coach: Coach) -> list[KeptDocument]:
    """The documents that are here, newest first."""
    return [
        KeptDocument(id=document_id, kind=one.kind, name=one.name, about=about(one))
        if one
        else KeptDocument(id=document_id, kind=None, name="A damaged file", about="its words cannot be read any more")
        for document_id, one in coach.own_banks.documents()
    ]


def hear_sentence(coach: Coach, pcm: bytes) -> HeardSentence:
    """Raises RecogniserError where no recogniser is ready."""
    transcriber = coach.loaded_transcriber()
    if transcriber is None:
        raise RecogniserError("The recogniser is not ready yet; the rest of the check goes on without it.")
    stream = transcriber.open_stream()
    stream.push(np.frombuffer(pcm, "<i2").astype(np.int16))
    return HeardSentence(text=" ".join(word.text for word in stream.finish()), recogniser=transcriber.name)


def _cannot_listen(host: str, port: int, wrong: BaseException | None) -> str:
    if not isinstance(wrong, OSError) or wrong.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; choose another: coach serve --port {port + 1}"
    return f"cannot listen at {host}, port {port}: {wrong.strerror}; give another --host or --port"


def serve(coach: Coach, host: str, port: int, open_browser: bool, announce: Callable[[str], None]) -> None:
    """Serve until interrupted. Raises UsageError where nobody can listen there."""
    config = uvicorn.Config(
        build_server(coach),
        host=host,
        port=port,
        log_level="warning",
        ws_max_size=SOCKET_BYTES,
        timeout_graceful_shutdown=5,
    )
    log_places_only("uvicorn.error", "asyncio")
    try:
        listening = config.bind_socket()
    except SystemExit as ended:
        raise UsageError(_cannot_listen(host, port, ended.__context__)) from None
    address = f"http://{host}:{listening.getsockname()[1]}"
    announce(address)
    coach.warm()
    if open_browser:
        threading.Timer(1.0, lambda: webbrowser.open(address)).start()
    uvicorn.Server(config).run(sockets=[listening])


def _new_room(coach: Coach, attempt_id: str, wanted: NewAttempt) -> SessionRoom:
    wanted = _of_set(coach, wanted)
    bank, profile = coach.bank(wanted.bank_id), coach.profile(wanted.profile_id)
    resume, job = _text(coach, "resume", wanted.resume_id), _text(coach, "job", wanted.job_id)
    bank = bank if wanted.set_id else bank_of(attempt_id, bank, profile, resume, job)
    local = wanted.local_model or ""
    interviewer = coach.thinking.interviewer(wanted.interviewer, local)
    coach.check_questions(bank, wanted.question_ids)

    def rehearsal(hearing: str) -> Rehearsal:
        return coach.rehearsal(attempt_id, bank, wanted.question_ids, profile, interviewer, hearing, wanted.keep_audio)

    setting = Setting(wanted.speaker or coach.settings.voice, profile, wanted.keep_audio, interviewer, local)
    return _room(coach, attempt_id, [], rehearsal, setting, lambda: keep_drawn(coach, bank))


def _text(coach: Coach, kind: DocumentKind, document_id: str | None) -> str:
    """Raises UsageError where the document was deleted."""
    return coach.own_banks.document(document_id, kind).text if document_id else ""


def _of_set(coach: Coach, wanted: NewAttempt) -> NewAttempt:
    """A practice set says what is rehearsed. Raises UsageError where there is none of this id."""
    if wanted.set_id is None:
        return wanted
    practice = coach.practice.sets.find(wanted.set_id).practice
    ids = tuple(q.question.id for q in practice.questions)
    chosen = {"bank_id": practice.bank().id, "question_ids": ids, "profile_id": practice.profile_id}
    return wanted.model_copy(update=chosen)


def _resumed_room(coach: Coach, attempt_id: str) -> SessionRoom:
    log = coach.store.events(attempt_id)
    first = started(log, attempt_id)

    def rehearsal(hearing: str) -> Rehearsal:
        return resumable(coach, attempt_id, hearing=hearing)

    rehearsal("typed")
    local = local_model(coach, log)
    interviewer = first.interviewer if coach.settings.llm_model or local else "scripted"
    speaker = first.speaker if first.speaker in INTERVIEWERS else coach.settings.voice
    profile = coach.profile(first.profile_id)
    return _room(coach, attempt_id, log, rehearsal, Setting(speaker, profile, first.keep_audio, interviewer, local))


def _room(
    coach: Coach,
    attempt_id: str,
    log: list[Event],
    rehearsal: Callable[[str], Rehearsal],
    setting: Setting,
    begun: Callable[[], None] | None = None,
) -> SessionRoom:
    profile = setting.profile

    def listening() -> tuple[str, Callable[[float, OwnVoice], Listening]] | None:
        transcriber = coach.loaded_transcriber()
        if transcriber is None:
            return None
        return transcriber.name, lambda offset, own: coach.listener(transcriber, offset, own)

    def recording() -> Recording:
        return RecordingWriter(coach.recordings, attempt_id)

    recorder = Recorder(coach.store, attempt_id, begun)
    judged = judging(coach.thinking.judge(), coach.settings.judge, coach.all_banks, coach.settings.llm_max_cost)
    return SessionRoom(
        RoomParts(
            attempt_id=attempt_id,
            log=log,
            rehearsal=rehearsal,
            recorder=recorder,
            voice=(lambda: SilentVoice(NO_TIME)) if profile.silent else coach.voice,
            speaker=setting.speaker,
            interviewer_name=INTERVIEWERS[setting.speaker],
            shows_question=profile.shows_question,
            silent=profile.silent,
            listening=listening,
            hears=lambda: coach.ears.state != "missing",
            warmed=coach.ears_warmed,
            model=coach.thinking.consultant(setting.local_model) if setting.interviewer == "llm" else None,
            recording=recording if setting.keep_audio else None,
            judge=judged and (lambda finished: judged(finished, recorder.extend)),
        )
    )
