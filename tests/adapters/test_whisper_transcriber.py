from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.adapters.audio_files import read_audio
from coach.adapters.whisper_engine import WhisperOptions
from coach.adapters.whisper_network import Precision
from coach.adapters.whisper_transcriber import WhisperTranscriber
from coach.errors import RecogniserError
from coach.listening.hypothesis import revised
from coach.listening.transcriber import Need
from scoring.answer import Word
from tests.listening.transcriber_contract import check_transcriber

SAMPLES = Path(__file__).parents[2] / "samples"
MICRO = SAMPLES / "micro" / "whisper-micro.en.pt"


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    transcriber = WhisperTranscriber(MICRO)
    transcriber.load()
    return transcriber


def test_the_real_one_keeps_the_contract(whisper: WhisperTranscriber) -> None:
    check_transcriber(whisper, read_audio(SAMPLES / "rephrase-please" / "answer.wav"))


def test_a_stream_longer_than_whispers_window_is_recognised_whole(whisper: WhisperTranscriber) -> None:
    audio = read_audio(SAMPLES / "conflict" / "answer.wav")
    stream = whisper.open_stream()
    committed: tuple[Word, ...] = ()
    for at in range(0, len(audio), 16_000):
        stream.push(audio[at : at + 16_000])
        hypothesis = stream.update()
        assert hypothesis.committed[: len(committed)] == committed
        committed = hypothesis.committed
    final = stream.finish()
    text = " ".join(w.text for w in final)
    assert text.startswith("Sorry, could you repeat the last part?")
    assert text.endswith("a small sample first.")
    assert [w.start for w in final] == sorted(w.start for w in final)
    assert revised(committed, final) <= 0.1 * len(committed)


def test_a_final_of_the_first_samples_leaves_the_stream_as_it_was(whisper: WhisperTranscriber) -> None:
    audio = read_audio(SAMPLES / "error-rate" / "answer.wav")
    stream, other = whisper.open_stream(), whisper.open_stream()
    stream.push(audio)
    stream.update()
    early = stream.finish(24_000)
    other.push(audio[:24_000])
    assert early == other.finish()
    other.push(audio[24_000:])
    assert stream.finish() == other.finish()
    assert len(early) < len(stream.finish())


def test_a_final_that_is_needed_no_more_is_given_up(whisper: WhisperTranscriber) -> None:
    stream = whisper.open_stream()
    stream.push(read_audio(SAMPLES / "error-rate" / "answer.wav"))
    assert stream.finish(None, lambda: Need.NO_MORE) == ()
    asked = iter([Need.PERHAPS] * 9)
    assert stream.finish(None, lambda: next(asked, Need.NO_MORE)) == ()
    assert stream.finish()


def test_its_threads_are_those_of_a_final() -> None:
    assert WhisperTranscriber(MICRO, threads=3).engine.threads == 3


def test_its_name_is_the_models() -> None:
    assert WhisperTranscriber("base.en").name == "whisper:base.en"
    assert WhisperTranscriber(MICRO).name == "whisper:whisper-micro.en"


@pytest.mark.parametrize("precision", ["fp32", "bf16", "int8"])
def test_every_precision_keeps_the_contract(precision: Precision) -> None:
    transcriber = WhisperTranscriber(MICRO, options=WhisperOptions(precision=precision))
    check_transcriber(transcriber, read_audio(SAMPLES / "rephrase-please" / "answer.wav"))


def test_the_full_context_and_a_prompt_keep_the_contract() -> None:
    options = WhisperOptions(context="full", prompt="Um, so, I think we agreed.")
    check_transcriber(WhisperTranscriber(MICRO, options=options), read_audio(SAMPLES / "error-rate" / "answer.wav"))


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(RecogniserError, match="'xx'"):
        WhisperTranscriber(MICRO, options=WhisperOptions(language="xx")).load()


def test_a_file_that_is_no_checkpoint_says_what_to_do(tmp_path: Path) -> None:
    for name, content in {"text.pt": b"hello", "empty.pt": b"", "other.pt": b"PK\x03\x04" + bytes(1000)}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RecogniserError, match="no Whisper checkpoint"):
            WhisperTranscriber(tmp_path / name).load()


def test_missing_and_broken_weights_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(RecogniserError, match="coach doctor --fetch"):
        WhisperTranscriber("base.en", tmp_path).load()
    broken = tmp_path / "broken.pt"
    broken.write_bytes(MICRO.read_bytes()[:100_000])
    with pytest.raises(RecogniserError, match="broken"):
        WhisperTranscriber(broken).load()
    stream = WhisperTranscriber("base.en", tmp_path).open_stream()
    stream.push(np.zeros(16_000, np.int16))
    with pytest.raises(RecogniserError, match="coach doctor --fetch"):
        stream.finish()
