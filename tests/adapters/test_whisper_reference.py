"""The final is openai-whisper's own greedy transcript, token for token; live decoding is greedy, whatever the draft."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.adapters.audio_files import read_audio
from coach.adapters.whisper_engine import Engine, WhisperOptions
from coach.adapters.whisper_live import live
from coach.adapters.whisper_reference import cut, segments
from coach.listening.transcriber import Samples
from tests.adapters.random_whisper import random_whisper

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(p.parent.name for p in SAMPLES.glob("*/answer.wav"))


@cache
def model(name: str) -> Any:
    import whisper

    return whisper.load_model(str(SAMPLES / "micro" / f"{name}.pt")) if "micro" in name else random_whisper(name)


@cache
def engine(name: str, prompt: str = "") -> Engine:
    return Engine(model(name), WhisperOptions(precision="fp32", prompt=prompt))


def driven(passes: Any) -> Any:
    import torch

    with torch.inference_mode():
        try:
            feed = next(passes)
            while True:
                feed = passes.send(feed and feed.run.decoder.append([feed])[0])
        except StopIteration as end:
            return end.value


def theirs(name: str, audio: Samples, prompt: str | None = None) -> list[int]:
    import whisper

    result = whisper.transcribe(
        model(name),
        audio.astype(np.float32) / 32768.0,
        temperature=0,
        beam_size=None,
        condition_on_previous_text=False,
        initial_prompt=prompt,
        fp16=False,
    )
    return [token for segment in result["segments"] for token in segment["tokens"]]


@cache
def of_a_sample(name: str) -> tuple[Samples, list[int]]:
    """The shortest of them, and what openai-whisper reads in it."""
    audio = read_audio(SAMPLES / "error-rate" / "answer.wav")
    return audio, theirs(name, audio)


def ours(name: str, audio: Samples, draft: tuple[int, ...] = (), prompt: str = "") -> list[int]:
    return [token for tokens, _ in driven(segments(engine(name, prompt), audio, draft)) for token in tokens]


@pytest.mark.parametrize("name", NAMES)
def test_the_tokens_are_openai_whispers_with_and_without_a_draft(name: str) -> None:
    audio = read_audio(SAMPLES / name / "answer.wav")
    expected = theirs("whisper-micro.en", audio)
    assert ours("whisper-micro.en", audio) == expected
    text = tuple(t for t in expected if t < engine("whisper-micro.en").end)
    assert ours("whisper-micro.en", audio, text) == expected
    assert ours("whisper-micro.en", audio, text[::-1]) == expected


def test_a_prompt_reaches_the_first_window_alone() -> None:
    audio = read_audio(SAMPLES / "conflict" / "answer.wav")
    prompt = "Um, so, I think we agreed."
    assert ours("whisper-micro.en", audio, prompt=prompt) == theirs("whisper-micro.en", audio, prompt)


@pytest.mark.parametrize("name", ["tiny.en", "base.en"])
def test_random_weights_of_the_published_shapes_say_the_same_too(name: str) -> None:
    audio, expected = of_a_sample(name)
    assert len(expected) > 50
    text = tuple(t for t in expected if t < engine(name).end)
    assert ours(name, audio) == ours(name, audio, text) == expected


@pytest.mark.parametrize("name", ["whisper-micro.en", "base.en"])
def test_a_final_in_several_threads_has_the_same_tokens_and_leaves_live_words_one(name: str) -> None:
    import torch

    audio, expected = of_a_sample(name)
    before = torch.get_num_threads()
    several = Engine(model(name), WhisperOptions(precision="fp32"), threads=before + 1)
    seen: list[int] = []
    hook = model(name).encoder.blocks[0].register_forward_hook(lambda *_: seen.append(torch.get_num_threads()))
    found = [token for tokens, _ in driven(segments(several, audio)) for token in tokens]
    hook.remove()
    assert set(seen) == {before + 1}
    assert found == expected
    assert torch.get_num_threads() == before


@pytest.mark.parametrize("level", [0, 30, 3000])
def test_silence_and_noise_are_read_as_openai_whisper_reads_them(level: int) -> None:
    noise = np.random.default_rng(level).normal(0, level, 5 * 16_000).astype(np.int16)
    assert ours("whisper-micro.en", noise) == theirs("whisper-micro.en", noise)


@pytest.mark.parametrize("seconds", [1.0, 2.5, 8.0])
def test_live_words_do_not_depend_on_the_draft(seconds: float) -> None:
    audio = read_audio(SAMPLES / "agreement" / "answer.wav")[: round(seconds * 16_000)]
    whole = driven(live(engine("whisper-micro.en"), audio))
    tokens = whole.first(len(whole.words))
    for draft in (tokens, tokens[:3], tokens[::-1], (*tokens[:2], 1000, *tokens[3:])):
        assert driven(live(engine("whisper-micro.en"), audio, (), draft)).tokens == whole.tokens


@pytest.mark.parametrize("name", ["tiny.en", "whisper-micro.en"])
def test_the_full_context_reads_what_openai_whisper_reads_without_timestamps(name: str) -> None:
    import torch
    from whisper import DecodingOptions, decode, log_mel_spectrogram, pad_or_trim

    audio = read_audio(SAMPLES / "rlhf-meaning" / "answer.wav")
    mel = log_mel_spectrogram(pad_or_trim(torch.from_numpy(audio.astype(np.float32) / 32768.0)))
    options = DecodingOptions(
        language="en",
        temperature=0.0,
        without_timestamps=True,
        fp16=False,
        sample_len=30,
        suppress_tokens=[-1, *range(50257, 51864)],
    )
    expected = decode(model(name), mel, options)
    full = Engine(model(name), WhisperOptions(precision="fp32", context="full"))
    found = driven(live(full, audio))
    tokens = list(found.first(len(found.words)))
    assert tokens and tokens == expected.tokens[: len(tokens)]


class Marks:
    """Token 0 to 9 is text, 10 the end, 11 on are timestamps."""

    timestamp_begin, eot = 11, 10

    def decode(self, tokens: list[int]) -> str:
        return "x" * len(tokens)


def test_a_window_is_cut_where_transcribe_cuts_it() -> None:
    marks = Marks()
    assert cut(marks, [11, 1, 2, 15], 300) == ([11, 1, 2, 15], 300)
    assert cut(marks, [11, 1, 15, 15, 2, 3], 300) == ([11, 1, 15], 8)
    assert cut(marks, [11, 1, 15, 16, 2, 20], 300) == ([11, 1, 15, 16, 2, 20], 300)
    assert cut(marks, [11, 15, 16, 2, 20], 300) == ([16, 2, 20], 300)
    assert cut(marks, [11], 300) == ([], 300)
