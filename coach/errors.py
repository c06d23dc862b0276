"""The error tree. Every message says what is wrong and what to do.

CoachError
├── UsageError            wrong arguments or settings (exit 2)
├── BankError             a question bank, profile or script file is wrong (file, line, field)
├── DocumentError         a résumé or job description that cannot be read: scanned, broken, protected
├── AudioError            audio that cannot be read: truncated, odd byte count, wrong format
├── RecogniserError       weights missing or broken, recognition failed
├── VoiceError            speech synthesis or playback failed
├── ModelError            the LLM failed, stalled, was cut off
├── StoreError            the database or the recordings folder failed
└── AttemptNotFound       no such attempt
"""

from __future__ import annotations


class CoachError(Exception):
    """Root of the tree."""


class UsageError(CoachError):
    pass


class BankError(CoachError):
    pass


class DocumentError(CoachError):
    pass


class AudioError(CoachError):
    pass


class RecogniserError(CoachError):
    pass


class VoiceError(CoachError):
    pass


class ModelError(CoachError):
    pass


class StoreError(CoachError):
    pass


class AttemptNotFound(CoachError):
    pass
