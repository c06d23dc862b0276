from __future__ import annotations

import numpy as np

from tests.listening.fakes import FakeTranscriber, spoken
from tests.listening.transcriber_contract import check_transcriber


def test_the_fake_keeps_the_contract() -> None:
    check_transcriber(FakeTranscriber(), np.frombuffer(spoken(1, 2, 3, 4, 5, 6), "<i2"))
