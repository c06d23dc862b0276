"""The worker of ProcessVoice: `python -m coach.adapters.voice_worker sound|times`.

Frames on stdin and stdout: two uint32 little-endian lengths, that much JSON, that much binary. A request is
{text, speaker}; a reply {rate} with PCM, or {seconds, marks, phonemes}, or {error}. The worker ends with its stdin.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from coach.adapters.speakers import speaker_named
from coach.errors import VoiceError

_HEAD = struct.Struct("<II")
MAX_FRAME = 1 << 28
Fields = dict[str, Any]
Answering = Callable[[Fields], tuple[Fields, bytes]]


def write_frame(pipe: BinaryIO, fields: Fields, binary: bytes = b"") -> None:
    head = json.dumps(fields).encode()
    pipe.write(_HEAD.pack(len(head), len(binary)) + head + binary)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> tuple[Fields, bytes] | None:
    """None when the pipe ended or what came is no frame."""
    lengths = pipe.read(_HEAD.size)
    if len(lengths) < _HEAD.size:
        return None
    head_length, binary_length = _HEAD.unpack(lengths)
    if head_length > MAX_FRAME or binary_length > MAX_FRAME:
        return None
    head, binary = pipe.read(head_length), pipe.read(binary_length)
    if len(head) < head_length or len(binary) < binary_length:
        return None
    try:
        fields = json.loads(head)
    except ValueError:
        return None
    return (fields, binary) if isinstance(fields, dict) else None


def _sound() -> Answering:
    from coach.adapters.pyttsx3_voice import Pyttsx3Voice

    voice = Pyttsx3Voice()

    def answer(request: Fields) -> tuple[Fields, bytes]:
        pcm, rate = voice.speak(request["text"], speaker_named(request["speaker"]))
        return {"rate": rate}, pcm

    return answer


def _times() -> Answering:
    from coach.adapters.espeak_times import EspeakTimes

    espeak = EspeakTimes()

    def answer(request: Fields) -> tuple[Fields, bytes]:
        times = espeak.times(request["text"], speaker_named(request["speaker"]))
        marks = [[mark.offset, mark.start] for mark in times.marks]
        phonemes = [[phoneme.ipa, phoneme.start] for phoneme in times.phonemes]
        return {"seconds": times.seconds, "marks": marks, "phonemes": phonemes}, b""

    return answer


ROLES: dict[str, Callable[[], Answering]] = {"sound": _sound, "times": _times}


def _serve(role: str, requests: queue.SimpleQueue[Fields], replies: BinaryIO) -> None:
    try:
        answer = ROLES[role]()
    except VoiceError as error:
        write_frame(replies, {"error": str(error)})
        return
    while True:
        request = requests.get()
        try:
            fields, binary = answer(request)
        except VoiceError as error:
            fields, binary = {"error": str(error)}, b""
        write_frame(replies, fields, binary)


def _read_requests(pipe: BinaryIO, requests: queue.SimpleQueue[Fields]) -> None:
    """Ends the process with the pipe, even while espeak is busy; its own exit handlers assert."""
    while (frame := read_frame(pipe)) is not None:
        requests.put(frame[0])
    os._exit(0)


def main(role: str) -> None:
    """stdout is kept for frames: what pyttsx3 prints goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests: queue.SimpleQueue[Fields] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(sys.stdin.buffer, requests), daemon=True).start()
    _serve(role, requests, replies)


if __name__ == "__main__":
    main(sys.argv[1])
