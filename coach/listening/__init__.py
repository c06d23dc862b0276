"""Microphone to words: voice activity, endpointing, recognition on the sample clock."""
