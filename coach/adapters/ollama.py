"""A running Ollama: which of its models can talk."""

from __future__ import annotations

import httpx

WITHIN = 0.4
"""Seconds; it runs on this machine or not at all."""
NO_TALKERS = ("embed", "bge-", "minilm", "rerank", "whisper")


def talking_models(address: str) -> tuple[str, ...] | None:
    """Names as Ollama lists them, without `:latest`; None where nothing answers at `address`."""
    try:
        answer = httpx.get(f"{address.rstrip('/')}/api/tags", timeout=WITHIN, trust_env=False)
        listed = [str(model["name"]) for model in answer.raise_for_status().json()["models"]]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return None
    return tuple(name.removesuffix(":latest") for name in listed if not any(part in name for part in NO_TALKERS))
