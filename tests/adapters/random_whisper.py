"""Whisper models of the published shapes with random weights: for what does not depend on what they say."""

from __future__ import annotations

from typing import Any

SHAPES = {"tiny.en": (384, 6, 4), "base.en": (512, 8, 6)}
"""State, heads, layers."""


def random_whisper(name: str, seed: int = 1, scale: float = 1.0) -> Any:
    """`scale`: of the token embedding, the larger the more the model is sure of what it says."""
    import torch
    from whisper.model import ModelDimensions, Whisper

    torch.manual_seed(seed)
    state, heads, layers = SHAPES[name]
    model = Whisper(ModelDimensions(80, 1500, state, heads, layers, 51864, 448, state, heads, layers))
    with torch.no_grad():
        model.decoder.positional_embedding.normal_(0, 0.5)
        model.decoder.token_embedding.weight.mul_(scale)
    return model.eval()
