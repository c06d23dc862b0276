"""The probe that chooses a precision: what is fastest, not what was tried when other things were done first."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from coach.adapters.whisper_engine import Engine, WhisperOptions
from coach.adapters.whisper_network import Precision

pytest.importorskip("torch")


def _busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


class _Probed(Engine):
    def __init__(self, precision: str = "auto") -> None:
        self.options = WhisperOptions(precision=precision)  # type: ignore[arg-type]

    def fastest(self, make: Callable[[Precision], list[float]]) -> Precision:
        """A part is the CPU seconds that each of its runs takes; the last ones stay."""
        return self._fastest(make, lambda runs: _busy(runs.pop(0) if len(runs) > 1 else runs[0]))


def test_what_the_first_run_of_a_process_costs_does_not_choose() -> None:
    runs: dict[Precision, list[float]] = {"int8": [0.05, 0.001], "fp32": [0.006], "bf16": [0.02]}
    assert _Probed().fastest(lambda precision: runs[precision]) == "int8"


def test_the_fastest_that_this_machine_has_is_chosen() -> None:
    def make(precision: Precision) -> list[float]:
        if precision == "int8":
            raise RuntimeError("no such kernel")
        return [0.001] if precision == "bf16" else [0.01]

    assert _Probed().fastest(make) == "bf16"


def test_time_that_other_processes_take_does_not_choose() -> None:
    def work(part: Precision) -> None:
        _busy(0.001 if part == "int8" else 0.005)
        time.sleep(0.02 if part == "int8" else 0.0)

    assert _Probed()._fastest(lambda precision: precision, work) == "int8"


def test_a_precision_that_is_asked_for_is_not_probed() -> None:
    assert _Probed("fp32").fastest(lambda precision: []) == "fp32"
