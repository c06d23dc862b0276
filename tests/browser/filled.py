"""A data folder as after three weeks of practice: spoken and typed attempts, sets on both sides, answers, a review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import soxr

from coach.adapters.sql_store import SqlStore
from coach.adapters.voice_process import ProcessVoice
from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    FinalTranscript,
    InterviewerSpoke,
    TurnEnded,
)
from coach.interview.record import Record, score
from coach.records.practice_sets import new_set
from coach.records.question_banks import Bank, find_banks
from coach.records.recordings import SAMPLE_RATE, RecordingWriter, read_wav
from coach.records.reviews import CoachLevel, Comment, Findings, SecondSpan, WordSpan, deliver, open_practice
from coach.records.set_files import link_token
from coach.records.submissions import answers_file
from scoring.answer import Word
from scoring.judgement import Judgement
from scoring.scorecard import Opinion
from tests.browser import said

BANK = find_banks()["ai-trainer-core"]
PACE_S = 0.4
"""Seconds a word where nobody speaks aloud."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A run of words without the interviewer; times are seconds from its beginning."""

    words: tuple[Word, ...]
    pcm: bytes

    @property
    def seconds(self) -> float:
        return self.words[-1].end + 0.2


def spoken(voice: ProcessVoice | None, text: str, speaker: str = "henrik") -> Utterance:
    """`text` as spoken by `voice`, or at an even pace and without sound; `[1.4]` rests for 1.4 seconds."""
    words: list[Word] = []
    sound: list[np.ndarray] = []
    at = 0.0
    for part in re.split(r"(\[[\d.]+\])", text):
        if part.startswith("["):
            rest = float(part[1:-1])
            sound.append(np.zeros(int(rest * SAMPLE_RATE), np.int16))
            at += rest
            continue
        for sentence in filter(None, re.split(r"(?<=[.,:]) ", part.strip())):
            at = _say(voice, sentence, speaker, at, words, sound)
    pcm = np.concatenate(sound).astype("<i2").tobytes() if sound else b""
    return Utterance(tuple(words), pcm)


def _say(
    voice: ProcessVoice | None, text: str, speaker: str, at: float, words: list[Word], sound: list[np.ndarray]
) -> float:
    if voice is None:
        for word in text.split():
            words.append(Word(word, at, at + PACE_S - 0.05))
            at += PACE_S
        return at
    said_aloud = voice.synthesise(text, speaker)
    for word in said_aloud.words:
        words.append(Word(text[word.offset : word.offset + word.length], at + word.start, at + word.end))
    samples = np.frombuffer(said_aloud.pcm, "<i2").astype(np.float32) / 32_768
    resampled = soxr.resample(samples, said_aloud.sample_rate, SAMPLE_RATE)
    sound.append((np.clip(resampled, -1, 1) * 32_767).astype(np.int16))
    return at + len(resampled) / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: utterances of the candidate with what the interviewer says between them; `over` seconds of it lie
    over the candidate's words. `judged`: what a language model thinks of it."""

    question_id: str
    parts: tuple[str, ...]
    between: tuple[tuple[str, str], ...] = ()
    over: float = 0.0
    typed: bool = False
    judged: tuple[Opinion, ...] = ()


class Folder:
    """Writes attempts as if they had been rehearsed on days gone by."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._now = ""
        self.store = SqlStore(f"sqlite:///{(data / 'coach.db').as_posix()}", lambda: self._now)

    def rehearse(
        self, attempt_id: str, at: datetime, told: Sequence[Told], voice: ProcessVoice | None = None, bank: Bank = BANK
    ) -> None:
        """A finished attempt; its sound is kept where a voice speaks."""
        self._now = at.isoformat(timespec="milliseconds")
        ids = tuple(one.question_id for one in told)
        begun = AttemptStarted(
            at=0,
            attempt_id=attempt_id,
            bank_id=bank.id,
            question_ids=ids,
            profile_id="adaptive",
            interviewer="scripted",
            hearing="typed" if told[0].typed else "whisper:base.en",
            keep_audio=voice is not None,
        )
        record = Record(bank, [begun])
        sound = RecordingWriter(self.data / "recordings", attempt_id) if voice else None
        clock = 1.0
        for one in told:
            clock = _answered(record, bank, one, voice, sound, clock)
        record.append(AttemptFinished(at=clock, report=record.report()))
        self.store.append(attempt_id, record.events)
        if sound is not None:
            sound.close()

    def begin(self, attempt_id: str, at: datetime) -> None:
        """An attempt that was left after its first question."""
        self._now = at.isoformat(timespec="milliseconds")
        ids = ("unclear-guidelines", "peer-disagreement")
        first = AttemptStarted(
            at=0,
            attempt_id=attempt_id,
            bank_id=BANK.id,
            question_ids=ids,
            profile_id="adaptive",
            interviewer="scripted",
        )
        asked = InterviewerSpoke(
            at=3, move="ask", text=BANK.questions[2].question.text, question_id=ids[0], started=1, ended=3
        )
        self.store.append(attempt_id, [first, asked])


def _answered(
    record: Record, bank: Bank, told: Told, voice: ProcessVoice | None, sound: RecordingWriter | None, clock: float
) -> float:
    entry = bank.find(told.question_id)
    assert entry is not None
    question = entry.question
    record.append(
        InterviewerSpoke(
            at=clock + 4, move="ask", text=question.text, question_id=question.id, started=clock, ended=clock + 4
        )
    )
    clock += 5.2
    for number, text in enumerate(told.parts):
        utterance = spoken(None if told.typed else voice, text)
        words = tuple(Word(w.text, w.start + clock, w.end + clock) for w in utterance.words)
        if sound is not None:
            sound.append(int(clock * SAMPLE_RATE), utterance.pcm)
        ended = clock + utterance.seconds
        final = FinalTranscript(
            at=ended,
            text=" ".join(w.text for w in utterance.words),
            words=() if told.typed else words,
            started=clock,
            ended=ended,
            source="typed" if told.typed else "speech",
        )
        record.append(final)
        clock = ended
        if number < len(told.between):
            clock = _between(record, question.id, told.between[number], clock, told.over)
    judgement = Judgement(told.judged, model="ollama/llama3.2") if told.judged else None
    card = score(question, record.answer(entry), judgement)
    record.append(TurnEnded(at=clock + 2, reason="silence", question_id=question.id))
    record.append(AnswerScored(at=clock + 2, question_id=question.id, scorecard=card))
    return clock + 3


def _between(record: Record, question_id: str, move: tuple[str, str], clock: float, over: float) -> float:
    kind, text = move
    begun, ended = clock - over, clock - over + len(text.split()) * PACE_S
    if kind == "probe":
        record.append(TurnEnded(at=clock, reason="silence", question_id=question_id))
    record.append(
        InterviewerSpoke(at=ended, move=kind, text=text, question_id=question_id, started=begun, ended=ended)  # type: ignore[arg-type]
    )
    return ended + 0.8


DEADLINE, UNCLEAR, MEASURE, STEPS = (
    "behavioural-tight-deadline", "unclear-guidelines", "resume-quality-metric", "peer-disagreement",
)  # fmt: skip
CUT_IN = ("interject", "Sorry to cut in, how many of them came back disputed?")
PROBE = ("probe", "How often did the lead agree with your colleague?")
HISTORY: tuple[tuple[int, int, str, str], ...] = (
    (21, 20, DEADLINE, said.DEADLINE_EARLY),
    (19, 22, MEASURE, said.MEASURE_EARLY),
    (18, 8, UNCLEAR, said.GUIDELINE_EARLY),
    (15, 19, DEADLINE, said.DEADLINE_SHORTER),
    (12, 12, MEASURE, said.MEASURE_EARLY + said.MEASURE),
    (9, 20, UNCLEAR, said.GUIDELINE_EARLY + " " + said.GUIDELINE),
    (6, 21, MEASURE, said.MEASURE),
    (4, 21, UNCLEAR, said.GUIDELINE),
)
"""Attempts of days gone by: how many days, at which hour UTC, and what was said to which question."""


@contextmanager
def speaking() -> Iterator[ProcessVoice]:
    voice = ProcessVoice()
    try:
        yield voice
    finally:
        voice.close()


@dataclass(frozen=True, slots=True)
class Filled:
    """What the pages are opened by."""

    unassigned: str
    assigned: str
    linked: str
    reviewed: str
    waiting: str


def fill(data: Path, today: datetime) -> Filled:
    """The attempts `featured`, `interrupted`, `typed`, `silent`, `open`, `several`, `reviewed` and some older ones."""
    folder = Folder(data)
    for number, (days, hour, question, text) in enumerate(HISTORY):
        at = (today - timedelta(days=days)).replace(hour=hour)
        folder.rehearse(f"older-{number}", at, [Told(question, (text,))])
    with speaking() as voice:
        filled = _practice(folder, today, voice)
        _today(folder, today, voice)
    folder.store.close()
    return filled


def _today(folder: Folder, today: datetime, voice: ProcessVoice) -> None:
    hours = (today - timedelta(hours=n) for n in range(9, 1, -1))
    cut = said.DEADLINE.index(" [2.6]")
    folder.rehearse("silent", next(hours), [Told(STEPS, ())])
    folder.rehearse("typed", next(hours), [Told(STEPS, (said.STEPS + " " + said.FOREIGN,), typed=True)])
    interrupted = Told(DEADLINE, (said.DEADLINE[:cut], said.DEADLINE[cut:]), (CUT_IN,), over=1.2)
    folder.rehearse("interrupted", next(hours), [interrupted], voice)
    judged = (Opinion("clarity", 2, (3,), "in two of three cases"), Opinion("structure", 2, (1,), "I ask my colleague"))
    several = [
        Told(STEPS, (said.STEPS, said.PROBED), (PROBE,), judged=judged),
        Told(MEASURE, (said.MEASURE,)),
        Told(UNCLEAR, ()),
    ]
    folder.rehearse("several", next(hours), several)
    folder.begin("open", next(hours))
    folder.rehearse("featured", next(hours), [Told(DEADLINE, (said.DEADLINE,))], voice)


def _practice(folder: Folder, today: datetime, voice: ProcessVoice) -> Filled:
    """Two sets made here, one of them assigned to four people who sent answers, and one opened from elsewhere."""
    practice = open_practice(folder.data)
    asked = [q for q in BANK.questions if q.question.id in (DEADLINE, UNCLEAR)]
    day = (today + timedelta(days=2)).date().isoformat()
    note = "Bring one number to each answer, and stop when you have said it."
    made = new_set("Judgement under pressure", asked, today, coach="Mara", due=day, note=note)
    unassigned = practice.sets.keep(made).practice
    ids = {}
    for hours, (name, text, aloud) in enumerate(RETURNED):
        attempt, given = name.split()[0].lower(), practice.sets.keep(made.assigned(name))
        at = today - timedelta(hours=30 - hours)
        told = [Told(DEADLINE, (text,)), Told(UNCLEAR, (said.GUIDELINE,))]
        folder.rehearse(attempt, at, told, voice if aloud else None, given.practice.bank())
        sound = read_wav(folder.data / "recordings", attempt) if aloud else None
        file = answers_file(given, folder.store, attempt, name, sound, practice.key)
        practice.sent.note(file, delivered=True)
        ids[attempt] = (given.practice.id, practice.inbox.take_in(file))
    found = ids["nadia"][1]
    practice.reviews.save(found, REVIEW)
    deliver(practice, practice.reviews.send(found), folder.store)
    elsewhere = open_practice(folder.data / "another coach")
    theirs = new_set("First round, data quality", asked[:1], today, coach="Jonas Petersen", due=day, note=note)
    practice.sets.take_in(elsewhere.sets.keep(theirs.assigned("Samira")).file)
    link = link_token(ids["wei"][0], practice.key)
    return Filled(unassigned.id, ids["wei"][0], link, found.id, ids["jonas"][1].id)


RETURNED = (
    ("Nadia K.", said.DEADLINE, False),
    ("Jonas P.", said.DEADLINE, True),
    ("Wei L.", said.DEADLINE_SHORTER, False),
    ("Amara O.", said.DEADLINE_EARLY, False),
)
REVIEW = Findings(
    remark="Two clean figures and an ending that holds. Shorten the sixth sentence and it fits.",
    comments=(
        Comment(
            question_id=DEADLINE,
            span=WordSpan(first=4, first_word=19, last=4, last_word=25, quote="asked my lead to confirm the reading."),
            text="You were already sure. Say what you would have done had she been away; that is the question.",
        ),
        Comment(
            question_id=DEADLINE,
            span=SecondSpan(start=101.5, end=111.0),
            text="Keep this ending. It is the strongest line.",
        ),
    ),
    levels=(
        CoachLevel(question_id=DEADLINE, criterion="structure", level=3),
        CoachLevel(question_id=DEADLINE, criterion="substance", level=2),
        CoachLevel(question_id=DEADLINE, criterion="clarity", level=2),
    ),
)
