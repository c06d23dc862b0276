"""The one WebSocket of a rehearsal: audio and control in, everything that happens out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import assert_never

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from coach.errors import AttemptNotFound, CoachError
from coach.server.faults import place
from coach.server.frames import audio_chunk, client_message
from coach.server.rooms import LiveRoom, Refused, Rooms, Tab
from coach.server.wire import (
    SERVER_MESSAGE,
    Control,
    Ping,
    Played,
    Pong,
    Recognised,
    ServerMessage,
    Start,
    Trouble,
    TroubleCode,
    Typed,
)

CLOSED_FOR_GOOD = 4000
"""Close code after a fatal trouble: the page should not connect again by itself."""
LET_GO = 4001
"""Close code when this page's part is over or it did not read: connecting again is welcome."""
LOG = logging.getLogger(__name__)


async def live(socket: WebSocket, rooms: Rooms, attempt_id: str) -> None:
    """Serve one connection until it ends. A fault of the page is answered with `trouble`, never with a crash."""
    await socket.accept()
    try:
        room = await rooms.room(attempt_id)
        tab = await room.attach()
    except CoachError as error:
        await _turn_away(socket, error)
        return
    LOG.info("attempt %s: page attached", attempt_id)
    try:
        await _both_ways(socket, room, tab)
    finally:
        await room.detach(tab)
        LOG.info("attempt %s: page detached", attempt_id)


async def _turn_away(socket: WebSocket, error: CoachError) -> None:
    code: TroubleCode = "unknown_attempt" if isinstance(error, AttemptNotFound) else "failed"
    trouble = error.trouble() if isinstance(error, Refused) else Trouble(code=code, message=str(error), fatal=True)
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        await _send(socket, trouble)
        await socket.close(CLOSED_FOR_GOOD if trouble.fatal else LET_GO)


async def _both_ways(socket: WebSocket, room: LiveRoom, tab: Tab) -> None:
    tasks = {asyncio.create_task(_outward(socket, room, tab)), asyncio.create_task(_inward(socket, room, tab))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for task in tasks:
            _note_failure(task)


def _note_failure(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None and not isinstance(error, WebSocketDisconnect):
        LOG.error("live socket failed: %s", place(error))


async def _outward(socket: WebSocket, room: LiveRoom, tab: Tab) -> None:
    fatal = False
    with contextlib.suppress(WebSocketDisconnect):
        async for message in room.messages(tab):
            await _send(socket, message)
            fatal = isinstance(message, Trouble) and message.fatal
        await socket.close(CLOSED_FOR_GOOD if fatal else LET_GO)


async def _inward(socket: WebSocket, room: LiveRoom, tab: Tab) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        try:
            if message.get("bytes") is not None:
                await room.hear(audio_chunk(message["bytes"]))
            else:
                await _said(room, tab, message.get("text") or "")
        except Refused as error:
            tab.put(error.trouble())
        except CoachError as error:
            tab.put(Trouble(code="failed", message=str(error)))
        except Exception as error:
            LOG.error("a message failed: %s", place(error))
            tab.put(Trouble(code="failed", message="The server failed at this message; it goes on without it."))


async def _said(room: LiveRoom, tab: Tab, text: str) -> None:
    match client_message(text):
        case Start(microphone=microphone, browser=browser, anew=anew, lost_s=lost_s, lost_by=lost_by, whole=whole):
            await room.start(microphone, browser, anew, lost_s, whole, lost_by)
        case Control(control=control):
            await room.control(control)
        case Typed(text=typed, id=sent):
            await room.typed(typed, sent)
        case Recognised(text=words, final=final, seconds=seconds, ago=ago, id=sent):
            await room.recognised(words, final, seconds, ago, sent)
        case Played(speech_id=speech_id, seconds=seconds, finished=finished):
            await room.played(speech_id, seconds, finished)
        case Ping(sent=sent):
            tab.put(Pong(sent=sent))
        case unknown:
            assert_never(unknown)


async def _send(socket: WebSocket, message: ServerMessage) -> None:
    if socket.application_state is WebSocketState.CONNECTED:
        await socket.send_text(SERVER_MESSAGE.dump_json(message).decode())
