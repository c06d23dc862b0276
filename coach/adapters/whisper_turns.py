"""Who may use the model next: first words of an utterance, finals of what has ended, live words, finals of a pause.

Among equals the first come is served first, and their passes are shared. Live words that have waited for long are as
urgent as a final; a final begun in a pause is, once its utterance has ended.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from coach.adapters.whisper_alignment import Decoded
from coach.adapters.whisper_live import Passes
from coach.adapters.whisper_network import Decoder, Feed
from coach.listening.transcriber import Need, soon

TOGETHER = 8
"""Decodings under way at the same time; more wait, each new one is encoded by itself."""
PATIENCE = 2.0
"""Seconds after which live words no longer stand back behind finals."""


class Job:
    """One decoding from its beginning to its words. `need` is asked before each pass."""

    def __init__(self, passes: Passes, need: Callable[[], Need] = soon) -> None:
        self.passes, self.need = passes, need
        self._since = time.monotonic()
        self.feed: Feed | None = None
        """What the decoder is to append; None where it does a piece of its own work next."""
        self.done = False
        self.decoded = Decoded()
        self.error: Exception | None = None

    @property
    def final(self) -> bool:
        return self.need() in (Need.NOW, Need.PERHAPS)

    @property
    def urgency(self) -> Need:
        """`need`; live words that waited for PATIENCE are wanted as much as a final."""
        need = self.need()
        overdue = need is Need.SOON and time.monotonic() - self._since > PATIENCE
        return Need.NOW if overdue else need

    def advance(self, logits: object) -> None:
        """On to the next feed, or to the end. None begins."""
        try:
            self.feed = self.passes.send(logits)
        except StopIteration as end:
            self.decoded, self.done = end.value, True
        except Exception as error:
            self.fail(error)

    def fail(self, error: Exception) -> None:
        self.error, self.done = error, True

    def give_up(self) -> None:
        self.passes.close()
        self.done = True


class Turns:
    """`run` blocks until its job is done. Whoever waits does the next piece of work, for whomever it is."""

    def __init__(self) -> None:
        self._queue: list[Job] = []
        self._queueing = threading.Lock()
        self._working = threading.Lock()
        self._active: list[Job] = []

    def run(self, job: Job) -> Decoded:
        """Raises what the decoding raised; empty where it was given up."""
        with self._queueing:
            self._queue.append(job)
        while not job.done:
            with self._working:
                if not job.done:
                    self._work()
        if job.error is not None:
            raise job.error
        return job.decoded

    def _work(self) -> None:
        """Begin the most urgent job that waits, or let the most urgent of those under way do a pass."""
        import torch

        for job in self._active:
            if job.need() is Need.NO_MORE:
                job.give_up()
        self._active = [job for job in self._active if not job.done]
        with torch.inference_mode():
            beginning = self._next()
            if beginning is not None:
                beginning.advance(None)
                self._active.append(beginning)
            else:
                self._pass()
        self._active = [job for job in self._active if not job.done]

    def _next(self) -> Job | None:
        """The oldest of the most urgent that wait and have room beside those under way."""
        with self._queueing:
            for job in [job for job in self._queue if job.need() is Need.NO_MORE]:
                self._queue.remove(job)
                job.give_up()
            for job in sorted(self._queue, key=lambda job: job.urgency):
                if self._room_for(job):
                    self._queue.remove(job)
                    return job
        return None

    def _room_for(self, job: Job) -> bool:
        """Nothing begins beside what is more urgent; one final at a time, live words together."""
        if any(active.urgency < job.urgency for active in self._active):
            return False
        if job.final:
            return not any(active.final and active.urgency == job.urgency for active in self._active)
        return sum(not active.final for active in self._active) < TOGETHER

    def _pass(self) -> None:
        """One pass for each of the most urgent jobs; those that share a decoder share it."""
        urgencies = [job.urgency for job in self._active]
        groups: dict[Decoder, list[tuple[Job, Feed]]] = {}
        for job, urgency in zip(self._active, urgencies, strict=True):
            if urgency > min(urgencies):
                continue
            if job.feed is None:
                job.advance(None)
            else:
                groups.setdefault(job.feed.run.decoder, []).append((job, job.feed))
        for decoder, group in groups.items():
            try:
                logits = decoder.append([feed for _, feed in group])
            except Exception as error:
                for job, _ in group:
                    job.fail(error)
                continue
            for (job, _), mine in zip(group, logits, strict=True):
                job.advance(mine)
