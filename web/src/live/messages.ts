import type { AskedQuestion, ClientMessage, ControlName, Event, FloorName, ServerMessage } from "../wire.gen";

export type { AskedQuestion, ClientMessage, ControlName, Event, FloorName, ServerMessage };

const KNOWN = new Set(["welcome", "event", "speech", "speech_stop", "speech_duck", "speech_hold", "heard", "state", "trouble", "pong"]);

/** One text frame from the server, or null where it is no message of this protocol. */
export function readMessage(frame: string): ServerMessage | null {
  try {
    const value: unknown = JSON.parse(frame);
    const type = (value as { type?: unknown } | null)?.type;
    return typeof type === "string" && KNOWN.has(type) ? (value as ServerMessage) : null;
  } catch {
    return null;
  }
}
