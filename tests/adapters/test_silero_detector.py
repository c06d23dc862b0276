from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.audio_files import read_audio
from coach.adapters.silero_detector import SileroDetector
from coach.listening.voice_activity import FRAME_SAMPLES, Framer

SAMPLES = Path(__file__).parents[2] / "samples"


def probabilities(pcm: bytes) -> list[float]:
    detector = SileroDetector()
    return [detector.probability(frame) for frame in Framer().push(pcm)]


def test_speech_is_voice_and_its_pauses_are_not() -> None:
    pcm = read_audio(SAMPLES / "error-rate" / "answer.wav").tobytes()
    found = probabilities(pcm)
    frame = FRAME_SAMPLES / 16_000
    inside = found[round(0.5 / frame) : round(3.2 / frame)]
    assert np.mean(np.array(inside) > 0.5) > 0.9
    assert max(found[: round(0.25 / frame)]) < 0.5


def test_silence_and_noise_are_no_voice() -> None:
    noise = np.random.default_rng(1).normal(0, 300, 5 * 16_000).astype("<i2")
    for pcm in (bytes(5 * 32_000), noise.tobytes()):
        assert np.mean(np.array(probabilities(pcm)) > 0.5) < 0.02


def test_a_frame_of_another_length_is_refused_and_reset_forgets() -> None:
    detector = SileroDetector()
    with pytest.raises(ValueError, match="512"):
        detector.probability(b"\0\0")
    frame = np.random.default_rng(2).normal(0, 3000, FRAME_SAMPLES).astype("<i2").tobytes()
    first = detector.probability(frame)
    detector.probability(frame)
    detector.reset()
    assert detector.probability(frame) == first


HEARD = """
import os, sys
from coach.adapters.silero_detector import SileroDetector
from coach.adapters.whisper_transcriber import WhisperTranscriber

def threads():
    return len(os.listdir("/proc/self/task"))

if sys.argv[1] == "whisper first":
    WhisperTranscriber(sys.argv[2], threads=2).load()
kept, before = os.environ.get("OMP_THREAD_LIMIT"), threads()
detector = SileroDetector()
for _ in range(20):
    detector.probability(bytes(1024))
assert threads() == before, f"{threads() - before} threads more"
assert os.environ.get("OMP_THREAD_LIMIT") == kept
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
@pytest.mark.parametrize("order", ["alone", "whisper first"])
def test_a_frame_is_heard_in_one_thread(order: str) -> None:
    checkpoint = SAMPLES / "micro" / "whisper-micro.en.pt"
    done = subprocess.run(
        [sys.executable, "-c", HEARD, order, str(checkpoint)], cwd=SAMPLES.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
