"""Whisper's layers on a loaded model's weights: an encoder for audio of any length, a decoder with a free cache.

The cache takes many tokens at once, is rolled back, and one pass serves several decodings.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

Precision = Literal["fp32", "bf16", "int8"]
ROWS = 512
"""Rows of weights that are brought to eight bits at a time."""
Product = Callable[[Any], Any]
"""Rows of float32 in, rows of float32 out."""


def product(weight: Any, bias: Any, precision: Precision) -> Product:
    """x · weightᵀ + bias. int8: weights quantised for each output, activations as they come."""
    import torch
    import torch.nn.functional as functional

    weight = weight.detach()
    bias = None if bias is None else bias.detach()
    if precision == "fp32":
        return lambda x: functional.linear(x, weight, bias)
    if precision == "bf16":
        halved = weight.to(torch.bfloat16)
        offset = None if bias is None else bias.to(torch.bfloat16)
        return lambda x: functional.linear(x.to(torch.bfloat16), halved, offset).float()
    levels, scales = _in_eight_bits(weight)
    zeros = torch.zeros(len(scales), dtype=torch.long)
    warnings.filterwarnings("ignore", "torch.quantize_per")  # says that a later torch will not have it
    whole = torch._make_per_channel_quantized_tensor(levels, scales, zeros, 0)
    packed = torch.ops.quantized.linear_prepack(whole, bias)
    overflows = not torch.cpu._is_vnni_supported()
    return lambda x: torch.ops.quantized.linear_dynamic(x, packed, overflows)


def at_once(*makes: Callable[[], Any]) -> list[Any]:
    """What each of them makes, each in a thread of its own: packing weights leaves Python to the others."""
    with ThreadPoolExecutor(len(makes)) as threads:
        return [made.result() for made in [threads.submit(make) for make in makes]]


def _in_eight_bits(weight: Any) -> tuple[Any, Any]:
    """Levels of -127 to 127, and what one level is worth in each row. A few rows at a time stay in the cache."""
    import torch

    levels, scales = torch.empty(weight.shape, dtype=torch.int8), torch.empty(len(weight))
    for at in range(0, len(weight), ROWS):
        rows = slice(at, at + ROWS)
        scales[rows] = weight[rows].abs().amax(dim=1).clamp(min=1e-8) / 127
        levels[rows] = (weight[rows] / scales[rows, None]).round_()
    return levels, scales


def _joined(layers: Sequence[Any], precision: Precision) -> Product:
    """Several layers over one input as one product."""
    import torch

    biases = [x.bias if x.bias is not None else torch.zeros(len(x.weight)) for x in layers]
    return product(torch.cat([x.weight for x in layers]), torch.cat(biases), precision)


def _norm(layer: Any) -> Product:
    import torch.nn.functional as functional

    shape, weight, bias, eps = layer.normalized_shape, layer.weight.detach(), layer.bias.detach(), layer.eps
    return lambda x: functional.layer_norm(x, shape, weight, bias, eps)


def _perceptron(block: Any, precision: Precision) -> Product:
    import torch.nn.functional as functional

    norm = _norm(block.mlp_ln)
    wide = product(block.mlp[0].weight, block.mlp[0].bias, precision)
    narrow = product(block.mlp[2].weight, block.mlp[2].bias, precision)
    return lambda x: narrow(functional.gelu(wide(norm(x))))


def _in_heads(x: Any, heads: int) -> Any:
    """(rows, state) → (1, heads, rows, width)."""
    return x.view(1, x.shape[0], heads, -1).transpose(1, 2)


def _out_of_heads(x: Any) -> Any:
    return x.transpose(1, 2).reshape(x.shape[2], -1)


class Encoder:
    """encode(mel of shape (mels, 2 × positions)) → features of shape (positions, state)."""

    def __init__(self, encoder: Any, precision: Precision) -> None:
        self._conv1, self._conv2 = encoder.conv1, encoder.conv2
        self._positions = encoder.positional_embedding
        self._blocks = [EncoderBlock(block, precision) for block in encoder.blocks]
        self._norm = _norm(encoder.ln_post)

    def encode(self, mel: Any) -> Any:
        import torch
        import torch.nn.functional as functional

        with torch.inference_mode():
            x = functional.gelu(self._conv1(mel.unsqueeze(0)))
            x = functional.gelu(self._conv2(x))[0].T
            x = (x + self._positions[: x.shape[0]]).contiguous()
            for block in self._blocks:
                x = block(x)
            return self._norm(x)


class EncoderBlock:
    """Rows of shape (positions, state) in and out."""

    def __init__(self, block: Any, precision: Precision) -> None:
        attention = block.attn
        self._heads = attention.n_head
        self._norm = _norm(block.attn_ln)
        self._inputs = _joined((attention.query, attention.key, attention.value), precision)
        self._out = product(attention.out.weight, attention.out.bias, precision)
        self._mlp = _perceptron(block, precision)

    def __call__(self, x: Any) -> Any:
        from torch.nn.functional import scaled_dot_product_attention

        query, key, value = (_in_heads(part, self._heads) for part in self._inputs(self._norm(x)).chunk(3, dim=-1))
        x = x + self._out(_out_of_heads(scaled_dot_product_attention(query, key, value)))
        return x + self._mlp(x)


@dataclass(slots=True, eq=False)
class Run:
    """One decoding under way: what was heard, and the cache of the `length` tokens appended so far."""

    decoder: Decoder
    heard: list[tuple[Any, Any]]
    """Keys and values of the features, for each layer: (1, heads, positions, width)."""
    keys: list[Any]
    values: list[Any]
    queries: list[Any]
    """Of the cross-attention, kept for word times."""
    length: int = 0

    def rollback(self, length: int) -> None:
        """Forget all but the first `length` tokens."""
        self.length = min(self.length, length)

    def attention(self, heads: Sequence[tuple[int, int]], positions: int) -> Any:
        """Weights of (layer, head)s over the first `positions`: heads × tokens × positions."""
        import torch

        found = []
        for layer, head in heads:
            query = self.queries[layer][0, head, : self.length]
            key = self.heard[layer][0][0, head, :positions]
            found.append((query @ key.T / query.shape[-1] ** 0.5).softmax(dim=-1))
        return torch.stack(found)


@dataclass(frozen=True, slots=True)
class Feed:
    """Tokens to append to a run; logits are wanted after those at `rows` (counted from the first of `tokens`)."""

    run: Run
    tokens: Sequence[int]
    rows: Sequence[int] = (-1,)


class Decoder:
    """The caches of a run hold `n_text_ctx` tokens; appending more is the caller's mistake.

    `blocks`, `words`: only the first blocks and rows of the vocabulary, to try how fast they are.
    """

    def __init__(self, model: Any, precision: Precision, blocks: int | None = None, words: int | None = None) -> None:
        import torch

        decoder, dims = model.decoder, model.dims
        self.context, self._heads, self._state = dims.n_text_ctx, dims.n_text_head, dims.n_text_state
        self._embedding = decoder.token_embedding.weight.detach()[:words]
        self._positions = decoder.positional_embedding.detach()
        self._norm = _norm(decoder.ln)
        self._vocabulary, self._blocks = at_once(
            lambda: product(self._embedding, None, precision),
            lambda: [_DecoderBlock(block, precision) for block in decoder.blocks[:blocks]],
        )
        self._mask = torch.ones(self.context, self.context, dtype=torch.bool).tril()

    def open(self, features: Any) -> Run:
        """`features`: (positions, state)."""
        import torch

        shape = (1, self._heads, self.context, self._state // self._heads)
        with torch.inference_mode():
            heard = [block.hear(features) for block in self._blocks]
            empty = [[torch.empty(shape) for _ in self._blocks] for _ in range(3)]
        return Run(self, heard, empty[0], empty[1], empty[2])

    def append(self, feeds: Sequence[Feed]) -> list[Any]:
        """One pass over the tokens of several runs; logits (rows, vocabulary) for each feed."""
        import torch

        with torch.inference_mode():
            tokens = torch.tensor([token for feed in feeds for token in feed.tokens])
            places = torch.cat([torch.arange(f.run.length, f.run.length + len(f.tokens)) for f in feeds])
            x = self._embedding[tokens] + self._positions[places]
            for layer, block in enumerate(self._blocks):
                x = block(x, layer, feeds, self._mask)
            wanted, first = [], 0
            for feed in feeds:
                feed.run.length += len(feed.tokens)
                wanted += [first + row % len(feed.tokens) for row in feed.rows]
                first += len(feed.tokens)
            logits = self._vocabulary(self._norm(x[wanted]))
            return list(logits.split([len(feed.rows) for feed in feeds]))


class _DecoderBlock:
    def __init__(self, block: Any, precision: Precision) -> None:
        attention, cross = block.attn, block.cross_attn
        self._heads = attention.n_head
        self._norm, self._cross_norm = _norm(block.attn_ln), _norm(block.cross_attn_ln)
        self._inputs = _joined((attention.query, attention.key, attention.value), precision)
        self._out = product(attention.out.weight, attention.out.bias, precision)
        self._query = product(cross.query.weight, cross.query.bias, precision)
        self._heard = _joined((cross.key, cross.value), precision)
        self._cross_out = product(cross.out.weight, cross.out.bias, precision)
        self._mlp = _perceptron(block, precision)

    def hear(self, features: Any) -> tuple[Any, Any]:
        key, value = self._heard(features).chunk(2, dim=-1)
        return _in_heads(key, self._heads).contiguous(), _in_heads(value, self._heads).contiguous()

    def __call__(self, x: Any, layer: int, feeds: Sequence[Feed], mask: Any) -> Any:
        parts = self._inputs(self._norm(x)).chunk(3, dim=-1)
        x = x + self._out(self._each(feeds, parts, lambda run, part: self._itself(run, layer, part, mask)))
        query = (self._query(self._cross_norm(x)),)
        x = x + self._cross_out(self._each(feeds, query, lambda run, part: self._across(run, layer, part[0])))
        return x + self._mlp(x)

    def _each(self, feeds: Sequence[Feed], parts: Sequence[Any], attend: Callable[[Run, list[Any]], Any]) -> Any:
        """The rows of each run by themselves: runs do not see each other."""
        import torch

        outputs, first = [], 0
        for feed in feeds:
            after = first + len(feed.tokens)
            outputs.append(_out_of_heads(attend(feed.run, [_in_heads(p[first:after], self._heads) for p in parts])))
            first = after
        return outputs[0] if len(outputs) == 1 else torch.cat(outputs)

    def _itself(self, run: Run, layer: int, part: list[Any], mask: Any) -> Any:
        from torch.nn.functional import scaled_dot_product_attention

        query, key, value = part
        before, after = run.length, run.length + query.shape[2]
        run.keys[layer][:, :, before:after] = key
        run.values[layer][:, :, before:after] = value
        seen = None if query.shape[2] == 1 else mask[before:after, :after]
        return scaled_dot_product_attention(
            query, run.keys[layer][:, :, :after], run.values[layer][:, :, :after], attn_mask=seen
        )

    def _across(self, run: Run, layer: int, query: Any) -> Any:
        from torch.nn.functional import scaled_dot_product_attention

        run.queries[layer][:, :, run.length : run.length + query.shape[2]] = query
        return scaled_dot_product_attention(query, *run.heard[layer])
