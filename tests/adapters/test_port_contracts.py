"""What every voice activity detector and every chat model does, on the fake and on the real one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.audio_files import read_audio
from coach.adapters.litellm_model import LitellmModel
from coach.adapters.silero_detector import SileroDetector
from coach.errors import ModelError
from coach.events import ModelCalled
from coach.interview.consulting import Consultant, all_answers
from coach.interview.effects import ConsultModel, ModelReplied
from coach.interview.interviewer import ChatModel, Message, Usage
from coach.interview.prompts import MoveRequest, load_prompt
from coach.listening.voice_activity import FRAME_SAMPLES, Framer, VoiceActivityDetector
from tests.adapters.openai_server import openai_server
from tests.listening.fakes import LoudnessDetector

SAMPLE = Path(__file__).parents[2] / "samples" / "error-rate" / "answer.wav"
REQUEST = MoveRequest("What is truth?", "A label.", ("probe", "acknowledge"), (), (), "Test", "Adaeze")
REPLY = json.dumps({"move": "probe", "text": "Whose label is it?"})


@pytest.fixture(params=[LoudnessDetector, SileroDetector])
def detector(request: pytest.FixtureRequest) -> VoiceActivityDetector:
    found: VoiceActivityDetector = request.param()
    return found


def test_probabilities_lie_between_nought_and_one_and_tell_speech_from_silence(
    detector: VoiceActivityDetector,
) -> None:
    speech = [detector.probability(f) for f in Framer().push(read_audio(SAMPLE).tobytes())]
    detector.reset()
    silence = [detector.probability(bytes(2 * FRAME_SAMPLES)) for _ in range(60)]
    assert all(0 <= p <= 1 for p in speech + silence)
    assert np.mean(np.array(speech) > 0.5) > 0.5
    assert max(silence[10:]) < 0.5


def test_a_reset_detector_gives_the_same_again(detector: VoiceActivityDetector) -> None:
    frames = list(Framer().push(read_audio(SAMPLE).tobytes()))[:40]
    detector.reset()
    first = [detector.probability(f) for f in frames]
    detector.reset()
    assert [detector.probability(f) for f in frames] == first


class FakeModel:
    """Replies in pieces."""

    name = "fake"

    def __init__(self, reply: str) -> None:
        self._reply = reply

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
        if not self._reply:
            raise ModelError("the model said nothing")
        for begin in range(0, len(self._reply), 7):
            yield self._reply[begin : begin + 7]
        yield Usage(9, 3)

    def price(self, usage: Usage) -> float | None:
        return 0.0


@pytest.fixture(params=["fake", "litellm"])
def model(request: pytest.FixtureRequest) -> Iterator[ChatModel]:
    if request.param == "fake":
        yield FakeModel(REPLY)
        return
    with openai_server("good", reply=REPLY) as (address, _):
        yield LitellmModel("openai/loopback", address, "none")


async def test_the_pieces_of_a_reply_are_the_reply_and_its_tokens_come_last(model: ChatModel) -> None:
    *pieces, usage = [piece async for piece in model.stream([Message("user", "Your move?")])]
    assert "".join(str(piece) for piece in pieces) == REPLY
    assert isinstance(usage, Usage) and usage.prompt_tokens == 9
    assert model.price(usage) == 0.0
    assert model.name


async def test_a_reply_becomes_a_move_and_the_call_is_noted(model: ChatModel) -> None:
    replied, called = await all_answers(Consultant(model, 30.0), ConsultModel(3, REQUEST), lambda: 12.5)
    assert replied == ModelReplied(3, 12.5, "probe", "Whose label is it?")
    assert isinstance(called, ModelCalled)
    assert (called.model, called.prompt, called.prompt_tokens) == (model.name, load_prompt().id, 9)
    assert called.first_sentence is not None and called.seconds >= called.first_sentence


async def test_a_model_that_fails_becomes_a_reason() -> None:
    (replied,) = await all_answers(Consultant(FakeModel("")), ConsultModel(4, REQUEST), lambda: 1.0)
    assert isinstance(replied, ModelReplied) and replied.move is None
    assert "said nothing" in replied.failure
