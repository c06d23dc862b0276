"""The composition root: settings become store, ears, voice and model. The only importer of adapters."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.errors import BankError, RecogniserError, VoiceError
from coach.records.profiles import DEFAULT_PROFILE, Profile, load_profiles
from coach.records.question_banks import OWN_BANK, SET_BANK, Bank, find_banks
from coach.settings import Settings
from coach.warming import Warm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.adapters.signed_links import SignedLinks
    from coach.adapters.sounddevice_audio import Loudspeaker
    from coach.adapters.sql_store import SqlStore
    from coach.adapters.whisper_weights import Progress
    from coach.interview.rehearsal import Rehearsal
    from coach.listening.audio import AudioChunk
    from coach.listening.listener import Listener
    from coach.listening.own_voice import OwnVoice
    from coach.listening.transcriber import Transcriber
    from coach.records.export_pdf import Paper
    from coach.records.own_banks import OwnBanks
    from coach.records.reviews import Practice
    from coach.speaking.voice import SpokenSentence, Voice
    from coach.thinking import Thinking
    from coach.transcribing import Line, Pace

WEB = Path(__file__).parent / "web"
INTERVIEWERS = {"adaeze": "Adaeze", "henrik": "Henrik", "samira": "Samira"}
WARM_WITHIN = 120.0
"""Seconds that the beginning of a spoken rehearsal waits for the recogniser."""


def coach_version() -> str:
    try:
        return version("mock-interview-coach")
    except PackageNotFoundError:
        return "0"


class Coach:
    """Everything that the commands and the server share, made and imported when first asked for.

    All of it takes more than a second to import, and most commands need little of it.
    """

    def __init__(self, settings: Settings, model_name: str | None = None) -> None:
        self.settings = settings
        self.whisper_model = model_name or settings.whisper_model
        self.ears = Warm()
        self.mouth = Warm()
        self._ears_tried = threading.Event()
        self._transcriber: Transcriber | None = None
        self._voice: Voice | None = None

    @cached_property
    def thinking(self) -> Thinking:
        from coach.thinking import Thinking

        return Thinking(self.settings)

    @cached_property
    def store(self) -> SqlStore:
        from coach.adapters.sql_store import SqlStore

        return SqlStore(self.settings.database)

    @property
    def place(self) -> str:
        """Where the database is, for people; never with a password."""
        return str(self.settings.data / "coach.db") if not self.settings.database_url else "the configured database"

    @property
    def recordings(self) -> Path:
        return self.settings.data / "recordings"

    @property
    def weights(self) -> Path:
        return self.settings.data / "weights"

    @cached_property
    def practice(self) -> Practice:
        from coach.records.reviews import open_practice

        return open_practice(self.settings.data)

    @cached_property
    def own_banks(self) -> OwnBanks:
        from coach.records.own_banks import OwnBanks

        return OwnBanks(self.settings.data / "own")

    def banks(self) -> Mapping[str, Bank]:
        return find_banks(self.settings.banks)

    def all_banks(self) -> Mapping[str, Bank]:
        """The banks, the frozen questions of every practice set, and those drawn for single attempts."""
        return {**self.banks(), **self.practice.sets.banks(), **self.own_banks.banks()}

    def bank(self, bank_id: str) -> Bank:
        """Raises BankError naming the banks there are."""
        if bank_id.startswith(SET_BANK):
            return self.practice.sets.find(bank_id.removeprefix(SET_BANK)).practice.bank()
        if bank_id.startswith(OWN_BANK):
            return self.own_banks.bank(bank_id)
        banks = self.banks()
        if bank_id not in banks:
            raise BankError(f"there is no bank {bank_id!r}; `coach bank list` shows: {', '.join(banks)}")
        return banks[bank_id]

    def profiles(self) -> Mapping[str, Profile]:
        """The packaged ones and those in the folder `profiles` of one's own banks."""
        own = self.settings.banks / "profiles" if self.settings.banks else None
        return load_profiles(own if own and own.is_dir() else None)

    def profile(self, profile_id: str) -> Profile:
        profiles = self.profiles()
        wanted = profile_id or DEFAULT_PROFILE
        if wanted not in profiles:
            raise BankError(f"there is no profile {wanted!r}; choose one of: {', '.join(profiles)}")
        return self._as_set(profiles[wanted])

    def _as_set(self, profile: Profile) -> Profile:
        """The profile with the person's own patience and firmness."""
        s = self.settings
        patience = min(4.0, max(0.25, profile.patience * s.patience))
        firmness = min(8.0, max(0.25, profile.hard_to_interrupt * s.hard_to_interrupt))
        return profile.model_copy(update={"patience": patience, "hard_to_interrupt": firmness})

    def transcriber(self) -> Transcriber:
        """Loaded and ready; blocking. Raises RecogniserError saying what to do."""
        if self._transcriber is None:
            from coach.transcribing import recogniser

            self._transcriber = recogniser(self.settings, self.whisper_model, self.weights)
        return self._transcriber

    def loaded_transcriber(self) -> Transcriber | None:
        """The recogniser where it is warm, else None: a rehearsal does not wait for it."""
        return self._transcriber

    async def ears_warmed(self) -> None:
        """Until the recogniser is there, or known to be missing."""
        await asyncio.to_thread(self._ears_tried.wait, WARM_WITHIN)

    def listener(self, transcriber: Transcriber, offset: float = 0.0, own_voice: OwnVoice | None = None) -> Listener:
        from coach.adapters.silero_detector import SileroDetector
        from coach.listening.listener import Listener
        from coach.transcribing import listening_options

        options = listening_options(self.settings)
        return Listener(SileroDetector(), transcriber, options, offset, own_voice=own_voice)

    def fetch_weights(self, progress: Progress) -> Path:
        """Download the published model. Raises RecogniserError."""
        from coach.adapters.whisper_weights import fetch

        return fetch(self.whisper_model, self.weights, progress)

    def read_document(self, name: str, content: bytes) -> str:
        """The text of a PDF, DOCX, Markdown or text file. Raises DocumentError."""
        from coach.adapters.documents import read_document

        return read_document(name, content)

    def read_audio(self, path: Path) -> NDArray[np.int16]:
        """A sound file as int16 mono 16 kHz. Raises AudioError."""
        from coach.adapters.audio_files import read_audio

        return read_audio(path)

    def check_audio(self, path: Path) -> None:
        """Before anything slow is loaded. Raises AudioError."""
        from coach.adapters.audio_files import check_audio

        check_audio(path)

    def transcribe(self, path: Path, pace: Pace) -> AsyncIterator[Line]:
        """The lines of `coach transcribe` for one file."""
        from coach.adapters.silero_detector import SileroDetector
        from coach.transcribing import listening_options, transcribe

        return transcribe(path, self.transcriber(), SileroDetector(), pace, listening_options(self.settings))

    @cached_property
    def links(self) -> SignedLinks:
        from coach.adapters.signed_links import SignedLinks

        return SignedLinks(self.settings.data / "share.key")

    def paper(self, title: str, made: datetime) -> Paper:
        """An empty first page of a PDF."""
        from coach.adapters.pdf_paper import PdfPaper

        return PdfPaper(title, made, self.settings.pdf_font)

    def sound_devices(self) -> tuple[Loudspeaker, Callable[[threading.Event], Iterator[AudioChunk]]]:
        """Loudspeaker and microphone of this machine. Raises AudioError saying what is missing."""
        from coach.adapters.sounddevice_audio import Loudspeaker, microphone_chunks, microphone_name

        microphone_name()
        return Loudspeaker(), microphone_chunks

    def microphone_name(self) -> str:
        """Raises AudioError where there is none."""
        from coach.adapters.sounddevice_audio import microphone_name

        return microphone_name()

    def voice(self) -> Voice:
        """The real voice; silence of the same length where it cannot speak."""
        if self._voice is None:
            from coach.adapters.voice_process import ProcessVoice

            self._voice = ProcessVoice()
        return self._voice

    def rehearsal(
        self,
        attempt_id: str,
        bank: Bank,
        question_ids: Sequence[str] | None,
        profile: Profile,
        interviewer: Literal["scripted", "llm"],
        hearing: str,
        keep_audio: bool = False,
    ) -> Rehearsal:
        """A new attempt. Raises BankError on unknown questions."""
        from coach.interview.drawing import drawn_ids
        from coach.interview.plan import choose_questions
        from coach.interview.rehearsal import Rehearsal

        self.check_questions(bank, question_ids)
        drawn = drawn_ids(bank)
        wanted = (*drawn, *(i for i in question_ids if i not in drawn)) if question_ids else None
        chosen = choose_questions(bank, profile, wanted, (*drawn, *self._weak(bank)))
        return Rehearsal(attempt_id, bank, chosen, profile, interviewer, hearing, keep_audio)

    def _weak(self, bank: Bank) -> tuple[str, ...]:
        """What to take up again, by the latest attempts."""
        from coach.events import AnswerScored
        from coach.interview.plan import weak_questions
        from coach.records.progress import LATELY

        lately = [a.attempt_id for a in self.store.attempts() if a.finished][:LATELY]
        events = (event for attempt_id in lately for event in self.store.events(attempt_id))
        return weak_questions(bank, [e.scorecard for e in events if isinstance(e, AnswerScored)])

    def check_questions(self, bank: Bank, question_ids: Sequence[str] | None) -> None:
        """Raises BankError on unknown questions, UsageError where the attempts at a practice set are used up."""
        if bank.id.startswith(SET_BANK):
            from coach.records.practice_sets import check_attempt_left

            check_attempt_left(self.practice.sets.find(bank.id.removeprefix(SET_BANK)), self.store)
        for question_id in question_ids or ():
            if bank.find(question_id) is None:
                known = ", ".join(q.question.id for q in bank.questions)
                raise BankError(f"bank {bank.id} has no question {question_id!r}; it has: {known}")

    def warm_now(self) -> None:
        """Load what is slow, blocking."""
        self._warm_ears()
        self._warm_mouth()

    def warm(self) -> None:
        """Load what is slow, in the background; published weights that are missing are fetched."""
        ears = threading.Thread(target=self._warm_ears, args=(self.settings.fetch_weights,), daemon=True)
        ears.start()
        threading.Thread(target=self._warm_mouth, name="warm-mouth", daemon=True).start()

    def _warm_ears(self, fetching: bool = False) -> None:
        self.ears.warm(lambda: f"{self._loaded_or_fetched(fetching).name} hears")
        self._ears_tried.set()
        self.thinking.load()

    def _loaded_or_fetched(self, fetching: bool) -> Transcriber:
        try:
            return self.transcriber()
        except RecogniserError:
            from coach.adapters.whisper_weights import published

            if not fetching or self.whisper_model not in published():
                raise
        self._ears_tried.set()
        self.ears.detail = f"fetching the weights of {self.whisper_model}"
        self.fetch_weights(self._tell_fetched)
        return self.transcriber()

    def _tell_fetched(self, there: int, total: int | None) -> None:
        of = f" of {total / 1e6:.0f}" if total else ""
        self.ears.detail = f"fetching the weights of {self.whisper_model}: {there / 1e6:.0f}{of} MB"

    def _warm_mouth(self) -> None:
        self.mouth.warm(lambda: f"espeak-ng speaks ({self._said().seconds:.1f} s of test speech)")

    def _said(self) -> SpokenSentence:
        spoken = self.voice().synthesise("Ready.", self.settings.voice)
        if not any(spoken.pcm):
            raise VoiceError("the voice makes no sound; reinstall it: pip install --force-reinstall pyttsx3")
        return spoken

    def close(self) -> None:
        if self._voice is not None:
            self._voice.close()
        if "store" in self.__dict__:
            self.store.close()
