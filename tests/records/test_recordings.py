"""Recordings: nothing doubled, gaps are silence, what was written survives a kill."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import StoreError, UsageError
from coach.records import recordings
from coach.records.recordings import RecordingWriter, has_recording, read_wav, wav_file

ROOT = Path(__file__).resolve().parents[2]


def ramp(first: int, samples: int) -> bytes:
    return b"".join(((first + i) % 30_000 + 1).to_bytes(2, "little", signed=True) for i in range(samples))


def pcm(folder: Path, attempt_id: str = "one") -> bytes:
    with wave.open(io.BytesIO(read_wav(folder, attempt_id))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 16_000)
        return sound.readframes(sound.getnframes())


def test_chunks_follow_each_other(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "new" / "folder", "one")
    writer.append(0, ramp(0, 320))
    writer.append(320, ramp(320, 320))
    writer.close()
    assert pcm(tmp_path / "new" / "folder") == ramp(0, 640)
    assert writer.next_sample == 640


def test_a_chunk_sent_again_is_not_doubled_and_a_gap_is_silence(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path, "one")
    writer.append(0, ramp(0, 100))
    writer.append(0, ramp(0, 100))
    writer.append(50, ramp(50, 100))
    writer.append(200, ramp(200, 10))
    writer.append(150, b"\x01\x01" * 20)
    assert pcm(tmp_path) == ramp(0, 150) + bytes(100) + ramp(200, 10)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 80)), max_size=12))
def test_every_sample_is_its_first_hearing_or_silence(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sound")
    writer = RecordingWriter(folder, "one")
    expected = b""
    for first, samples in chunks:
        writer.append(first, ramp(first, samples))
        if samples and first + samples > len(expected) // 2:
            held = len(expected) // 2
            expected += bytes(2 * max(0, first - held)) + ramp(max(first, held), first + samples - max(first, held))
    writer.close()
    assert pcm(folder) == expected


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first = RecordingWriter(tmp_path, "one")
    first.append(0, ramp(0, 100))
    first.close()
    (tmp_path / "one.pcm").open("ab").write(b"\x07")  # half a sample, cut off by a crash
    again = RecordingWriter(tmp_path, "one")
    assert again.next_sample == 100
    again.append(80, ramp(80, 40))
    assert pcm(tmp_path) == ramp(0, 120)


WRITER = """
import sys
from pathlib import Path
from coach.records.recordings import RecordingWriter
writer = RecordingWriter(Path(sys.argv[1]), "one")
for chunk in range(100_000):
    writer.append(chunk * 320, chunk.to_bytes(2, "little") * 320)
    print(chunk, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_had_appended(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) == 40:
            break
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    sound = pcm(tmp_path)
    assert len(sound) >= 41 * 640
    assert sound[: 41 * 640] == b"".join(chunk.to_bytes(2, "little") * 320 for chunk in range(41))


def test_it_is_on_the_disk_within_a_second_of_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs: list[int] = []
    monkeypatch.setattr(recordings.os, "fsync", syncs.append)
    now = 0.0
    writer = RecordingWriter(tmp_path, "one", clock=lambda: now)
    for chunk in range(100):
        now += 0.1
        writer.append(chunk * 1600, bytes(3200))
    assert len(syncs) >= 9


def test_a_full_disk_is_told_and_the_same_chunk_may_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = RecordingWriter(tmp_path, "one")
    writer.append(0, ramp(0, 100))
    with monkeypatch.context() as patched:
        real = os.write

        def full(file: int, block: memoryview) -> int:
            if len(block) <= 100:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(file, block[:100])

        patched.setattr(recordings.os, "write", full)
        with pytest.raises(StoreError, match=r"No space left on device.*the rehearsal goes on without it"):
            writer.append(100, ramp(100, 100))
    assert writer.next_sample == 100
    writer.append(100, ramp(100, 100))
    assert pcm(tmp_path) == ramp(0, 200)


@pytest.mark.parametrize(("first", "chunk"), [(-1, b"ab"), (0, b"abc"), (16_000 * 100_000, b"ab")])
def test_a_chunk_that_cannot_be_right_is_refused(tmp_path: Path, first: int, chunk: bytes) -> None:
    writer = RecordingWriter(tmp_path, "one")
    with pytest.raises(StoreError, match="does not fit"):
        writer.append(first, chunk)
    assert not has_recording(tmp_path, "one")


def test_a_closed_recording_takes_nothing(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path, "one")
    writer.close()
    writer.close()
    with pytest.raises(StoreError, match="closed"):
        writer.append(0, b"ab")


@pytest.mark.parametrize("name", ["", "../one", "a/b", "one.pcm", "é", "x" * 300])
def test_only_plain_ids_name_a_recording(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="not the id of an attempt"):
        RecordingWriter(tmp_path, name)
    with pytest.raises(UsageError, match="not the id of an attempt"):
        read_wav(tmp_path, name)


def test_no_recording_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="has no recording"):
        read_wav(tmp_path, "one")
    assert wav_file(tmp_path, "one") is None


def test_the_wav_file_is_made_anew_when_there_is_more(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path, "one")
    for first in (0, 100):
        writer.append(first, ramp(first, 100))
        made = wav_file(tmp_path, "one")
        assert made is not None and made.read_bytes() == read_wav(tmp_path, "one")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.pcm", "one.wav"]
