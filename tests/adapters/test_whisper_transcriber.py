from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.adapters.audio_files import read_audio
from coach.adapters.whisper_transcriber import WhisperTranscriber, quietest
from coach.errors import RecogniserError
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


def test_the_final_is_openai_whispers_own_greedy_text(whisper: WhisperTranscriber) -> None:
    import torch
    from whisper import DecodingOptions, decode, log_mel_spectrogram, pad_or_trim

    audio = read_audio(SAMPLES / "rlhf-meaning" / "answer.wav")
    mel = log_mel_spectrogram(pad_or_trim(torch.from_numpy(audio.astype(np.float32) / 32768.0)))
    options = DecodingOptions(language="en", temperature=0.0, without_timestamps=True, fp16=False)
    reference = decode(whisper._model, mel, options)
    stream = whisper.open_stream()
    stream.push(audio)
    assert " ".join(w.text for w in stream.finish()) == reference.text


def test_a_stream_longer_than_whispers_window_is_recognised_whole(whisper: WhisperTranscriber) -> None:
    audio = read_audio(SAMPLES / "conflict" / "answer.wav")
    stream = whisper.open_stream()
    stream.push(audio)
    committed = stream.update().committed
    stream.push(np.zeros(1600, np.int16))
    final = stream.finish()
    assert final[: len(committed)] == committed
    text = " ".join(w.text for w in final)
    assert text.startswith("Sorry, could you repeat the last part?")
    assert text.endswith("a small sample first.")
    assert [w.start for w in final] == sorted(w.start for w in final)


def test_its_name_is_the_models() -> None:
    assert WhisperTranscriber("base.en").name == "whisper:base.en"
    assert WhisperTranscriber(MICRO).name == "whisper:whisper-micro.en"


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


def test_the_quietest_point_is_in_the_pause() -> None:
    audio = np.full(32_000, 1000, np.int16)
    audio[20_000:25_000] = 3
    assert 20_000 <= quietest(audio) <= 25_000
    assert quietest(audio[:100]) == 50
