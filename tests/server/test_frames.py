"""Frames of the live socket: read exactly, or refused with words that say what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.server.frames import audio_chunk, client_message
from coach.server.rooms import Refused
from coach.server.wire import CLIENT_MESSAGE, Control, Ping, Played, Start, Typed
from tests.server.fakes import frame

MINUTE = bytes(2 * 16_000 * 60)


@given(st.integers(0, 2**40), st.binary(max_size=4000).filter(lambda pcm: len(pcm) % 2 == 0))
def test_a_frame_reads_as_it_was_written(first_sample: int, pcm: bytes) -> None:
    if first_sample > 24 * 3600 * 16_000 - 2000:
        return
    chunk = audio_chunk(frame(first_sample, pcm))
    assert (chunk.first_sample, chunk.pcm) == (first_sample, pcm)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_chunk_or_refused(raw: bytes) -> None:
    try:
        chunk = audio_chunk(raw)
    except Refused as refused:
        assert refused.trouble().message and not refused.fatal
    else:
        assert chunk.samples == (len(raw) - 8) // 2


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        (b"1234567", "short_frame", "8-byte sample number"),
        (frame(0, b"abc"), "odd_bytes", "even number"),
        (frame(0, 10 * MINUTE), "chunk_too_long", "holds 600 s"),
        (b"\xff" * 8 + b"ab", "sample_out_of_range", "negative"),
    ],
)
def test_a_bad_frame_says_what_is_wrong(raw: bytes, code: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as caught:
        audio_chunk(raw)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "message",
    [
        Start(microphone=True),
        Control(control="moment"),
        Typed(text="I would ask."),
        Played(speech_id=3, seconds=1.5, finished=True),
        Ping(sent=12.5),
    ],
)
def test_messages_read_as_they_were_written(message: Start | Control | Typed | Played | Ping) -> None:
    assert client_message(CLIENT_MESSAGE.dump_json(message).decode()) == message


@given(st.text(max_size=100))
def test_any_text_is_a_message_or_refused(text: str) -> None:
    with pytest.raises(Refused):
        client_message(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("RIFF....WAVE", "Audio goes in binary frames"),
        ('{"type": "shout"}', "start, control, typed, played, ping"),
        ('{"type": "control", "control": "explode"}', "wrong at control.control"),
        ('{"type": "played", "speech_id": 1, "seconds": -1}', "wrong at played.seconds"),
        ('{"type": "typed", "text": ""}', "wrong at typed.text"),
        ("[" * 60_000, "not one of the messages"),
        ("x" * 70_000, "70000 characters"),
    ],
)
def test_a_bad_message_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        client_message(text)


def test_a_refusal_never_repeats_what_was_said() -> None:
    with pytest.raises(Refused) as caught:
        client_message('{"type": "typed", "text": 5, "more": "my secret answer"}')
    assert "secret" not in str(caught.value)
