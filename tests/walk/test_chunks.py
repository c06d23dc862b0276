"""A recorded answer in chunks of any size: heard, recognised and scored to the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from coach.adapters.audio_files import read_audio
from coach.adapters.silero_detector import SileroDetector
from coach.adapters.whisper_transcriber import WhisperTranscriber
from coach.events import FinalTranscript
from coach.listening.audio import AudioChunk
from coach.listening.listener import Listener
from scoring.answer import Answer
from scoring.question import Concept, MustMention, Question
from scoring.score import score_answer
from scoring.sentences import split_sentences

SAMPLES = Path(__file__).parents[2] / "samples"
QUESTION = Question(
    "q", "What is a word error rate?", "technical", (MustMention("error"),), (Concept("error rate", ("errors",)),)
)


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    transcriber = WhisperTranscriber(SAMPLES / "micro" / "whisper-micro.en.pt")
    transcriber.load()
    return transcriber


async def _scored(whisper: WhisperTranscriber, size: int) -> tuple[str, str]:
    """What was heard, and its scorecard as JSON."""
    samples = read_audio(SAMPLES / "error-rate" / "answer.wav").astype("<i2")
    listener = Listener(SileroDetector(), whisper)
    for first in range(0, len(samples), size):
        await listener.hear(AudioChunk(first, samples[first : first + size].tobytes()))
    await listener.flush()
    await listener.close()
    finals = [e async for e in listener.events() if isinstance(e, FinalTranscript)]
    words, tones = [w for e in finals for w in e.words], tuple(e.tone for e in finals if e.tone)
    card = score_answer(QUESTION, Answer(tuple(split_sentences(words)), tones=tones))
    assert card.delivery.loudness is not None and card.delivery.pitch_range is not None
    return " ".join(e.text for e in finals), json.dumps(asdict(card))


async def test_chunks_of_any_size_score_to_the_same_bytes(whisper: WhisperTranscriber) -> None:
    text, whole = await _scored(whisper, 1_000_000)
    assert "rate" in text.lower()
    for size in (160, 1_601, 4_000):
        assert await _scored(whisper, size) == (text, whole)
