"""Files through the real listening path: silero, openai-whisper with the micro checkpoint, commit policy, finals."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
import pytest
import soundfile
import soxr

from bench.streams.speech import word_errors
from coach.adapters.audio_files import read_audio
from coach.adapters.silero_detector import SileroDetector
from coach.adapters.whisper_transcriber import WhisperStream, WhisperTranscriber
from coach.errors import AudioError, RecogniserError
from coach.listening.transcriber import Need, Samples, now
from coach.settings import read_settings
from coach.transcribing import Line, Pace, listening_options, recogniser, transcribe
from scoring.answer import Word
from tests.listening.fakes import FakeTranscriber, LoudnessDetector, silence, spoken

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = sorted(p.parent.name for p in SAMPLES.glob("*/answer.wav"))


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    return WhisperTranscriber(SAMPLES / "micro" / "whisper-micro.en.pt")


async def lines_of(path: Path, transcriber: WhisperTranscriber | FakeTranscriber, pace: Pace = "fast") -> list[Line]:
    detector = LoudnessDetector() if isinstance(transcriber, FakeTranscriber) else SileroDetector()
    return [line async for line in transcribe(path, transcriber, detector, pace)]


def check_commitments(lines: list[Line]) -> None:
    """What is committed stays while its utterance goes on; the final, which is stored, agrees with nearly all."""
    committed = ""
    for line in lines:
        if line.type == "final":
            assert word_errors(line.text, committed + line.text[len(committed) :]) <= 0.1
        else:
            assert line.text.startswith(committed)
        committed = "" if line.type == "final" else line.text if line.type == "committed" else committed


@pytest.mark.parametrize("name", NAMES)
async def test_samples_are_recognised_within_5_percent(name: str, whisper: WhisperTranscriber) -> None:
    reference = json.loads((SAMPLES / name / "reference.json").read_text())
    lines = await lines_of(SAMPLES / name / "answer.wav", whisper)
    finals = [line for line in lines if line.type == "final"]
    assert word_errors(reference["text"], " ".join(line.text for line in finals)) <= 0.05
    check_commitments(lines)
    assert any(line.type == "committed" for line in lines) and any(line.type == "partial" for line in lines)
    words = [w for line in finals for w in line.words]
    assert all(a.start <= b.start for a, b in pairwise(words))
    assert [line.audio_s for line in lines] == sorted(line.audio_s for line in lines)
    check_times(reference["sentences"], finals)


def check_times(sentences: list[dict[str, float]], finals: list[Line]) -> None:
    """Each utterance begins where a sentence of the reference does; half of them end within 0.2 s of one."""
    starts = [min(abs(line.words[0].start - s["start"]) for s in sentences) for line in finals]
    ends = [min(abs(line.words[-1].end - s["end"]) for s in sentences) for line in finals]
    assert max(starts) < 0.25
    assert median(ends) < 0.2


@pytest.mark.parametrize(
    ("rate", "channels", "gain", "offset"),
    [(16_000, 1, 6.0, 0), (16_000, 1, 1.0, 3000), (22_050, 2, 1.0, 0), (44_100, 1, 1.0, 0), (48_000, 2, 1.0, 0)],
    ids=["clipped", "direct current", "22.05 kHz stereo", "44.1 kHz", "48 kHz stereo"],
)
async def test_bad_sound_that_can_be_understood_is(
    rate: int, channels: int, gain: float, offset: int, tmp_path: Path, whisper: WhisperTranscriber
) -> None:
    sound = read_audio(SAMPLES / "error-rate" / "answer.wav").astype(float) * gain + offset
    resampled = np.clip(soxr.resample(sound, 16_000, rate), -32768, 32767).astype(np.int16)
    soundfile.write(tmp_path / "bad.wav", np.stack([resampled] * channels, axis=1), rate)
    finals = [line.text for line in await lines_of(tmp_path / "bad.wav", whisper) if line.type == "final"]
    assert finals == ["The error rate dropped from twelve percent to three percent."]


def silence_of(level: float, seconds: int = 60) -> Samples:
    return np.random.default_rng(int(level)).normal(0, level, seconds * 16_000).astype(np.int16)


def keyboard(seconds: int = 60, strokes: int = 5) -> Samples:
    """Clicks of 3 to 12 ms with a little ring, `strokes` a second, some of them in quick pairs."""
    dice = np.random.default_rng(3)
    sound = dice.normal(0, 20, seconds * 16_000)
    for _ in range(seconds * strokes):
        at, length = int(dice.uniform(0, len(sound) - 2000)), int(dice.uniform(50, 200))
        click = dice.normal(0, dice.uniform(1500, 9000), length) * np.exp(-np.arange(length) / (length / 4))
        for again in (0, int(dice.uniform(600, 1500)))[: int(dice.integers(1, 3))]:
            sound[at + again : at + again + length] += click[: max(0, len(sound) - at - again)]
    return np.clip(sound, -32768, 32767).astype(np.int16)


@pytest.mark.parametrize(
    "sound",
    [silence_of(0), silence_of(30), silence_of(1000), silence_of(8000), keyboard(), keyboard(strokes=12)],
    ids=["silence", "hiss", "noise", "loud noise", "typing", "fast typing"],
)
async def test_a_minute_without_speech_has_no_words(
    sound: Samples, tmp_path: Path, whisper: WhisperTranscriber
) -> None:
    soundfile.write(tmp_path / "noise.wav", sound, 16_000)
    assert await lines_of(tmp_path / "noise.wav", whisper) == []


@pytest.mark.parametrize("name", ["agreement", "hallucinations"])
async def test_the_stored_words_are_openai_whispers_for_each_utterance(name: str, whisper: WhisperTranscriber) -> None:
    utterances: list[Samples] = []
    opened = whisper.open_stream

    class Noting:
        name = "noting"

        def open_stream(self) -> WhisperStream:
            stream = opened()
            finish = stream.finish

            def noted(samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
                words = finish(samples, need)
                if need() is not Need.NO_MORE:
                    utterances.append(stream._audio()[:samples])
                return words

            stream.finish = noted  # type: ignore[method-assign]
            return stream

    lines = [line async for line in transcribe(SAMPLES / name / "answer.wav", Noting(), SileroDetector())]
    finals = [line.text for line in lines if line.type == "final"]
    theirs = [openai_text(whisper, audio) for audio in utterances]
    assert all(final in theirs for final in finals) and len(finals) >= 3


def openai_text(whisper: WhisperTranscriber, audio: Samples) -> str:
    result = whisper.engine.model.transcribe(
        audio.astype(np.float32) / 32768.0,
        temperature=0,
        beam_size=None,
        condition_on_previous_text=False,
        fp16=False,
    )
    return str(result["text"]).strip()


async def test_a_line_is_one_object_of_json(tmp_path: Path) -> None:
    path = tmp_path / "fake.wav"
    soundfile.write(path, np.frombuffer(spoken(1, 2, 3, 4) + silence(1.0), "<i2"), 16_000)
    lines = await lines_of(path, FakeTranscriber())
    final = json.loads(lines[-1].to_json())
    assert list(final) == ["type", "audio_s", "wall_s", "text", "words"]
    assert final["type"] == "final" and final["text"] == "w1 w2 w3 w4"
    assert list(final["words"][0]) == ["text", "start", "end", "confidence"]


async def test_fast_lines_are_the_same_each_time_and_realtime_has_the_same_finals(tmp_path: Path) -> None:
    path = tmp_path / "fake.wav"
    soundfile.write(path, np.frombuffer(spoken(1, 2, 3) + silence(0.8), "<i2"), 16_000)
    first, again = [[(x.type, x.audio_s, x.text) for x in await lines_of(path, FakeTranscriber())] for _ in range(2)]
    assert first == again
    live = await lines_of(path, FakeTranscriber(), "realtime")
    assert [x.text for x in live if x.type == "final"] == [t for kind, _, t in first if kind == "final"]
    assert live[-1].wall_s >= 1.9


async def test_trouble_is_raised(tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        await lines_of(tmp_path / "none.wav", FakeTranscriber())
    path = tmp_path / "fake.wav"
    soundfile.write(path, np.frombuffer(spoken(1, 2, 3), "<i2"), 16_000)
    with pytest.raises(RecogniserError, match="mend it"):
        await lines_of(path, FakeTranscriber(failing=True))


def test_the_settings_choose_the_recogniser(tmp_path: Path) -> None:
    micro = str(SAMPLES / "micro" / "whisper-micro.en.pt")
    here = recogniser(read_settings(whisper_precision="fp32", whisper_context="full"), micro, tmp_path)
    assert isinstance(here, WhisperTranscriber) and here.engine.decoder_precision == "fp32"
    assert here.engine.options.context == "full"
    there = recogniser(
        read_settings(stt_model="openai/whisper-1", stt_api_base="http://127.0.0.1:1/v1"), micro, tmp_path
    )
    assert there.name == "remote:openai/whisper-1"
    assert listening_options(read_settings(cadence=1.0)).recognition.update_every == 1.0
    assert not listening_options(read_settings(stt_model="openai/whisper-1")).recognition.ahead
