"""Speech synthesis in processes of its own: a crash or a hang of espeak never takes the rehearsal with it."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import IO, Any, BinaryIO, cast

from coach.adapters.speakers import speaker_named
from coach.adapters.voice_worker import Fields, read_frame, write_frame
from coach.errors import VoiceError
from coach.speaking.visemes import PhonemeTime, viseme_times
from coach.speaking.voice import SpokenSentence
from coach.speaking.word_times import Mark, marked_words

WITHIN = 10.0
"""Seconds for one sentence, the start of the workers included."""
LONGEST = 2_000
"""Characters; about two and a half minutes of speech."""
_ENDS_WITHIN = 2.0
_Reply = tuple[Fields, bytes]


class ProcessVoice:
    """Voice: pyttsx3 for the sound in one worker, espeak-ng for the times in another. Workers start when needed."""

    def __init__(self, within: float = WITHIN) -> None:
        self._within = within
        self._lock = threading.Lock()
        self._sound = _Worker("sound")
        self._times = _Worker("times")
        self._closed = False

    def synthesise(self, sentence: str, speaker: str = "adaeze") -> SpokenSentence:
        speaker_named(speaker)
        said = _speakable(sentence)
        with self._lock:
            if self._closed:
                raise VoiceError("the voice was closed; open a new one")
            (sound, pcm), (times, _) = self._ask({"text": said, "speaker": speaker})
        return _spoken(sentence, pcm, sound["rate"], times)

    def _ask(self, request: Fields) -> tuple[_Reply, _Reply]:
        """Both workers at once. After trouble both go, lest a late reply be taken for that to the next request."""
        deadline = monotonic() + self._within
        try:
            self._sound.send(request)
            self._times.send(request)
            return self._sound.reply(request, deadline), self._times.reply(request, deadline)
        except BaseException:
            self._sound.kill()
            self._times.kill()
            raise

    def warm(self) -> None:
        """Start the workers now; blocking (about half a second). Raises VoiceError when there is no voice."""
        self.synthesise("Hello.")

    @property
    def worker_ids(self) -> tuple[int, ...]:
        """Process ids of the workers that run."""
        return tuple(pid for worker in (self._sound, self._times) if (pid := worker.process_id) is not None)

    def close(self) -> None:
        """Ends the workers; idempotent."""
        with self._lock:
            self._closed = True
            self._sound.end()
            self._times.end()


class _Worker:
    """One process, started when needed, started anew when it died or hung."""

    def __init__(self, role: str) -> None:
        self._role = role
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[_Reply | None] = queue.SimpleQueue()

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def send(self, request: Fields) -> None:
        if self.process_id is None:
            self._start()
        with contextlib.suppress(OSError):  # it died just now: reply() notices
            write_frame(cast(BinaryIO, self._pipes()[0]), request)

    def reply(self, request: Fields, deadline: float) -> _Reply:
        """To the request that was sent. A worker that died is started anew once."""
        reply = self._next_reply(deadline)
        if reply is None:
            self.end()
            self.send(request)
            reply = self._next_reply(deadline)
        if reply is None:
            raise VoiceError(
                f"the voice's {self._role} process dies at once; see what `coach doctor` says of the voice"
            )
        if "error" in reply[0]:
            raise VoiceError(reply[0]["error"])
        return reply

    def end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            cast(IO[bytes], process.stdin).close()
        try:
            process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        self.end()

    def _next_reply(self, deadline: float) -> _Reply | None:
        try:
            return self._replies.get(timeout=max(deadline - monotonic(), 0.001))
        except queue.Empty:
            raise VoiceError(
                "the voice gave no answer in time and is started anew; try again. "
                "If it happens often, the machine is too busy: close other programs"
            ) from None

    def _start(self) -> None:
        self.end()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "coach.adapters.voice_worker", self._role],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as error:
            raise VoiceError(f"the voice's process cannot be started ({error}); free some memory") from error
        self._replies = queue.SimpleQueue()
        threading.Thread(target=_collect, args=(self._pipes()[1], self._replies), daemon=True).start()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = cast("subprocess.Popen[bytes]", self._process)
        return cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)


def _collect(pipe: IO[bytes], replies: queue.SimpleQueue[_Reply | None]) -> None:
    """Every reply as it comes, and None at the end."""
    with pipe:
        while (frame := read_frame(cast(BinaryIO, pipe))) is not None:
            replies.put(frame)
    replies.put(None)


def _environment() -> dict[str, str]:
    """The worker finds this very package, wherever it was started from."""
    root = str(Path(__file__).resolve().parents[2])
    found = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, *found])}


def _speakable(sentence: str) -> str:
    """The sentence, character for character, without what espeak or a pipe stumbles over."""
    said = "".join(" " if not char.isprintable() else char for char in sentence)
    if not said.strip():
        raise VoiceError("there is nothing to say; give a sentence with at least one word")
    if len(sentence) > LONGEST:
        raise VoiceError(f"the sentence has {len(sentence)} characters; split it with split_for_speech (≤ {LONGEST})")
    return said


def _spoken(text: str, pcm: bytes, rate: int, times: dict[str, Any]) -> SpokenSentence:
    """Times fitted to the audio: stretched evenly should the two syntheses differ in length."""
    seconds = len(pcm) / 2 / rate
    stretch = seconds / times["seconds"] if times["seconds"] > 0 else 1.0
    phonemes = [PhonemeTime(ipa, start * stretch) for ipa, start in times["phonemes"]]
    marks = [Mark(offset, start * stretch) for offset, start in times["marks"]]
    words = marked_words(text, marks, seconds, phonemes)
    return SpokenSentence(text, pcm, rate, words, viseme_times(phonemes, seconds))
