"""A loaded Whisper: its tokenizer, its layers in the precision that is fastest here, and what decodings are told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np

from coach.adapters.whisper_network import Decoder, Encoder, EncoderBlock, Feed, Precision, at_once
from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Samples

Wanted = Literal["auto", "fp32", "bf16", "int8"]
Context = Literal["truncated", "full"]
PROBED = 120
"""Encoder positions (2.4 s) on which the probe of `auto` times each precision."""
PROBED_WORDS = 4096
"""Rows of the vocabulary in the probe: enough that they are most of a step, as in a whole one."""
ROUNDS = 2
"""Times that each precision is tried again; the best counts, so that other work on the machine does not choose."""
HOPELESS = 3.0
"""Times as slow as the fastest: not tried again."""
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class WhisperOptions:
    """`precision` and `context` concern live words; the final is always fp32 over the whole window.

    `context`: encode what was heard and `margin` seconds of silence, or the full 30 s. Without a margin the decoder
    does not know when to stop. `prompt`: text in the style that is wanted, read as if it had been said before.
    """

    precision: Wanted = "auto"
    context: Context = "truncated"
    margin: float = 2.0
    language: str = "en"
    prompt: str = ""


class PlainEncoding:
    """An encoding to which all text is text: tiktoken's look for special tokens in it takes 0.2 s to be made ready."""

    def __init__(self, encoding: Any) -> None:
        self._encoding = encoding

    def encode(self, text: str, **asked: Any) -> list[int]:
        tokens: list[int] = self._encoding.encode(text, **{"disallowed_special": (), **asked})
        return tokens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoding, name)


class Engine:
    """For one thread at a time. `threads`: that torch has for the large products of a final."""

    def __init__(self, model: Any, options: WhisperOptions, threads: int = 1) -> None:
        from whisper.tokenizer import get_tokenizer

        self.model, self.options, self.threads = model, options, threads
        self.tokenizer: Any = get_tokenizer(
            model.is_multilingual, num_languages=model.num_languages, language=options.language, task="transcribe"
        )
        if not isinstance(self.tokenizer.encoding, PlainEncoding):
            self.tokenizer.encoding = PlainEncoding(self.tokenizer.encoding)
        self.heads = [(int(layer), int(head)) for layer, head in model.alignment_heads.indices().T]
        self.start = tuple(self.tokenizer.sot_sequence_including_notimestamps)
        self.end = int(self.tokenizer.eot)
        self.prompt = tuple(self.tokenizer.encode(" " + options.prompt.strip())) if options.prompt.strip() else ()
        self.suppressed = [t for t in self.task(())._get_suppress_tokens() if t < self.end]
        self.blanks = [*self.tokenizer.encode(" ")]
        self.exact = Decoder(model, "fp32")
        self.encoder_precision, self.decoder_precision = self._encoder_precision(), self._decoder_precision()
        self.encoder, self.decoder = at_once(self._encoder, self._decoder)

    def task(self, prompt: Sequence[int]) -> Any:
        """openai-whisper's own greedy decoding task, of which rules and initial tokens are used."""
        from whisper.decoding import DecodingTask

        return DecodingTask(self.model, self.greedy(prompt))

    def greedy(self, prompt: Sequence[int]) -> Any:
        """What `whisper.transcribe(temperature=0, beam_size=None)` asks of each window."""
        from whisper.decoding import DecodingOptions

        return DecodingOptions(language=self.options.language, temperature=0.0, fp16=False, prompt=list(prompt))

    def features(self, samples: Samples) -> Any:
        """For live words: encoder output of shape (positions, state), of at most 30 s."""
        import torch
        import whisper

        limit = self.model.dims.n_audio_ctx
        positions = limit
        if self.options.context == "truncated":
            positions = min(limit, int(np.ceil((len(samples) / SAMPLE_RATE + self.options.margin) * 50)))
        audio = torch.from_numpy(samples.astype(np.float32) / 32768.0)
        frames = 2 * positions
        padding = max(0, frames * whisper.audio.HOP_LENGTH - len(samples))
        mel = whisper.log_mel_spectrogram(audio, self.model.dims.n_mels, padding=padding)[:, :frames]
        return self.encoder.encode(mel)

    def _encoder(self) -> Encoder:
        return Encoder(self.model.encoder, self.encoder_precision)

    def _decoder(self) -> Decoder:
        return self.exact if self.decoder_precision == "fp32" else Decoder(self.model, self.decoder_precision)

    def _encoder_precision(self) -> Precision:
        import torch

        rows = torch.randn(PROBED, self.model.dims.n_audio_state)
        return self._fastest(lambda p: EncoderBlock(self.model.encoder.blocks[0], p), lambda block: block(rows))

    def _decoder_precision(self) -> Precision:
        import torch

        features = torch.randn(PROBED, self.model.dims.n_audio_state)

        def work(decoder: Decoder) -> None:
            run = decoder.open(features)
            for count in (16, 1, 1, 1, 1):
                decoder.append([Feed(run, range(count))])

        return self._fastest(lambda p: Decoder(self.model, p, blocks=1, words=PROBED_WORDS), work)

    def _fastest(self, make: Callable[[Precision], Part], work: Callable[[Part], object]) -> Precision:
        """What the options say, or the precision in which a part of the network is fastest on this machine now.

        The first time of each is not counted: it pays for what a process does once.
        """
        import torch

        wanted = self.options.precision
        if wanted != "auto":
            return wanted
        parts: dict[Precision, Part] = {}
        best: dict[Precision, float] = {}
        precisions: tuple[Precision, ...] = ("int8", "fp32", "bf16")
        for precision in precisions:
            # RuntimeError, AttributeError: this torch or this processor has it not
            with torch.inference_mode(), suppress(RuntimeError, AttributeError):
                parts[precision] = make(precision)
                work(parts[precision])
                best[precision] = _seconds(work, parts[precision])
        for _ in range(ROUNDS):
            hopeful = [precision for precision in best if best[precision] < HOPELESS * min(best.values())]
            with torch.inference_mode():
                best |= {p: min(best[p], _seconds(work, parts[p])) for p in hopeful}
        return min(best, key=lambda precision: best[precision])


@contextmanager
def in_threads(count: int) -> Iterator[None]:
    """As many threads of torch for what this thread does here."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _seconds(work: Callable[[Part], object], part: Part) -> float:
    """Of this thread, which does its share of the work: time that other processes took is not in it."""
    clock = time.perf_counter if os.name == "nt" else time.thread_time  # Windows counts these in steps of 16 ms
    began = clock()
    work(part)
    return clock() - began


def load(path: str) -> Any:
    """openai-whisper's own loading, on the CPU, without filling the layers with random numbers first."""
    import torch
    import whisper

    class Unfilled(torch.overrides.TorchFunctionMode):  # type: ignore[misc]
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            given = kwargs or {}
            if getattr(func, "__module__", None) == "torch.nn.init":
                return given.get("tensor", args[0] if args else None)
            return func(*args, **given)

    with Unfilled():
        return whisper.load_model(path, device="cpu").eval()
