"""What a live room is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from coach.events import Event
from coach.interview.consulting import Consultant
from coach.interview.rehearsal import Rehearsal
from coach.records.recorder import Recorder
from coach.server.ears import Recording
from coach.server.running import HeardBy
from coach.speaking.voice import Voice


@dataclass(frozen=True)
class RoomParts:
    """What a room is made of. Callables are asked when the candidate begins, so that warm parts are used.

    `log`: the attempt so far, empty for a new one. `rehearsal` gets what recognises: `whisper:<model>` or `typed`.
    `listening`: the recogniser's name and an opener (of its first sample's second), None where there is none.
    `recording`: None unless audio is kept.
    """

    attempt_id: str
    log: Sequence[Event]
    rehearsal: Callable[[str], Rehearsal]
    recorder: Recorder
    voice: Callable[[], Voice]
    speaker: str
    interviewer_name: str
    listening: Callable[[], HeardBy | None]
    shows_question: bool = True
    silent: bool = False
    hears: Callable[[], bool] = lambda: True
    """False where it is known that nothing will recognise; `warmed` returns when `listening` will not change."""
    warmed: Callable[[], Awaitable[None]] | None = None
    model: Consultant | None = None
    recording: Callable[[], Recording] | None = None
    grace: float = 60.0
    judge: Callable[[Sequence[Event]], Awaitable[list[Event]]] | None = None
    """What a judge wrote down about a finished rehearsal, from its log; None where nobody is asked."""
