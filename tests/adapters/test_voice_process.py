"""The voice's own processes: they come back, they end, they never mix up replies."""

from __future__ import annotations

import io
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.voice_process import LONGEST, ProcessVoice
from coach.adapters.voice_worker import read_frame, write_frame
from coach.errors import VoiceError
from coach.speaking.voice import SpokenSentence

TEXT = "Tell me about a time when guidelines were unclear."


@pytest.fixture
def voice() -> Iterator[ProcessVoice]:
    opened = ProcessVoice()
    yield opened
    opened.close()


def _alike(one: SpokenSentence, other: SpokenSentence) -> bool:
    """The same speech: espeak's own noise shifts it by some samples from time to time."""
    return len(one.words) == len(other.words) and all(
        abs(a.start - b.start) < 0.01 and abs(a.end - b.end) < 0.01 for a, b in zip(one.words, other.words, strict=True)
    )


def _gone(process_id: int) -> bool:
    """Neither running nor a zombie of ours."""
    for _ in range(200):
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_sound_and_times_agree(voice: ProcessVoice) -> None:
    """Where a comma makes a pause, the sound is silent between the words' times."""
    sentence = voice.synthesise("Tell me about your last project, please.")
    sound = np.abs(np.frombuffer(sentence.pcm, dtype="<i2").astype(float))
    comma = next(i for i, word in enumerate(sentence.words) if sentence.text[word.offset :].startswith("project"))
    before, after = sentence.words[comma], sentence.words[comma + 1]
    assert after.start - before.end > 0.1
    pause = sound[int((before.end + 0.03) * sentence.sample_rate) : int(after.start * sentence.sample_rate)]
    spoken = sound[int(before.start * sentence.sample_rate) : int(before.end * sentence.sample_rate)]
    assert pause.mean() < spoken.mean() / 10
    assert sentence.words[-1].end < sentence.seconds
    assert {time.viseme for time in sentence.visemes} >= {"sil", "PP", "E"}


def test_the_same_sentence_takes_as_long_whatever_was_said_before(voice: ProcessVoice) -> None:
    first = voice.synthesise(TEXT, "adaeze")
    others = [voice.synthesise(TEXT, speaker) for speaker in ("henrik", "samira")]
    assert _alike(voice.synthesise(TEXT, "adaeze"), first)
    assert not any(_alike(other, first) for other in others)


@pytest.mark.parametrize("victim", [0, 1])
def test_after_a_worker_was_killed_the_next_call_works(voice: ProcessVoice, victim: int) -> None:
    first = voice.synthesise(TEXT)
    killed = voice.worker_ids[victim]
    os.kill(killed, signal.SIGKILL)
    assert _alike(voice.synthesise(TEXT), first)
    assert killed not in voice.worker_ids
    assert len(voice.worker_ids) == 2
    assert _gone(killed)


@pytest.mark.parametrize("victim", [0, 1])
def test_a_worker_that_hangs_is_an_error_that_says_what_to_do_and_is_replaced(victim: int) -> None:
    voice = ProcessVoice()
    try:
        before = voice.synthesise(TEXT)
        stopped = voice.worker_ids
        os.kill(stopped[victim], signal.SIGSTOP)
        voice._within = 0.3
        with pytest.raises(VoiceError, match="try again"):
            voice.synthesise("One sentence.")
        assert all(_gone(worker) for worker in stopped)
        voice._within = 10.0
        assert _alike(voice.synthesise(TEXT), before)
    finally:
        voice.close()


def test_closing_ends_the_workers(voice: ProcessVoice) -> None:
    voice.warm()
    workers = voice.worker_ids
    voice.close()
    assert len(workers) == 2 and all(_gone(worker) for worker in workers)
    with pytest.raises(VoiceError, match="closed"):
        voice.synthesise(TEXT)


def test_workers_end_when_their_parent_is_killed() -> None:
    code = (
        "import sys, time; from coach.adapters.voice_process import ProcessVoice; v = ProcessVoice(); v.warm();"
        "print(*v.worker_ids, flush=True); time.sleep(60)"
    )
    root = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root) as parent:
        assert parent.stdout is not None
        workers = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    assert len(workers) == 2
    assert all(_gone_or_reaped(worker) for worker in workers)


def _gone_or_reaped(process_id: int) -> bool:
    """An orphan may stay a zombie where nothing reaps: that is no running worker."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_an_unknown_speaker_is_an_error_that_names_those_there_are(voice: ProcessVoice) -> None:
    with pytest.raises(VoiceError, match="adaeze, henrik, samira"):
        voice.synthesise(TEXT, "hal")


def test_too_long_a_sentence_says_to_split_it(voice: ProcessVoice) -> None:
    with pytest.raises(VoiceError, match="split_for_speech"):
        voice.synthesise("word " * (LONGEST // 4))


def test_what_can_not_be_printed_is_nothing_to_say(voice: ProcessVoice) -> None:
    with pytest.raises(VoiceError, match="nothing to say"):
        voice.synthesise("\x00\ud800")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3), st.binary(max_size=50))
def test_a_frame_is_read_as_it_was_written(fields: dict[str, str], binary: bytes) -> None:
    pipe = io.BytesIO()
    write_frame(pipe, fields, binary)
    assert read_frame(io.BytesIO(pipe.getvalue())) == (fields, binary)


@given(st.binary(max_size=60))
def test_what_is_no_frame_is_the_end(junk: bytes) -> None:
    frame = read_frame(io.BytesIO(junk))
    assert frame is None or isinstance(frame[0], dict)


def test_a_cut_frame_or_an_absurd_length_is_the_end() -> None:
    pipe = io.BytesIO()
    write_frame(pipe, {"a": 1}, b"123")
    assert read_frame(io.BytesIO(pipe.getvalue()[:-1])) is None
    assert read_frame(io.BytesIO(struct.pack("<II", 2**31, 0) + b"{}")) is None


def test_the_voice_works_from_a_folder_with_a_very_long_name(tmp_path: Path) -> None:
    """espeak cuts paths at 160 characters."""
    deep = tmp_path / ("a" * 100) / ("b" * 100)
    deep.mkdir(parents=True)
    import espeakng_loader

    installed = Path(espeakng_loader.__file__).parent
    shutil.copytree(installed, deep / "espeakng_loader")
    voice = ProcessVoice()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(deep))
        assert voice.synthesise(TEXT).words[-1].end > 1
    voice.close()
