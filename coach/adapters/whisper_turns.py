"""Who may use the model next: finals before live words, then first come, first served. Decodings share passes."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from enum import IntEnum

from coach.adapters.whisper_alignment import Decoded
from coach.adapters.whisper_live import Passes
from coach.adapters.whisper_network import Decoder, Feed
from coach.listening.transcriber import always

TOGETHER = 8
"""Decodings under way at the same time; more wait, each new one is encoded by itself."""


class Urgency(IntEnum):
    FINAL = 0
    LIVE = 1


class Job:
    """One decoding from its beginning to its words. `wanted` is asked before each pass."""

    def __init__(self, passes: Passes, urgency: Urgency, wanted: Callable[[], bool] = always) -> None:
        self.passes, self.urgency, self.wanted = passes, urgency, wanted
        self.feed: Feed | None = None
        self.done = False
        self.decoded = Decoded()
        self.error: Exception | None = None

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
        self._queue: list[tuple[Urgency, int, Job]] = []
        self._count = 0
        self._queueing = threading.Lock()
        self._working = threading.Lock()
        self._active: list[Job] = []

    def run(self, job: Job) -> Decoded:
        """Raises what the decoding raised; empty where it was given up."""
        with self._queueing:
            self._count += 1
            heapq.heappush(self._queue, (job.urgency, self._count, job))
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

        with torch.inference_mode():
            beginning = self._next()
            if beginning is not None:
                beginning.advance(None)
                self._active.append(beginning)
            else:
                self._pass()
        self._active = [job for job in self._active if not job.done]

    def _next(self) -> Job | None:
        with self._queueing:
            while self._queue:
                urgency, _, job = self._queue[0]
                busy = [active for active in self._active if active.urgency <= urgency]
                if len(busy) >= (1 if urgency is Urgency.FINAL else TOGETHER):
                    return None
                if urgency is Urgency.LIVE and any(active.urgency is Urgency.FINAL for active in busy):
                    return None
                heapq.heappop(self._queue)
                if job.wanted():
                    return job
                job.give_up()
        return None

    def _pass(self) -> None:
        for job in self._active:
            if not job.wanted():
                job.give_up()
        alive = [job for job in self._active if not job.done]
        first = min((job.urgency for job in alive), default=Urgency.LIVE)
        groups: dict[Decoder, list[tuple[Job, Feed]]] = {}
        for job in alive:
            if job.urgency is first and job.feed is not None:
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
