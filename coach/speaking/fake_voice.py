"""A voice without sound: the timing of speech where nobody listens or no synthesiser works."""

from __future__ import annotations

from coach.errors import VoiceError
from coach.speaking.voice import SpokenSentence
from coach.speaking.word_times import estimated_words

SAMPLE_RATE = 8_000


class SilentVoice:
    """Every word takes 60 / `words_per_minute` seconds on average; the PCM is silence."""

    def __init__(self, words_per_minute: float = 170) -> None:
        self._seconds_a_word = 60 / words_per_minute

    def synthesise(self, sentence: str, speaker: str = "adaeze") -> SpokenSentence:
        count = len(sentence.split())
        if count == 0:
            raise VoiceError("there is nothing to say; give a sentence with at least one word")
        samples = round(count * self._seconds_a_word * SAMPLE_RATE)
        words = estimated_words(sentence, samples / SAMPLE_RATE)
        return SpokenSentence(sentence, bytes(2 * samples), SAMPLE_RATE, words)

    def close(self) -> None:
        """Holds nothing."""
