"""A room's answer to the loudspeaker, learned from block to block; what it predicts is taken off the microphone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float64]

HOLDS = 0.9995
"""Of the answer, how much still holds a block later: people and laptops move."""
SMOOTHED = 0.8
"""Share of the old estimate in that of everything that is no echo."""
FADES = 0.4
"""Of the power of an answer's partition, what the next one is expected to have."""
QUIET = 1.0
"""Power of a sample that is always taken to be there, in steps of int16."""


class AdaptiveFilter:
    """A partitioned-block Kalman filter in the frequency domain: the less is known of a partition and the less else is
    heard, the bigger its step, so that a voice over the echo does not make it forget.

    Blocks have `block` samples; it knows of the room what comes within `partitions` of them.
    """

    def __init__(self, block: int, partitions: int, power: float) -> None:
        """`power`: of the echo, as a share of that of what is played; a rough guess is enough."""
        bins = block + 1
        self._block = block
        self._played = np.zeros(2 * block)
        self._spectra = np.zeros((partitions, bins), np.complex128)
        self._answer = np.zeros((partitions, bins), np.complex128)
        self._unsure = power * FADES ** np.arange(partitions)[:, None] * np.ones(bins)
        self._other = np.full(bins, QUIET * block)

    def silence(self) -> None:
        """Nothing was played before the next block."""
        self._played[:] = 0.0
        self._spectra[:] = 0.0

    def predict(self, played: Samples) -> Samples:
        """[partitions, block]: the echo in the microphone's block that belongs to this block of the loudspeaker, by how
        many blocks ago it was played."""
        block = self._block
        self._played = np.concatenate([self._played[block:], played])
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(self._played)
        return np.asarray(np.fft.irfft(self._answer * self._spectra)[:, block:])

    def echo_of(self, played: Samples) -> Samples:
        """The echo of any stretch of sound, from its first sample on, as far as the room is known."""
        answer = np.fft.irfft(self._answer)[:, : self._block].ravel()
        size = 1 << (len(played) + len(answer) - 1).bit_length()
        return np.asarray(np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(answer, size), size)[: len(played)])

    def learn(self, left: Samples) -> None:
        """`left`: the block of the microphone without what was last predicted of it."""
        block = self._block
        error = np.fft.rfft(np.concatenate([np.zeros(block), left]))
        power = np.abs(self._spectra) ** 2
        self._other = SMOOTHED * self._other + (1 - SMOOTHED) * np.abs(error) ** 2
        step = self._unsure / (0.5 * (power * self._unsure).sum(axis=0) + self._other + QUIET * block)
        change = np.fft.irfft(step * self._spectra.conj() * error)
        change[:, block:] = 0.0
        self._answer += np.fft.rfft(change)
        self._unsure *= 1 - 0.5 * step * power
        self._unsure = HOLDS**2 * self._unsure + (1 - HOLDS**2) * np.abs(self._answer) ** 2
