"""Binary frames of the live socket: 8-byte little-endian first sample, then int16 little-endian mono at 16 kHz."""

from __future__ import annotations

import struct

from pydantic import ValidationError

from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.server.rooms import Refused
from coach.server.wire import CLIENT_MESSAGE, ClientMessage

HEAD = struct.Struct("<Q")
LONGEST_CHUNK_S = 10
LONGEST_ATTEMPT_S = 24 * 3600
LONGEST_TEXT = 64 * 1024
SOCKET_BYTES = 64 * 1024 * 1024
"""For uvicorn's ws_max_size: a frame that is far too long still gets an answer that says so."""


def audio_chunk(frame: bytes) -> AudioChunk:
    """The chunk in a binary frame. Raises Refused."""
    if len(frame) < HEAD.size:
        raise Refused("short_frame", f"An audio frame has {len(frame)} bytes; it begins with an 8-byte sample number.")
    pcm = frame[HEAD.size :]
    if len(pcm) % 2:
        raise Refused("odd_bytes", f"An audio frame has {len(pcm)} bytes of audio; 16-bit samples need an even number.")
    seconds = len(pcm) / 2 / SAMPLE_RATE
    if seconds > LONGEST_CHUNK_S:
        text = f"An audio frame holds {seconds:.0f} s; send at most {LONGEST_CHUNK_S} s in one frame (20 to 100 ms)."
        raise Refused("chunk_too_long", text)
    first = int(HEAD.unpack_from(frame)[0])
    if first + len(pcm) // 2 > LONGEST_ATTEMPT_S * SAMPLE_RATE:
        text = "An audio frame's sample number is negative or past 24 hours; count from the microphone's start."
        raise Refused("sample_out_of_range", text)
    return AudioChunk(first, pcm)


def client_message(text: str) -> ClientMessage:
    """The JSON message in a text frame. Raises Refused; the message never repeats what was sent."""
    if len(text) > LONGEST_TEXT:
        raise Refused("message_too_long", f"A text message has {len(text)} characters; at most {LONGEST_TEXT} go.")
    try:
        return CLIENT_MESSAGE.validate_json(text)
    except (ValidationError, RecursionError) as error:
        raise Refused("bad_message", f"{_fault(error)} Audio goes in binary frames.") from None


def _fault(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "A text frame is nested too deeply."
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] in ("json_invalid", "model_attributes_type", "union_tag_not_found", "union_tag_invalid"):
        return "A text frame is not one of the messages start, control, typed, played, ping as JSON."
    return f"A text message is wrong at {place}: {first['msg']}."
